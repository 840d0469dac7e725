// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/text_page.h"

#include "core/base/words.h"
#include "widgets/common/answer_words.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/text_view.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace marginalia {

namespace {

QString roleTitle(const std::string& role)
{
    return role == "system"      ? TextPage::tr("System")
           : role == "user"      ? TextPage::tr("Prompt")
           : role == "assistant" ? TextPage::tr("Assistant")
           : role == "tool"      ? TextPage::tr("Tool")
                                 : QString::fromStdString(role);
}

}  // namespace

TextPage::TextPage(QWidget* parent) : QWidget(parent)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(u(14), u(12), u(14), u(14));
    m_column->setSpacing(0);
}

void TextPage::clear()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void TextPage::part(QWidget* title, const std::string& words, const QString& name)
{
    if (m_column->count() > 0) {
        m_column->addSpacing(u(14));
    }
    m_column->addWidget(title);
    // At once: what a layout shows by itself comes a frame later, and the page would blink.
    title->show();
    m_column->addSpacing(u(4));
    auto* view = new TextView;
    view->setFrameShape(QFrame::NoFrame);
    view->setPadding(0, 0);
    view->setFace(Face::Body);
    view->setFitsContent(true);
    view->setText(words);
    view->setAccessibleName(name);
    m_column->addWidget(view);
    view->show();
}

void TextPage::answer(const QString& title, bool judged, bool chosen, const Messages& messages)
{
    const std::string words = plainText(messages);
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(8));
    row->addWidget(new Tag(title, !judged  ? Tone::Neutral
                                  : chosen ? Tone::Chosen
                                           : Tone::Rejected));
    const auto count = static_cast<int>(numberOfWords(words));
    row->addWidget(new TextLabel(tr("%n word(s)", nullptr, count), Face::Caption, &Theme::muted));
    row->addStretch(1);
    part(head, words, title);
}

void TextPage::step(int number, const std::string& words, std::optional<bool> right)
{
    const QString title = tr("Step %1").arg(number);
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(8));
    row->addWidget(new TextLabel(title, Face::Caption, &Theme::muted, QFont::Medium));
    if (right) {
        row->addWidget(
            new Tag(*right ? tr("right") : tr("wrong"), *right ? Tone::Chosen : Tone::Rejected));
    }
    row->addStretch(1);
    part(head, words, title);
}

void TextPage::show(const StoredRecord& stored)
{
    clear();
    const Record& record = stored.record;
    for (const Message& message : record.prompt) {
        const QString title = roleTitle(message.role);
        part(new TextLabel(title, Face::Caption, &Theme::muted, QFont::Medium), message.content,
             title);
    }
    const Verdict verdict = stored.label.verdict;
    if (record.kind == RecordKind::Pair) {
        const bool judged = verdict == Verdict::A || verdict == Verdict::B;
        const bool bWins = verdict == Verdict::B;
        answer(judged ? tr("Chosen") : tr("First answer"), judged, true,
               bWins ? record.b : record.a);
        answer(judged ? tr("Rejected") : tr("Second answer"), judged, false,
               bWins ? record.a : record.b);
    } else if (record.kind == RecordKind::Steps) {
        for (std::size_t i = 0; i < record.steps.size(); ++i) {
            step(static_cast<int>(i) + 1, record.steps[i],
                 i < record.stepLabels.size() ? std::optional(bool(record.stepLabels[i]))
                                              : std::nullopt);
        }
    } else if (record.kind == RecordKind::Group) {
        int number = 0;
        for (const GroupAnswer& each : record.answers) {
            answer(answerTitle(each, ++number), false, false, each.messages);
        }
    } else if (record.kind != RecordKind::Prompt || !record.a.empty()) {
        answer(record.kind == RecordKind::Prompt ? tr("Reference answer")
               : !record.label                   ? tr("Answer")
               : *record.label                   ? tr("Desirable")
                                                 : tr("Undesirable"),
               record.label.has_value(), record.label.value_or(false), record.a);
    }
    m_column->addStretch(1);
}

}  // namespace marginalia
