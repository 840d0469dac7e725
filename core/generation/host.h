// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace marginalia {

/// Serves the protocol of core/jobs/host_protocol.h on two streams until the end of input; gives
/// the exit code.
///
/// A reading thread of its own takes requests, so that a cancel acts within one token; the calling
/// thread computes, at low priority. Bad requests are answered by an error and nothing else
/// happens.
int serveHost(std::FILE* in, std::FILE* out);

}  // namespace marginalia
