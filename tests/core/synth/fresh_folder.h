// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace marginalia::synth {

/// An empty folder below the tests' temporary one.
inline std::string freshFolder(const std::string& name)
{
    const std::string folder = ::testing::TempDir() + name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

}  // namespace marginalia::synth
