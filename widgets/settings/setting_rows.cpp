// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/setting_rows.h"

#include "widgets/common/settings.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace marginalia {

SettingRow::SettingRow(Settings& settings, const QString& key, const QString& name,
                       const QString& sentence, QWidget* control, std::function<void()> show,
                       QWidget* parent)
    : QWidget(parent),
      m_settings(settings),
      m_key(key),
      m_words(name + QLatin1Char(' ') + sentence),
      m_show(std::move(show))
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, u(8), 0, u(8));
    layout->setHorizontalSpacing(u(16));
    layout->setVerticalSpacing(u(2));
    layout->setColumnStretch(0, 1);
    auto* first = new QHBoxLayout;
    first->setSpacing(u(12));
    first->addWidget(new TextLabel(name, Face::Body, &Theme::text, QFont::Medium));
    auto* second = new TextLabel(sentence, Face::Small, &Theme::muted);
    second->setWordWrap(true);
    m_back = new LinkLabel(tr("Back to default"));
    m_back->setFace(Face::Small);
    m_back->setAccessibleName(tr("%1: back to default").arg(name));
    m_back->setObjectName(key + QStringLiteral(".default"));
    if (control->accessibleName().isEmpty()) {
        control->setAccessibleName(name);
    }
    if (control->objectName().isEmpty()) {
        control->setObjectName(key);
    }
    // Beside the name, where it takes no room from the sentence.
    first->addWidget(m_back);
    first->addStretch(1);
    layout->addLayout(first, 0, 0);
    layout->addWidget(second, 1, 0);
    layout->addWidget(control, 0, 1, 2, 1, Qt::AlignVCenter | Qt::AlignRight);
    connect(m_back, &LinkLabel::activated, this, [this] { m_settings.remove(m_key); });
    connect(&settings, &Settings::changed, this, [this](const QString& changed) {
        if (changed == m_key) {
            follow();
        }
    });
    follow();
}

void SettingRow::follow()
{
    m_show();
    m_back->setVisible(m_settings.contains(m_key));
}

SettingsPage::SettingsPage(const QString& title, QWidget* parent) : QWidget(parent), m_title(title)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(u(24), u(20), u(24), u(20));
    m_layout->setSpacing(u(4));
    m_layout->addWidget(new TextLabel(title, Face::Title, &Theme::text, QFont::DemiBold));
    m_layout->addSpacing(u(6));
}

void SettingsPage::add(QWidget* row)
{
    m_layout->addWidget(row);
    m_rows << row;
}

void SettingsPage::addFiller()
{
    m_layout->addStretch(1);
}

int SettingsPage::filter(const QString& words)
{
    int stay = 0;
    const bool wholePage = m_title.contains(words, Qt::CaseInsensitive);
    for (QWidget* row : m_rows) {
        const auto* setting = qobject_cast<SettingRow*>(row);
        const bool fits =
            words.isEmpty() || wholePage ||
            (setting != nullptr && setting->words().contains(words, Qt::CaseInsensitive));
        row->setVisible(fits);
        stay += fits ? 1 : 0;
    }
    return stay;
}

}  // namespace marginalia
