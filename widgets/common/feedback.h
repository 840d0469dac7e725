// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"
#include "widgets/common/panes.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QProgressBar;
class QVBoxLayout;

namespace marginalia {

class Button;

/// Nothing here yet: what the place is for and the one next step. Centred, at most 420
/// wide.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& iconName, const QString& title, const QString& sentence,
               QWidget* parent = nullptr);
    /// The primary button; runs `action`.
    Button* setAction(QAction* action);
    Button* setAction(const QString& text, const std::function<void()>& run);
    /// A quiet link below it.
    LinkLabel* setLink(const QString& text, const std::function<void()>& run);
    void setText(const QString& title, const QString& sentence);

private:
    QVBoxLayout* m_layout = nullptr;
    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
};

/// A failure or notice at the top of a panel, 40 high: icon, sentence, at most one action, ×. Grows
/// with its text.
class InfoBar : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };
    explicit InfoBar(QWidget* parent = nullptr);

    void show(Kind kind, const QString& sentence);
    void show(Kind kind, const QString& sentence, const QString& action,
              const std::function<void()>& run);
    QString text() const;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Info;
    IconLabel* m_icon = nullptr;
    TextLabel* m_text = nullptr;
    Button* m_action = nullptr;
    std::function<void()> m_run;
};

/// One sentence of the tour under a panel's header, 40 high: "3 of 10  Press 1 or 2 …", progress,
/// one action (Enter), at times a quiet second one, ×.
class CoachStrip : public QWidget {
    Q_OBJECT

public:
    explicit CoachStrip(QWidget* parent = nullptr);

    void say(const QString& sentence);
    void setCount(int done, int total);  ///< total 0: no progress
    void setAction(const QString& text, const std::function<void()>& run);  ///< empty text: none
    void setSecond(const QString& text, const std::function<void()>& run);  ///< empty text: none
    QString text() const;
    QString actionText() const;
    QString secondText() const;
    /// Presses the action, as Enter does; false: there is none.
    bool runAction();
    void runSecond();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_count = nullptr;
    TextLabel* m_text = nullptr;
    QProgressBar* m_progress = nullptr;
    Button* m_action = nullptr;
    Button* m_second = nullptr;
    std::function<void()> m_run;
    std::function<void()> m_runSecond;
};

/// What was done, bottom left above the status bar, but above the controls of a panel's foot; at
/// most three at a time, 6 s each, longer under pointer or focus.
class ToastStack : public QWidget {
    Q_OBJECT

public:
    /// Lies over `host` and follows its size.
    explicit ToastStack(QWidget* host);
    ~ToastStack() override;

    void add(const QString& sentence, const QString& action = {},
             const std::function<void()>& run = {});
    /// What must not be covered, in place of what was said before.
    void setKeepClear(const QList<QWidget*>& controls);
    int count() const;
    QStringList texts() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QVBoxLayout* m_layout = nullptr;
    QList<QPointer<QWidget>> m_keepClear;
};

/// Two pixels under a panel header while something takes longer than 200 ms. With a known total it
/// fills.
class BusyLine : public QWidget {
    Q_OBJECT

public:
    explicit BusyLine(QWidget* parent = nullptr);
    void start();
    void setShare(double share);  ///< 0 to 1; negative: unknown
    void stop();
    bool isActive() const { return m_active; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer m_delay;
    QTimer m_move;
    double m_share = -1;
    int m_phase = 0;
    bool m_active = false;
    bool m_shown = false;
};

}  // namespace marginalia
