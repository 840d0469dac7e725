// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settings_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/panes.h"
#include "widgets/settings/remote_page.h"
#include "widgets/settings/setting_rows.h"
#include "widgets/settings/settings_pages.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace marginalia {

SettingsDialog::SettingsDialog(Settings& settings, ActionRegistry& actions, QSettings& windowState,
                               QWidget* parent)
    : QDialog(parent), m_state(windowState)
{
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    auto* side = new Pane(&Theme::window, Qt::RightEdge);
    side->setFixedWidth(u(216));
    auto* left = new QVBoxLayout(side);
    left->setContentsMargins(u(12), u(14), u(12), u(14));
    left->setSpacing(u(10));
    m_search = new SearchField(tr("Search settings"));
    m_search->setObjectName(QStringLiteral("settings.search"));
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("settings.list"));
    m_list->setAccessibleName(tr("Sections"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto* right = new Pane(&Theme::surface);
    auto* down = new QVBoxLayout(right);
    down->setContentsMargins(0, 0, 0, 0);
    down->setSpacing(0);
    m_pages = new QStackedWidget;
    down->addWidget(m_pages, 1);
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(u(24), u(10), u(24), u(10));
    auto* note = new TextLabel(tr("Changes apply at once."), Face::Small, &Theme::muted);
    auto* close = new Button(tr("Close"), ButtonRole::Primary);
    close->setObjectName(QStringLiteral("settings.close"));
    close->setAccessibleName(close->text());
    close->setMinimumHeight(u(32));
    footRow->addWidget(note);
    footRow->addStretch(1);
    footRow->addWidget(close);
    down->addWidget(foot);
    across->addWidget(side);
    across->addWidget(right, 1);
    addPage(QStringLiteral("general"), makeGeneralPage(settings));
    addPage(QStringLiteral("look"), makeLookPage(settings));
    addPage(QStringLiteral("labelling"), makeLabellingPage(settings));
    addPage(QStringLiteral("keys"), makeKeysPage(actions));
    addPage(QStringLiteral("models"), makeModelsPage(settings));
    addPage(QStringLiteral("remote"), new RemotePage);
    addPage(QStringLiteral("privacy"), makePrivacyPage(settings, windowState));
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    resize(m_state.value(QStringLiteral("settings/size"), QSize(u(900), u(640))).toSize());
    m_list->setCurrentRow(0);
}

void SettingsDialog::addPage(const QString& id, SettingsPage* page)
{
    auto* item = new QListWidgetItem(page->title(), m_list);
    item->setData(Qt::UserRole, id);
    m_pages->addWidget(page);
}

void SettingsDialog::showSection(const QString& id)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == id) {
            m_list->setCurrentRow(i);
        }
    }
}

void SettingsDialog::search(const QString& words)
{
    int first = -1;
    for (int i = 0; i < m_list->count(); ++i) {
        auto* page = static_cast<SettingsPage*>(m_pages->widget(i));
        const bool any = page->filter(words.trimmed()) > 0;
        m_list->item(i)->setHidden(!any);
        if (any && first < 0) {
            first = i;
        }
    }
    if (first >= 0 && m_list->item(m_list->currentRow())->isHidden()) {
        m_list->setCurrentRow(first);
    }
}

void SettingsDialog::done(int result)
{
    m_state.setValue(QStringLiteral("settings/size"), size());
    QDialog::done(result);
}

}  // namespace marginalia
