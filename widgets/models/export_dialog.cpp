// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/export_dialog.h"

#include "core/base/file.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/models/model_names.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QProgressBar>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace marginalia {

namespace {

/// A file's name of a model's: no slashes, no blanks.
QString plainName(const QString& title)
{
    QString out;
    for (const QChar letter : title) {
        const bool plain = letter.isLetterOrNumber() || letter == u'-' || letter == u'.';
        if (plain) {
            out += letter;
        } else if (!out.endsWith(u'-')) {
            out += u'-';
        }
    }
    while (out.endsWith(u'-')) {
        out.chop(1);
    }
    return out.isEmpty() ? QStringLiteral("model") : out;
}

QString suffixOf(const QString& kind)
{
    return kind == QLatin1String("gguf")      ? QStringLiteral("-gguf")
           : kind == QLatin1String("adapter") ? QStringLiteral("-adapter")
           : kind == QLatin1String("merged")  ? QStringLiteral("-merged")
                                              : QString();
}

/// Bytes of 32 numbers as GGUF's Q8_0 has them; of one number else.
double bytesOf(const QString& type, const ModelReport& report)
{
    if (type.isEmpty()) {
        return report.parameters > 0
                   ? static_cast<double>(report.bytes) / static_cast<double>(report.parameters)
                   : 0;
    }
    return type == QLatin1String("fp32") ? 4 : type == QLatin1String("q8_0") ? 34.0 / 32 : 2;
}

}  // namespace

ExportDialog::ExportDialog(const ModelEntry& entry, const QString& place, Begin begin,
                           QWidget* parent)
    : QDialog(parent), m_entry(entry), m_place(place), m_begin(std::move(begin))
{
    setObjectName(QStringLiteral("exportModel"));
    setWindowTitle(tr("Export a model"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    m_pages = new QStackedWidget;
    m_pages->addWidget(buildForm());
    m_pages->addWidget(buildProgress());
    column->addWidget(m_pages, 1);
    column->addWidget(buildFoot());
    setMinimumWidth(u(640));
    fillTypes();
    suggestPlace();
    showForm();
}

QString ExportDialog::kind() const
{
    const QAbstractButton* chosen = m_kinds->checkedButton();
    return chosen != nullptr ? chosen->property("kind").toString() : QString();
}

std::vector<ExportDialog::Kind> ExportDialog::kinds() const
{
    const ModelReport none;
    const ModelReport& report = m_entry.report ? *m_entry.report : none;
    const bool adapter = !report.base.empty();
    const QString notAdapted = tr("This model has no adapter: all its weights are its own.");
    const bool gguf =
        report.family == "llama" || report.family == "qwen2" || report.family == "qwen3";
    const bool bytes = report.tokenizer.rfind("byte-level BPE", 0) == 0;
    return {
        {"folder", tr("Model folder"),
         tr("For transformers, vLLM and most others: weights, tokenizer, template, model card."),
         adapter ? tr("This is an adapter: write it as it is, or merged with its base.")
                 : QString()},
        {"adapter", tr("Adapter"), tr("A PEFT folder, small, used together with its base model."),
         adapter ? QString() : notAdapted},
        {"merged", tr("Merged model"),
         tr("The adapter folded into the weights of its base, as a model folder."),
         adapter ? QString() : notAdapted},
        {"gguf", tr("GGUF file"), tr("For llama.cpp and Ollama, with a Modelfile."),
         !gguf ? tr("Written for llama, qwen2 and qwen3; this is %1.")
                     .arg(QString::fromStdString(report.family))
         : adapter ? tr("Merge the adapter with its base first; the result can become one.")
         : !bytes  ? tr("Written for byte-level BPE; this tokenizer is %1.")
                        .arg(QString::fromStdString(report.tokenizer))
                  : QString()},
    };
}

void ExportDialog::fillTypes()
{
    const QString before = m_type->currentData().toString();
    m_type->clear();
    const ModelReport none;
    const ModelReport& report = m_entry.report ? *m_entry.report : none;
    const QString stored = report.types.empty()
                               ? QString()
                               : QString::fromStdString(report.types.front().first).toLower();
    m_type->addItem(stored.isEmpty() ? tr("as they are") : tr("as they are, %1").arg(stored),
                    QString());
    if (kind() != QLatin1String("adapter")) {
        m_type->addItem(tr("bf16, half the size of fp32"), QStringLiteral("bf16"));
        m_type->addItem(tr("fp16, half the size of fp32"), QStringLiteral("fp16"));
        m_type->addItem(tr("fp32"), QStringLiteral("fp32"));
    }
    if (kind() == QLatin1String("gguf")) {
        m_type->addItem(tr("q8_0, about a quarter of fp32"), QStringLiteral("q8_0"));
    }
    m_type->setCurrentIndex(std::max(0, m_type->findData(before)));
    m_type->setEnabled(m_type->count() > 1);
    m_type->setToolTip(m_type->count() > 1 ? QString()
                                           : tr("An adapter keeps the type it was trained in."));
}

ExportOrder ExportDialog::order() const
{
    return {m_entry.folder, kind(), m_type->currentData().toString(),
            QDir::cleanPath(m_out->edit()->text().trimmed())};
}

void ExportDialog::suggestPlace()
{
    if (m_ownName) {
        return;
    }
    const QString base = m_place + u'/' + plainName(m_entry.name) + suffixOf(kind());
    QString free = base;
    for (int i = 2; QFileInfo::exists(free); ++i) {
        free = base + u'-' + QString::number(i);
    }
    m_out->setValue(QDir::toNativeSeparators(free));
}

void ExportDialog::choosePlace()
{
    auto* dialog = new QFileDialog(this, tr("Folder to write into"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_place = folder;
        m_ownName = false;
        suggestPlace();
        showForm();
    });
    dialog->open();
}

QString ExportDialog::placeProblem() const
{
    const QString path = m_out->edit()->text().trimmed();
    if (path.isEmpty() || !QDir::isAbsolutePath(path)) {
        return tr("Name a folder with its whole path.");
    }
    return QFileInfo::exists(path) ? tr("There is something at that place already.") : QString();
}

qint64 ExportDialog::sizeGuess() const
{
    const ModelReport none;
    const ModelReport& report = m_entry.report ? *m_entry.report : none;
    if (kind() == QLatin1String("adapter")) {
        // Four numbers in a thousand, or what lies there.
        return std::min<qint64>(report.bytes, report.parameters * 4 / 250);
    }
    return static_cast<qint64>(static_cast<double>(report.parameters) *
                               bytesOf(order().type, report));
}

void ExportDialog::showForm()
{
    const QString problem = placeProblem();
    const qint64 size = sizeGuess();
    const qint64 free = freeBytes(m_place.toStdString());
    const bool tight = free >= 0 && size > free;
    m_size->setColour(tight ? &Theme::error : &Theme::muted);
    m_size->setText(
        free < 0 ? tr("About %1.").arg(sizeText(static_cast<double>(size)))
        : tight
            ? tr("About %1, but only %2 are free there.")
                  .arg(sizeText(static_cast<double>(size)), sizeText(static_cast<double>(free)))
            : tr("About %1; %2 are free there.")
                  .arg(sizeText(static_cast<double>(size)), sizeText(static_cast<double>(free))));
    const QString reason = kind().isEmpty() ? tr("Choose what to write.")
                           : tight          ? tr("There is not enough room at that place.")
                                            : problem;
    m_go->setEnabled(reason.isEmpty());
    m_go->setToolTip(reason);
    m_note->setText(reason.isEmpty()
                        ? tr("What was written is read back and compared before it counts.")
                        : reason);
}

void ExportDialog::start()
{
    if (!m_go->isEnabled()) {
        return;
    }
    m_problemLine->hide();
    follow(m_begin(order()));
}

void ExportDialog::follow(ExportRun* run)
{
    m_run = run;
    if (run == nullptr) {
        return;
    }
    connect(run, &ExportRun::progressed, this, &ExportDialog::showRun);
    connect(run, &ExportRun::finished, this, &ExportDialog::showEnd);
    connect(run, &ExportRun::failed, this, &ExportDialog::showProblem);
    connect(run, &ExportRun::cancelled, this, [this] { showProblem({}); });
    m_pages->setCurrentIndex(1);
    m_go->hide();
    m_open->hide();
    m_cancel->setText(tr("Stop"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_note->setText(tr("Closing this window lets the export go on; Jobs shows how far it is."));
    showRun();
    if (!run->isRunning() && !run->problem().isEmpty()) {
        showProblem(run->problem());
    }
}

void ExportDialog::showRun()
{
    m_endIcon->hide();
    m_stage->setText(
        tr("%1, %2 %").arg(exportStageText(m_run->stage())).arg(qRound(m_run->share() * 100)));
    m_bar->show();
    m_bar->setValue(qRound(m_run->wholeShare() * 1000));
    m_words->setText(
        tr("Written beside that place first; it gets its name once everything reads back as "
           "it was meant."));
    m_path->setText(QDir::toNativeSeparators(m_run->order().out));
    m_digest->setText({});
}

void ExportDialog::showEnd()
{
    const ExportDone& done = m_run->done();
    m_endIcon->show();
    m_endIcon->setIcon(done.verified ? QStringLiteral("check") : QStringLiteral("warning"),
                       done.verified ? &Theme::accent : &Theme::warning);
    m_stage->setText(done.verified ? tr("Verified") : tr("Written"));
    m_bar->hide();
    QString words =
        done.verified
            ? tr("%1 in %Ln tensor(s) read back as they were meant: shapes, types and bytes, "
                 "tokens, template, and the logits of eight prompts.",
                 nullptr, static_cast<int>(done.tensors))
                  .arg(sizeText(static_cast<double>(done.bytes)))
            : tr("%1 were written, but not compared.")
                  .arg(sizeText(static_cast<double>(done.bytes)));
    for (const QString& warning : done.warnings) {
        words += QLatin1Char('\n') + warning;
    }
    m_words->setText(words);
    m_path->setText(QDir::toNativeSeparators(done.path));
    m_digest->setText(tr("SHA-256 %1").arg(done.digest));
    m_note->setText({});
    m_open->show();
    m_cancel->hide();
    m_go->setText(tr("Close"));
    m_go->setAccessibleName(m_go->text());
    m_go->setEnabled(true);
    m_go->setToolTip({});
    m_go->show();
    m_go->setFocus();
    Q_EMIT placeUsed(QFileInfo(done.path).absolutePath());
}

/// Back to the form; an empty sentence: the person stopped it.
void ExportDialog::showProblem(const QString& sentence)
{
    m_pages->setCurrentIndex(0);
    m_problemLine->setVisible(!sentence.isEmpty());
    m_problem->setText(sentence);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_go->show();
    m_run = nullptr;
    showForm();
}

}  // namespace marginalia
