// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/focus_ring.h"
#include "widgets/common/style.h"
#include "widgets/common/style_sheet.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPixmapCache>

#include <cmath>

/// The icons are in a static library; without this call the linker leaves them out. Must be outside
/// our namespace.
static void initResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace marginalia {

namespace {

constexpr double kBasePixels = 13;

/// What applyTheme() chose last; one for the application, like its palette and font.
struct Look {
    Theme colours = Theme::light();
    double pixels = kBasePixels;
    QString family;
    QString monoFamily;
    bool prepared = false;
};

Look& look()
{
    static Look value;
    return value;
}

bool isBareFont(const QString& family)
{
    return family.isEmpty() || family.startsWith(QLatin1String("DejaVu")) ||
           family.startsWith(QLatin1String("Bitstream"));
}

QString firstInstalled(const QStringList& wanted, const QString& otherwise)
{
    for (const QString& family : wanted) {
        if (QFontDatabase::hasFamily(family)) {
            return family;
        }
    }
    return otherwise;
}

/// The desktop's own fonts; a bare machine's stand-ins are replaced by better ones when installed.
void chooseFonts(Look& out, double textScale)
{
    const QFont general = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QString family = QFontInfo(general).family();
    const bool bare = isBareFont(family);
    out.family = bare ? firstInstalled({QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                                        QStringLiteral("Cantarell")},
                                       family)
                      : family;
    const double desktop = QFontInfo(general).pixelSize();
    out.pixels = (bare || desktop < 8 ? kBasePixels : desktop) * textScale;
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QString mono = QFontInfo(fixed).family();
    out.monoFamily =
        isBareFont(mono)
            ? firstInstalled(
                  {QStringLiteral("JetBrains Mono NL"), QStringLiteral("JetBrains Mono")}, mono)
            : mono;
}

QPalette systemPalette()
{
    // Clearing our palette for a moment is the only way before Qt 6.5 to see the desktop's.
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette out = QApplication::palette();
    QApplication::setPalette(ours);
    return out;
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

}  // namespace

const Theme& theme()
{
    return look().colours;
}

bool systemIsDark()
{
    return isDark(look().prepared ? systemPalette() : QApplication::palette());
}

void applyTheme(ThemeChoice choice, double textScale)
{
    Look& now = look();
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    chooseFonts(now, textScale);
    now.colours = dark ? Theme::darkOne() : Theme::light();
    QPixmapCache::clear();
    if (!now.prepared) {
        initResources();
        QApplication::setStyle(new MarginaliaStyle);
        FocusRing::install(*qApp);
        now.prepared = true;
    }
    QApplication::setPalette(now.colours.palette());
    QApplication::setFont(textFont(Face::Body));
    QApplication::setFont(textFont(Face::Body, QFont::Medium), "QPushButton");
    qApp->setStyleSheet(styleSheet(now.colours));
}

double uExact(double length)
{
    return length * look().pixels / kBasePixels;
}

int u(double length)
{
    return static_cast<int>(std::lround(uExact(length)));
}

namespace {

double facePixels(Face face)
{
    switch (face) {
        case Face::Caption:
            return 11;
        case Face::Small:
            return 12;
        case Face::Body:
            return 13;
        case Face::Reading:
        case Face::Title:
            return 15;
        case Face::Hero:
            return 24;
        case Face::Number:
            return 26;
    }
    return 13;
}

}  // namespace

QFont textFont(Face face, QFont::Weight weight)
{
    QFont font(look().family);
    font.setPixelSize(std::max(1, u(facePixels(face))));
    font.setWeight(weight);
    return font;
}

QFont titleFont(Face face)
{
    return textFont(face, QFont::DemiBold);
}

QFont monoFont(double pixels)
{
    QFont font(look().monoFamily);
    font.setPixelSize(std::max(1, u(pixels)));
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    // Ligatures off: "->" in a formula stays two characters. Qt 6.4 has no font features; spacing
    // switches them off.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    return font;
}

}  // namespace marginalia
