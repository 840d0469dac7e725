// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/formula_view.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/objectives/objective_facts.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {

namespace {

constexpr double kSmallest = 0.85;     // of the usual size
constexpr int kFewestCharacters = 16;  // characters in a row, however narrow the view is
constexpr std::size_t kContinued = 4;  // of a row that goes on

}  // namespace

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
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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

int FormulaView::heightForWidth(int width) const
{
    return u(16) + static_cast<int>(rows(width).size()) * u(18);
}

/// A formula that is a little too long is drawn smaller rather than broken.
QFont FormulaView::fittingFont(int width) const
{
    QFont font = monoFont();
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (const Line& line : m_lines) {
        double lineWidth = 0;
        for (const Part& part : line) {
            lineWidth += metrics.horizontalAdvance(part.text);
        }
        widest = std::max(widest, lineWidth);
    }
    const double room = width - u(16);
    if (widest > room && room > 0) {
        const double scale = std::max(kSmallest, room / widest);
        font.setPixelSize(std::max(u(9), static_cast<int>(font.pixelSize() * scale)));
    }
    return font;
}

std::vector<FormulaView::Line> FormulaView::rows(int width) const
{
    const double sign = QFontMetricsF(fittingFont(width)).horizontalAdvance(u'0');
    const int characters = std::max(kFewestCharacters, static_cast<int>((width - u(16)) / sign));
    std::vector<Line> out;
    for (const Line& line : m_lines) {
        for (Line& row : brokenAt(line, characters)) {
            out.push_back(std::move(row));
        }
    }
    return out;
}

std::vector<FormulaView::Line> FormulaView::brokenAt(const Line& line, int characters)
{
    std::vector<Part> signs;  // one character each
    for (const Part& part : line) {
        for (qsizetype i = 0; i < part.text.size(); ++i) {
            const bool marked = !part.marked.empty() && part.marked[static_cast<std::size_t>(i)];
            signs.push_back({QString(part.text[i]), part.colour, {marked}});
        }
    }
    std::vector<Line> out;
    for (std::size_t at = 0; at < signs.size() || out.empty();) {
        const std::size_t room =
            static_cast<std::size_t>(characters) - (out.empty() ? 0 : kContinued);
        std::size_t end = std::min(signs.size(), at + room);
        if (end < signs.size()) {
            std::size_t space = end;
            while (space > at && signs[space].text != u" ") {
                --space;
            }
            end = space > at ? space : end;
        }
        Line row;
        if (!out.empty()) {
            row.push_back({QString(kContinued, u' '), 'n', {}});
        }
        for (; at < end; ++at) {
            if (row.empty() || row.back().colour != signs[at].colour || row.back().marked.empty()) {
                row.push_back({{}, signs[at].colour, {}});
            }
            row.back().text += signs[at].text;
            row.back().marked.push_back(signs[at].marked.front());
        }
        while (at < signs.size() && signs[at].text == u" ") {
            ++at;
        }
        out.push_back(std::move(row));
    }
    return out;
}

QStringList FormulaView::rowTexts(int width) const
{
    QStringList out;
    for (const Line& row : rows(width)) {
        out << QString();
        for (const Part& part : row) {
            out.back() += part.text;
        }
    }
    return out;
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
    painter.setFont(fittingFont(width()));
    double y = u(8);
    for (const Line& line : rows(width())) {
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
