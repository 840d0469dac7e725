// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"

#include "widgets/common/paint.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace marginalia {

namespace {

QByteArray iconDrawing(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("There is no icon \"%s\".", qPrintable(name));
        return {};
    }
    return file.readAll();
}

class TintedIcon : public QIconEngine {
public:
    TintedIcon(QString name, Token colour) : m_name(std::move(name)), m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double side = std::min(rect.width(), rect.height());
        paintIcon(*painter, m_name, rect, side, colourFor(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colourFor(mode, state), 1);
    }

    QIconEngine* clone() const override { return new TintedIcon(m_name, m_colour); }
    QString key() const override { return QStringLiteral("marginalia"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor colourFor(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) {
            return theme().disabled;
        }
        return state == QIcon::On ? theme().accent : theme().*m_colour;
    }

    QString m_name;
    Token m_colour;
};

}  // namespace

QIcon themeIcon(const QString& name, Token colour)
{
    return QIcon(new TintedIcon(name, colour));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio)
{
    const int side = std::max(1, static_cast<int>(std::lround(size * pixelRatio)));
    const QString key =
        QStringLiteral("icon/%1/%2/%3/%4").arg(name).arg(side).arg(colour.rgba()).arg(pixelRatio);
    QPixmap out;
    if (QPixmapCache::find(key, &out)) {
        return out;
    }
    out = QPixmap(side, side);
    out.fill(Qt::transparent);
    QSvgRenderer renderer(iconDrawing(name));
    QPainter painter(&out);
    renderer.render(&painter, QRectF(0, 0, side, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(out.rect(), colour);
    painter.end();
    out.setDevicePixelRatio(pixelRatio);
    QPixmapCache::insert(key, out);
    return out;
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, double size,
               const QColor& colour)
{
    const qreal ratio = devicePixels(painter);
    const int side = static_cast<int>(std::lround(size));
    const QPixmap pixmap = iconPixmap(name, side, colour, ratio);
    // On whole device pixels, or the 1.4 px lines blur.
    const auto snapped = [ratio](double v) { return std::round(v * ratio) / ratio; };
    painter.drawPixmap(
        QPointF(snapped(rect.center().x() - side / 2.0), snapped(rect.center().y() - side / 2.0)),
        pixmap);
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/marginalia.svg"));
}

}  // namespace marginalia
