// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Where the models fetched by Hugging Face's tools lie (interfaces.md 4.2), the first that is set:
/// $HF_HUB_CACHE, $HUGGINGFACE_HUB_CACHE, $HF_HOME/hub, $XDG_CACHE_HOME/huggingface/hub,
/// ~/.cache/huggingface/hub; "~", $NAME and ${NAME} expanded. It need not exist. Nothing here ever
/// writes into it, and nothing fetches.
std::string hubCacheFolder();

/// One fetched state of a model in the hub cache.
struct HubModel {
    std::string repository;    ///< "org/name", or "name"
    std::string commit;        ///< names the snapshot's folder
    std::string folder;        ///< of the snapshot
    bool main = false;         ///< what refs/main stands for
    std::int64_t bytes = 0;    ///< of the files, links followed, each counted once
    std::int64_t seconds = 0;  ///< when the snapshot was made, Unix time
    /// Files that the snapshot asks for and are not there, "config.json" among them; what is
    /// missing makes it no model yet.
    std::vector<std::string> missing;
    bool fetching = false;  ///< something is missing, and a download was begun (blobs/*.incomplete)
    std::vector<std::string> ggufs;  ///< names of *.gguf files in it

    bool complete() const { return missing.empty(); }
};

/// Every snapshot of every models--* folder, by name; of one model refs/main's first, then the
/// newest. What cannot be read is left out.
std::vector<HubModel> listHubModels(const std::string& cache = hubCacheFolder());

/// A model as it was named, found on the disk.
struct ModelPlace {
    std::string folder;      ///< or a .gguf file
    std::string repository;  ///< "org/name" of a snapshot in a hub cache
    std::string commit;      ///< of that snapshot
};

/// Whether a text can be the name of a model of the hub: "org/name", "name", "...@commit".
bool isHubName(const std::string& text);

/// A folder or file as it is; "org/name" is refs/main's snapshot in the hub cache (the newest one
/// where there is no refs/main), "org/name@commit" that one (a branch, a tag, or the beginning of a
/// commit). NotFound says where was looked; a snapshot that lacks files names them.
Result<ModelPlace> findModel(const std::string& named, const std::string& cache = hubCacheFolder());

}  // namespace marginalia
