// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/feedback.h"
#include "widgets/common/panes.h"

#include <QHash>
#include <QVariantMap>
#include <QWidget>

#include <functional>

class QAction;
class QSettings;
class QVBoxLayout;

namespace marginalia {

class SideTabs;
struct ActionSpec;
struct PanelContext;

/// The frame every panel shares: header 44, coach strip, info bar, busy line, then the panel's own
/// body.
///
/// Actions of the panel (those the registry holds for its id) work while the focus is inside it;
/// digit keys by their place on the keyboard. A panel refreshes only while it is in front.
class Panel : public QWidget {
    Q_OBJECT

public:
    Panel(QString id, const QString& title, PanelContext& context, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    PanelHeader& header() { return *m_header; }
    InfoBar& infoBar() { return *m_infoBar; }
    CoachStrip& coach() { return *m_coach; }
    BusyLine& busy() { return *m_busy; }
    bool isInFront() const { return m_inFront; }

    /// The panel was brought to the front, or another one was. Overriders call the base.
    virtual void enter();
    virtual void leave();
    /// Scroll, selection, filters, zoom: as it was left, also after a restart.
    virtual void saveState(QSettings& settings) const;
    virtual void restoreState(QSettings& settings);
    /// Does what another part asked through Shell::showPanel; false: not known here.
    virtual bool perform(const QString& request, const QVariantMap& arguments);
    /// Ctrl+F and "/": where typing searches; null: nothing to search.
    virtual QWidget* searchField() { return nullptr; }
    /// Where the focus goes when the panel comes to the front.
    virtual QWidget* firstFocus() { return nullptr; }
    /// Parts that F6 visits, in reading order.
    virtual QList<QWidget*> areas() { return {}; }
    /// Where a right dock stands as a tab while the window is narrow; null: beside the panel as
    /// ever.
    virtual SideTabs* sideTabs() { return nullptr; }
    /// Controls at the foot that the next key or click needs: toasts stand above them.
    virtual QList<QWidget*> keepClear() { return {}; }

protected:
    /// What fills the panel below the header; called once.
    void setBody(QWidget* body);
    PanelContext& context() { return m_context; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    /// Enter that nothing else wanted goes to the tour's next step.
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void takeActions();
    QAction* digitAction(const QKeyEvent& event) const;

    QString m_id;
    PanelContext& m_context;
    QVBoxLayout* m_layout = nullptr;
    PanelHeader* m_header = nullptr;
    CoachStrip* m_coach = nullptr;
    InfoBar* m_infoBar = nullptr;
    BusyLine* m_busy = nullptr;
    bool m_inFront = false;
};

/// A row of app/panels.cpp: the list of panels and docks.
struct PanelInfo {
    enum class Area { Rail, RailFoot, RightDock, BottomDock };
    QString id;
    QString title;
    QString icon;
    Area area = Area::Rail;
    std::vector<ActionSpec> (*actions)() = nullptr;                      ///< may be null
    QWidget* (*make)(PanelContext& context, QWidget* parent) = nullptr;  ///< a Panel for Rail areas
};

}  // namespace marginalia
