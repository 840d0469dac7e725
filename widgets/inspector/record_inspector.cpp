// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/record_inspector.h"

#include "core/base/file_folders.h"
#include "core/jobs/run_folder.h"
#include "widgets/common/feedback.h"
#include "widgets/common/format.h"
#include "widgets/common/host_client.h"
#include "widgets/common/panes.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/text_view.h"
#include "widgets/common/translated.h"
#include "widgets/inspector/history_text.h"
#include "widgets/inspector/margin_plot.h"
#include "widgets/inspector/record_facts.h"
#include "widgets/inspector/text_page.h"
#include "widgets/inspector/token_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace marginalia {

namespace {

QScrollArea* scrolling(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    // setWidget() turns it on.
    content->setAutoFillBackground(false);
    return area;
}

/// Both show the same on the text page.
bool sameWords(const StoredRecord& left, const StoredRecord& right)
{
    return left.id == right.id && left.label.verdict == right.label.verdict &&
           left.record.prompt == right.record.prompt && left.record.a == right.record.a &&
           left.record.b == right.record.b && left.record.steps == right.record.steps &&
           left.record.label == right.record.label;
}

std::string nameOf(const std::string& folder, const RunSpec& spec)
{
    return spec.name.empty() ? folder.substr(folder.rfind('/') + 1) : spec.name;
}

}  // namespace

RecordInspector::RecordInspector(PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Record inspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_whole = new QStackedWidget;
    m_whole->addWidget(new EmptyState(QStringLiteral("token"), tr("No record selected"),
                                      tr("Choose a row in Data, or a pair in Label.")));
    m_whole->addWidget(buildRecord());
    column->addWidget(m_whole);
    connectContext();
    read();
}

QWidget* RecordInspector::buildRecord()
{
    auto* record = new QWidget;
    auto* column = new QVBoxLayout(record);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTabs());
    column->addWidget(new Rule);
    m_stack = new QStackedWidget;
    m_text = new TextPage;
    m_tokens = new TokenPage;
    m_history = new TextView;
    m_history->setFrameShape(QFrame::NoFrame);
    m_history->setFace(Face::Body);
    m_history->setPadding(14, 12);
    m_history->setAccessibleName(tr("History of this record"));
    m_history->viewport()->setAutoFillBackground(false);
    m_stack->addWidget(scrolling(m_text));
    m_stack->addWidget(scrolling(m_tokens));
    m_stack->addWidget(m_history);
    column->addWidget(m_stack, 1);
    column->addWidget(buildMargin());
    column->addWidget(new Rule);
    m_facts = new RecordFacts;
    column->addWidget(m_facts);
    return record;
}

QWidget* RecordInspector::buildTabs()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(u(4), 0, u(4), 0);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("inspector.tabs"));
    m_tabs->setAccessibleName(tr("What of the record is shown"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    for (const QString& name : {tr("Text"), tr("Tokens"), tr("Mask"), tr("History")}) {
        m_tabs->addTab(name);
    }
    row->addWidget(m_tabs);
    row->addStretch(1);
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordInspector::showTab);
    return head;
}

QWidget* RecordInspector::buildMargin()
{
    m_marginPart = new QWidget;
    auto* column = new QVBoxLayout(m_marginPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(u(14), u(10), u(14), u(6));
    inner->setSpacing(u(2));
    m_marginTitle = new SectionTitle({});
    m_plot = new MarginPlot;
    inner->addWidget(m_marginTitle);
    inner->addWidget(m_plot);
    column->addLayout(inner);
    m_marginPart->hide();
    connect(m_plot, &MarginPlot::stepChosen, this, [this](qint64 step) {
        m_context.shell.showPanel(QStringLiteral("train"), QStringLiteral("show_step"),
                                  {{QStringLiteral("run"), m_run}, {QStringLiteral("step"), step}});
    });
    return m_marginPart;
}

void RecordInspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
}

void RecordInspector::connectContext()
{
    connect(&m_context.selection, &Selection::recordChanged, this, &RecordInspector::read);
    connect(&m_context.session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (what.contains(QStringLiteral("records")) || what.contains(QStringLiteral("labels")) ||
            what.contains(QStringLiteral("settings"))) {
            read();
        }
    });
    // A run that trains adds points; once a second is as good as at once.
    m_later.setSingleShot(true);
    m_later.setInterval(1000);
    connect(&m_later, &QTimer::timeout, this, &RecordInspector::readMargins);
    connect(&m_context.jobs, &JobModel::jobChanged, this, [this] {
        if (isVisible() && !m_later.isActive()) {
            m_later.start();
        }
    });
    connect(&m_context.host, &HostClient::done, this, &RecordInspector::takeScore);
    connect(&m_context.host, &HostClient::failed, this,
            [this](qint64 request, const QString& sentence, const QString& todo) {
                for (int i = 0; i < 2; ++i) {
                    if (request == m_requests[i]) {
                        m_requests[i] = -1;
                        m_tokens->showNote(i, (sentence + QLatin1Char(' ') + todo).trimmed());
                    }
                }
            });
    connect(m_facts, &RecordFacts::labelAsked, this, &RecordInspector::label);
    connect(m_facts, &RecordFacts::flagAsked, this, &RecordInspector::flag);
}

void RecordInspector::label()
{
    if (m_content) {
        m_context.shell.showPanel(
            QStringLiteral("label"), QStringLiteral("show"),
            {{QStringLiteral("record"), QVariant::fromValue(number(m_content->record.id))}});
    }
}

void RecordInspector::flag()
{
    ProjectWriter* writer = m_context.session.writer();
    if (!m_content || writer == nullptr) {
        return;
    }
    const auto done = [this](const Result<std::int64_t>& result) {
        if (!result.ok()) {
            m_context.session.reportFailure(result.error());
        }
    };
    writer->flag(m_content->record.uid, m_context.session.annotator().toStdString(),
                 !m_content->record.label.flagged,
                 m_context.session.onGui<std::int64_t>(this, done));
}

Result<RecordInspector::Content> RecordInspector::readContent(ProjectReader& reader, RecordId id,
                                                              const std::string& runs)
{
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
            content.modelName = QString::fromStdString(nameOf(run, *spec));
            break;
        }
    }
    return content;
}

void RecordInspector::read()
{
    const auto id = m_context.selection.record();
    if (!id) {
        m_content.reset();
        m_whole->setCurrentIndex(0);
        setWindowTitle({});
        return;
    }
    m_context.session.reads().ask<Content>(
        this, QStringLiteral("inspector"),
        [id = *id, runs = m_context.session.runsFolder().toStdString()](ProjectReader& reader) {
            return readContent(reader, id, runs);
        },
        [this](Result<Content> content) {
            if (content.ok()) {
                take(content.take());
            } else if (content.error().kind != ErrorKind::Cancelled) {
                setWindowTitle(translated(content.error()));
            }
        });
}

QSize RecordInspector::sizeHint() const
{
    return {std::min(u(330), maximumWidth()), u(640)};
}

bool RecordInspector::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Resize) {
        fitWindow();
    }
    return QWidget::eventFilter(watched, event);
}

void RecordInspector::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_window != window()) {
        if (m_window != nullptr) {
            m_window->removeEventFilter(this);
        }
        m_window = window();
        m_window->installEventFilter(this);
        fitWindow();
    }
}

void RecordInspector::fitWindow()
{
    setMaximumWidth(m_window->width() < u(1360) ? u(300) : QWIDGETSIZE_MAX);
}

QSize RecordInspector::minimumSizeHint() const
{
    // Texts wrap and tokens flow: no page may make the dock as wide as its longest line.
    return {u(280), u(240)};
}

void RecordInspector::take(Content content)
{
    const bool other = !m_content || m_content->record.id != content.record.id ||
                       m_content->model != content.model ||
                       m_content->record.label.verdict != content.record.label.verdict;
    // What is read stays under the eye: the same words are not laid out again.
    const bool words = !m_content || !sameWords(m_content->record, content.record);
    m_content = std::move(content);
    const StoredRecord& record = m_content->record;
    m_whole->setCurrentIndex(1);
    // The dock shows it beside its own name.
    setWindowTitle(QStringLiteral("#") + countText(number(record.id)));
    if (words) {
        m_text->show(record);
    }
    showHistory();
    m_facts->show(record, m_content->history, m_context.session.writer() != nullptr);
    if (other) {
        m_scored[0].reset();
        m_scored[1].reset();
        m_requests[0] = m_requests[1] = -1;
        m_tokens->clear();
        askTokens();
    }
    readMargins();
}

void RecordInspector::readMargins()
{
    if (!m_content) {
        return;
    }
    m_context.session.reads().ask<Margins>(
        this, QStringLiteral("inspector.margins"),
        [uid = m_content->record.uid,
         runs = m_context.session.runsFolder().toStdString()](ProjectReader&) -> Result<Margins> {
            Margins out;
            for (const std::string& run : listRuns(runs)) {
                if (auto points = marginsOfRecord(run, uid)) {
                    const auto spec = readRunSpec(run);
                    out.points = std::move(*points);
                    out.run = QString::fromStdString(run);
                    out.name = QString::fromStdString(nameOf(run, spec.ok() ? *spec : RunSpec{}));
                    break;
                }
            }
            return out;
        },
        [this](Result<Margins> margins) {
            if (margins.ok()) {
                takeMargins(margins.take());
            }
        });
}

void RecordInspector::takeMargins(Margins margins)
{
    m_run = margins.run;
    m_marginPart->setVisible(!margins.points.empty());
    if (margins.points.empty()) {
        return;
    }
    m_marginTitle->setTitle(tr("Margin through %1").arg(margins.name));
    const auto last = static_cast<double>(margins.points.back().margin);
    m_marginTitle->setRightFigure(marginText(last), last < 0 ? &Theme::rejected : &Theme::chosen);
    m_plot->setPoints(std::move(margins.points), margins.name);
}

void RecordInspector::showHistory()
{
    HistoryText history = historyText(m_content->history);
    m_history->setText(history.text, TextView::Mode::Plain);
    m_history->setRanges(std::move(history.ranges));
}

}  // namespace marginalia
