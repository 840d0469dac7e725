// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/panel_context.h"
#include "widgets/inspector/scored_answer.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace marginalia {

class Button;
class ElidedLabel;
class TextLabel;
class TextView;

/// The record that is selected anywhere: rendered text, tokens, mask, history. A dock at the right.
///
/// Tokens and mask come from the model host: the newest checkpoint against its start model, or the
/// project's model alone.
class RecordInspector : public QWidget {
    Q_OBJECT

public:
    explicit RecordInspector(PanelContext& context, QWidget* parent = nullptr);

    /// For tests: what the tokens tab shows is that of the record selected.
    bool tokensReady() const { return m_scored[0].has_value(); }
    void showTab(int tab);

private:
    struct Content {
        StoredRecord record;
        std::vector<LabelEvent> history;
        QString model;
        QString base;
        QString modelName;
    };
    void buildHead();
    QWidget* buildText();
    QWidget* buildTokens();
    QWidget* buildHistory();
    void connectContext();

    void read();
    void take(Content content);
    void showText();
    void showHistory();
    void showFacts();
    void askTokens();
    void takeScore(qint64 request, const Json& result);
    void showTokens();

    PanelContext& m_context;
    std::optional<Content> m_content;
    std::optional<ScoredText> m_scored[2];
    qint64 m_requests[2] = {-1, -1};
    QVBoxLayout* m_layout = nullptr;
    TextLabel* m_number = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    QVBoxLayout* m_textParts = nullptr;
    ScoredAnswer* m_answers[2] = {};
    TextLabel* m_tokenNote = nullptr;
    TextView* m_historyText = nullptr;
    TextLabel* m_facts = nullptr;
    Button* m_label = nullptr;
    Button* m_flag = nullptr;
};

}  // namespace marginalia
