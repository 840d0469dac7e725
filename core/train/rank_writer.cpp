// SPDX-License-Identifier: Apache-2.0
#include "core/train/rank_writer.h"

namespace marginalia {

RankWriter::RankWriter(Ranks& ranks, std::unique_ptr<RunWriter> own, std::int64_t attempt)
    : m_ranks(ranks), m_own(std::move(own)), m_attempt(attempt)
{
}

Status RankWriter::step(std::int64_t step, double epoch,
                        const std::vector<std::pair<std::string, double>>& values)
{
    return m_own ? m_own->step(step, epoch, values) : Status();
}

Status RankWriter::evaluation(std::int64_t step, double epoch,
                              const std::vector<std::pair<std::string, double>>& values)
{
    return m_own ? m_own->evaluation(step, epoch, values) : Status();
}

Status RankWriter::event(const std::string& name, std::int64_t step, const Json& detail)
{
    return m_own ? m_own->event(name, step, detail) : Status();
}

Status RankWriter::rows(const std::vector<RowRecord>& rows)
{
    return m_own ? m_own->rows(rows) : Status();
}

Status RankWriter::sample(const SampleLine& sample)
{
    return m_own ? m_own->sample(sample) : Status();
}

Status RankWriter::status(RunState state, double share, std::int64_t step, std::int64_t total,
                          double etaSeconds)
{
    return m_own ? m_own->status(state, share, step, total, etaSeconds) : Status();
}

Status RankWriter::finish(const RunExit& exit)
{
    return m_own ? m_own->finish(exit) : Status();
}

Result<std::optional<RunWriter::Control>> RankWriter::takeStop()
{
    std::optional<Control> out;
    if (m_own) {
        MG_TRY(std::vector<Control> asked, m_own->controls());
        for (Control& each : asked) {
            if (each.kind == "stop" && !out) {
                out = std::move(each);
            } else {
                m_waiting.push_back(std::move(each));
            }
        }
    }
    return out;
}

Result<std::vector<RunWriter::Control>> RankWriter::controls()
{
    std::vector<Control> asked = std::move(m_waiting);
    m_waiting.clear();
    if (m_own) {
        MG_TRY(const std::vector<Control> fresh, m_own->controls());
        asked.insert(asked.end(), fresh.begin(), fresh.end());
    }
    if (m_ranks.alone()) {
        return asked;
    }
    Json all = Json::array();
    for (const Control& control : asked) {
        all.push_back({{"id", control.id}, {"kind", control.kind}, {"detail", control.detail}});
    }
    const Json heard =
        Json::parse(m_ranks.broadcast(all.dump(-1, ' ', false, Json::error_handler_t::replace), 0));
    if (m_own) {
        return asked;
    }
    for (const Json& each : heard) {
        asked.push_back({each.at("id").get<std::string>(), each.at("kind").get<std::string>(),
                         each.at("detail")});
    }
    return asked;
}

Status RankWriter::acknowledge(const Control& control, std::int64_t step, const Json& detail)
{
    return m_own ? m_own->acknowledge(control, step, detail) : Status();
}

}  // namespace marginalia
