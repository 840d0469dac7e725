// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/formula_view.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/objectives/objective_facts.h"

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
            m_lines.back().push_back({parts[i], piece.colour, {}});
            spoken += parts[i];
        }
    }
    setAccessibleName(tr("Formula"));
    setAccessibleDescription(spoken.simplified());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

bool FormulaView::markAgainst(const std::vector<FormulaPiece>& other)
{
    QString there;
    for (const FormulaPiece& piece : other) {
        there += QString::fromUtf8(piece.text);
    }
    QStringList here;
    for (const Line& line : m_lines) {
        for (const Part& part : line) {
            here += formulaWords(part.text);
        }
    }
    const std::vector<bool> different = differentWords(here, formulaWords(there));
    std::size_t word = 0;
    for (Line& line : m_lines) {
        for (Part& part : line) {
            part.marked.assign(static_cast<std::size_t>(part.text.size()), false);
            qsizetype at = 0;
            for (const QString& text : formulaWords(part.text)) {
                at = part.text.indexOf(text, at);
                if (different[word++]) {
                    std::fill_n(part.marked.begin() + at, text.size(), true);
                }
                at += text.size();
            }
        }
    }
    update();
    return std::find(different.begin(), different.end(), true) != different.end();
}

QSize FormulaView::sizeHint() const
{
    return {u(120), u(16) + static_cast<int>(m_lines.size()) * u(18)};
}

/// A long formula is drawn smaller rather than cut.
QFont FormulaView::fittingFont() const
{
    QFont font = monoFont();
    double widest = 0;
    for (const Line& line : m_lines) {
        double width = 0;
        for (const Part& part : line) {
            width += QFontMetricsF(font).horizontalAdvance(part.text);
        }
        widest = std::max(widest, width);
    }
    const double room = width() - u(16);
    if (widest > room && widest > 0) {
        font.setPixelSize(std::max(u(9), static_cast<int>(font.pixelSize() * room / widest)));
    }
    return font;
}

void FormulaView::paintMarks(QPainter& painter, const Part& part, double x, double y) const
{
    const QFontMetricsF metrics(painter.font());
    for (std::size_t i = 0; i < part.marked.size();) {
        std::size_t end = i;
        while (end < part.marked.size() && part.marked[end]) {
            ++end;
        }
        if (end > i) {
            const double from =
                metrics.horizontalAdvance(part.text.left(static_cast<qsizetype>(i)));
            const double to =
                metrics.horizontalAdvance(part.text.left(static_cast<qsizetype>(end)));
            painter.fillRect(QRectF(x + from, y + u(15), to - from, uExact(2)), theme().diffMark);
        }
        i = end + 1;
    }
}

void FormulaView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    drawBox(painter, QRectF(rect()), u(3), colours.window, QColor());
    painter.setFont(fittingFont());
    double y = u(8);
    for (const Line& line : m_lines) {
        double x = u(8);
        for (const Part& part : line) {
            painter.setPen(part.colour == 'c'   ? colours.chosen
                           : part.colour == 'r' ? colours.rejected
                                                : colours.text);
            painter.drawText(QRectF(x, y, width(), u(18)), Qt::AlignVCenter, part.text);
            paintMarks(painter, part, x, y);
            x += QFontMetricsF(painter.font()).horizontalAdvance(part.text);
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
