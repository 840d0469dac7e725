// SPDX-License-Identifier: GPL-3.0-or-later
// RecordInspector: its tabs, and the tokens that the model host scores for them.
#include "widgets/common/answer_words.h"
#include "widgets/common/host_client.h"
#include "widgets/inspector/record_inspector.h"
#include "widgets/inspector/token_page.h"

#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

enum Tab { TextTab, TokensTab, MaskTab, HistoryTab };

/// An answer that is taken apart, with its name; none: there is no such answer.
struct Side {
    const Messages* messages = nullptr;
    QString title;

    bool isThere() const { return messages != nullptr && !messages->empty(); }
};

/// Greater is better; of ranks the first is. Answers of which nothing was said are alike.
double worthOf(const GroupAnswer& answer)
{
    return answer.score ? *answer.score : answer.rank ? -*answer.rank : 0;
}

/// Best and worst of a group, the first two where nothing was said.
std::array<Side, 2> sidesOfGroup(const std::vector<GroupAnswer>& answers)
{
    if (answers.empty()) {
        return {};
    }
    const auto less = [](const GroupAnswer& left, const GroupAnswer& right) {
        return worthOf(left) < worthOf(right);
    };
    const auto best = std::max_element(answers.begin(), answers.end(), less);
    auto worst = std::min_element(answers.begin(), answers.end(), less);
    if (worst == best && answers.size() > 1) {
        worst = std::next(best);
    }
    const auto side = [&](auto answer) {
        return Side{&answer->messages,
                    answerTitle(*answer, static_cast<int>(answer - answers.begin()) + 1)};
    };
    return answers.size() > 1 ? std::array<Side, 2>{side(best), side(worst)}
                              : std::array<Side, 2>{side(best), Side{}};
}

}  // namespace

void RecordInspector::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab == TextTab ? 0 : tab == HistoryTab ? 2 : 1);
    m_tokens->setView(tab == MaskTab ? TokenView::Mask : TokenView::Colours);
    askTokens();
}

void RecordInspector::askTokens()
{
    const int tab = m_tabs->currentIndex();
    if (!m_content || (tab != TokensTab && tab != MaskTab)) {
        return;
    }
    const Record& record = m_content->record.record;
    const Verdict verdict = m_content->record.label.verdict;
    const bool bWins = verdict == Verdict::B;
    const bool judged = bWins || verdict == Verdict::A;
    std::array<Side, 2> sides = {
        Side{bWins ? &record.b : &record.a, record.kind == RecordKind::Prompt && !record.a.empty()
                                                ? tr("Reference answer")
                                            : record.kind != RecordKind::Pair ? tr("Answer")
                                            : judged                          ? tr("Chosen")
                                                                              : tr("First answer")},
        Side{bWins ? &record.a : &record.b, judged ? tr("Rejected") : tr("Second answer")}};
    if (record.kind == RecordKind::Group) {
        sides = sidesOfGroup(record.answers);
    }
    m_tokens->setModel(m_content->modelName, !m_content->base.isEmpty());
    m_tokens->setAnswers(sides[0].title, sides[1].title, judged, sides[1].isThere());
    if (!sides[0].isThere()) {
        m_tokens->showNote(0, record.kind == RecordKind::Steps
                                  ? tr("Steps are not taken apart here.")
                                  : tr("There is none yet: it is written while a model trains."));
    }
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (!sides[i].isThere() || m_scored[i] || m_requests[i] >= 0) {
            continue;
        }
        ScoreRequest request;
        request.model = m_content->model.toStdString();
        request.base = m_content->base.toStdString();
        request.prompt = record.prompt;
        request.completion = *sides[i].messages;
        request.textMode = record.textMode;
        m_requests[i] = m_context.host.score(request);
    }
}

void RecordInspector::takeScore(qint64 request, const Json& result)
{
    for (int i = 0; i < 2; ++i) {
        if (request != m_requests[i]) {
            continue;
        }
        m_requests[i] = -1;
        m_scored[i] = scoredTextFromJson(result);
        if (m_scored[i]) {
            m_tokens->showScore(i, *m_scored[i]);
        } else {
            m_tokens->showNote(i, tr("The model host gave an answer that cannot be read."));
        }
    }
}

}  // namespace marginalia
