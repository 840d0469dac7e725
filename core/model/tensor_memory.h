// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace marginalia {

/// How tensors on the processor get their memory from now on. On: from malloc() with room for a
/// place on a cache line. Off: as LibTorch asks for it, by posix_memalign(), of which glibc before
/// 2.38 splits off odd ends, so that memory given back does not fit the next tensor of the same
/// size: a third more of it is held after some steps. The numbers are the same. Tensors that are
/// there keep theirs. Not while another thread makes tensors.
void setTensorMemoryReused(bool reused);

}  // namespace marginalia
