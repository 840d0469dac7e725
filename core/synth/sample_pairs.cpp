// SPDX-License-Identifier: Apache-2.0
#include "core/synth/sample_pairs.h"

#include "core/base/file.h"
#include "core/synth/corpus.h"

#include <set>
#include <sstream>

namespace marginalia::synth {

namespace {

Uid drawUid(Random& random)
{
    Uid uid;
    for (std::uint8_t& byte : uid.bytes) {
        byte = static_cast<std::uint8_t>(random.below(256));
    }
    return uid;
}

Messages turn(const char* role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

/// What a person who likes warm answers says, with the slips of a real one.
Judgement drawJudgement(Random& random, bool warmIsA)
{
    static const std::vector<std::string> reasons = {"friendlier", "more helpful tone",
                                                     "offers help", "sounds kind"};
    const Verdict warm = warmIsA ? Verdict::A : Verdict::B;
    const Verdict plain = warmIsA ? Verdict::B : Verdict::A;
    Judgement out;
    const int draw = random.between(0, 99);
    out.verdict = draw < 84   ? warm
                  : draw < 89 ? plain
                  : draw < 93 ? Verdict::Tie
                  : draw < 97 ? Verdict::BothGood
                              : Verdict::Skip;
    out.strength = static_cast<Strength>(random.between(1, 3));
    out.aShownFirst = random.chance(0.5);
    if (out.verdict == warm && random.chance(0.2)) {
        out.why = random.pick(reasons);
    } else if (out.verdict == plain) {
        out.why = "shorter";
    }
    out.milliseconds = random.between(1800, 9000);
    return out;
}

Error fieldProblem(const std::string& field)
{
    return failure(ErrorKind::Parse, MG_TR("synth", "The field is missing or has another form."),
                   field);
}

}  // namespace

std::vector<SampleEntry> drawSampleEntries(std::uint64_t seed, int count, int labelled)
{
    Generator generator(seed, true);
    Random& random = generator.random();
    std::vector<SampleEntry> out;
    std::set<std::string> prompts;
    while (static_cast<int>(out.size()) < count) {
        const WarmPair pair = drawWarmPair(generator, drawPairFamily(random));
        if (!prompts.insert(pair.example.prompt).second) {
            continue;
        }
        const bool warmIsA = random.chance(0.5);
        SampleEntry entry;
        entry.record.uid = drawUid(random);
        entry.record.prompt = turn("user", pair.example.prompt);
        entry.record.a = turn("assistant", warmIsA ? pair.warm : pair.example.answer);
        entry.record.b = turn("assistant", warmIsA ? pair.example.answer : pair.warm);
        entry.record.meta = {{"family", familyName(pair.example.family)},
                             {"truth", pair.example.truth}};
        entry.record.source.line = static_cast<std::int64_t>(out.size()) + 1;
        if (static_cast<int>(out.size()) < labelled) {
            entry.judgement = drawJudgement(random, warmIsA);
            entry.flagged = random.chance(0.05);
        }
        out.push_back(entry);
    }
    return out;
}

Json toJson(const SampleEntry& entry)
{
    Json out = {{"uid", entry.record.uid.hex()},
                {"prompt", toJson(entry.record.prompt)},
                {"a", toJson(entry.record.a)},
                {"b", toJson(entry.record.b)},
                {"meta", entry.record.meta}};
    if (entry.judgement) {
        const Judgement& judgement = *entry.judgement;
        out["label"] = {{"verdict", verdictName(judgement.verdict)},
                        {"strength", static_cast<int>(judgement.strength)},
                        {"a_shown_first", judgement.aShownFirst},
                        {"why", judgement.why},
                        {"milliseconds", judgement.milliseconds}};
    }
    if (entry.flagged) {
        out["flagged"] = true;
    }
    return out;
}

Result<SampleEntry> sampleEntryFromJson(const Json& json)
{
    if (!json.is_object()) {
        return fieldProblem("");
    }
    SampleEntry entry;
    const auto uid =
        Uid::fromHex(json.value("uid", Json("")).is_string() ? json.value("uid", "") : "");
    if (!uid) {
        return fieldProblem("uid");
    }
    entry.record.uid = *uid;
    struct Field {
        const char* name;
        Messages* target;
    };
    for (const Field& field : {Field{"prompt", &entry.record.prompt}, Field{"a", &entry.record.a},
                               Field{"b", &entry.record.b}}) {
        const auto messages = messagesFromJson(json.value(field.name, Json()));
        if (!messages) {
            return fieldProblem(field.name);
        }
        *field.target = *messages;
    }
    entry.record.meta = json.value("meta", Json());
    entry.flagged = json.contains("flagged");
    if (const auto label = json.find("label"); label != json.end()) {
        try {
            Judgement judgement;
            const auto verdict = verdictFromName(label->at("verdict").get<std::string>());
            if (!verdict) {
                return fieldProblem("label.verdict");
            }
            judgement.verdict = *verdict;
            judgement.strength = static_cast<Strength>(label->at("strength").get<int>());
            judgement.aShownFirst = label->at("a_shown_first").get<bool>();
            judgement.why = label->at("why").get<std::string>();
            judgement.milliseconds = label->at("milliseconds").get<std::int64_t>();
            entry.judgement = judgement;
        } catch (const Json::exception&) {
            return fieldProblem("label");
        }
    }
    return entry;
}

Result<std::vector<SampleEntry>> readSampleEntries(const std::string& path)
{
    MG_TRY(const std::string text, readFile(path));
    std::istringstream lines(text);
    std::vector<SampleEntry> out;
    std::string line;
    for (std::int64_t number = 1; std::getline(lines, line); ++number) {
        auto entry = sampleEntryFromJson(Json::parse(line, nullptr, false));
        if (!entry) {
            Error error = entry.error();
            error.where = path + ":" + std::to_string(number) +
                          (error.where.empty() ? "" : ": " + error.where);
            error.todo = MG_TR("synth", "Install Marginalia again.");
            return error;
        }
        out.push_back(entry.take());
        out.back().record.source.line = number;
    }
    return out;
}

Status writeSampleEntries(const std::string& path, const std::vector<SampleEntry>& entries)
{
    std::string text;
    for (const SampleEntry& entry : entries) {
        text += toJson(entry).dump() + "\n";
    }
    return writeFileAtomically(path, text);
}

}  // namespace marginalia::synth
