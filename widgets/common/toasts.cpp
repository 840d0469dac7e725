// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/paint.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr int kLife = 6000;
constexpr int kMost = 3;

class Toast : public QWidget {
public:
    Toast(const QString& sentence, const QString& action, const std::function<void()>& run)
    {
        setObjectName(QStringLiteral("toast"));
        setAccessibleName(sentence);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(u(12), u(6), u(8), u(6));
        layout->setSpacing(u(10));
        layout->addWidget(new IconLabel(QStringLiteral("check"), &Theme::accent, 14));
        m_text = new TextLabel(sentence);
        m_text->setWordWrap(true);
        layout->addWidget(m_text, 1);
        if (!action.isEmpty()) {
            auto* button = new Button(action);
            setSmall(*button);
            button->setObjectName(QStringLiteral("toast.action"));
            button->setAccessibleName(action);
            layout->addWidget(button);
            connect(button, &QAbstractButton::clicked, this, [this, run] {
                deleteLater();
                hide();
                run();
            });
        }
        setFixedWidth(u(360));
        setMinimumHeight(u(42));
        m_life.setSingleShot(true);
        connect(&m_life, &QTimer::timeout, this, [this] {
            if (underMouse() || isAncestorOf(QApplication::focusWidget())) {
                m_life.start(kLife);
                return;
            }
            deleteLater();
        });
        m_life.start(kLife);
    }

    QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, QRectF(rect()), uExact(6), theme().raised, theme().border2);
    }

private:
    TextLabel* m_text = nullptr;
    QTimer m_life;
};

}  // namespace

ToastStack::ToastStack(QWidget* host) : QWidget(host)
{
    setObjectName(QStringLiteral("toasts"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(u(8));
    m_layout->setSizeConstraint(QLayout::SetFixedSize);
    host->installEventFilter(this);
    hide();
}

void ToastStack::add(const QString& sentence, const QString& action,
                     const std::function<void()>& run)
{
    while (m_layout->count() >= kMost) {
        QWidget* oldest = m_layout->itemAt(0)->widget();
        m_layout->removeWidget(oldest);
        oldest->hide();
        oldest->deleteLater();
    }
    auto* toast = new Toast(sentence, action, run);
    m_layout->addWidget(toast);
    connect(toast, &QObject::destroyed, this, [this] {
        if (m_layout->count() == 0) {
            hide();
        } else {
            place();
        }
    });
    show();
    place();
    raise();
    QAccessibleEvent event(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

ToastStack::~ToastStack()
{
    // The toasts go after this destructor has run; they must not report to what is left of it.
    for (QWidget* toast : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        disconnect(toast, nullptr, this, nullptr);
    }
}

void ToastStack::setKeepClear(const QList<QWidget*>& controls)
{
    for (const QPointer<QWidget>& before : std::as_const(m_keepClear)) {
        if (before != nullptr) {
            before->removeEventFilter(this);
        }
    }
    m_keepClear.clear();
    for (QWidget* control : controls) {
        m_keepClear << control;
        control->installEventFilter(this);
    }
    place();
}

int ToastStack::count() const
{
    return m_layout->count();
}

QStringList ToastStack::texts() const
{
    QStringList out;
    for (int i = 0; i < m_layout->count(); ++i) {
        out << static_cast<Toast*>(m_layout->itemAt(i)->widget())->text();
    }
    return out;
}

bool ToastStack::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::Resize ||
        (watched != parent() &&
         (type == QEvent::Move || type == QEvent::Show || type == QEvent::Hide))) {
        place();
    }
    return false;
}

void ToastStack::place()
{
    m_layout->activate();
    adjustSize();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? parentWidget()->width() - width() - u(16) : u(16);
    int floor = parentWidget()->height() - u(16);
    for (const QPointer<QWidget>& control : std::as_const(m_keepClear)) {
        if (control == nullptr || !control->isVisible()) {
            continue;
        }
        const QRect taken(control->mapTo(parentWidget(), QPoint()), control->size());
        if (taken.left() < x + width() && taken.right() >= x) {
            floor = std::min(floor, taken.top() - u(8));
        }
    }
    move(x, floor - height());
}

}  // namespace marginalia
