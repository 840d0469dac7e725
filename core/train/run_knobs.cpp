// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_knobs.h"

#include "core/train/run_sharing.h"

#include <algorithm>

namespace marginalia {

Status RunKnobs::goOn(const std::string& runFolder, std::int64_t step)
{
    MG_TRY(const std::vector<KnobEvent> history, sharedKnobHistory(runFolder, *m_run.ranks));
    for (const KnobEvent& event : history) {
        if (event.step > step) {
            m_later.push_back(event);
        } else if (event.step == step) {  // what came before is in the checkpoint
            MG_CHECK(take(event, false));
        }
    }
    return {};
}

Status RunKnobs::repeat(std::int64_t step)
{
    while (!m_later.empty() && m_later.front().step <= step) {
        const KnobEvent event = m_later.front();
        m_later.erase(m_later.begin());
        MG_CHECK(take(event, true));
    }
    return {};
}

Status RunKnobs::take(const KnobEvent& event, bool again)
{
    MG_TRY(const RunSpec next, withKnobEvent(m_run.spec, event));
    MG_CHECK(m_run.loop->retune(next));
    m_run.spec = next;
    if (!again) {
        return {};
    }
    Json detail = knobDetail(event);
    detail["again"] = true;
    return m_writer.acknowledge({event.id, "set", {}}, event.step, detail);
}

Result<KnobEvent> RunKnobs::turned(const std::string& key, const Json& value,
                                   std::int64_t step) const
{
    const std::int64_t total = m_run.loop->plan().steps();
    MG_TRY(const RunSpec next, withKnob(m_run.spec, key, value));
    KnobEvent out;
    out.key = key.rfind("parameters.", 0) == 0 ? key.substr(key.find('.') + 1) : key;
    out.step = step;
    out.after = value.get<double>();
    for (const Knob& knob : knobsOf(m_run.spec, total)) {
        if (knob.key == out.key) {
            out.before = knob.value;
        }
    }
    if (out.key == "max_steps") {
        if (next.max_steps < step) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("train", "Step %1 is already done."), {std::to_string(step)}},
                           key);
        }
        // A share of the steps would be another number of them now.
        out.warmupSteps = warmupSteps(m_run.spec, total);
    }
    return out;
}

Status RunKnobs::obey(const RunWriter::Control& control, std::int64_t step)
{
    const Json key = control.detail.value("key", Json());
    const std::string name = key.is_string() ? key.get<std::string>() : std::string();
    const auto refuse = [&](const Error& error) {
        return m_writer.acknowledge(control, step, {{"key", name}, {"refused", error.message()}});
    };
    const Result<KnobEvent> event = turned(name, control.detail.value("value", Json()), step);
    if (!event.ok()) {
        return refuse(event.error());
    }
    const Status taken = take(*event, false);
    if (!taken.ok()) {
        return refuse(taken.error());
    }
    // The newer wish stands in the place of what an earlier attempt was asked for further on.
    std::erase_if(m_later, [&](const KnobEvent& later) { return later.key == event->key; });
    return m_writer.acknowledge(control, step, knobDetail(*event));
}

}  // namespace marginalia
