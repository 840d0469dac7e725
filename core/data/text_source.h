// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// The text of a file in pieces: unpacked when it is gzip, as UTF-8 when it is UTF-16 or UTF-32
/// with a mark, without the byte order mark. Memory does not depend on the file. Reads regular
/// files only.
class TextSource {
public:
    static Result<std::unique_ptr<TextSource>> open(const std::string& path);
    ~TextSource();

    /// The next piece, empty at the end; valid until the next call.
    Result<std::string_view> next();

    /// The first bytes of the file as it lies on disk (at most 16), for magic numbers.
    std::string_view magic() const;
    bool gzip() const;
    /// File-wide codes: D-UTF16. Known behind the first next().
    const std::vector<std::string>& codes() const;
    /// Where the text begins: 3 behind a UTF-8 mark. Offsets in text that was converted are offsets
    /// in the UTF-8.
    std::int64_t firstByte() const;

    std::int64_t bytesRead() const;  ///< of the file
    std::int64_t bytesTotal() const;
    /// Of the whole file, 64 hexadecimal digits; empty before the end was read.
    std::string sha256() const;

private:
    struct State;
    explicit TextSource(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace marginalia
