// SPDX-License-Identifier: Apache-2.0
// Precompiled for the core and its tests: what most sources need, none of it ours. Every file still
// includes what it uses; CMAKE_DISABLE_PRECOMPILE_HEADERS=ON shows that.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>
