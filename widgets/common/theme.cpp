// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

Theme Theme::light()
{
    Theme t;
    t.window = QColor(0xF2F1ED);
    t.surface = QColor(0xF9F8F6);
    t.base = QColor(0xFFFFFF);
    t.raised = QColor(0xFFFFFF);
    t.hover = QColor(0xEAE8E3);
    t.key = QColor(0xEFEDE8);
    t.border = QColor(0xDBD8D1);
    t.border2 = QColor(0xBAB6AC);
    t.field = QColor(0x918D84);
    t.text = QColor(0x22252A);
    t.muted = QColor(0x5A5D64);
    t.faint = QColor(0x696C74);
    t.disabled = QColor(0x9C9A94);
    t.accent = QColor(0x0B7066);
    t.accentSoft = QColor(0xDBEDE9);
    t.onAccent = QColor(0xFFFFFF);
    t.selection = QColor(0xD6EAE6);
    t.chosen = QColor(0x1860B0);
    t.chosenSoft = QColor(0xE2EDF9);
    t.rejected = QColor(0xA94A08);
    t.rejectedSoft = QColor(0xFBE9DB);
    t.warning = QColor(0x805300);
    t.warningSoft = QColor(0xFAEFD0);
    t.error = QColor(0xAE2A20);
    t.errorSoft = QColor(0xFAE4E1);
    t.match = QColor(0xFFF1B8);
    t.grid = QColor(0xECEAE5);
    t.axis = QColor(0x8B8880);
    t.runs = {QColor(0x22252A), QColor(0x7A4BB0), QColor(0xB0357A),
              QColor(0x806000), QColor(0x0B7066), QColor(0x5A5D64)};
    t.diffMark = t.runs[1];
    return t;
}

Theme Theme::darkOne()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x191A1C);
    t.surface = QColor(0x1F2124);
    t.base = QColor(0x242629);
    t.raised = QColor(0x2C2F33);
    t.hover = QColor(0x303338);
    t.key = QColor(0x34373C);
    t.border = QColor(0x383B40);
    t.border2 = QColor(0x565A60);
    t.field = QColor(0x777B82);
    t.text = QColor(0xE6E5E1);
    t.muted = QColor(0xA9ABAF);
    t.faint = QColor(0x94979C);
    t.disabled = QColor(0x66696E);
    t.accent = QColor(0x55BCAC);
    t.accentSoft = QColor(0x1D3A37);
    t.onAccent = QColor(0x0E1F1D);
    t.selection = QColor(0x1F4540);
    t.chosen = QColor(0x7AB4F5);
    t.chosenSoft = QColor(0x1F344D);
    t.rejected = QColor(0xF2A466);
    t.rejectedSoft = QColor(0x47311F);
    t.warning = QColor(0xE2B552);
    t.warningSoft = QColor(0x3A311C);
    t.error = QColor(0xF28E85);
    t.errorSoft = QColor(0x462523);
    t.match = QColor(0x4A431F);
    t.grid = QColor(0x2F3236);
    t.axis = QColor(0x7C8086);
    t.runs = {QColor(0xE6E5E1), QColor(0xBE9BEA), QColor(0xEE8FC0),
              QColor(0xD9B44A), QColor(0x55BCAC), QColor(0xA9ABAF)};
    t.diffMark = t.runs[1];
    return t;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, surface);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::BrightText, error);
    p.setColor(QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Mid, border2);
    p.setColor(QPalette::Midlight, border);
    p.setColor(QPalette::Dark, field);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::Shadow, border2);
    p.setColor(QPalette::ToolTipBase, raised);
    p.setColor(QPalette::ToolTipText, text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText}) {
        p.setColor(QPalette::Disabled, role, disabled);
    }
    p.setColor(QPalette::Disabled, QPalette::Base, surface);
    p.setColor(QPalette::Disabled, QPalette::Button, surface);
    p.setColor(QPalette::Disabled, QPalette::Highlight, hover);
    return p;
}

QColor Theme::diverging(double value) const
{
    const double most = dark ? 0.40 : 0.62;
    const double strength = std::clamp(std::abs(value), 0.0, 1.0) * most;
    return mixed(base, value < 0 ? rejected : chosen, strength);
}

QColor mixed(const QColor& under, const QColor& over, double strength)
{
    const auto part = [strength](int low, int high) {
        return static_cast<int>(std::lround(low + (high - low) * strength));
    };
    return {part(under.red(), over.red()), part(under.green(), over.green()),
            part(under.blue(), over.blue())};
}

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

}  // namespace

double contrast(const QColor& left, const QColor& right)
{
    const double a = luminance(left);
    const double b = luminance(right);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace marginalia
