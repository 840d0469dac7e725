// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_job.h"

#include <string>

namespace marginalia {

/// Where an export goes: a folder beside it that is filled, and renamed when all is well. It goes
/// away with the object otherwise.
class ExportPlace {
public:
    explicit ExportPlace(const ExportRequest& request);
    ExportPlace(const ExportPlace&) = delete;
    ExportPlace& operator=(const ExportPlace&) = delete;
    ~ExportPlace();

    const std::string& path() const { return m_path; }
    const std::string& partial() const { return m_partial; }
    /// What is exported is called so: the last part of the path, without ".gguf".
    std::string name() const;
    /// A GGUF file alone, not in a folder.
    bool isSingleFile() const { return m_single; }

    /// Invalid: something is there already.
    Status checkUnused() const;
    /// Full: fewer bytes are free.
    Status checkSpace(std::int64_t bytes) const;
    /// Makes the folder to fill; one that a killed export has left goes first.
    Status make() const;
    /// Bytes of all files in the folder that is filled.
    std::int64_t bytes() const;
    /// The folder becomes what stands at the path.
    Status finishFolder() const;
    /// The file of the partial folder does; its Modelfile goes beside it first, because the file is
    /// what says that all is there.
    Status finishFile(const std::string& file) const;

private:
    std::string modelfile() const;

    std::string m_path;
    std::string m_partial;
    bool m_single = false;
};

}  // namespace marginalia
