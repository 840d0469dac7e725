// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/stand.h"

#include "core/base/file.h"
#include "core/jobs/away/note.h"
#include "core/jobs/run_folder.h"

namespace marginalia::away {

Stand standOf(const std::string& runFolder)
{
    const auto note = readNote(runFolder);
    if (!note.ok()) {
        return Stand::Over;
    }
    const bool sending = FileLock::held(sendLock(runFolder));
    const bool followed = FileLock::held(followLock(runFolder));
    switch (note->state) {
        case Note::State::Sending:
        case Note::State::Starting:
            return sending ? Stand::Sending : Stand::NotSent;
        case Note::State::Running:
            if (!followed) {
                return sending ? Stand::Sending : Stand::Unfollowed;
            }
            if (!note->connected) {
                return note->problem.empty() ? Stand::Connecting : Stand::Cut;
            }
            return note->word == "queued" ? Stand::Queued : Stand::There;
        case Note::State::Ended:
        case Note::State::Cancelled:
        case Note::State::Lost:
            break;
    }
    if (sending) {
        return Stand::Sending;  // it is started once more
    }
    if (note->state == Note::State::Cancelled && note->folder.empty()) {
        return Stand::NotSent;
    }
    if (followed && note->state == Note::State::Ended) {
        return Stand::Fetching;
    }
    return listCheckpoints(runFolder).empty() ? Stand::Over : Stand::Fetched;
}

}  // namespace marginalia::away
