// SPDX-License-Identifier: GPL-3.0-or-later
// RecordInspector: its tabs, and the tokens that the model host scores for them.
#include "widgets/common/host_client.h"
#include "widgets/inspector/record_inspector.h"
#include "widgets/inspector/token_page.h"

#include <QStackedWidget>
#include <QTabBar>

namespace marginalia {

namespace {

enum Tab { TextTab, TokensTab, MaskTab, HistoryTab };

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
    const Messages* sides[2] = {bWins ? &record.b : &record.a, bWins ? &record.a : &record.b};
    m_tokens->setModel(m_content->modelName, !m_content->base.isEmpty());
    m_tokens->setAnswers(record.kind != RecordKind::Pair ? tr("Answer")
                         : judged                        ? tr("Chosen")
                                                         : tr("First answer"),
                         judged ? tr("Rejected") : tr("Second answer"), judged, !sides[1]->empty());
    for (int i = 0; i < 2; ++i) {
        if (sides[i]->empty() || m_scored[i] || m_requests[i] >= 0) {
            continue;
        }
        ScoreRequest request;
        request.model = m_content->model.toStdString();
        request.base = m_content->base.toStdString();
        request.prompt = record.prompt;
        request.completion = *sides[i];
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
