// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_dock.h"

#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/icons.h"
#include "widgets/common/job_model.h"
#include "widgets/common/panel_context.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>

namespace marginalia {

namespace {

QString jobIcon(const Job& job)
{
    return job.kind == QLatin1String("import")   ? QStringLiteral("import")
           : job.kind == QLatin1String("export") ? QStringLiteral("export")
                                                 : QStringLiteral("train");
}

/// Title with its icon, state as a tag, progress as amount over a bar.
class JobDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto* model = static_cast<const JobModel*>(index.model());
        const Job* job = model->at(index.row());
        if (job == nullptr) {
            return;
        }
        painter->save();
        paintGround(*painter, option, index);
        const QRectF cell = QRectF(option.rect).adjusted(u(kPad), 0, -u(kPad), 0);
        const QString text = index.data().toString();
        if (index.column() == JobModel::Title) {
            const double side = uExact(16);
            paintIcon(*painter, jobIcon(*job),
                      QRectF(cell.left(), cell.center().y() - side / 2, side, side), side,
                      theme().muted);
            painter->setFont(textFont(Face::Body));
            painter->setPen(theme().text);
            drawCut(*painter, cell.adjusted(side + u(kPad), 0, 0, 0), text);
        } else if (index.column() == JobModel::State) {
            const auto [word, tone, stateIcon] = stateLook(*job);
            const bool warns = tone == Tone::Error || tone == Tone::Warning;
            const QString icon = warns ? stateIcon : QString();
            const QSizeF size = Tag::sizeOf(word, icon);
            Tag::paint(*painter,
                       QRectF(QPointF(cell.left(), cell.center().y() - size.height() / 2), size),
                       word, tone, icon);
        } else if (index.column() == JobModel::Amount) {
            paintAmount(*painter, cell, *job, text);
        } else {
            painter->setFont(textFont(Face::Small));
            painter->setPen(theme().muted);
            drawNumber(*painter, cell, Qt::AlignVCenter | Qt::AlignRight, text);
        }
        painter->restore();
    }

private:
    static constexpr double kPad = 8;

    static void drawCut(QPainter& painter, const QRectF& rect, const QString& text)
    {
        painter.drawText(
            rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width())));
    }

    /// Selection of the whole row; its ring while the table has the focus: each cell draws its
    /// share.
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index)
    {
        const QRectF cell(option.rect);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter.fillRect(cell, selected ? theme().selection : theme().base);
        painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1), theme().grid);
        const auto* table = qobject_cast<const QTableView*>(option.widget);
        if (table == nullptr || !table->hasFocus() || table->currentIndex().row() != index.row()) {
            return;
        }
        const double wide = uExact(2);
        painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), wide), theme().accent);
        painter.fillRect(QRectF(cell.left(), cell.bottom() - wide, cell.width(), wide),
                         theme().accent);
        if (index.column() == 0) {
            painter.fillRect(QRectF(cell.left(), cell.top(), wide, cell.height()), theme().accent);
        }
        if (index.column() == JobModel::ColumnCount - 1) {
            painter.fillRect(QRectF(cell.right() - wide, cell.top(), wide, cell.height()),
                             theme().accent);
        }
    }

    static void paintAmount(QPainter& painter, const QRectF& cell, const Job& job,
                            const QString& text)
    {
        const bool bar = isActive(job.state) && job.total > 0;
        painter.setFont(textFont(Face::Small));
        painter.setPen(job.message.isEmpty() ? theme().muted : theme().error);
        const QRectF line = bar ? cell.adjusted(0, 0, 0, -u(7)) : cell;
        drawCut(painter, line, text);
        if (bar) {
            const QRectF track(cell.left(), cell.bottom() - u(8),
                               std::min(cell.width(), u(160) + 0.0), u(3));
            painter.fillRect(track, theme().border2);
            painter.fillRect(
                QRectF(track.topLeft(),
                       QSizeF(track.width() * std::clamp(job.done / job.total, 0.0, 1.0),
                              track.height())),
                theme().accent);
        }
    }
};

}  // namespace

JobsDock::JobsDock(PanelContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setObjectName(QStringLiteral("jobs"));
    setAccessibleName(tr("Jobs"));
    m_pages = new QStackedLayout(this);
    auto* page = new Pane(&Theme::base);
    auto* layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildTable();
    layout->addWidget(m_table, 1);
    layout->addWidget(buildButtons());
    m_pages->addWidget(new EmptyState(QStringLiteral("jobs"), tr("No jobs yet"),
                                      tr("Training runs and imports are listed here while they "
                                         "work and after.")));
    m_pages->addWidget(page);
    const auto turn = [this] { m_pages->setCurrentIndex(m_context.jobs.rowCount() > 0 ? 1 : 0); };
    connect(&context.jobs, &QAbstractItemModel::rowsInserted, this, [this, turn] {
        turn();
        // The buttons always speak of a job.
        if (!m_table->currentIndex().isValid()) {
            m_table->setCurrentIndex(m_context.jobs.index(0, 0));
        }
    });
    connect(&context.jobs, &QAbstractItemModel::rowsRemoved, this, turn);
    connect(&context.jobs, &QAbstractItemModel::modelReset, this, turn);
    connect(&context.jobs, &JobModel::jobChanged, this, &JobsDock::showButtons);
    turn();
    if (m_context.jobs.rowCount() > 0) {
        m_table->setCurrentIndex(m_context.jobs.index(0, 0));
    }
    showButtons();
}

void JobsDock::buildTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("jobs.table"));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setModel(&m_context.jobs);
    m_table->setItemDelegate(new JobDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(
        std::max(u(34), fontMetrics().height() + u(14)));
    QHeaderView* head = m_table->horizontalHeader();
    head->setHighlightSections(false);
    head->setMinimumSectionSize(u(60));
    head->setSectionResizeMode(JobModel::Amount, QHeaderView::Stretch);
    m_table->setColumnWidth(JobModel::Title, u(280));
    m_table->setColumnWidth(JobModel::State, u(100));
    m_table->setColumnWidth(JobModel::Time, u(190));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &JobsDock::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &JobsDock::showButtons);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const Job* job = m_context.jobs.at(index.row())) {
            open(*job);
        }
    });
}

void JobsDock::open(const Job& job)
{
    if (job.kind == QLatin1String("train")) {
        m_context.selection.setRun(job.id);
        m_context.shell.showPanel(QStringLiteral("train"));
    } else if (job.kind == QLatin1String("import")) {
        m_context.shell.showPanel(QStringLiteral("data"));
    } else if (job.log) {
        job.log();
    }
}

void JobsDock::showMenu(const QPoint& at)
{
    const Job* job = m_context.jobs.at(m_table->currentIndex().row());
    if (job == nullptr) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("jobs.menu"));
    if (job->kind != QLatin1String("export")) {
        const bool train = job->kind == QLatin1String("train");
        menu->addAction(train ? tr("Show in Train") : tr("Show in Data"), this,
                        [this, id = job->id] {
                            if (const Job* there = m_context.jobs.find(id)) {
                                open(*there);
                            }
                        });
        menu->addSeparator();
    }
    // The same as the buttons, with their state.
    for (Button* button : {m_pause, m_cancel, m_log}) {
        QAction* action = menu->addAction(button->icon(), button->text(), button, &Button::click);
        action->setEnabled(button->isEnabled());
    }
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

QWidget* JobsDock::buildButtons()
{
    auto* side = new Pane(&Theme::surface, Qt::LeftEdge);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(u(12), u(10), u(12), u(10));
    layout->setSpacing(u(8));
    const auto add = [&](const QString& text, const char* name, const char* iconName) {
        auto* button = new Button(text, ButtonRole::Normal, QLatin1String(iconName));
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(text);
        setSmall(*button);
        layout->addWidget(button);
        return button;
    };
    m_pause = add(tr("Pause"), "jobs.pause", "pause");
    m_cancel = add(tr("Stop"), "jobs.cancel", "stop");
    m_log = add(tr("Log"), "jobs.log", "file");
    layout->addStretch(1);
    const auto run = [this](std::function<void()> Job::*what) {
        const Job* job = m_context.jobs.at(m_table->currentIndex().row());
        if (job != nullptr && job->*what) {
            (job->*what)();
        }
    };
    connect(m_pause, &QAbstractButton::clicked, this, [this, run] {
        const Job* job = m_context.jobs.at(m_table->currentIndex().row());
        run(job != nullptr && job->resume ? &Job::resume : &Job::pause);
    });
    connect(m_cancel, &QAbstractButton::clicked, this, [run] { run(&Job::cancel); });
    connect(m_log, &QAbstractButton::clicked, this, [run] { run(&Job::log); });
    return side;
}

void JobsDock::showButtons()
{
    const Job* job = m_context.jobs.at(m_table->currentIndex().row());
    const bool paused = job != nullptr && static_cast<bool>(job->resume);
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setIcon(themeIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setEnabled(job != nullptr && (job->pause || job->resume));
    m_cancel->setEnabled(job != nullptr && job->cancel);
    m_log->setEnabled(job != nullptr && job->log);
    const bool import = job != nullptr && job->kind == QLatin1String("import");
    const bool written = job != nullptr && job->kind == QLatin1String("export");
    m_log->setText(written ? tr("Open") : tr("Log"));
    m_log->setAccessibleName(m_log->text());
    const QString none = job == nullptr          ? tr("Choose a job first.")
                         : !isActive(job->state) ? tr("This job has ended.")
                                                 : tr("This job cannot do that now.");
    m_pause->setToolTip(m_pause->isEnabled() ? m_pause->text()
                        : import && isActive(job->state)
                            ? tr("An import does not pause; it can be stopped, and undone.")
                            : none);
    m_cancel->setToolTip(m_cancel->isEnabled() ? m_cancel->text() : none);
    m_log->setToolTip(m_log->isEnabled()
                          ? (written ? tr("Open what was written") : tr("Open the log"))
                      : import  ? tr("An import writes no log.")
                      : written ? tr("Nothing is written yet.")
                                : none);
}

}  // namespace marginalia
