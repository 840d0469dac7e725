// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/theme.h"
#include "widgets/data/import_columns.h"
#include "widgets/data/import_record.h"
#include "widgets/data/import_words.h"
#include "widgets/data/problem_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// Enough to judge a file by in a fraction of a second.
constexpr std::int64_t kPreviewRecords = 1000;

QString mappingId()
{
    return QStringLiteral("mapping");
}

}  // namespace

ImportDialog::ImportDialog(const QStringList& files, QWidget* parent)
    : QDialog(parent), m_files(files)
{
    setObjectName(QStringLiteral("import.dialog"));
    setWindowTitle(tr("Import data"));
    setMinimumSize(u(900), u(560));
    resize(u(1132), u(768));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(buildColumns(), 58);
    m_record = new ImportRecord;
    middle->addWidget(m_record, 51);
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
    m_facts = new ElidedLabel({}, Face::Small, &Theme::muted);
    names->addWidget(m_name);
    names->addWidget(m_facts);
    row->addLayout(names, 1);
    auto* label = new TextLabel(tr("Recognised as"), Face::Body, &Theme::muted);
    row->addWidget(label);
    m_format = new QComboBox;
    m_format->setObjectName(QStringLiteral("import.format"));
    m_format->setAccessibleName(tr("Recognised as"));
    m_format->setMinimumWidth(u(300));
    label->setBuddy(m_format);
    connect(m_format, &QComboBox::activated, this, [this] {
        m_mapped = m_format->currentData().toString() == mappingId();
        readFile();
    });
    row->addWidget(m_format);
    auto* more = new Button(tr("File…"), ButtonRole::Normal, QStringLiteral("plus"));
    more->setObjectName(QStringLiteral("import.add_file"));
    more->setAccessibleName(tr("Add files of the same kind"));
    connect(more, &QAbstractButton::clicked, this, &ImportDialog::addFiles);
    row->addWidget(more);
    return top;
}

QWidget* ImportDialog::buildColumns()
{
    auto* pane = new Pane(&Theme::surface, Qt::RightEdge);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(18), u(8), u(18), u(14));
    column->setSpacing(u(10));
    m_columns = new ImportColumns;
    connect(m_columns, &ImportColumns::changed, this, &ImportDialog::mappingChanged);
    column->addWidget(m_columns, 1);
    auto* reason = new QHBoxLayout;
    reason->setSpacing(u(8));
    m_reasonIcon = new IconLabel(QStringLiteral("info"), &Theme::accent, 14);
    m_reason = new TextLabel({}, Face::Small, &Theme::muted);
    m_reason->setWordWrap(true);
    reason->addWidget(m_reasonIcon, 0, Qt::AlignTop);
    reason->addWidget(m_reason, 1);
    column->addLayout(reason);
    m_replace = new QCheckBox(tr("Replace bytes that are no text by “\uFFFD”"));
    m_replace->setObjectName(QStringLiteral("import.replace"));
    m_replace->setToolTip(tr("Otherwise the lines that hold them are left out"));
    m_replace->hide();
    connect(m_replace, &QCheckBox::toggled, this, &ImportDialog::readFile);
    column->addWidget(m_replace);
    return pane;
}

ImportDialog::Fact ImportDialog::addFact(QHBoxLayout& row, const QString& icon, Token colour)
{
    Fact fact;
    fact.part = new QWidget;
    auto* inner = new QHBoxLayout(fact.part);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(u(6));
    inner->addWidget(new IconLabel(icon, colour, 14));
    fact.number = new TextLabel({}, Face::Small, &Theme::text, QFont::DemiBold);
    fact.words = new TextLabel({}, Face::Small, &Theme::muted);
    inner->addWidget(fact.number);
    inner->addWidget(fact.words);
    row.addWidget(fact.part);
    return fact;
}

QWidget* ImportDialog::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(18));
    m_good = addFact(*row, QStringLiteral("check"), &Theme::accent);
    m_left = addFact(*row, QStringLiteral("warning"), &Theme::warning);
    m_bad = addFact(*row, QStringLiteral("error"), &Theme::error);
    m_list = new LinkLabel(tr("List them"));
    m_list->setObjectName(QStringLiteral("import.list_problems"));
    connect(m_list, &LinkLabel::activated, this, &ImportDialog::showProblems);
    row->addWidget(m_list);
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
        out.mapping = Mapping{m_columns->mapping()};
    } else {
        out.format = m_format->currentData().toString().toStdString();
    }
    out.replaceInvalid = m_replace->isChecked();
    return out;
}

void ImportDialog::addFiles()
{
    const QStringList more = QFileDialog::getOpenFileNames(this, tr("Add files of the same kind"),
                                                           QFileInfo(m_files.value(0)).path());
    for (const QString& file : more) {
        if (!m_files.contains(file)) {
            m_files << file;
        }
    }
    showName();
    if (m_ready) {
        showFoot();
    }
}

void ImportDialog::showName()
{
    const QString first = QFileInfo(m_files.value(0)).fileName();
    m_name->setText(
        m_files.size() > 1
            ? tr("%1 and %n more", nullptr, static_cast<int>(m_files.size()) - 1).arg(first)
            : first);
    m_name->setToolTip(m_files.join(QLatin1Char('\n')).toHtmlEscaped());
}

void ImportDialog::readFile()
{
    const QFileInfo file(m_files.value(0));
    showName();
    m_facts->setText(tr("%1 · reading…").arg(sizeText(static_cast<double>(file.size()))));
    ReadOptions reading = options();
    reading.limit = kPreviewRecords;
    m_ready = false;
    m_import->setEnabled(false);
    m_clock.start();
    m_reading = std::make_unique<ImportPreview>(file.absoluteFilePath(), reading);
    connect(m_reading.get(), &ImportPreview::finished, this, &ImportDialog::take);
    m_reading->start();
}

void ImportDialog::take(const ImportPreview::Content& content)
{
    m_content = content;
    m_ready = true;
    showFormats();
    // What the person chose stays, also while it is not enough to read a record.
    if (!m_mapped) {
        m_columns->setColumns(m_content.head.columns, QString::fromStdString(content.head.format));
    }
    const bool whole =
        m_content.end.has_value() && m_content.records.size() < std::size_t{kPreviewRecords};
    m_record->setRecords(
        m_content.records, whole,
        !m_content.error.isEmpty()
            ? m_content.error
            : tr("Choose what the columns become; a record appears here as soon as "
                 "it can be read."));
    const bool badBytes =
        std::any_of(m_content.problems.begin(), m_content.problems.end(),
                    [](const Problem& problem) { return problem.code == "D-UTF8"; });
    m_replace->setVisible(badBytes || m_replace->isChecked());
    const QFileInfo file(m_files.value(0));
    QStringList facts{sizeText(static_cast<double>(file.size()))};
    if (!m_content.head.container.empty()) {
        facts << containerTitle(m_content.head.container);
    }
    if (whole) {
        facts << tr("%Ln line(s), all read in %1", nullptr, static_cast<int>(m_content.end->rows))
                     .arg(durationText(static_cast<double>(m_clock.elapsed()) / 1000.0));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    showFoot();
    Q_EMIT ready();
}

void ImportDialog::showFormats()
{
    const QString present = m_mapped ? mappingId() : QString::fromStdString(m_content.head.format);
    m_format->clear();
    for (const Guess& guess : m_content.head.guesses) {
        m_format->addItem(formatTitle(QString::fromStdString(guess.format)),
                          QString::fromStdString(guess.format));
        m_format->setItemData(m_format->count() - 1, QString::fromStdString(guess.reason),
                              Qt::ToolTipRole);
    }
    if (!present.isEmpty() && m_format->findData(present) < 0 && present != mappingId()) {
        m_format->addItem(formatTitle(present), present);
    }
    m_format->addItem(tr("Own mapping, column by column"), mappingId());
    const int at = m_format->findData(present);
    m_format->setCurrentIndex(at >= 0 ? at : m_format->count() - 1);
    m_mapped = m_format->currentData().toString() == mappingId();
    showReason(present);
}

void ImportDialog::showReason(const QString& format)
{
    QString reason;
    for (const Guess& guess : m_content.head.guesses) {
        if (QString::fromStdString(guess.format) == format) {
            reason = QString::fromStdString(guess.reason);
        }
    }
    const bool failed = !m_content.error.isEmpty();
    if (failed) {
        reason = m_content.error;
    } else if (m_mapped) {
        reason = tr("What is kept beside stays with the record and is exported with it.");
    }
    m_reason->setText(reason);
    m_reason->setColour(failed ? &Theme::error : &Theme::muted);
    m_reasonIcon->setIcon(failed ? QStringLiteral("error") : QStringLiteral("info"),
                          failed ? &Theme::error : &Theme::accent);
    m_reasonIcon->setVisible(!reason.isEmpty());
    m_format->setToolTip(reason.toHtmlEscaped());
}

void ImportDialog::mappingChanged()
{
    m_mapped = true;
    m_format->setCurrentIndex(m_format->findData(mappingId()));
    readFile();
}

void ImportDialog::showFoot()
{
    const std::vector<Record>& records = m_content.records;
    const bool whole = m_content.end.has_value() && records.size() < std::size_t{kPreviewRecords};
    const auto good = static_cast<int>(records.size());
    const auto left =
        static_cast<int>(std::count_if(records.begin(), records.end(), [](const Record& record) {
            return !usableForTraining(record);
        }));
    const auto bad = static_cast<int>(
        std::count_if(m_content.problems.begin(), m_content.problems.end(),
                      [](const Problem& problem) { return problem.severity == Severity::Error; }));
    const bool pairs = std::all_of(records.begin(), records.end(), [](const Record& record) {
        return record.kind == RecordKind::Pair;
    });
    m_good.part->setVisible(good > 0);
    m_good.number->setText(countText(good));
    m_good.words->setText(!whole  ? tr("looked at, more follow")
                          : pairs ? tr("pairs ready")
                                  : tr("records ready"));
    m_left.part->setVisible(left > 0);
    m_left.number->setText(countText(left));
    m_left.words->setText(tr("left out of training"));
    m_bad.part->setVisible(bad > 0);
    m_bad.number->setText(countText(bad));
    m_bad.words->setText(tr("lines not readable"));
    m_list->setVisible(!m_content.problems.empty());
    m_import->setText(m_files.size() > 1
                          ? tr("Import %n file(s)", nullptr, static_cast<int>(m_files.size()))
                      : !whole || good == 0 ? tr("Import the file")
                      : pairs               ? tr("Import %Ln pair(s)", nullptr, good)
                                            : tr("Import %Ln record(s)", nullptr, good));
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
    const bool back = event->key() == Qt::Key_Left;
    if ((event->modifiers() & Qt::AltModifier) != 0 && (back || event->key() == Qt::Key_Right)) {
        m_record->move(back ? -1 : 1);
        return;
    }
    QDialog::keyPressEvent(event);
}

}  // namespace marginalia
