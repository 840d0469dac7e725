// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_dialog.h"

#include "core/text/word_diff.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/text_view.h"
#include "widgets/common/theme.h"
#include "widgets/common/translated.h"
#include "widgets/data/import_roles.h"
#include "widgets/data/problem_list.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// Enough to judge a file by in a fraction of a second.
constexpr std::int64_t kPreviewRecords = 1000;

QLabel* answerTag(bool chosen)
{
    auto* label =
        new TextLabel(chosen ? ImportDialog::tr("Chosen") : ImportDialog::tr("Rejected"),
                      Face::Caption, chosen ? &Theme::chosen : &Theme::rejected, QFont::DemiBold);
    return label;
}

}  // namespace

ImportDialog::ImportDialog(const QStringList& files, QWidget* parent)
    : QDialog(parent), m_files(files)
{
    setObjectName(QStringLiteral("import.dialog"));
    setWindowTitle(tr("Import data"));
    setMinimumSize(u(900), u(600));
    resize(u(1132), u(768));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(buildColumns(), 58);
    middle->addWidget(buildPreview(), 51);
    column->addLayout(middle, 1);
    column->addWidget(buildFoot());
    readFile();
}

ImportDialog::~ImportDialog() = default;

QWidget* ImportDialog::buildTop()
{
    auto* top = new Pane(&Theme::surface, Qt::BottomEdge);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(12));
    row->addWidget(new IconLabel(QStringLiteral("file"), &Theme::muted, 20));
    auto* names = new QVBoxLayout;
    names->setSpacing(u(2));
    m_name = new ElidedLabel({}, Face::Body, &Theme::text, QFont::DemiBold);
    m_facts = new TextLabel({}, Face::Small, &Theme::muted);
    names->addWidget(m_name);
    names->addWidget(m_facts);
    row->addLayout(names, 1);
    auto* label = new TextLabel(tr("Recognised as"), Face::Body, &Theme::muted);
    row->addWidget(label);
    m_format = new QComboBox;
    m_format->setObjectName(QStringLiteral("import.format"));
    m_format->setAccessibleName(tr("Recognised as"));
    m_format->setMinimumWidth(u(280));
    label->setBuddy(m_format);
    connect(m_format, &QComboBox::activated, this, [this] {
        m_mapped = m_format->currentData().toString() == QLatin1String("mapping");
        readFile();
    });
    row->addWidget(m_format);
    return top;
}

QWidget* ImportDialog::buildColumns()
{
    auto* pane = new Pane(&Theme::surface, Qt::RightEdge);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(18), u(12), u(18), u(12));
    column->setSpacing(u(10));
    m_columns = new QTableWidget(0, 3);
    m_columns->setObjectName(QStringLiteral("import.columns"));
    m_columns->setAccessibleName(tr("Columns and what they become"));
    m_columns->setHorizontalHeaderLabels({tr("Column"), tr("Holds"), tr("Becomes")});
    m_columns->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_columns->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_columns->verticalHeader()->hide();
    m_columns->verticalHeader()->setDefaultSectionSize(u(36));
    m_columns->setFrameShape(QFrame::NoFrame);
    m_columns->setShowGrid(false);
    m_columns->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_columns->setSelectionMode(QAbstractItemView::NoSelection);
    m_columns->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_columns, 1);
    m_reason = new TextLabel({}, Face::Small, &Theme::muted);
    m_reason->setWordWrap(true);
    column->addWidget(m_reason);
    return pane;
}

QWidget* ImportDialog::buildPreview()
{
    auto* pane = new Pane(&Theme::base);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(u(16), u(8), u(12), u(8));
    head->addWidget(new TextLabel(tr("Preview"), Face::Body, &Theme::text, QFont::DemiBold));
    head->addWidget(new TextLabel(tr("as it will be stored"), Face::Small, &Theme::muted));
    head->addStretch(1);
    auto* back = iconButton(QStringLiteral("chevron_right"), tr("Record before (Alt+Left)"), this);
    back->setLayoutDirection(Qt::RightToLeft);
    back->setText(QStringLiteral("‹"));
    back->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* on = iconButton(QStringLiteral("chevron_right"), tr("Next record (Alt+Right)"), this);
    on->setText(QStringLiteral("›"));
    on->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(back, &QToolButton::clicked, this, [this] {
        m_record = std::max(0, m_record - 1);
        showRecord();
    });
    connect(on, &QToolButton::clicked, this, [this] {
        m_record = std::min(static_cast<int>(m_content.records.size()) - 1, m_record + 1);
        showRecord();
    });
    m_place = new TextLabel({}, Face::Small);
    head->addWidget(back);
    head->addWidget(m_place);
    head->addWidget(on);
    column->addLayout(head);
    column->addWidget(new Rule);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    auto* content = new QWidget;
    content->setAutoFillBackground(false);
    m_preview = new QVBoxLayout(content);
    m_preview->setContentsMargins(u(16), u(12), u(16), u(12));
    m_preview->setSpacing(u(6));
    area->setWidget(content);
    column->addWidget(area, 1);
    return pane;
}

QWidget* ImportDialog::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(18), u(10), u(18), u(10));
    row->setSpacing(u(14));
    m_good = new TextLabel({}, Face::Small, &Theme::text, QFont::Medium);
    m_left = new TextLabel({}, Face::Small, &Theme::warning);
    m_bad = new TextLabel({}, Face::Small, &Theme::error);
    auto* list = new LinkLabel(tr("List them"));
    connect(list, &LinkLabel::activated, this, &ImportDialog::showProblems);
    list->setObjectName(QStringLiteral("import.list_problems"));
    row->addWidget(m_good);
    row->addWidget(m_left);
    row->addWidget(m_bad);
    row->addWidget(list);
    row->addStretch(1);
    auto* cancel = new Button(tr("Cancel"));
    cancel->setMinimumHeight(u(32));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_import = new Button(tr("Import"), ButtonRole::Primary);
    m_import->setObjectName(QStringLiteral("import.go"));
    m_import->setMinimumHeight(u(32));
    m_import->setDefault(true);
    connect(m_import, &Button::clicked, this, &ImportDialog::ask);
    row->addWidget(cancel);
    row->addWidget(m_import);
    return foot;
}

ReadOptions ImportDialog::options() const
{
    ReadOptions out;
    if (m_mapped) {
        out.mapping = Mapping{mappingOf(*m_columns)};
    } else {
        out.format = m_format->currentData().toString().toStdString();
    }
    return out;
}

void ImportDialog::readFile()
{
    const QFileInfo file(m_files.value(0));
    m_name->setText(m_files.size() > 1
                        ? tr("%1 and %n more", nullptr, static_cast<int>(m_files.size()) - 1)
                              .arg(file.fileName())
                        : file.fileName());
    m_facts->setText(tr("%1 · reading…").arg(sizeText(static_cast<double>(file.size()))));
    ReadOptions reading = options();
    reading.limit = kPreviewRecords;
    m_ready = false;
    m_import->setEnabled(false);
    m_reading = std::make_unique<ImportPreview>(file.absoluteFilePath(), reading);
    connect(m_reading.get(), &ImportPreview::finished, this, &ImportDialog::take);
    m_reading->start();
}

void ImportDialog::take(const ImportPreview::Content& content)
{
    m_content = content;
    m_record = 0;
    m_ready = true;
    showFormats();
    if (!m_mapped) {
        showColumns();
    }
    showRecord();
    showFoot();
    Q_EMIT ready();
}

void ImportDialog::showFormats()
{
    const QString present =
        m_mapped ? QStringLiteral("mapping") : QString::fromStdString(m_content.head.format);
    m_format->clear();
    for (const Guess& guess : m_content.head.guesses) {
        m_format->addItem(formatTitle(QString::fromStdString(guess.format)),
                          QString::fromStdString(guess.format));
        m_format->setItemData(m_format->count() - 1, QString::fromStdString(guess.reason),
                              Qt::ToolTipRole);
    }
    if (!present.isEmpty() && m_format->findData(present) < 0 &&
        present != QLatin1String("mapping")) {
        m_format->addItem(formatTitle(present), present);
    }
    m_format->addItem(tr("Own mapping, column by column"), QStringLiteral("mapping"));
    const int at = m_format->findData(present);
    m_format->setCurrentIndex(at >= 0 ? at : m_format->count() - 1);
    m_mapped = m_format->currentData().toString() == QLatin1String("mapping");
    QString reason;
    for (const Guess& guess : m_content.head.guesses) {
        if (QString::fromStdString(guess.format) == present) {
            reason = QString::fromStdString(guess.reason);
        }
    }
    if (!m_content.error.isEmpty()) {
        reason = m_content.error;
    }
    m_reason->setText(reason);
    m_reason->setColour(m_content.error.isEmpty() ? &Theme::muted : &Theme::error);
    m_format->setToolTip(reason);
    const QFileInfo file(m_files.value(0));
    m_facts->setText(tr("%1 · %2").arg(sizeText(static_cast<double>(file.size())),
                                       QString::fromStdString(m_content.head.container)));
}

void ImportDialog::showColumns()
{
    fillColumns(*m_columns, m_content.head.columns, QString::fromStdString(m_content.head.format),
                this, [this] { mappingChanged(); });
}

void ImportDialog::mappingChanged()
{
    m_mapped = true;
    m_format->setCurrentIndex(m_format->findData(QStringLiteral("mapping")));
    readFile();
}

void ImportDialog::showRecord()
{
    while (QLayoutItem* item = m_preview->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->deleteLater();
        }
        delete item;
    }
    const int count = static_cast<int>(m_content.records.size());
    m_place->setText(count == 0
                         ? tr("no record")
                         : tr("record %1 of %2").arg(countText(m_record + 1), countText(count)));
    if (count == 0) {
        auto* none =
            new TextLabel(m_content.error.isEmpty() ? tr("Choose what the columns become; a record "
                                                         "appears here as soon as it can be read.")
                                                    : m_content.error,
                          Face::Body, &Theme::muted);
        none->setWordWrap(true);
        m_preview->addWidget(none);
        m_preview->addStretch(1);
        return;
    }
    const Record& record = m_content.records[static_cast<size_t>(m_record)];
    const auto part = [this](QLabel* title, const std::string& words, Token edge) {
        m_preview->addWidget(title);
        auto* card = new Card;
        card->setFill(edge == nullptr ? &Theme::key : &Theme::base);
        auto* inner = new QVBoxLayout(card);
        inner->setContentsMargins(0, 0, 0, 0);
        auto* view = new TextView;
        view->setFrameShape(QFrame::NoFrame);
        view->setFace(Face::Body);
        view->setPadding(12, 8);
        view->setFitsContent(true, 180);
        view->setText(words);
        view->setAccessibleName(title->text());
        inner->addWidget(view);
        m_preview->addWidget(card);
    };
    for (const Message& message : record.prompt) {
        part(new TextLabel(message.role == "system" ? tr("System")
                           : message.role == "user" ? tr("Prompt")
                                                    : QString::fromStdString(message.role),
                           Face::Caption, &Theme::muted),
             message.content, nullptr);
    }
    if (record.kind == RecordKind::Pair) {
        part(answerTag(true), plainText(record.a), &Theme::chosen);
        part(answerTag(false), plainText(record.b), &Theme::rejected);
    } else {
        const QString title = record.kind == RecordKind::Demo ? tr("Demonstration")
                              : !record.label                 ? tr("Answer")
                              : *record.label                 ? tr("Answer, desirable")
                                                              : tr("Answer, undesirable");
        part(new TextLabel(title, Face::Caption, &Theme::muted), plainText(record.a), &Theme::base);
    }
    QStringList codes;
    for (const std::string& code : record.codes) {
        codes << QString::fromStdString(code);
    }
    if (!codes.isEmpty()) {
        auto* remarks = new TextLabel(tr("Remarks: %1").arg(codes.join(QStringLiteral(", "))),
                                      Face::Small, &Theme::warning);
        remarks->setWordWrap(true);
        m_preview->addWidget(remarks);
    }
    m_preview->addStretch(1);
}

void ImportDialog::showFoot()
{
    const bool whole = m_content.end.has_value() &&
                       m_content.records.size() < static_cast<size_t>(kPreviewRecords);
    const qint64 good = static_cast<qint64>(m_content.records.size());
    const qint64 left =
        std::count_if(m_content.records.begin(), m_content.records.end(),
                      [](const Record& record) { return !usableForTraining(record); });
    const qint64 bad =
        std::count_if(m_content.problems.begin(), m_content.problems.end(),
                      [](const Problem& problem) { return problem.severity == Severity::Error; });
    m_good->setText(whole ? tr("%n record(s) ready", nullptr, static_cast<int>(good))
                          : tr("first %n record(s) looked at", nullptr, static_cast<int>(good)));
    m_left->setText(tr("%n left out of training", nullptr, static_cast<int>(left)));
    m_left->setVisible(left > 0);
    m_bad->setText(tr("%n line(s) not readable", nullptr, static_cast<int>(bad)));
    m_bad->setVisible(bad > 0);
    findChild<LinkLabel*>(QStringLiteral("import.list_problems"))
        ->setVisible(!m_content.problems.empty());
    m_import->setText(whole ? tr("Import %n record(s)", nullptr, static_cast<int>(good))
                      : m_files.size() > 1
                          ? tr("Import %n file(s)", nullptr, static_cast<int>(m_files.size()))
                          : tr("Import the file"));
    m_import->setEnabled(good > 0);
}

void ImportDialog::showProblems()
{
    auto* list = new ProblemList(m_content.problems, this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
}

void ImportDialog::ask()
{
    const ReadOptions chosen = options();
    for (const QString& file : m_files) {
        Q_EMIT importAsked(QFileInfo(file).absoluteFilePath(), chosen);
    }
    accept();
}

void ImportDialog::keyPressEvent(QKeyEvent* event)
{
    if ((event->modifiers() & Qt::AltModifier) != 0 &&
        (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        m_record = std::clamp(m_record + (event->key() == Qt::Key_Left ? -1 : 1), 0,
                              std::max(0, static_cast<int>(m_content.records.size()) - 1));
        showRecord();
        return;
    }
    QDialog::keyPressEvent(event);
}

}  // namespace marginalia
