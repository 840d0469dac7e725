// SPDX-License-Identifier: Apache-2.0
#include "tests/core/text/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace marginalia::golden {

std::string textFolder()
{
    const char* given = std::getenv("MARGINALIA_GOLDEN");
    const std::string root =
        given != nullptr ? given : std::string(MARGINALIA_SOURCE_DIR) + "/tests/golden";
    return root + "/text";
}

bool exists(const std::string& path)
{
    return std::filesystem::exists(path);
}

std::string bytes(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Value json(const std::string& path)
{
    return Value::parse(bytes(path));
}

std::vector<Value> lines(const std::string& path)
{
    std::istringstream in(bytes(path));
    std::vector<Value> out;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) {
            out.push_back(Value::parse(line));
        }
    }
    return out;
}

std::vector<std::string> folders(const std::string& path)
{
    std::vector<std::string> out;
    if (!exists(path)) {
        return out;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        if (entry.is_directory()) {
            out.push_back(entry.path().filename().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool required(const std::string& name)
{
    std::istringstream in(bytes(std::string(MARGINALIA_SOURCE_DIR) + "/tests/golden/required.txt"));
    for (std::string line; std::getline(in, line);) {
        if (line == name) {
            return true;
        }
    }
    return false;
}

std::string unfoldText(const Value& folded)
{
    std::string out;
    for (const Value& part : folded) {
        for (int i = 0; i < part[1].get<int>(); ++i) {
            out += part[0].get<std::string>();
        }
    }
    return out;
}

std::vector<int> unfoldIds(const Value& folded)
{
    std::vector<int> out;
    for (const Value& part : folded) {
        const auto block = part[0].get<std::vector<int>>();
        for (int i = 0; i < part[1].get<int>(); ++i) {
            out.insert(out.end(), block.begin(), block.end());
        }
    }
    return out;
}

}  // namespace marginalia::golden
