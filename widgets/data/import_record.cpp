// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_record.h"

#include "core/base/words.h"
#include "widgets/common/answer_words.h"
#include "widgets/common/buttons.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/text_view.h"
#include "widgets/data/code_words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// A card with three pixels of a colour at its left edge, or all grey without one.
class PartCard : public QWidget {
public:
    explicit PartCard(Token edge) : m_edge(edge) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& t = theme();
        if (m_edge == nullptr) {
            drawBox(painter, QRectF(rect()), uExact(3), t.hover, {});
            return;
        }
        drawBox(painter, QRectF(rect()), uExact(3), t.base, t.border);
        drawBox(painter, QRectF(0, 0, uExact(3), height()), uExact(1.5), t.*m_edge, {});
    }

private:
    Token m_edge;
};

QString roleTitle(const std::string& role)
{
    return role == "system"      ? ImportRecord::tr("System")
           : role == "user"      ? ImportRecord::tr("Prompt")
           : role == "assistant" ? ImportRecord::tr("Assistant")
                                 : QString::fromStdString(role);
}

}  // namespace

ImportRecord::ImportRecord(QWidget* parent) : Pane(&Theme::base, {}, parent)
{
    setObjectName(QStringLiteral("import.record"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(new Rule);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto* content = new Pane(&Theme::base);
    m_parts = new QVBoxLayout(content);
    m_parts->setContentsMargins(u(16), u(14), u(16), u(16));
    m_parts->setSpacing(0);
    area->setWidget(content);
    column->addWidget(area, 1);
}

QWidget* ImportRecord::buildHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(u(40));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(u(16), 0, u(10), 0);
    row->setSpacing(u(6));
    row->addWidget(new TextLabel(tr("Preview"), Face::Body, &Theme::text, QFont::DemiBold));
    row->addWidget(new TextLabel(tr("as it will be stored"), Face::Small, &Theme::muted));
    row->addStretch(1);
    auto* back = iconButton(QStringLiteral("chevron_left"), tr("Record before (Alt+Left)"), this);
    auto* on = iconButton(QStringLiteral("chevron_right"), tr("Next record (Alt+Right)"), this);
    back->setObjectName(QStringLiteral("import.back"));
    on->setObjectName(QStringLiteral("import.on"));
    connect(back, &QToolButton::clicked, this, [this] { move(-1); });
    connect(on, &QToolButton::clicked, this, [this] { move(1); });
    m_back = back;
    m_on = on;
    m_place = new TextLabel({}, Face::Small);
    m_place->setAlignment(Qt::AlignCenter);
    row->addWidget(back);
    row->addWidget(m_place);
    row->addWidget(on);
    return head;
}

void ImportRecord::setRecords(const std::vector<Record>& records, bool whole)
{
    m_records = records;
    m_whole = whole;
    m_at = 0;
    showRecord();
}

void ImportRecord::move(int by)
{
    const int last = std::max(0, static_cast<int>(m_records.size()) - 1);
    m_at = std::clamp(m_at + by, 0, last);
    showRecord();
}

void ImportRecord::part(QWidget* title, const QString& name, const std::string& words, Token edge)
{
    if (m_parts->count() > 0) {
        m_parts->addSpacing(u(12));
    }
    m_parts->addWidget(title);
    m_parts->addSpacing(u(4));
    auto* card = new PartCard(edge);
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(0, 0, 0, 0);
    auto* view = new TextView;
    view->setFrameShape(QFrame::NoFrame);
    view->setFace(Face::Body);
    view->setPadding(13, 8);
    view->setFitsContent(true, 220);
    view->setText(words);
    view->setAccessibleName(name);
    view->viewport()->setAutoFillBackground(false);
    inner->addWidget(view);
    m_parts->addWidget(card);
}

QWidget* ImportRecord::answerHead(const QString& name, Tone tone, const std::string& words)
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(8));
    auto* tag = new Tag(name, tone);
    if (tone == Tone::Chosen) {
        tag->setIcon(QStringLiteral("check"));
    }
    row->addWidget(tag);
    const auto count = static_cast<int>(numberOfWords(words));
    row->addWidget(new TextLabel(tr("%n word(s)", nullptr, count), Face::Caption, &Theme::muted));
    row->addStretch(1);
    return head;
}

void ImportRecord::showTags(const Record& record)
{
    auto* tags = new QWidget;
    auto* row = new FlowLayout(tags, u(6));
    if (record.margin) {
        row->addWidget(new Tag(tr("score difference %1").arg(numberText(*record.margin, 2))));
    }
    if (record.strength) {
        row->addWidget(new Tag(tr("strength %1").arg(numberText(*record.strength, 2))));
    }
    if (!record.split.empty()) {
        row->addWidget(new Tag(tr("split %1").arg(QString::fromStdString(record.split))));
    }
    for (const std::string& code : record.codes) {
        row->addWidget(new Tag(codeWords(code), Tone::Warning));
    }
    if (row->count() == 0) {
        delete tags;
        return;
    }
    m_parts->addSpacing(u(12));
    m_parts->addWidget(tags);
}

void ImportRecord::showRecord()
{
    while (QLayoutItem* item = m_parts->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const int count = static_cast<int>(m_records.size());
    m_back->setEnabled(m_at > 0);
    m_on->setEnabled(m_at + 1 < count);
    m_place->setText(count == 0
                         ? tr("no record")
                         : (m_whole ? tr("record %1 of %2") : tr("record %1 of the first %2"))
                               .arg(countText(m_at + 1), countText(count)));
    if (count == 0) {
        m_parts->addWidget(new TextLabel(tr("Nothing to preview yet."), Face::Body, &Theme::muted));
        m_parts->addStretch(1);
        Q_EMIT moved();
        return;
    }
    const Record& record = m_records[static_cast<size_t>(m_at)];
    for (const Message& message : record.prompt) {
        const QString title = roleTitle(message.role);
        part(new TextLabel(title, Face::Caption, &Theme::muted), title, message.content, nullptr);
    }
    const auto answer = [&](const QString& name, Tone tone, const Messages& messages, Token edge) {
        const std::string words = plainText(messages);
        part(answerHead(name, tone, words), name, words, edge);
    };
    if (record.kind == RecordKind::Pair && record.origin == Origin::ChosenA) {
        answer(tr("Chosen"), Tone::Chosen, record.a, &Theme::chosen);
        answer(tr("Rejected"), Tone::Rejected, record.b, &Theme::rejected);
    } else if (record.kind == RecordKind::Pair) {
        answer(tr("First answer"), Tone::Neutral, record.a, &Theme::border2);
        answer(tr("Second answer"), Tone::Neutral, record.b, &Theme::border2);
    } else if (record.kind == RecordKind::Steps) {
        for (std::size_t i = 0; i < record.steps.size(); ++i) {
            const QString name = tr("Step %1").arg(static_cast<int>(i) + 1);
            const bool good = i >= record.stepLabels.size() || record.stepLabels[i];
            part(new TextLabel(name, Face::Caption, &Theme::muted), name, record.steps[i],
                 good ? &Theme::chosen : &Theme::rejected);
        }
    } else if (record.kind == RecordKind::Group) {
        for (std::size_t i = 0; i < record.answers.size(); ++i) {
            answer(answerTitle(record.answers[i], static_cast<int>(i) + 1), Tone::Neutral,
                   record.answers[i].messages, &Theme::border2);
        }
    } else if (record.kind == RecordKind::Prompt && record.a.empty()) {
        m_parts->addWidget(
            new TextLabel(tr("A prompt without an answer."), Face::Body, &Theme::muted));
    } else if (record.label) {
        answer(*record.label ? tr("Desirable") : tr("Undesirable"),
               *record.label ? Tone::Chosen : Tone::Rejected, record.a,
               *record.label ? &Theme::chosen : &Theme::rejected);
    } else {
        answer(tr("Answer"), Tone::Neutral, record.a, &Theme::border2);
    }
    showTags(record);
    m_parts->addStretch(1);
    Q_EMIT moved();
}

}  // namespace marginalia
