// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_dialog.h"

#include "core/data/importers.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/theme.h"
#include "widgets/common/translated.h"
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

}  // namespace

QString ImportDialog::mappingId()
{
    return QStringLiteral("mapping");
}

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
    connect(m_record, &ImportRecord::moved, this, &ImportDialog::showRow);
    middle->addWidget(m_record, 51);
    column->addLayout(middle, 1);
    column->addWidget(buildFoot());
    readFile();
}

ImportDialog::~ImportDialog() = default;

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
    if (m_mapped && !m_columns->missing().isEmpty()) {
        // Nothing to read yet: what is known of the file stays.
        m_reading.reset();
        m_content.records.clear();
        m_content.rows.clear();
        m_content.problems.clear();
        m_content.end.reset();
        m_content.error.clear();
        m_content.refusal.reset();
        showContent();
        return;
    }
    m_facts->setText(tr("%1 · reading…").arg(sizeText(static_cast<double>(file.size()))));
    ReadOptions reading = options();
    reading.limit = kPreviewRecords;
    m_ready = false;
    m_import->setEnabled(false);
    m_import->setToolTip(tr("The file is being read"));
    m_clock.start();
    m_reading = std::make_unique<ImportPreview>(file.absoluteFilePath(), reading);
    connect(m_reading.get(), &ImportPreview::finished, this, &ImportDialog::take);
    m_reading->start();
}

void ImportDialog::take(const ImportPreview::Content& content)
{
    m_content = content;
    m_seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    // What the person chose stays, also while it is not enough to read a record.
    if (!m_mapped) {
        m_columns->setColumns(m_content.head.columns, QString::fromStdString(content.head.format));
    }
    const bool undecided = content.head.format.empty() && !content.head.guesses.empty() &&
                           schemeById(content.head.guesses.front().format) == nullptr;
    if (!m_mapped && undecided && m_columns->missing().isEmpty()) {
        m_mapped = true;
        m_guessed = true;
        readFile();
        return;
    }
    showContent();
}

bool ImportDialog::isWhole() const
{
    return m_content.end.has_value() && m_content.records.size() < std::size_t{kPreviewRecords};
}

void ImportDialog::showContent()
{
    m_ready = true;
    showFormats();
    m_record->setRecords(m_content.records, isWhole());
    const bool badBytes =
        std::any_of(m_content.problems.begin(), m_content.problems.end(),
                    [](const Problem& problem) { return problem.code == "D-UTF8"; });
    m_replace->setVisible(badBytes || m_replace->isChecked());
    showFacts(isWhole());
    showReason();
    showFoot();
    Q_EMIT ready();
}

void ImportDialog::showFacts(bool whole)
{
    const QFileInfo file(m_files.value(0));
    QStringList facts{sizeText(static_cast<double>(file.size()))};
    if (!m_content.head.container.empty()) {
        facts << containerTitle(m_content.head.container);
    }
    if (whole) {
        constexpr double least = 0.1;
        const QString time =
            m_seconds < least ? tr("under %1").arg(durationText(least)) : durationText(m_seconds);
        facts << tr("%Ln line(s), all read in %1", nullptr, static_cast<int>(m_content.end->rows))
                     .arg(time);
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void ImportDialog::showFormats()
{
    const QString present = m_mapped ? mappingId() : QString::fromStdString(m_content.head.format);
    m_format->clear();
    for (const Guess& guess : m_content.head.guesses) {
        const Scheme* scheme = schemeById(guess.format);
        if (scheme != nullptr && scheme->importer != nullptr) {
            m_format->addItem(formatTitle(QString::fromStdString(guess.format)),
                              QString::fromStdString(guess.format));
            m_format->setItemData(m_format->count() - 1, translated(guess.reason, "data"),
                                  Qt::ToolTipRole);
        }
    }
    if (!present.isEmpty() && m_format->findData(present) < 0 && present != mappingId()) {
        m_format->addItem(formatTitle(present), present);
    }
    if (m_format->count() == 0 || present.isEmpty()) {
        m_format->insertItem(0, tr("Not recognised: choose columns"), QString());
    }
    m_format->addItem(tr("Own mapping, column by column"), mappingId());
    m_format->setCurrentIndex(m_format->findData(present));
}

void ImportDialog::showReason()
{
    const ReasonText reason = m_mapped && !m_columns->missing().isEmpty()
                                  ? ReasonText{m_columns->missing(), QStringLiteral("info")}
                                  : reasonOf(m_content, m_files.value(0), m_mapped, m_guessed);
    const bool failed = reason.icon == QLatin1String("error");
    const bool warns = reason.icon == QLatin1String("warning");
    m_reason->setText(reason.text);
    m_reason->setColour(failed ? &Theme::error : warns ? &Theme::text : &Theme::muted);
    m_reasonIcon->setIcon(reason.icon, failed  ? &Theme::error
                                       : warns ? &Theme::warning
                                               : &Theme::accent);
    m_reasonIcon->setVisible(!reason.text.isEmpty());
    // The whole path is long and the same in every sentence.
    m_reason->setToolTip(failed || warns ? m_files.value(0).toHtmlEscaped() : QString());
    m_format->setToolTip(reason.text.toHtmlEscaped());
}

void ImportDialog::showRow()
{
    const auto at = static_cast<std::size_t>(m_record->current());
    const bool known = at < m_content.rows.size() && m_content.rows[at] != nullptr;
    m_columns->showRow(known ? m_content.rows[at].get() : nullptr, m_record->current() + 1);
}

void ImportDialog::mappingChanged()
{
    m_mapped = true;
    m_guessed = false;
    m_format->setCurrentIndex(m_format->findData(mappingId()));
    readFile();
}

void ImportDialog::showFoot()
{
    const std::vector<Record>& records = m_content.records;
    const bool whole = isWhole();
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
    m_import->setToolTip(good > 0 ? QString()
                                  : tr("No record can be made of this file yet: %1")
                                        .arg(m_reason->text())
                                        .toHtmlEscaped());
}

void ImportDialog::showProblems()
{
    auto* list = new ProblemList(m_files.value(0), m_content.problems, this);
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
