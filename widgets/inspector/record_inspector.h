// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/run_margins.h"
#include "core/store/project.h"
#include "widgets/common/panel_context.h"
#include "widgets/inspector/scored_answer.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace marginalia {

class MarginPlot;
class RecordFacts;
class SectionTitle;
class TextPage;
class TextView;
class TokenPage;

/// The record that is selected anywhere: rendered text, tokens, mask, history; its margin through
/// the newest run, and what can be done with it. A dock at the right.
///
/// Tokens and mask come from the model host: the newest checkpoint against its start model, or the
/// project's model alone.
class RecordInspector : public QWidget {
    Q_OBJECT

public:
    explicit RecordInspector(PanelContext& context, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// For tests: what the tokens tab shows is that of the record selected.
    bool tokensReady() const { return m_scored[0].has_value(); }
    void showTab(int tab);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Content {
        StoredRecord record;
        std::vector<LabelEvent> history;
        QString model;
        QString base;
        QString modelName;
    };
    struct Margins {
        QString run;  ///< folder
        QString name;
        std::vector<MarginPoint> points;
    };
    QWidget* buildTabs();
    QWidget* buildRecord();
    QWidget* buildMargin();
    void connectContext();
    /// A narrow window leaves it 300.
    void fitWindow();

    void read();
    static Result<Content> readContent(ProjectReader& reader, RecordId id, const std::string& runs);
    void take(Content content);
    void readMargins();
    void takeMargins(Margins margins);
    void showHistory();
    void askTokens();
    void takeScore(qint64 request, const Json& result);
    void label();
    void flag();

    PanelContext& m_context;
    QPointer<QWidget> m_window;
    std::optional<Content> m_content;
    std::optional<ScoredText> m_scored[2];
    qint64 m_requests[2] = {-1, -1};
    QString m_run;  ///< of the margin plot
    QTimer m_later;
    QStackedWidget* m_whole = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    TextPage* m_text = nullptr;
    TokenPage* m_tokens = nullptr;
    TextView* m_history = nullptr;
    QWidget* m_marginPart = nullptr;
    SectionTitle* m_marginTitle = nullptr;
    MarginPlot* m_plot = nullptr;
    RecordFacts* m_facts = nullptr;
};

}  // namespace marginalia
