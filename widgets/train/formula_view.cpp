// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/formula_view.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {

FormulaView::FormulaView(std::vector<FormulaPiece> formula, QWidget* parent) : QWidget(parent)
{
    m_lines.emplace_back();
    QString spoken;
    for (const FormulaPiece& piece : formula) {
        const QStringList parts = QString::fromUtf8(piece.text).split(u'\n');
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (i > 0) {
                m_lines.emplace_back();
            }
            m_texts << parts[i];
            spoken += parts[i];
            m_lines.back().push_back({piece.colour, nullptr});
        }
    }
    setAccessibleName(tr("Formula"));
    setAccessibleDescription(spoken.simplified());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FormulaView::sizeHint() const
{
    return {u(120), u(16) + static_cast<int>(m_lines.size()) * u(18)};
}

void FormulaView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    drawBox(painter, QRectF(rect()), u(3), colours.window, QColor());
    QFont font = monoFont();
    // A long formula is drawn smaller rather than cut.
    double widest = 0;
    qsizetype text = 0;
    for (const auto& line : m_lines) {
        double width = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            width += QFontMetricsF(font).horizontalAdvance(m_texts[text++]);
        }
        widest = std::max(widest, width);
    }
    const double room = width() - u(16);
    if (widest > room && widest > 0) {
        font.setPixelSize(std::max(u(9), static_cast<int>(font.pixelSize() * room / widest)));
    }
    painter.setFont(font);
    text = 0;
    double y = u(8);
    for (const auto& line : m_lines) {
        double x = u(8);
        for (const FormulaPiece& piece : line) {
            const QString& part = m_texts[text++];
            painter.setPen(piece.colour == 'c'   ? colours.chosen
                           : piece.colour == 'r' ? colours.rejected
                                                 : colours.text);
            painter.drawText(QRectF(x, y, width(), u(18)), Qt::AlignVCenter, part);
            x += QFontMetricsF(font).horizontalAdvance(part);
        }
        y += u(18);
    }
}

NeedBar::NeedBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Labels used"));
}

void NeedBar::setUse(std::int64_t used, std::int64_t labelled)
{
    m_used = used;
    m_labelled = labelled;
    setAccessibleDescription(tr("%1 of %2").arg(countText(used), countText(labelled)));
    update();
}

QSize NeedBar::sizeHint() const
{
    return {u(100), u(6)};
}

void NeedBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    painter.fillRect(rect(), m_labelled > 0 ? colours.border2 : colours.key);
    if (m_labelled > 0) {
        const double share = static_cast<double>(m_used) / static_cast<double>(m_labelled);
        painter.fillRect(QRectF(0, 0, width() * share, height()), colours.accent);
    }
}

}  // namespace marginalia
