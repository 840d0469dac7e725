// SPDX-License-Identifier: Apache-2.0
// The one precompiled header of the LibTorch targets: what nearly every source there needs (5 s a
// file without it).
#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <c10/core/GradMode.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>
