// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/record_facts.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/theme.h"
#include "widgets/data/code_words.h"
#include "widgets/inspector/history_text.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// The verdict that made the label in force; null when nobody judged the record.
const LabelEvent* verdictInForce(const EffectiveLabel& label,
                                 const std::vector<LabelEvent>& history)
{
    const auto found = std::find_if(history.rbegin(), history.rend(), [&](const LabelEvent& event) {
        return event.kind == LabelEventKind::Verdict && event.annotator == label.annotator &&
               event.judgement.verdict == label.verdict;
    });
    return label.verdict == Verdict::None || found == history.rend() ? nullptr : &*found;
}

}  // namespace

QString RecordFacts::saidOf(const Record& record)
{
    const bool judged = record.label.has_value() || !record.stepLabels.empty();
    const bool rated =
        std::any_of(record.answers.begin(), record.answers.end(), [](const GroupAnswer& answer) {
            return answer.score || answer.rank || !answer.attributes.empty();
        });
    return judged ? tr("in the file") : rated ? tr("rated in the file") : tr("not yet");
}

RecordFacts::RecordFacts(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(u(14), u(12), u(14), u(12));
    column->setSpacing(u(10));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_label = new Button(tr("Label again"), ButtonRole::Normal, QStringLiteral("label"));
    m_label->setObjectName(QStringLiteral("inspector.label_again"));
    m_flag = new Button(tr("Flag"), ButtonRole::Normal, QStringLiteral("flag"));
    m_flag->setObjectName(QStringLiteral("inspector.flag"));
    row->addWidget(m_label);
    row->addWidget(m_flag);
    row->addStretch(1);
    column->addLayout(row);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(u(12));
    m_grid->setVerticalSpacing(u(4));
    m_grid->setColumnMinimumWidth(0, u(66));
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    connect(m_label, &QAbstractButton::clicked, this, &RecordFacts::labelAsked);
    connect(m_flag, &QAbstractButton::clicked, this, &RecordFacts::flagAsked);
}

void RecordFacts::row(const QString& name, const QString& value, bool warns)
{
    const int at = m_grid->rowCount();
    auto* text = new ElidedLabel(value, Face::Small, warns ? &Theme::warning : &Theme::text);
    text->setAccessibleName(name + QStringLiteral(": ") + value);
    auto* left = new TextLabel(name, Face::Small, &Theme::muted);
    m_grid->addWidget(left, at, 0);
    m_grid->addWidget(text, at, 1);
    left->show();
    text->show();
}

void RecordFacts::show(const StoredRecord& stored, const std::vector<LabelEvent>& history,
                       bool writable)
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const EffectiveLabel& label = stored.label;
    const LabelEvent* verdict = verdictInForce(label, history);
    if (verdict == nullptr) {
        row(tr("Labelled"), label.verdict == Verdict::None ? saidOf(stored.record)
                            : label.annotator.empty()
                                ? tr("yes")
                                : tr("by %1").arg(QString::fromStdString(label.annotator)));
    } else {
        row(tr("Labelled"), whoText(*verdict));
        const Verdict said = label.verdict;
        const bool byPerson = label.annotator.rfind("import:", 0) != 0;
        if (byPerson && (said == Verdict::A || said == Verdict::B)) {
            const bool chosenLeft = (said == Verdict::A) == verdict->judgement.aShownFirst;
            row(tr("Shown"),
                chosenLeft ? tr("chosen side on the left") : tr("rejected side on the left"));
        }
    }
    const QString file = QFileInfo(QString::fromStdString(stored.sourcePath)).fileName();
    row(tr("Source"), stored.importId == 0 ? tr("made here")
                      : stored.record.source.line == 0
                          ? file
                          : tr("%1, line %2").arg(file, countText(stored.record.source.line)));
    if (!stored.usable) {
        row(tr("Training"), tr("left out: %1").arg(codeSentences(stored.record.codes)), true);
    } else if (!stored.record.codes.empty()) {
        row(tr("Remarks"), codeSentences(stored.record.codes), true);
    }
    m_label->setText(label.verdict == Verdict::None ? tr("Label") : tr("Label again"));
    m_label->setEnabled(stored.record.kind == RecordKind::Pair);
    m_label->setToolTip(m_label->isEnabled() ? QString() : tr("Only pairs are labelled by hand"));
    m_flag->setText(label.flagged ? tr("Remove flag") : tr("Flag"));
    m_flag->setEnabled(writable);
    m_flag->setToolTip(writable ? QString() : tr("The project is open read-only"));
}

}  // namespace marginalia
