// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/record_inspector.h"

#include "core/base/file_folders.h"
#include "core/jobs/run_folder.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/host_client.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/text_view.h"
#include "widgets/common/translated.h"
#include "widgets/inspector/history_text.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace marginalia {

namespace {

enum Tab { TextTab, TokensTab, MaskTab, HistoryTab };

QScrollArea* scrolling(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    area->setWidget(content);
    return area;
}

}  // namespace

RecordInspector::RecordInspector(PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Record inspector"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    buildHead();
    m_stack = new QStackedWidget;
    m_stack->addWidget(buildText());
    m_stack->addWidget(buildTokens());
    m_stack->addWidget(buildHistory());
    m_layout->addWidget(m_stack, 1);
    connectContext();
    read();
}

void RecordInspector::buildHead()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(u(14), u(4), u(8), 0);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("inspector.tabs"));
    m_tabs->setAccessibleName(tr("What of the record is shown"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& name : {tr("Text"), tr("Tokens"), tr("Mask"), tr("History")}) {
        m_tabs->addTab(name);
    }
    head->addWidget(m_tabs);
    head->addStretch(1);
    m_number = new TextLabel({}, Face::Small, &Theme::muted);
    head->addWidget(m_number);
    m_layout->addLayout(head);
    m_layout->addWidget(new Rule);
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordInspector::showTab);
}

QWidget* RecordInspector::buildText()
{
    auto* content = new QWidget;
    m_textParts = new QVBoxLayout(content);
    m_textParts->setContentsMargins(u(14), u(12), u(14), u(12));
    m_textParts->setSpacing(u(6));
    return scrolling(content);
}

QWidget* RecordInspector::buildTokens()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(u(14), u(12), u(14), u(12));
    column->setSpacing(u(12));
    m_tokenNote = new TextLabel({}, Face::Caption, &Theme::muted);
    m_tokenNote->setWordWrap(true);
    column->addWidget(m_tokenNote);
    m_answers[0] = new ScoredAnswer(tr("Chosen"), true);
    m_answers[1] = new ScoredAnswer(tr("Rejected"), false);
    column->addWidget(m_answers[0]);
    column->addWidget(m_answers[1]);
    column->addStretch(1);
    return scrolling(content);
}

QWidget* RecordInspector::buildHistory()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(u(14), u(12), u(14), u(12));
    column->setSpacing(u(10));
    m_historyText = new TextView;
    m_historyText->setFrameShape(QFrame::NoFrame);
    m_historyText->setFace(Face::Small);
    m_historyText->setPadding(0, 0);
    m_historyText->setAccessibleName(tr("History of this record"));
    column->addWidget(m_historyText, 1);
    m_facts = new TextLabel({}, Face::Small, &Theme::muted);
    m_facts->setWordWrap(true);
    column->addWidget(m_facts);
    auto* row = new QHBoxLayout;
    m_label = new Button(tr("Label again"), ButtonRole::Normal, QStringLiteral("label"));
    m_label->setObjectName(QStringLiteral("inspector.label_again"));
    m_flag = new Button(tr("Flag"), ButtonRole::Normal, QStringLiteral("flag"));
    m_flag->setObjectName(QStringLiteral("inspector.flag"));
    row->addWidget(m_label);
    row->addWidget(m_flag);
    row->addStretch(1);
    column->addLayout(row);
    return scrolling(content);
}

void RecordInspector::connectContext()
{
    connect(&m_context.selection, &Selection::recordChanged, this, &RecordInspector::read);
    connect(&m_context.session, &Session::changed, this, &RecordInspector::read);
    connect(&m_context.host, &HostClient::done, this, &RecordInspector::takeScore);
    connect(&m_context.host, &HostClient::failed, this,
            [this](qint64 request, const QString& sentence, const QString& todo) {
                for (int i = 0; i < 2; ++i) {
                    if (request == m_requests[i]) {
                        m_requests[i] = -1;
                        m_answers[i]->showNote((sentence + QLatin1Char(' ') + todo).trimmed());
                    }
                }
            });
    connect(m_label, &Button::clicked, this, [this] {
        if (m_content) {
            m_context.shell.showPanel(
                QStringLiteral("label"), QStringLiteral("show"),
                {{QStringLiteral("record"), QVariant::fromValue(number(m_content->record.id))}});
        }
    });
    connect(m_flag, &Button::clicked, this, [this] {
        if (m_content && m_context.session.writer() != nullptr) {
            m_context.session.writer()->flag(
                m_content->record.uid, m_context.session.annotator().toStdString(),
                !m_content->record.label.flagged,
                m_context.session.onGui<std::int64_t>(
                    this, [this](const Result<std::int64_t>& result) {
                        if (!result.ok()) {
                            m_context.session.reportFailure(result.error());
                        }
                    }));
        }
    });
}

void RecordInspector::read()
{
    const auto id = m_context.selection.record();
    if (!id) {
        m_number->setText({});
        return;
    }
    m_context.session.reads().ask<Content>(
        this, QStringLiteral("inspector"),
        [id = *id, runs = m_context.session.runsFolder().toStdString()](
            ProjectReader& reader) -> Result<Content> {
            Content content;
            MG_TRY(content.record, reader.record(id));
            MG_TRY(content.history, reader.history(content.record.uid));
            MG_TRY(const std::string model, reader.setting("model", resourceFolder() + "/starter"));
            content.model = QString::fromStdString(model);
            content.modelName = QFileInfo(content.model).fileName();
            for (const std::string& run : listRuns(runs)) {
                const auto checkpoints = listCheckpoints(run);
                const auto spec = readRunSpec(run);
                if (!checkpoints.empty() && spec.ok()) {
                    content.model = QString::fromStdString(checkpoints.back().folder);
                    content.base = QString::fromStdString(spec->model);
                    content.modelName = spec->name.empty()
                                            ? QString::fromStdString(run.substr(run.rfind('/') + 1))
                                            : QString::fromStdString(spec->name);
                    break;
                }
            }
            return content;
        },
        [this](Result<Content> content) {
            if (content.ok()) {
                take(content.take());
            } else {
                m_number->setText(translated(content.error()));
            }
        });
}

void RecordInspector::take(Content content)
{
    const bool other = !m_content || m_content->record.id != content.record.id ||
                       m_content->model != content.model ||
                       m_content->record.label.verdict != content.record.label.verdict;
    m_content = std::move(content);
    m_number->setText(QStringLiteral("#") + countText(number(m_content->record.id)));
    showText();
    showHistory();
    showFacts();
    if (other) {
        m_scored[0].reset();
        m_scored[1].reset();
        m_requests[0] = m_requests[1] = -1;
        askTokens();
    }
}

void RecordInspector::showText()
{
    while (QLayoutItem* item = m_textParts->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto part = [this](const QString& title, Token colour, const std::string& words) {
        m_textParts->addWidget(new TextLabel(title, Face::Caption, colour, QFont::DemiBold));
        auto* view = new TextView;
        view->setFrameShape(QFrame::NoFrame);
        view->setPadding(0, 0);
        view->setFace(Face::Body);
        view->setFitsContent(true, 400);
        view->setText(words);
        view->setAccessibleName(title);
        m_textParts->addWidget(view);
    };
    const Record& record = m_content->record.record;
    for (const Message& message : record.prompt) {
        part(QString::fromStdString(message.role), &Theme::muted, message.content);
    }
    const EffectiveLabel& label = m_content->record.label;
    if (record.kind == RecordKind::Pair) {
        const bool judged = label.verdict == Verdict::A || label.verdict == Verdict::B;
        const bool bWins = label.verdict == Verdict::B;
        part(judged ? tr("chosen") : tr("first answer"), judged ? &Theme::chosen : &Theme::muted,
             plainText(bWins ? record.b : record.a));
        part(judged ? tr("rejected") : tr("second answer"),
             judged ? &Theme::rejected : &Theme::muted, plainText(bWins ? record.a : record.b));
    } else {
        part(tr("answer"), &Theme::muted, plainText(record.a));
        for (const std::string& step : record.steps) {
            part(tr("step"), &Theme::muted, step);
        }
    }
    m_textParts->addStretch(1);
}

void RecordInspector::showHistory()
{
    QStringList lines;
    for (auto event = m_content->history.rbegin(); event != m_content->history.rend(); ++event) {
        lines << historyLine(*event);
    }
    if (lines.isEmpty()) {
        lines << tr("Nobody has judged this record yet.");
    }
    m_historyText->setText(lines.join(QStringLiteral("\n\n")).toStdString(), TextView::Mode::Plain);
}

void RecordInspector::showFacts()
{
    const StoredRecord& record = m_content->record;
    QStringList facts;
    facts << (record.importId == 0
                  ? tr("Made here")
                  : tr("Source: %1, line %2")
                        .arg(QFileInfo(QString::fromStdString(record.sourcePath)).fileName(),
                             countText(record.record.source.line)));
    if (!record.usable) {
        facts << tr("Left out of training");
    }
    for (const std::string& code : record.record.codes) {
        facts << QString::fromStdString(code);
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_flag->setText(record.label.flagged ? tr("Remove flag") : tr("Flag"));
    m_label->setEnabled(record.record.kind == RecordKind::Pair);
}

void RecordInspector::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab == TextTab ? 0 : tab == HistoryTab ? 2 : 1);
    askTokens();
    showTokens();
}

void RecordInspector::askTokens()
{
    const int tab = m_tabs->currentIndex();
    if (!m_content || (tab != TokensTab && tab != MaskTab)) {
        return;
    }
    const Record& record = m_content->record.record;
    const bool bWins = m_content->record.label.verdict == Verdict::B;
    const Messages* sides[2] = {bWins ? &record.b : &record.a, bWins ? &record.a : &record.b};
    for (int i = 0; i < 2; ++i) {
        m_answers[i]->setVisible(!sides[i]->empty());
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
    m_tokenNote->setText(
        m_content->base.isEmpty()
            ? tr("Log-probs under %1. Hover a token for its numbers; hatched ones are not trained.")
                  .arg(m_content->modelName)
            : tr("%1 against its start model: blue became likelier, orange less likely; hatched is "
                 "not trained.")
                  .arg(m_content->modelName));
}

void RecordInspector::takeScore(qint64 request, const Json& result)
{
    for (int i = 0; i < 2; ++i) {
        if (request == m_requests[i]) {
            m_requests[i] = -1;
            m_scored[i] = scoredTextFromJson(result);
            if (!m_scored[i]) {
                m_answers[i]->showNote(tr("The model host gave an answer that cannot be read."));
            }
            showTokens();
        }
    }
}

void RecordInspector::showTokens()
{
    const TokenView view = m_tabs->currentIndex() == MaskTab ? TokenView::Mask : TokenView::Colours;
    for (int i = 0; i < 2; ++i) {
        if (m_scored[i]) {
            m_answers[i]->show(*m_scored[i], view);
        }
    }
}

}  // namespace marginalia
