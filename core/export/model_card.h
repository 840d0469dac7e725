// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/export/export_source.h"

#include <string>

namespace marginalia {

struct CardFacts {
    std::string name;        ///< of what is exported
    std::string library;     ///< transformers, peft, gguf
    std::string sentence;    ///< what it is: "Merged weights.", "A LoRA adapter."
    std::string type;        ///< of the weights, in words
    std::string digest;      ///< SHA-256 of the weights
    std::string digestFile;  ///< the file it is of
    std::string picture;     ///< name of the curves picture beside the card; empty: none
    std::string program;     ///< "Marginalia 0.1.0"
};

/// The hub's name of a model where its folder lies in the hub's cache; else the folder's own name.
std::string modelName(const std::string& folder);

/// README.md of an export: a YAML head (base_model, library_name, tags, license of the base where
/// its own card gives one), then objective, settings, data digests and last metrics of the run.
std::string modelCard(const ExportSource& source, const CardFacts& facts);

}  // namespace marginalia
