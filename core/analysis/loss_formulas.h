// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/loss_curves.h"

#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// Numbers and words of one curve, with what is missing filled in from the catalogue.
class CurveSettings {
public:
    CurveSettings(const std::string& id, const std::map<std::string, double>& numbers,
                  const std::map<std::string, std::string>& words);

    /// `otherwise`: the paper's value, for a key that the catalogue row does not have.
    double number(const std::string& key, double otherwise) const;
    std::string word(const std::string& key, const std::string& otherwise) const;
    bool yes(const std::string& key, bool otherwise) const
    {
        return word(key, otherwise ? "true" : "false") == "true";
    }
    double beta(double otherwise = 0.1) const { return number("beta", otherwise); }

private:
    std::map<std::string, double> m_numbers;
    std::map<std::string, std::string> m_words;
};

/// One row of the list from id to curve.
struct LossFormula {
    const char* id;
    LossCurve (*bind)(const CurveSettings& given);
};
const std::vector<LossFormula>& lossFormulas();

}  // namespace marginalia
