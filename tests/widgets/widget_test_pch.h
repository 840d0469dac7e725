// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the tests of widgets, as widgets/common/pch.h is for the window. Not <QtTest>: it
// reads a macro that differs from folder to folder.
#pragma once

#include "widgets/common/pch.h"

#include <gtest/gtest.h>
