// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace marginalia::away {

/// How a run on a target stands, as far as it is known here: from away.json and from who holds the
/// run folder's locks.
enum class Stand {
    Sending,     ///< its files are on their way, or the worker there is being started
    NotSent,     ///< nobody sends it, and no worker was started
    Connecting,  ///< somebody follows it and has not reached the target yet
    Queued,      ///< it waits in the queue there
    There,       ///< it works there, and its records come
    Cut,         ///< it may work there; whoever follows it lost the connection and tries again
    Unfollowed,  ///< it may work there, and nobody here follows it
    Fetching,    ///< over; its newest checkpoint is on its way
    Fetched,     ///< over, with a checkpoint here
    Over         ///< over, with none
};

/// Of a run folder with an away.json; Over where that cannot be read. Looks at a few small files.
Stand standOf(const std::string& runFolder);

}  // namespace marginalia::away
