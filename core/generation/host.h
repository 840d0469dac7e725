// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace marginalia {

/// Serves the protocol of core/jobs/host_protocol.h on two streams until the end of input; gives
/// the exit code.
///
/// A reading thread of its own takes requests, so that a cancel acts within one token. Up to 16
/// answers of any models are written side by side at low priority, a token each in turn; requests
/// join and leave between tokens, and what an answer says does not depend on the others
/// (WritingBatch). Bad requests are answered by an error and nothing else happens.
int serveHost(std::FILE* in, std::FILE* out);

}  // namespace marginalia
