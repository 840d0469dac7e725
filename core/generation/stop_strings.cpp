// SPDX-License-Identifier: Apache-2.0
#include "core/generation/stop_strings.h"

#include <algorithm>

namespace marginalia {

std::string StopMatcher::push(const std::string& text)
{
    if (m_stopped) {
        return {};
    }
    m_held += text;
    std::size_t first = std::string::npos;
    for (const std::string& stop : m_stops) {
        first = std::min(first, m_held.find(stop));
    }
    if (first != std::string::npos) {
        m_stopped = true;
        const std::string shown = m_held.substr(0, first);
        m_held.clear();
        return shown;
    }
    // The longest end of the text that begins a stop string stays back.
    std::size_t keep = 0;
    for (const std::string& stop : m_stops) {
        for (std::size_t length = std::min(stop.size() - 1, m_held.size()); length > keep;
             --length) {
            if (m_held.compare(m_held.size() - length, length, stop, 0, length) == 0) {
                keep = length;
                break;
            }
        }
    }
    std::string shown = m_held.substr(0, m_held.size() - keep);
    m_held.erase(0, shown.size());
    return shown;
}

std::string StopMatcher::finish()
{
    std::string rest;
    std::swap(rest, m_held);
    return rest;
}

}  // namespace marginalia
