// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/budget.h"

#include "core/text/jinja/value.h"

namespace marginalia::jinja {

namespace {

thread_local Budget* g_current = nullptr;
constexpr std::int64_t kBetweenLooks = 2000;

}  // namespace

Budget* Budget::current()
{
    return g_current;
}

Budget::Budget() : m_outer(g_current), m_end(std::chrono::steady_clock::now() + kTime)
{
    g_current = this;
}

Budget::~Budget()
{
    g_current = m_outer;
}

void Budget::spend(std::int64_t steps, std::int64_t bytes)
{
    // Making bytes is work, too: a long text costs as much as many short steps.
    m_steps += steps + bytes / 64;
    m_bytes += bytes;
    if (m_steps > kSteps || m_bytes > kBytes) {
        fail(m_bytes > kBytes
                 ? MG_TR("template", "The template made more than 64 MB of text and lists.")
                 : MG_TR("template", "The template took more than 20,000,000 steps."));
    }
    if (m_steps >= m_nextLook) {
        m_nextLook = m_steps + kBetweenLooks;
        if (std::chrono::steady_clock::now() > m_end) {
            fail(MG_TR("template", "The template ran for more than 200 ms."));
        }
    }
}

void Budget::enter()
{
    if (++m_depth > kDepth) {
        --m_depth;
        fail(MG_TR("template", "The template calls itself too deeply."));
    }
}

}  // namespace marginalia::jinja
