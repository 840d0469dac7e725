// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QApplication;
class QFocusFrame;

namespace marginalia {

/// One focus frame that follows the keyboard focus. Text fields draw theirs as their border, item
/// views inside.
class FocusRing : public QObject {
    Q_OBJECT

public:
    /// One for the application, owned by it.
    static void install(QApplication& application);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit FocusRing(QApplication& application);
    void follow(QWidget* widget);

    QPointer<QFocusFrame> m_frame;
};

/// Whether the focused widget draws its own focus mark and takes letters as text.
bool isTextInput(const QWidget* widget);

}  // namespace marginalia
