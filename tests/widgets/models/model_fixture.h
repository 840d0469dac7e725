// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QString>

namespace marginalia::test {

/// A model folder that looks like a large one: a real config, headers of the right names and
/// shapes, weights that are a hole in the file, the starter's tokenizer.
///
/// `config` needs Llama's keys; "qwen3" gets its norms. `chatTemplate` empty: none.
void makeModel(const QString& folder, const Json& config, const QString& licence,
               bool chatTemplate = true);

/// A hub cache with models of every verdict, one of them not wholly there; gives its folder.
QString makeHubCache(const QString& folder);

/// The folder of a model's snapshot in such a cache.
QString snapshotOf(const QString& cache, const QString& repository);

}  // namespace marginalia::test
