// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/model/decoder.h"
#include "core/model/families.h"
#include "core/model/safetensors.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace marginalia::golden {

namespace fs = std::filesystem;

/// MARGINALIA_GOLDEN or the copies in the tree.
inline fs::path root()
{
    const char* given = std::getenv("MARGINALIA_GOLDEN");
    return given != nullptr && *given != '\0' ? fs::path(given)
                                              : fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden";
}

inline Json readJson(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return Json::parse(text.str(), nullptr, false);
}

/// Folders of models/ with the files of a model case.
inline std::vector<fs::path> modelCases()
{
    std::vector<fs::path> out;
    if (!fs::is_directory(root() / "models")) {
        return out;
    }
    for (const auto& entry : fs::directory_iterator(root() / "models")) {
        if (fs::exists(entry.path() / "expect.safetensors") &&
            fs::exists(entry.path() / "config.json")) {
            out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

inline bool isSupported(const fs::path& folder)
{
    return findFamily(readJson(folder / "config.json").value("model_type", "")) != nullptr;
}

/// A scratch folder that goes away with the object.
class Scratch {
public:
    Scratch()
    {
        std::string name = (fs::temp_directory_path() / "marginalia_model_XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~Scratch() { fs::remove_all(m_path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// The golden batch of a case: tensors of expect.safetensors.
class Expected {
public:
    explicit Expected(const fs::path& folder)
        : m_file(SafetensorsFile::open((folder / "expect.safetensors").string()).take())
    {
    }
    at::Tensor operator[](const std::string& name) const
    {
        return m_file->tensor(name).take().clone();
    }
    std::vector<std::string> names() const { return m_file->names(); }

private:
    std::shared_ptr<SafetensorsFile> m_file;
};

}  // namespace marginalia::golden
