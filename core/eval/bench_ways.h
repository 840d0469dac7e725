// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/train/packer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// What of a measured training is a matter of its settings; the rest of the switches are global.
struct WaySettings {
    PackOptions pack;
    bool referenceKept = true;
    bool blocksKept = true;
    std::int64_t threads = 0;  ///< 0: all that are worth having
};

/// A fast or saving way of the engine with its switch. Every one computes what its plain form
/// computes, and a test holds that.
struct FastWay {
    const char* name;
    const char* saves;  ///< what it does, in English: these are figures for builders
    const char* plain;  ///< what is done instead
    const char* test;   ///< the file under tests/core that compares gradients of both
    void (*switchOff)(WaySettings& settings);
};

/// The list of all; `bench train --without` takes their names.
const std::vector<FastWay>& fastWays();

/// Null: no way has this name.
const FastWay* findWay(const std::string& name);

/// [{name, saves, plain, test}]: what `bench ways` prints, and tests/bench/gains reads.
Json describeWays();

}  // namespace marginalia
