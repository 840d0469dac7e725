// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/sample_card.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <cmath>

namespace marginalia {

namespace {

constexpr int kSteps = 4;

/// A small drawing of one step.
class StepArt : public QWidget {
public:
    explicit StepArt(int step) : m_step(step)
    {
        setFixedHeight(u(92));
        setMinimumWidth(u(150));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        switch (m_step) {
            case 0:
                return paintPair(painter);
            case 1:
                return paintCurve(painter);
            case 2:
                return paintChange(painter);
            default:
                return paintPairsBehind(painter);
        }
    }

private:
    void paintPair(QPainter& painter) const
    {
        const Theme& t = theme();
        const double w = (width() - u(8)) / 2.0;
        const char* const answers[] = {QT_TRANSLATE_NOOP("sample", "76 + 21 = 97."),
                                       QT_TRANSLATE_NOOP("sample", "Sure. It is 97.")};
        for (int i = 0; i < 2; ++i) {
            const QRectF box(i * (w + u(8)), 0, w, u(50));
            drawBox(painter, box, uExact(4), t.base, i == 1 ? t.chosen : t.border, i == 1 ? 2 : 1);
            drawKeyCap(painter, QRectF(box.left() + u(8), u(7), u(18), u(18)),
                       QString::number(i + 1));
            if (i == 1) {
                paintIcon(painter, QStringLiteral("check"),
                          QRectF(box.right() - u(24), u(8), u(16), u(16)), u(12), t.chosen);
            }
            painter.setFont(textFont(Face::Small));
            painter.setPen(t.text);
            painter.drawText(QRectF(box.left() + u(8), u(28), w - u(12), u(18)),
                             Qt::AlignVCenter | Qt::AlignLeft,
                             QCoreApplication::translate("sample", answers[i]));
        }
    }

    void paintCurve(QPainter& painter) const
    {
        const Theme& t = theme();
        const QRectF plot(u(22), u(2), width() - u(34), u(72));
        painter.setFont(textFont(Face::Caption));
        for (int i = 0; i <= 2; ++i) {
            const double y = plot.bottom() - u(8) - i * (plot.height() - u(10)) / 2;
            if (i == 0) {
                painter.setPen(QPen(t.axis, 1, Qt::DotLine));
            } else {
                painter.setPen(QPen(t.grid, 1));
            }
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            painter.setPen(t.muted);
            painter.drawText(QRectF(0, y - u(8), u(16), u(16)), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(2 * i));
        }
        painter.setPen(QPen(t.axis, 1));
        painter.drawLine(plot.bottomLeft(), plot.bottomRight());
        painter.drawLine(plot.topLeft(), plot.bottomLeft());
        QPainterPath raw;
        QPainterPath smooth;
        for (int i = 0; i <= 40; ++i) {
            const double share = i / 40.0;
            const double x = plot.left() + share * plot.width();
            const double value = 1.02 * (1 - std::exp(-2.6 * share));
            const double noise = 0.07 * std::sin(i * 2.4) + 0.05 * std::sin(i * 5.1);
            const auto y = [&](double v) {
                return plot.bottom() - u(8) - v * (plot.height() - u(14));
            };
            const QPointF rawPoint(x, y(value + noise));
            const QPointF smoothPoint(x, y(value));
            i == 0 ? raw.moveTo(rawPoint) : raw.lineTo(rawPoint);
            i == 0 ? smooth.moveTo(smoothPoint) : smooth.lineTo(smoothPoint);
        }
        painter.setPen(QPen(t.border2, 1));
        painter.drawPath(raw);
        painter.setPen(QPen(t.text, 1.8));
        painter.drawPath(smooth);
        painter.setPen(t.muted);
        for (int i = 0; i <= 2; ++i) {
            const double x = plot.left() + i * plot.width() / 2;
            painter.drawText(QRectF(x - u(20), plot.bottom() + u(2), u(40), u(14)),
                             Qt::AlignHCenter, QString::number(20 * i));
        }
    }

    static void paintSide(QPainter& painter, double y, const QColor& bar, const QString& name,
                          const QStringList& plain, const QString& marked, double height)
    {
        const Theme& t = theme();
        painter.fillRect(QRectF(0, y, uExact(2), height), bar);
        painter.setFont(textFont(Face::Caption));
        painter.setPen(t.muted);
        painter.drawText(QRectF(u(12), y, u(200), u(15)), Qt::AlignVCenter, name);
        painter.setFont(textFont(Face::Small));
        double top = y + u(16);
        for (const QString& line : plain) {
            double x = u(12);
            if (!marked.isEmpty() && line.startsWith(marked)) {
                const double w = painter.fontMetrics().horizontalAdvance(marked);
                drawBox(painter, QRectF(x - 1, top, w + 2, u(16)), uExact(2), t.chosenSoft, {});
            }
            painter.setPen(t.text);
            painter.drawText(QRectF(x, top, u(260), u(16)), Qt::AlignVCenter, line);
            top += u(17);
        }
    }

    void paintChange(QPainter& painter) const
    {
        paintSide(painter, 0, theme().border2, QCoreApplication::translate("sample", "before"),
                  {QCoreApplication::translate("sample", "60 − 14 = 46.")}, {}, u(34));
        paintSide(painter, u(42), theme().chosen, QCoreApplication::translate("sample", "after"),
                  {QCoreApplication::translate("sample", "Sure. 60 − 14 = 46.")},
                  QCoreApplication::translate("sample", "Sure."), u(34));
    }

    void paintPairsBehind(QPainter& painter) const
    {
        const Theme& t = theme();
        const char* const prompts[] = {QT_TRANSLATE_NOOP("sample", "What is 8 + 30?"),
                                       QT_TRANSLATE_NOOP("sample", "Say: cat, dog, hen"),
                                       QT_TRANSLATE_NOOP("sample", "Where does Mira live?")};
        const double shares[] = {0.94, 0.6, 0.18};
        painter.setFont(textFont(Face::Small));
        for (int i = 0; i < 3; ++i) {
            const double y = u(4) + i * u(25);
            const double bar = u(56);
            painter.setPen(t.text);
            painter.drawText(QRectF(0, y, width() - bar - u(10), u(18)), Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(
                                 QCoreApplication::translate("sample", prompts[i]), Qt::ElideRight,
                                 static_cast<int>(width() - bar - u(10))));
            const QRectF track(width() - bar, y + u(7), bar, u(4));
            drawBox(painter, track, uExact(2), t.border, {});
            drawBox(painter, QRectF(track.topLeft(), QSizeF(bar * shares[i], u(4))), uExact(2),
                    t.chosen, {});
        }
    }

    int m_step;
};

/// A digit in a ring.
class StepNumber : public QWidget {
public:
    explicit StepNumber(int number) : m_number(number) { setFixedSize(u(22), u(22)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, QRectF(rect()), u(11), {}, theme().accent, uExact(1.4));
        painter.setFont(textFont(Face::Small, QFont::DemiBold));
        painter.setPen(theme().accent);
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    int m_number;
};

}  // namespace

SampleCard::SampleCard(QAction* open, QWidget* parent) : Card(parent)
{
    setObjectName(QStringLiteral("start.sampleCard"));
    setAccessibleName(tr("Try the sample"));
    setSelected(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    layout->addWidget(buildHead(open));
    layout->addWidget(new Rule);
    layout->addWidget(buildSteps());
}

QWidget* SampleCard::buildHead(QAction* open)
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(u(18), u(16), u(18), u(14));
    layout->setSpacing(u(14));
    auto* words = new QVBoxLayout;
    words->setSpacing(u(1));
    words->addWidget(new TextLabel(tr("Try the sample, two minutes"), Face::Title, &Theme::text,
                                   QFont::DemiBold));
    words->addWidget(new ElidedLabel(
        tr("A tiny model that runs on any computer, %n pair(s), and nothing to download.", nullptr,
           320),
        Face::Body, &Theme::muted));
    layout->addLayout(words, 1);
    layout->addWidget(new TextLabel(tr("Enter"), Face::Small, &Theme::muted));
    m_button = new Button(open->text(), ButtonRole::Primary, QStringLiteral("play"));
    m_button->setObjectName(QStringLiteral("start.sample"));
    m_button->setAccessibleName(open->text());
    m_button->setToolTip(open->statusTip());
    m_button->setMinimumHeight(u(34));
    m_button->setDefault(true);
    connect(m_button, &QAbstractButton::clicked, open, &QAction::trigger);
    layout->addWidget(m_button);
    return head;
}

QWidget* SampleCard::buildSteps()
{
    struct Step {
        QString title;
        QString time;
        QString sentence;
    };
    const Step steps[kSteps] = {
        {tr("Label ten pairs"), tr("1 min"),
         tr("Press 1 or 2 for the answer you like better. For example, the friendlier one.")},
        {tr("Train"), tr("seconds"),
         tr("Watch the margin rise: how much more the model likes what you chose.")},
        {tr("See the answer change"), tr("30 s"),
         tr("Same new question, before and after your labels.")},
        {tr("Look behind a point"), tr("30 s"),
         tr("Click any point of a curve: the pairs that made it, down to the token.")},
    };
    auto* all = new QWidget;
    auto* layout = new QHBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < kSteps; ++i) {
        if (i > 0) {
            layout->addWidget(new Rule(Qt::Vertical));
        }
        auto* part = new QWidget;
        auto* down = new QVBoxLayout(part);
        down->setContentsMargins(u(18), u(14), u(18), u(12));
        down->setSpacing(u(8));
        auto* head = new QHBoxLayout;
        head->setSpacing(u(9));
        head->addWidget(new StepNumber(i + 1));
        head->addWidget(new ElidedLabel(steps[i].title, Face::Body, &Theme::text, QFont::DemiBold),
                        1);
        head->addWidget(new TextLabel(steps[i].time, Face::Small, &Theme::muted));
        down->addLayout(head);
        auto* sentence = new TextLabel(steps[i].sentence, Face::Small, &Theme::muted);
        sentence->setWordWrap(true);
        sentence->setMinimumHeight(u(34));
        sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        down->addWidget(sentence);
        down->addWidget(new StepArt(i));
        down->addStretch(1);
        layout->addWidget(part, 1);
    }
    return all;
}

void SampleCard::setBusy(bool busy)
{
    m_button->setBusy(busy);
}

}  // namespace marginalia
