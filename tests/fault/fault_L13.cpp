// SPDX-License-Identifier: Apache-2.0
// L13: random labels, flags, undo, redo and deletes against a model that is a list of plain facts.
// Now and then and at the end: every record's label equals the model's, also after opening again
// and after rebuilding the projections from the log alone.
#include "core/base/log.h"
#include "core/store/database.h"
#include "core/store/label_log.h"
#include "tests/fault/fault_tool.h"

#include <cstdio>
#include <deque>
#include <filesystem>
#include <random>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// What a person did, in the model.
struct Fact {
    enum class Kind : std::uint8_t { Label, Flag, Delete } kind = Kind::Label;
    int record = 0;
    int annotator = 0;
    Verdict verdict = Verdict::None;
    bool flagged = false;
    enum class State : std::uint8_t { Done, Undone, Dropped } state = State::Done;
    std::int64_t undoneAt = 0;
};

/// The undo log and the labels in force, by looking through all facts: slow and plain.
class Model {
public:
    explicit Model(int records) : m_facts(), m_records(records) {}

    bool hidden(int record) const { return m_hidden[static_cast<std::size_t>(record)]; }
    void add(Fact fact)
    {
        for (const std::size_t i : m_undone) {
            m_facts[i].state = Fact::State::Dropped;
        }
        m_undone.clear();
        m_facts.push_back(fact);
        m_byRecord[static_cast<std::size_t>(fact.record)].push_back(m_facts.size() - 1);
        refresh(fact.record);
    }
    /// The entry that undo (or redo) must take; -1: none.
    std::int64_t next(bool undo, int annotator) const
    {
        const auto fits = [&](const Fact& fact) {
            return annotator < 0 || (fact.kind == Fact::Kind::Label && fact.annotator == annotator);
        };
        if (undo) {
            for (auto i = static_cast<std::int64_t>(m_facts.size()) - 1; i >= 0; --i) {
                const Fact& fact = m_facts[static_cast<std::size_t>(i)];
                if (fact.state == Fact::State::Done && fits(fact)) {
                    return i;
                }
            }
            return -1;
        }
        for (auto i = m_undone.rbegin(); i != m_undone.rend(); ++i) {
            if (fits(m_facts[*i])) {
                return static_cast<std::int64_t>(*i);
            }
        }
        return -1;
    }
    void turn(std::int64_t index, bool undo)
    {
        const auto at = static_cast<std::size_t>(index);
        m_facts[at].state = undo ? Fact::State::Undone : Fact::State::Done;
        if (undo) {
            m_undone.push_back(at);
        } else {
            std::erase(m_undone, at);
        }
        refresh(m_facts[at].record);
    }
    Verdict verdict(int record) const { return m_verdicts[static_cast<std::size_t>(record)]; }
    bool flagged(int record) const { return m_flags[static_cast<std::size_t>(record)]; }
    const Fact& fact(std::int64_t index) const { return m_facts[static_cast<std::size_t>(index)]; }

private:
    void refresh(int record)
    {
        const auto at = static_cast<std::size_t>(record);
        m_verdicts[at] = Verdict::None;
        m_flags[at] = false;
        m_hidden[at] = false;
        for (const std::size_t i : m_byRecord[at]) {
            const Fact& fact = m_facts[i];
            if (fact.state != Fact::State::Done) {
                continue;
            }
            if (fact.kind == Fact::Kind::Label) {
                m_verdicts[at] = fact.verdict;
            } else if (fact.kind == Fact::Kind::Flag) {
                m_flags[at] = fact.flagged;
            } else {
                m_hidden[at] = true;
            }
        }
    }

    std::deque<Fact> m_facts;
    std::vector<std::size_t> m_undone;  // in the order they were undone
    int m_records;
    std::vector<std::vector<std::size_t>> m_byRecord =
        std::vector<std::vector<std::size_t>>(static_cast<std::size_t>(m_records));
    std::vector<Verdict> m_verdicts =
        std::vector<Verdict>(static_cast<std::size_t>(m_records), Verdict::None);
    std::vector<bool> m_flags = std::vector<bool>(static_cast<std::size_t>(m_records));
    std::vector<bool> m_hidden = std::vector<bool>(static_cast<std::size_t>(m_records));
};

constexpr int kRecords = 200;
const char* const kAnnotators[] = {"ann", "bob"};

/// Asks for the operations of one round without waiting in between, so that they share
/// transactions.
void askRound(ProjectWriter& writer, Model& model, const std::vector<Uid>& uids,
              std::mt19937_64& random, int operations, Verdicts& verdicts)
{
    for (int i = 0; i < operations; ++i) {
        const int what = static_cast<int>(random() % 20);
        const int record = static_cast<int>(random() % kRecords);
        const int annotator = static_cast<int>(random() % 2);
        const bool hidden = model.hidden(record);
        const Uid& uid = uids[static_cast<std::size_t>(record)];
        if (what < 9) {
            ProjectWriter::LabelRequest request{Uid::random(), uid, kAnnotators[annotator], {}};
            request.judgement.verdict = static_cast<Verdict>(1 + random() % 6);
            writer.label(request, [&verdicts, hidden](const Result<std::int64_t>& result) {
                verdicts.require(result.ok() != hidden, "a label was stored or refused wrongly");
            });
            if (!hidden) {
                model.add({Fact::Kind::Label, record, annotator, request.judgement.verdict});
            }
        } else if (what < 11) {
            const bool flagged = random() % 2 == 0;
            writer.flag(uid, kAnnotators[annotator], flagged,
                        [&verdicts, hidden](const Result<std::int64_t>& result) {
                            verdicts.require(result.ok() != hidden,
                                             "a flag was stored or refused wrongly");
                        });
            if (!hidden) {
                model.add({Fact::Kind::Flag, record, annotator, Verdict::None, flagged});
            }
        } else if (what < 12) {
            writer.leaveOut({RecordId{record + 1}},
                            [&verdicts, hidden](const Result<std::int64_t>& result) {
                                verdicts.require(result.ok() && *result == (hidden ? 0 : 1),
                                                 "a record was left out wrongly");
                            });
            if (!hidden) {
                model.add({Fact::Kind::Delete, record});
            }
        } else {
            const bool undo = what < 17;
            const bool labelsOnly = random() % 2 == 0;
            const std::int64_t expected = model.next(undo, labelsOnly ? annotator : -1);
            if (undo && !labelsOnly && expected < 0) {
                continue;  // the import would be next; it is not part of this model
            }
            const auto done = [&verdicts, expected](const Result<ChangeInfo>& result) {
                verdicts.require(result.ok() == (expected >= 0),
                                 "undo or redo found something else than the model");
            };
            if (undo) {
                writer.undo(labelsOnly, kAnnotators[annotator], done);
            } else {
                writer.redo(labelsOnly, kAnnotators[annotator], done);
            }
            if (expected >= 0) {
                model.turn(expected, undo);
            }
        }
    }
}

void compare(Project& project, const Model& model, Verdicts& verdicts, const std::string& when)
{
    const auto reader = project.reader();
    std::map<std::string, std::int64_t> byLabel;
    std::int64_t flagged = 0;
    for (int i = 0; i < kRecords; ++i) {
        const auto record = (*reader)->record(RecordId{i + 1});
        verdicts.require(record.ok() && record->label.verdict == model.verdict(i),
                         when + ": a label differs from the model");
        verdicts.require(record.ok() && record->label.flagged == model.flagged(i),
                         when + ": a flag differs from the model");
        if (!model.hidden(i)) {
            ++byLabel[verdictName(model.verdict(i))];
            flagged += model.flagged(i) ? 1 : 0;
        }
    }
    const auto counts = (*reader)->counts();
    verdicts.require(counts.ok() && counts->byLabel == byLabel && counts->flagged == flagged,
                     when + ": the counts differ");
    const auto ids = (*reader)->query({});
    std::int64_t visible = 0;
    for (const auto& [name, n] : byLabel) {
        visible += n;
    }
    verdicts.require(ids.ok() && static_cast<std::int64_t>(ids->ids.size()) == visible,
                     when + ": the visible rows differ");
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const std::int64_t operations = arguments.has("--full") ? 1'000'000 : 12'000;
    constexpr int kRound = 500;
    const Workplace work;
    store::tuning().index = false;
    const std::string folder = work.at("p");
    makeProject(folder, kRecords);
    Verdicts verdicts;
    Model model(kRecords);
    std::mt19937_64 random(5);
    std::int64_t done = 0;
    while (done < operations && verdicts.broken() == 0) {
        auto project = Project::open(folder, OpenMode::ReadWrite);
        verdicts.require(project.ok(), "does not open");
        if (!project.ok()) {
            break;
        }
        const std::vector<Uid> uids = [&] {
            std::vector<Uid> out;
            const auto reader = (*project)->reader();
            for (int i = 0; i < kRecords; ++i) {
                out.push_back((*reader)->record(RecordId{i + 1})->uid);
            }
            return out;
        }();
        const std::int64_t until =
            std::min(operations, done + std::max<std::int64_t>(operations / 10, kRound));
        while (done < until) {
            askRound(*(*project)->writer(), model, uids, random, kRound, verdicts);
            verdicts.require((*project)->writer()->flush().ok(), "the disk failed");
            done += kRound;
        }
        compare(**project, model, verdicts, "after " + std::to_string(done));
    }
    {
        const auto database =
            store::Database::open(folder + "/fault.marginalia", store::Access::Write);
        store::Transaction transaction(*database);
        store::rebuildProjections(*database);
        transaction.commit();
    }
    const auto project = Project::open(folder, OpenMode::ReadWrite);
    verdicts.require(project.ok(), "does not open after rebuilding");
    if (project.ok()) {
        compare(**project, model, verdicts, "after replaying the log");
    }
    return verdicts.finish("L13", {{"operations", static_cast<double>(done)}});
}
