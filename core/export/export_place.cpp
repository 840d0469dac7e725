// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_place.h"

#include "core/base/file.h"

#include <filesystem>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSpare = 16 << 20;  // texts, and what else is written meanwhile

std::string withoutSlash(const std::string& path)
{
    std::string out = fs::path(path).lexically_normal().string();
    while (out.size() > 1 && out.back() == '/') {
        out.pop_back();
    }
    return out;
}

}  // namespace

ExportPlace::ExportPlace(const ExportRequest& request)
    : m_path(withoutSlash(request.out)),
      m_partial(m_path + ".partial"),
      m_single(request.kind == ExportKind::Gguf && fs::path(m_path).extension() == ".gguf")
{
}

ExportPlace::~ExportPlace()
{
    std::error_code ignored;
    fs::remove_all(m_partial, ignored);
}

std::string ExportPlace::name() const
{
    return m_single ? fs::path(m_path).stem().string() : nameOf(m_path);
}

std::string ExportPlace::modelfile() const
{
    return folderOf(m_path) + "/" + name() + ".Modelfile";
}

Status ExportPlace::checkUnused() const
{
    if (fileExists(m_path) || folderExists(m_path) || (m_single && fileExists(modelfile()))) {
        return failure(ErrorKind::Invalid,
                       MG_TR("convert", "There is something at that place already."), m_path,
                       MG_TR("convert", "Choose another folder."));
    }
    return {};
}

Status ExportPlace::checkSpace(std::int64_t bytes) const
{
    const std::int64_t free = freeBytes(folderOf(m_path));
    if (free < 0 || free > bytes + kSpare) {
        return {};
    }
    return failure(ErrorKind::Full,
                   Text(MG_TR("export", "The export takes %1 MB, and %2 MB are free there."),
                        {std::to_string(bytes >> 20), std::to_string(free >> 20)}),
                   m_path, MG_TR("export", "Choose another place, or make room."));
}

Status ExportPlace::make() const
{
    std::error_code error;
    fs::remove_all(m_partial, error);
    return makeFolders(m_partial);
}

std::int64_t ExportPlace::bytes() const
{
    std::int64_t out = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(m_partial, error)) {
        if (entry.is_regular_file(error)) {
            out += static_cast<std::int64_t>(entry.file_size(error));
        }
    }
    return out;
}

Status ExportPlace::finishFolder() const
{
    MG_CHECK(syncFolder(m_partial));
    return renameFile(m_partial, m_path);
}

Status ExportPlace::finishFile(const std::string& file) const
{
    MG_CHECK(renameFile(m_partial + "/Modelfile", modelfile()));
    return renameFile(file, m_path);
}

}  // namespace marginalia
