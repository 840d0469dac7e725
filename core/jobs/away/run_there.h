// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/note.h"
#include "core/jobs/away/upload.h"

#include <string>

namespace marginalia::away {

/// Sends a prepared run to a target and starts its worker there, detached; or, of a run that is
/// there already and has ended or was lost, starts it once more, from its newest checkpoint there.
/// Done again after a cut it goes on where it was, and never starts a second worker. A "stop" in
/// control.jsonl while the files are on their way cancels the run. `program` is ssh.
Status startAway(const std::string& runFolder, const Target& target, const Watcher& watcher,
                 const std::string& program = "ssh");

/// The target of a run as it is described now; as it was when the run was sent, where there is no
/// description of that name any more.
Target targetOf(const Note& note);

/// Sends what control.jsonl asks for; what is there already is not asked twice.
Status sendControls(const Ssh& ssh, const std::string& runFolder, const Note& note,
                    const std::function<bool()>& goOn = {});

/// Asks the worker there for something (pause, resume, stop, save, sample) and has it sent at once.
/// A job that still waits in a queue is taken out of it by "stop", and one that is being sent is
/// not started.
Status askAway(const std::string& runFolder, const std::string& kind,
               const std::string& program = "ssh");

}  // namespace marginalia::away
