// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the window: Qt's and the library's headers that most sources need, none of ours.
// Every file still includes what it uses; CMAKE_DISABLE_PRECOMPILE_HEADERS=ON shows that.
#pragma once

#include <QtWidgets>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>
