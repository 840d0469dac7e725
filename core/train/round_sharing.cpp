// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_sharing.h"

#include "core/train/rank_bytes.h"

namespace marginalia {

namespace {

void putReward(const RoundAnswer& answer, BytesOut& out)
{
    out.put(answer.reward);
    out.put(static_cast<std::uint64_t>(answer.parts.size()));
    for (const auto& [name, value] : answer.parts) {
        out.put(name);
        out.put(value);
    }
}

void takeReward(BytesIn& in, RoundAnswer& answer)
{
    answer.reward = in.take<double>();
    answer.parts.resize(in.take<std::uint64_t>());
    for (auto& [name, value] : answer.parts) {
        name = in.takeText();
        value = in.take<double>();
    }
}

void putWritten(const RoundAnswer& answer, BytesOut& out)
{
    out.put(answer.ids);
    out.put(answer.samplerLogps);
    out.put(answer.text);
    out.put(answer.reason);
    putReward(answer, out);
}

void takeWritten(BytesIn& in, RoundAnswer& answer)
{
    answer.ids = in.takeVector<std::int32_t>();
    answer.samplerLogps = in.takeVector<float>();
    answer.text = in.takeText();
    answer.reason = in.takeText();
    takeReward(in, answer);
}

constexpr std::vector<float> RoundAnswer::*kNumbers[] = {
    &RoundAnswer::oldLogps, &RoundAnswer::referenceLogps, &RoundAnswer::baseLogps,
    &RoundAnswer::oldValues};

void putLogps(const RoundAnswer& answer, BytesOut& out)
{
    for (const auto member : kNumbers) {
        out.put(answer.*member);
    }
    putReward(answer, out);  // which may follow from them
}

void takeLogps(BytesIn& in, RoundAnswer& answer)
{
    for (const auto member : kNumbers) {
        answer.*member = in.takeVector<float>();
    }
    takeReward(in, answer);
}

template <class Put>
void putMine(const std::vector<RoundAnswer>& answers, const IsMine& isMine, const Put& put,
             BytesOut& out)
{
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (isMine(i)) {
            out.put(static_cast<std::uint64_t>(i));
            put(answers[i], out);
        }
    }
}

template <class Take>
void takeAll(BytesIn& in, const Take& take, std::vector<RoundAnswer>& answers)
{
    while (!in.atEnd()) {
        take(in, answers.at(in.take<std::uint64_t>()));
    }
}

}  // namespace

Status shareWritten(const Status& own, std::vector<RoundAnswer>& answers, const IsMine& isMine,
                    Ranks& ranks)
{
    const bool cancelled = !own.ok() && own.error().kind == ErrorKind::Cancelled;
    if (ranks.alone() || (!own.ok() && !cancelled)) {
        return own;
    }
    if (ranks.any(cancelled)) {
        return failure(ErrorKind::Cancelled, MG_TR("train", "Stopped while answers were written."));
    }
    BytesOut mine;
    putMine(answers, isMine, putWritten, mine);
    for (const std::string& bytes : ranks.gather(mine.bytes())) {
        BytesIn in(bytes);
        takeAll(in, takeWritten, answers);
    }
    return {};
}

void shareLogps(std::vector<RoundAnswer>& answers, const IsMine& isMine, Ranks& ranks)
{
    if (ranks.alone()) {
        return;
    }
    BytesOut mine;
    putMine(answers, isMine, putLogps, mine);
    for (const std::string& bytes : ranks.gather(mine.bytes())) {
        BytesIn in(bytes);
        takeAll(in, takeLogps, answers);
    }
}

}  // namespace marginalia
