// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/config_report_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/translated.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// What needs a look stands first.
constexpr NoteKind kOrder[] = {NoteKind::Changed, NoteKind::LeftOut, NoteKind::Default,
                               NoteKind::Understood};

QString headingOf(NoteKind kind)
{
    switch (kind) {
        case NoteKind::Changed:
            return ConfigReportDialog::tr("Means something else here");
        case NoteKind::LeftOut:
            return ConfigReportDialog::tr("Left out");
        case NoteKind::Default:
            return ConfigReportDialog::tr("Not in the file: the other program's defaults");
        case NoteKind::Understood:
            return ConfigReportDialog::tr("Understood");
    }
    return {};
}

QString lineOf(const ConfigNote& note)
{
    QString out = QString::fromStdString(note.key + ": " + note.value);
    if (!note.setting.empty()) {
        out += QStringLiteral(" → ") + QString::fromStdString(note.setting);
    }
    return out;
}

QString sentences(const ConfigNote& note)
{
    QStringList out;
    for (const Text& sentence : note.what) {
        out << translated(sentence, "config");
    }
    return out.join(QLatin1Char(' '));
}

std::int64_t countOf(const ImportedConfig& config, NoteKind kind)
{
    return std::count_if(config.notes.begin(), config.notes.end(),
                         [&](const ConfigNote& each) { return each.kind == kind; });
}

}  // namespace

ConfigReportDialog::ConfigReportDialog(const QString& file, const ImportedConfig& config,
                                       QWidget* parent)
    : QDialog(parent), m_config(config)
{
    setObjectName(QStringLiteral("configReport"));
    setWindowTitle(tr("Settings of another program"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop(file));
    column->addWidget(buildReport(), 1);
    column->addWidget(buildFoot());
    setMinimumSize(u(620), u(480));
}

QWidget* ConfigReportDialog::buildTop(const QString& file)
{
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(u(20), u(16), u(20), u(12));
    column->setSpacing(u(4));
    column->addWidget(
        new TextLabel(QFileInfo(file).fileName(), Face::Title, &Theme::text, QFont::DemiBold));
    auto* facts = new TextLabel(tr("%1, %2. %3")
                                    .arg(QString::fromLatin1(programName(m_config.program)),
                                         QString::fromStdString(m_config.trainer),
                                         translated(m_config.trainerReason, "config")),
                                Face::Small, &Theme::muted);
    facts->setWordWrap(true);
    column->addWidget(facts);
    auto* counts = new TextLabel(tr("%1 understood, %2 with another meaning, %3 left out.")
                                     .arg(countOf(m_config, NoteKind::Understood))
                                     .arg(countOf(m_config, NoteKind::Changed))
                                     .arg(countOf(m_config, NoteKind::LeftOut)));
    counts->setObjectName(QStringLiteral("configReport.counts"));
    column->addWidget(counts);
    return top;
}

void ConfigReportDialog::addNote(QVBoxLayout& column, const ConfigNote& note)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(10));
    auto* number = new TextLabel(note.line > 0 ? QString::number(note.line) : QStringLiteral("–"),
                                 Face::Small, &Theme::muted);
    number->setMono(11);
    number->setAlignment(Qt::AlignRight | Qt::AlignTop);
    number->setFixedWidth(u(34));
    number->setAccessibleName(note.line > 0 ? tr("Line %1").arg(note.line) : tr("Not in the file"));
    row->addWidget(number, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(u(2));
    auto* line = new TextLabel(lineOf(note));
    line->setMono(12);
    line->setWordWrap(true);
    line->setTextFormat(Qt::PlainText);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(line);
    if (!note.what.empty()) {
        auto* what = new TextLabel(sentences(note), Face::Small, &Theme::muted);
        what->setTextFormat(Qt::PlainText);
        what->setWordWrap(true);
        texts->addWidget(what);
    }
    row->addLayout(texts, 1);
    column.addLayout(row);
}

void ConfigReportDialog::addGroup(QVBoxLayout& column, NoteKind kind)
{
    if (countOf(m_config, kind) == 0) {
        return;
    }
    column.addSpacing(u(8));
    column.addWidget(new TextLabel(headingOf(kind), Face::Body, &Theme::text, QFont::DemiBold));
    for (const ConfigNote& note : m_config.notes) {
        if (note.kind == kind) {
            addNote(column, note);
        }
    }
}

void ConfigReportDialog::addProblems(QVBoxLayout& column)
{
    if (m_config.problems.empty()) {
        return;
    }
    column.addSpacing(u(8));
    column.addWidget(
        new TextLabel(tr("Before it can start"), Face::Body, &Theme::text, QFont::DemiBold));
    for (const SpecProblem& problem : m_config.problems) {
        auto* line = new TextLabel(translated(problem.what, "jobs"));
        line->setWordWrap(true);
        column.addWidget(line);
    }
}

QWidget* ConfigReportDialog::buildReport()
{
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(u(20), 0, u(20), u(12));
    column->setSpacing(u(6));
    addProblems(*column);
    for (const NoteKind kind : kOrder) {
        addGroup(*column, kind);
    }
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("configReport.report"));
    scroll->setAccessibleName(tr("Report"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    return scroll;
}

QWidget* ConfigReportDialog::buildFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(20), u(10), u(20), u(14));
    row->setSpacing(u(8));
    auto* copy = new Button(tr("Copy the report"), ButtonRole::Normal);
    auto* cancel = new Button(tr("Cancel"), ButtonRole::Normal);
    auto* use = new Button(tr("Use these settings"), ButtonRole::Primary);
    copy->setObjectName(QStringLiteral("configReport.copy"));
    cancel->setObjectName(QStringLiteral("configReport.cancel"));
    use->setObjectName(QStringLiteral("configReport.use"));
    use->setDefault(true);
    row->addWidget(copy);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(use);
    connect(copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(use, &QAbstractButton::clicked, this, &QDialog::accept);
    return foot;
}

QString ConfigReportDialog::text() const
{
    QString out = QStringLiteral("%1, %2\n")
                      .arg(QString::fromLatin1(programName(m_config.program)),
                           QString::fromStdString(m_config.trainer));
    for (const NoteKind kind : kOrder) {
        if (countOf(m_config, kind) == 0) {
            continue;
        }
        out += QLatin1Char('\n') + headingOf(kind) + QLatin1Char('\n');
        for (const ConfigNote& note : m_config.notes) {
            if (note.kind != kind) {
                continue;
            }
            out += QStringLiteral("%1\t%2\n")
                       .arg(note.line > 0 ? QString::number(note.line) : QStringLiteral("-"),
                            lineOf(note));
            if (!note.what.empty()) {
                out += QLatin1Char('\t') + sentences(note) + QLatin1Char('\n');
            }
        }
    }
    return out;
}

}  // namespace marginalia
