// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/difference_view.h"

#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/models/model_names.h"
#include "widgets/train/recipe_data.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

/// More lines are counted, not shown: what stands below keeps its place.
constexpr std::size_t kMostRows = 7;

}  // namespace

QString settingValue(const std::string& key, const Json& value)
{
    if (value.is_boolean()) {
        return value.get<bool>() ? DifferenceView::tr("on") : DifferenceView::tr("off");
    }
    if (value.is_number_unsigned() || value.is_number_integer()) {
        return QString::fromStdString(value.dump());
    }
    if (value.is_number()) {
        return settingText(value.get<double>());
    }
    const bool empty = value.is_null() || value.empty() || value == "";
    if (empty) {
        return notMeasured();
    }
    if (value.is_string() && key == "model") {
        return modelTitle(QString::fromStdString(value.get<std::string>()));
    }
    return QString::fromStdString(settingValueText(value));
}

DifferenceView::DifferenceView(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(4));
    m_lead = new TextLabel({}, Face::Small, &Theme::muted);
    m_lead->setWordWrap(true);
    layout->addWidget(m_lead);
}

QString DifferenceView::lead() const
{
    return m_lead->text();
}

QWidget* DifferenceView::makeRow(const SettingDifference& setting, const QString& line) const
{
    auto* row = new QWidget;
    row->setAccessibleName(line);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(6));
    const auto add = [&](const QString& text, Token colour, QFont::Weight weight) {
        auto* label = new ElidedLabel(text, Face::Small, colour, weight);
        label->setMono();
        layout->addWidget(label);
    };
    add(QString::fromStdString(setting.key), &Theme::muted, QFont::Normal);
    add(settingValue(setting.key, setting.before), &Theme::text, QFont::Normal);
    layout->addWidget(new TextLabel(QStringLiteral("→"), Face::Small, &Theme::muted));
    add(settingValue(setting.key, setting.after), &Theme::text, QFont::DemiBold);
    layout->addStretch(1);
    return row;
}

void DifferenceView::setDifference(const QString& lead,
                                   const std::vector<SettingDifference>& settings)
{
    m_lead->setText(lead);
    m_lead->setVisible(!lead.isEmpty());
    m_lines.clear();
    delete m_rows;
    m_rows = new QWidget;
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(u(2));
    // One more than is shown takes the line that would count it.
    const std::size_t shown = settings.size() <= kMostRows + 1 ? settings.size() : kMostRows;
    for (const SettingDifference& setting : settings) {
        const QString line =
            QStringLiteral("%1: %2 → %3")
                .arg(QString::fromStdString(setting.key), settingValue(setting.key, setting.before),
                     settingValue(setting.key, setting.after));
        if (static_cast<std::size_t>(m_lines.size()) < shown) {
            rows->addWidget(makeRow(setting, line));
        }
        m_lines << line;
    }
    if (shown < settings.size()) {
        auto* more = new TextLabel(tr("and %n more", nullptr, int(settings.size() - shown)),
                                   Face::Small, &Theme::muted);
        more->setToolTip(m_lines.mid(qsizetype(shown)).join(u'\n'));
        rows->addWidget(more);
    }
    layout()->addWidget(m_rows);
    m_rows->setVisible(!settings.empty());
}

}  // namespace marginalia
