// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/train/train_data.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace marginalia {

/// Log-probs of rows under the start model, computed once before step 1 and kept in the run folder
/// as ref.bin: sums over the trained tokens, or one value a scored token where the objective needs
/// them.
///
/// Keyed by (record of the prompt, record of the completion, answer): a mismatched row has its own.
class ReferenceTable {
public:
    std::optional<float> find(const TrainRow& row) const;
    void put(const TrainRow& row, float sum);
    /// Null: the row has no values by token.
    const std::vector<float>* findTokens(const TrainRow& row) const;
    /// Values by token, with their sum over the trained ones.
    void putTokens(const TrainRow& row, std::vector<float> tokens, float sum);
    std::size_t size() const { return m_sums.size(); }

    /// Gives the SHA-256 of the file.
    Result<std::string> save(const std::string& path) const;
    /// Corrupt when a record does not match its checksum or the file's digest is not `digest`.
    static Result<ReferenceTable> load(const std::string& path, const std::string& digest);

private:
    std::unordered_map<std::string, float> m_sums;
    std::unordered_map<std::string, std::vector<float>> m_tokens;
};

/// Reference sums by content, shared by all runs of this machine: deleting it costs time, nothing
/// else.
///
/// One file per model digest and way of computing, in the cache folder; the key is the digest of
/// token ids and mask.
class ReferenceCache {
public:
    /// A folder that cannot be used gives an empty cache that stores nothing.
    static ReferenceCache open(const std::string& modelDigest, const std::string& how);
    std::optional<float> find(const TrainRow& row) const;
    void put(const TrainRow& row, float sum);
    /// Appends what is new; failures are silent, because only time is lost.
    void store();

private:
    std::string m_path;
    std::unordered_map<std::string, float> m_sums;
    std::string m_new;
};

}  // namespace marginalia
