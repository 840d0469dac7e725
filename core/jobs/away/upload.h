// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/ssh.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace marginalia::away {

/// One file of a folder that is sent: from a path here, or a text.
struct SentFile {
    std::string name;  ///< in the folder there
    std::string path;  ///< here; empty: `text` is what it holds
    std::string text;
    std::int64_t size = 0;
    std::string sha256;
};

/// The files of a model folder that training reads: its top level, links followed, without what
/// makes it a checkpoint and without weights in forms that are not read. Digests are computed.
Result<std::vector<SentFile>> modelFiles(const std::string& folder);

/// A name made of names, sizes and digests: the same content always has the same name.
std::string contentName(const std::vector<SentFile>& files);

struct SendProgress {
    std::string name;        ///< what is being sent
    std::int64_t done = 0;   ///< bytes that are there, of
    std::int64_t total = 0;  ///< all that were not when it began
};

/// Who is asked and told while bytes move.
struct Watcher {
    std::function<bool()> goOn = {};
    std::function<void(const SendProgress& progress)> tell = {};
};

/// Makes the working folder; gives its whole path there.
struct WorkPlace {
    std::string folder;
    std::int64_t freeBytes = -1;
};
Result<WorkPlace> makeWorkPlace(const Ssh& ssh, const std::function<bool()>& goOn = {});

/// Sends `files` so that `folder` appears there whole or not at all. Files that are there already
/// are not sent again, one that was cut goes on where it ended; each is verified there. A folder
/// that is there whole is left as it is.
Status sendFolder(const Ssh& ssh, const std::string& folder, const std::vector<SentFile>& files,
                  const Watcher& watcher);

/// Sends a run that was prepared here and has not begun: its models to models/<content name>,
/// unless they lie there, then settings and snapshot to runs/<name>, with the models' folders there
/// in its settings. Gives the run's folder there.
Result<std::string> sendRun(const Ssh& ssh, const std::string& runFolder, const Watcher& watcher);

}  // namespace marginalia::away
