// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/widget_test.h"

#include "widgets/common/languages.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdio>

namespace marginalia::test {

namespace {

QTemporaryDir& home()
{
    static QTemporaryDir folder;
    return folder;
}

}  // namespace

QString homeFolder()
{
    return home().path();
}

QString freshFolder(const QString& name)
{
    const QString path = home().filePath(name);
    QDir(path).removeRecursively();
    QDir().mkpath(path);
    return path;
}

bool waitUntil(const std::function<bool()>& done, int milliseconds)
{
    return QTest::qWaitFor(done, milliseconds);
}

void saveOnePicture(QWidget& widget, const QString& file, double scale)
{
    // Everything that was posted (layout, polish, deferred repaints) belongs into the picture.
    QApplication::sendPostedEvents();
    QApplication::processEvents();
    QApplication::sendPostedEvents();
    QImage image((QSizeF(widget.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme().window);
    QPainter painter(&image);
    widget.render(&painter, QPoint(), QRegion(),
                  QWidget::DrawWindowBackground | QWidget::DrawChildren);
    painter.end();
    QDir().mkpath(QStringLiteral(MARGINALIA_PICTURE_DIR));
    const QString path = QStringLiteral(MARGINALIA_PICTURE_DIR "/") + file;
    ASSERT_TRUE(image.save(path)) << qPrintable(path);
}

void savePicture(QWidget& widget, const QString& name, const QSize& size)
{
    if (!size.isEmpty()) {
        widget.resize(size);
    }
    widget.show();
    QApplication::processEvents();
    // Under QT_SCALE_FACTOR=2 the widgets themselves are at 200 %, and so is their picture.
    const bool twice = widget.devicePixelRatioF() == 2.0;
    const QList<double> scales = twice ? QList<double>{2.0} : QList<double>{1.0, 1.5};
    for (const bool dark : {false, true}) {
        applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        for (const double scale : scales) {
            const QString end = scale == 1.0 ? QString() : QStringLiteral("@%1").arg(scale);
            const QString look = dark ? QStringLiteral("-dark") : QString();
            saveOnePicture(widget, name + look + end + QStringLiteral(".png"), scale);
        }
    }
    applyTheme(ThemeChoice::Light);
}

namespace {

bool isInteractive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
           (qobject_cast<const QAbstractSlider*>(widget) != nullptr &&
            qobject_cast<const QScrollBar*>(widget) == nullptr) ||
           qobject_cast<const QProgressBar*>(widget) != nullptr;
}

QString pathOf(const QWidget* widget)
{
    QStringList parts;
    for (const QWidget* w = widget; w != nullptr; w = w->parentWidget()) {
        parts.prepend(QLatin1String(w->metaObject()->className()) + QLatin1Char(' ') +
                      w->objectName());
    }
    return parts.join(QStringLiteral(" > "));
}

QString spokenName(QWidget* widget)
{
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
    return access == nullptr ? widget->accessibleName() : access->text(QAccessible::Name);
}

}  // namespace

QStringList namelessWidgets(QWidget& root)
{
    QStringList out;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        // Parts that Qt itself makes inside a control are named by the control.
        const bool inner = widget->objectName().startsWith(QLatin1String("qt_")) ||
                           qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr ||
                           widget->parentWidget()->inherits("QAbstractSpinBox") ||
                           widget->inherits("QHeaderView") ||
                           widget->inherits("QTableCornerButton");
        if (widget->isVisibleTo(&root) && isInteractive(widget) && !inner &&
            spokenName(widget).isEmpty()) {
            out << pathOf(widget);
        }
    }
    return out;
}

QStringList cutTexts(QWidget& root)
{
    QStringList out;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&root) || widget->width() <= 0) {
            continue;
        }
        if (auto* label = qobject_cast<QLabel*>(widget)) {
            const bool elides = label->inherits("marginalia::ElidedLabel");
            if (elides || label->text().isEmpty() || label->pixmap().isNull() == false) {
                continue;
            }
            const bool cut = label->wordWrap()
                                 ? label->heightForWidth(label->width()) > label->height() + 2
                                 : label->fontMetrics().horizontalAdvance(label->text()) >
                                       label->contentsRect().width() + 2;
            if (cut && label->toolTip().isEmpty()) {
                out << pathOf(widget) + QStringLiteral(": ") + label->text();
            }
        } else if (auto* button = qobject_cast<QAbstractButton*>(widget)) {
            if (!button->text().isEmpty() &&
                button->width() + 1 < button->minimumSizeHint().width() &&
                button->toolTip().isEmpty()) {
                out << pathOf(widget) + QStringLiteral(": ") + button->text();
            }
        }
    }
    return out;
}

int primaryButtons(QWidget& root)
{
    int count = 0;
    for (QAbstractButton* button : root.findChildren<QAbstractButton*>()) {
        count += button->isVisibleTo(&root) && buttonRole(button) == ButtonRole::Primary ? 1 : 0;
    }
    return count;
}

}  // namespace marginalia::test

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    // One large screen, the same everywhere; a person's own settings stay untouched.
    const QByteArray screens = QByteArrayLiteral("offscreen:configfile=" MARGINALIA_SOURCE_DIR
                                                 "/tests/widgets/screen.json");
    if (qEnvironmentVariable("QT_QPA_PLATFORM") == QLatin1String("offscreen")) {
        qputenv("QT_QPA_PLATFORM", screens);
    }
    // Tests that need the programs name them; a start page in passing must not start one.
    if (!qEnvironmentVariableIsSet("MARGINALIA_CLI")) {
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }
    qputenv("MARGINALIA_HOME", marginalia::test::homeFolder().toLocal8Bit());
    QApplication application(argc, argv);
    if (!QFontDatabase::hasFamily(QStringLiteral("Inter"))) {
        std::fputs(
            "The font Inter is not installed; the pictures and sizes of these tests need it. "
            "Debian and Ubuntu: apt install fonts-inter fonts-jetbrains-mono\n",
            stderr);
        return 1;
    }
    marginalia::installLanguage(application, QStringLiteral("en"));
    marginalia::applyTheme(marginalia::ThemeChoice::Light);
    return RUN_ALL_TESTS();
}
