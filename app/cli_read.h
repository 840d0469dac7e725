// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"
#include "core/data/reader.h"

#include <string>
#include <vector>

namespace marginalia::cli {

/// `read FILE`: the rows of a data file as lines of JSON on stdout, the child that imports start.
int runRead(const Words& words);

/// A mapping as `--map FILE.json` names it.
Result<Mapping> readMappingFile(const std::string& path);

/// On stderr, for a file whose columns nobody knows: the options that say what they are.
void hintAtMapping(const Error& error);

/// Containers that this program reads beyond the core's: Parquet, if it was built with it.
std::vector<ContainerReader> containerReaders();

}  // namespace marginalia::cli
