// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace marginalia {

/// Ends a growing text at the first stop string and holds back what may become one (models.md 6.4).
class StopMatcher {
public:
    explicit StopMatcher(std::vector<std::string> stops) : m_stops(std::move(stops)) {}

    /// Takes further text; gives what may be shown now. After stopped() it gives nothing.
    std::string push(const std::string& text);
    /// What was held back, when the text ends without a stop string.
    std::string finish();
    bool stopped() const { return m_stopped; }

private:
    std::vector<std::string> m_stops;
    std::string m_held;
    bool m_stopped = false;
};

}  // namespace marginalia
