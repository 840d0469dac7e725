// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <ostream>
#include <string>
#include <vector>

namespace marginalia::test {

/// Which golden weights, and the texts around them: what a model of the family brings along.
struct TinyModel {
    std::string golden;                      ///< folder of tests/golden/models
    std::string chatTemplate;                ///< file of tests/golden/text/templates
    std::vector<std::string> specialTokens;  ///< from id 0 on; those of config.json among them
    std::string bos, eos, pad;
    std::vector<int> endIds;  ///< of generation_config.json
};

/// What GoogleTest prints of it.
void PrintTo(const TinyModel& model, std::ostream* out);

/// Puts the golden weights into a hub cache as "tiny/<golden>", with a byte-level BPE learnt from
/// the sample's answers that fills their vocabulary; gives the snapshot's folder.
QString makeTinyModel(const TinyModel& model, const QString& cache);

}  // namespace marginalia::test
