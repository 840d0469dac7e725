// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/model_facts.h"

#include "core/base/machine.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/panes.h"
#include "widgets/common/text_view.h"
#include "widgets/models/memory_bars.h"
#include "widgets/models/model_names.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr int kLengths = 3;

QString plain(const std::string& text)
{
    return QString::fromStdString(text);
}

/// The rows at the left: title, and what stands there of a report.
struct FactRow {
    QString title;
    QString value;
    QString tip;
};

std::vector<FactRow> rowsOf(const ModelEntry& entry)
{
    const ModelReport none;
    const ModelReport& report = entry.report ? *entry.report : none;
    const auto number = [](qint64 value) {
        return value > 0 ? QLocale().toString(value) : notMeasured();
    };
    const auto word = [](const std::string& text) {
        return text.empty() ? notMeasured() : plain(text);
    };
    const QString licence = report.licence.empty() ? notMeasured() : plain(report.licence);
    const QString place = report.commit.empty()
                              ? entry.folder
                              : plain(report.repository) + QLatin1Char('@') + plain(report.commit);
    return {
        {ModelFacts::tr("Family"), word(report.family), plain(report.architecture)},
        {ModelFacts::tr("Weights"), report.parameters > 0 ? weightsText(report) : notMeasured(),
         report.parameters > 0 ? QLocale().toString(static_cast<qlonglong>(report.parameters))
                               : QString()},
        {ModelFacts::tr("Context"),
         report.context > 0 ? ModelFacts::tr("%1 tokens").arg(number(report.context))
                            : notMeasured(),
         {}},
        {ModelFacts::tr("Vocabulary"), number(report.vocabulary),
         report.tokens > 0 ? ModelFacts::tr("The tokenizer knows %1.").arg(number(report.tokens))
                           : QString()},
        {ModelFacts::tr("Tokenizer"), word(report.tokenizer), {}},
        {ModelFacts::tr("Template"), word(report.templateFile),
         report.templateDigest.empty()
             ? QString()
             : ModelFacts::tr("SHA-256 %1").arg(plain(report.templateDigest))},
        {ModelFacts::tr("Licence"), licence,
         report.licenceFile.empty() ? ModelFacts::tr("Neither the model card nor a file names one.")
                                    : plain(report.licenceFile)},
        {ModelFacts::tr("Place"), place, entry.folder},
    };
}

}  // namespace

ModelFacts::ModelFacts(QWidget* parent) : QWidget(parent), m_machine(totalMemory())
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildLeft());
    row->addWidget(buildMiddle(), 1);
    row->addWidget(buildRight());
    show(nullptr);
}

QWidget* ModelFacts::buildLeft()
{
    auto* pane = new Pane(&Theme::surface, Qt::RightEdge);
    pane->setFixedWidth(u(290));
    auto* around = new QVBoxLayout(pane);
    around->setContentsMargins(0, 0, 1, 0);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("models.facts"));
    scroll->setAccessibleName(tr("What is known of the model"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new Pane(&Theme::surface);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(u(18), u(12), u(14), u(12));
    column->setSpacing(u(8));
    m_name = new ElidedLabel({}, Face::Body, &Theme::text, QFont::DemiBold);
    column->addWidget(m_name);
    m_reasons = new QVBoxLayout;
    m_reasons->setSpacing(u(6));
    column->addLayout(m_reasons);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(u(12));
    m_grid->setVerticalSpacing(u(4));
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    column->addStretch(1);
    int at = 0;
    for (const FactRow& fact : rowsOf({})) {
        m_grid->addWidget(new TextLabel(fact.title, Face::Small, &Theme::muted), at, 0);
        m_values.push_back(new ElidedLabel({}, Face::Small));
        m_grid->addWidget(m_values.back(), at++, 1);
    }
    scroll->setWidget(content);
    around->addWidget(scroll);
    return pane;
}

QWidget* ModelFacts::buildMiddle()
{
    auto* pane = new Pane(&Theme::base);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(14), u(10), u(14), u(12));
    column->setSpacing(u(8));
    m_choice = new SegmentedControl(tr("What is shown of the model"));
    m_choice->setObjectName(QStringLiteral("models.shown"));
    m_choice->addSegment(QStringLiteral("sample"), tr("Template on a sample"));
    m_choice->addSegment(QStringLiteral("config"), QStringLiteral("config.json"));
    m_choice->setCurrent(QStringLiteral("sample"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_choice);
    head->addStretch(1);
    column->addLayout(head);
    m_pages = new QStackedWidget;
    m_sample = new TextView;
    m_sample->setObjectName(QStringLiteral("models.sample"));
    m_sample->setAccessibleName(tr("The chat template, filled with a small conversation"));
    m_sample->setPadding(2, 4);
    m_sample->setMaximumTextWidth(0);
    m_sample->setShowsFocus(true);
    m_noSample = new TextLabel({}, Face::Small, &Theme::muted);
    m_noSample->setWordWrap(true);
    m_noSample->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_config = new QTableWidget(0, 2);
    m_config->setObjectName(QStringLiteral("models.config"));
    m_config->setAccessibleName(QStringLiteral("config.json"));
    m_config->setFrameShape(QFrame::NoFrame);
    m_config->setShowGrid(false);
    m_config->setTabKeyNavigation(false);
    m_config->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_config->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_config->horizontalHeader()->hide();
    m_config->verticalHeader()->hide();
    m_config->verticalHeader()->setDefaultSectionSize(u(22));
    m_config->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_config->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_pages->addWidget(m_sample);
    m_pages->addWidget(m_config);
    m_pages->addWidget(m_noSample);
    column->addWidget(m_pages, 1);
    connect(m_choice, &SegmentedControl::currentChanged, this, [this](const QString& id) {
        m_pages->setCurrentWidget(id == QLatin1String("config") ? static_cast<QWidget*>(m_config)
                                  : m_sample->source().empty()  ? static_cast<QWidget*>(m_noSample)
                                                                : m_sample);
    });
    return pane;
}

QWidget* ModelFacts::buildRight()
{
    auto* pane = new Pane(&Theme::surface, Qt::LeftEdge);
    pane->setFixedWidth(u(240));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(15), u(12), u(14), u(12));
    column->setSpacing(u(8));
    auto* title = new SectionTitle(tr("Memory"));
    title->setRight(tr("tokens a text"));
    column->addWidget(title);
    m_length = new SegmentedControl(tr("Length of a text in tokens"));
    m_length->setObjectName(QStringLiteral("models.length"));
    for (int i = 0; i < kLengths; ++i) {
        m_length->addSegment(QString::number(i), notMeasured(), tr("Length of a text in tokens"));
    }
    auto* row = new QHBoxLayout;
    row->addWidget(m_length);
    row->addStretch(1);
    column->addLayout(row);
    m_bars = new MemoryBars;
    column->addWidget(m_bars);
    m_memoryNote = new TextLabel({}, Face::Caption, &Theme::muted);
    m_memoryNote->setWordWrap(true);
    column->addWidget(m_memoryNote);
    column->addStretch(1);
    connect(m_length, &SegmentedControl::currentChanged, this, [this](const QString& id) {
        const auto at = static_cast<size_t>(id.toInt());
        if (at < m_memory.size()) {
            m_bars->setNeed(m_memory[at], m_machine);
        }
    });
    return pane;
}

void ModelFacts::addReason(const QString& icon, Token colour, const QString& text)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(6));
    row->addWidget(new IconLabel(icon, colour, 14), 0, Qt::AlignTop);
    auto* label = new TextLabel(text, Face::Small);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    m_reasons->addWidget(line);
}

void ModelFacts::showReasons(const ModelEntry& entry)
{
    while (QLayoutItem* item = m_reasons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!entry.missing.isEmpty()) {
        addReason(QStringLiteral("warning"), &Theme::warning,
                  tr("Not wholly in the cache; missing: %1. Let the tool that fetches it finish.")
                      .arg(entry.missing.mid(0, 3).join(QStringLiteral(", "))));
    } else if (!entry.failure.isEmpty()) {
        addReason(QStringLiteral("error"), &Theme::error, entry.failure);
    }
    if (!entry.report) {
        return;
    }
    for (const ModelReason& reason : entry.report->reasons) {
        addReason(reason.refuses ? QStringLiteral("error") : QStringLiteral("warning"),
                  reason.refuses ? &Theme::error : &Theme::warning, reasonText(reason));
    }
    if (entry.report->reasons.empty()) {
        addReason(QStringLiteral("check"), &Theme::accent,
                  tr("Computes what the reference computes."));
    }
}

void ModelFacts::showFacts(const ModelEntry& entry)
{
    const std::vector<FactRow> rows = rowsOf(entry);
    for (size_t i = 0; i < rows.size(); ++i) {
        m_values[i]->setText(rows[i].value);
        m_values[i]->setToolTip(rows[i].tip.toHtmlEscaped());
    }
}

void ModelFacts::showTexts(const ModelEntry& entry)
{
    const bool any = entry.report && !entry.report->sample.empty();
    m_sample->setText(any ? entry.report->sample : std::string(), TextView::Mode::Mono);
    m_noSample->setText(!entry.report ? QString()
                        : any         ? QString()
                              : tr("No chat template could be filled: this model reads plain "
                                   "text."));
    m_config->setRowCount(0);
    const ModelReport none;
    for (const auto& [key, value] : (entry.report ? *entry.report : none).config) {
        const int row = m_config->rowCount();
        m_config->insertRow(row);
        for (const int column : {0, 1}) {
            auto* item = new QTableWidgetItem(plain(column == 0 ? key : value));
            item->setFont(monoFont(11));
            item->setForeground(column == 0 ? theme().muted : theme().text);
            item->setToolTip(plain(key + ": " + value).toHtmlEscaped());
            m_config->setItem(row, column, item);
        }
    }
    Q_EMIT m_choice->currentChanged(m_choice->current());
}

void ModelFacts::showMemory(const ModelEntry& entry)
{
    m_memory = entry.report ? entry.report->memory : std::vector<ModelMemory>();
    QLayout* row = m_length->layout();
    for (int i = 0; i < kLengths && row != nullptr && i < row->count(); ++i) {
        auto* button = qobject_cast<QAbstractButton*>(row->itemAt(i)->widget());
        const bool known = static_cast<size_t>(i) < m_memory.size();
        if (button != nullptr) {
            button->setVisible(known || (i == 0 && m_memory.empty()));
            button->setText(known ? QLocale().toString(static_cast<qlonglong>(
                                        m_memory[static_cast<size_t>(i)].tokens))
                                  : notMeasured());
        }
    }
    m_length->setEnabled(!m_memory.empty());
    if (m_memory.empty()) {
        m_bars->clear();
    } else {
        const size_t at = std::min<size_t>(m_memory.size() - 1, 1);
        m_length->setCurrent(QString::number(at));
        m_bars->setNeed(m_memory[at], m_machine);
    }
    m_memoryNote->setText(tr("Estimated for texts of that many tokens, one pair at once, beside "
                             "the %1 of this machine.")
                              .arg(sizeText(static_cast<double>(m_machine))));
}

void ModelFacts::show(const ModelEntry* entry)
{
    const ModelEntry none;
    const ModelEntry& shown = entry != nullptr ? *entry : none;
    setEnabled(entry != nullptr);
    m_name->setText(shown.name);
    if (entry == nullptr) {
        while (QLayoutItem* item = m_reasons->takeAt(0)) {
            delete item->widget();
            delete item;
        }
    } else {
        showReasons(shown);
    }
    showFacts(shown);
    showTexts(shown);
    showMemory(shown);
}

}  // namespace marginalia
