// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/export/export_job.h"
#include "tests/core/model/golden_models.h"

namespace marginalia::testing_export {

namespace fs = std::filesystem;

inline fs::path starter()
{
    return fs::path(MARGINALIA_SOURCE_DIR) / "resources/starter";
}

inline fs::path model(const std::string& name)
{
    return fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/models" / name;
}

inline std::string bytesOf(const fs::path& path)
{
    auto bytes = readFile(path.string());
    EXPECT_TRUE(bytes.ok()) << path;
    return bytes.ok() ? bytes.take() : std::string();
}

/// Exports and expects it to go well.
inline ExportResult exported(const ExportRequest& request)
{
    auto result = exportModel(request, {});
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message());
    if (!result.ok()) {
        return {};
    }
    EXPECT_TRUE(result->verified);
    EXPECT_TRUE(fs::exists(request.out));
    EXPECT_FALSE(fs::exists(request.out + ".partial"));
    return result.take();
}

/// Exports and expects an error that says `words`, and nothing at the place.
inline void expectRefused(const ExportRequest& request, const std::string& words)
{
    const auto result = exportModel(request, {});
    ASSERT_FALSE(result.ok()) << words;
    EXPECT_NE(result.error().message().find(words), std::string::npos) << result.error().message();
    EXPECT_FALSE(fs::exists(request.out));
    EXPECT_FALSE(fs::exists(request.out + ".partial"));
}

}  // namespace marginalia::testing_export
