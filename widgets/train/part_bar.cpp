// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/part_bar.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {
namespace {

/// A small square in the colour of a part.
class Swatch : public QWidget {
public:
    explicit Swatch(std::size_t colour) : m_colour(colour) { setFixedSize(u(8), u(8)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(rect(), theme().runs[m_colour]);
    }

private:
    std::size_t m_colour;
};

}  // namespace

class PartBar::Bar : public QWidget {
public:
    explicit Bar(const std::vector<Part>& parts)
    {
        for (const Part& part : parts) {
            m_colours.push_back(part.colour);
        }
        setFixedHeight(u(10));
    }
    void set(const std::vector<double>& shares)
    {
        m_shares = shares;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& colours = theme();
        painter.fillRect(rect(), colours.key);
        double x = 0;
        for (std::size_t i = 0; i < std::min(m_shares.size(), m_colours.size()); ++i) {
            const double wide = width() * m_shares[i];
            painter.fillRect(QRectF(x, 0, wide, height()), colours.runs[m_colours[i]]);
            x += wide;
        }
        painter.setPen(QPen(colours.border, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }

private:
    std::vector<std::size_t> m_colours;
    std::vector<double> m_shares;
};

PartBar::PartBar(const QString& accessibleName, const std::vector<Part>& parts, QWidget* parent)
    : QWidget(parent), m_bar(new Bar(parts)), m_parts(parts)
{
    m_bar->setAccessibleName(accessibleName);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(6));
    layout->addWidget(m_bar);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(6));
    grid->setVerticalSpacing(u(2));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const int row = static_cast<int>(i) / 2;
        const int column = static_cast<int>(i) % 2 * 2;
        grid->addWidget(new Swatch(parts[i].colour), row, column);
        m_labels.push_back(new TextLabel(parts[i].name, Face::Caption, &Theme::muted));
        grid->addWidget(m_labels.back(), row, column + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    layout->addLayout(grid);
}

void PartBar::setShares(const std::vector<double>& shares)
{
    m_bar->set(shares);
}

void PartBar::setValues(const QStringList& values)
{
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        m_labels[i]->setText(m_parts[i].name + u' ' + values.value(static_cast<qsizetype>(i)));
    }
    m_bar->setAccessibleDescription(texts().join(QStringLiteral(", ")));
}

QStringList PartBar::texts() const
{
    QStringList out;
    for (const TextLabel* label : m_labels) {
        out << label->text();
    }
    return out;
}

}  // namespace marginalia
