// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_document.h"

#include "core/text/markup.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

constexpr int kLongest = 2000;  // UTF-16 units of one block; longer paragraphs are cut at a space
constexpr int kExactAtOnce = 16000;  // letters laid out before the first paint

bool sameBlock(const auto& left, const auto& right)
{
    return left.kind == right.kind && left.level == right.level && left.marker == right.marker &&
           left.text == right.text && left.runs == right.runs;
}

}  // namespace

void TextDocument::setText(std::string source, TextView::Mode mode)
{
    m_source = std::move(source);
    m_mode = mode;
    build();
}

void TextDocument::setMode(TextView::Mode mode)
{
    if (m_mode != mode) {
        m_mode = mode;
        m_blocks.clear();
        build();
    }
}

void TextDocument::setRanges(std::vector<TextRange> ranges)
{
    m_ranges = std::move(ranges);
    for (Block& block : m_blocks) {
        block.layout.reset();
        block.exact = false;
    }
}

void TextDocument::setMetrics(const Metrics& metrics)
{
    if (!(m_metrics == metrics)) {
        m_metrics = metrics;
        forgetLayout();
    }
}

void TextDocument::forgetLayout()
{
    for (Block& block : m_blocks) {
        block.layout.reset();
        block.exact = false;
        estimate(block);
    }
    place();
}

void TextDocument::build()
{
    std::vector<Block> fresh;
    if (m_mode == TextView::Mode::Markup) {
        buildMarkup(fresh);
    } else {
        buildLines(fresh);
    }
    splitLong(fresh);
    // While an answer grows only its end changes; what stayed keeps its layout.
    size_t same = 0;
    while (same < fresh.size() && same < m_blocks.size() &&
           sameBlock(fresh[same], m_blocks[same])) {
        fresh[same] = std::move(m_blocks[same]);
        ++same;
    }
    m_blocks = std::move(fresh);
    for (; same < m_blocks.size(); ++same) {
        estimate(m_blocks[same]);
    }
    place();
}

void TextDocument::addRun(Block& block, const std::string& text, std::size_t byte, Run style) const
{
    const QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    style.start = static_cast<int>(block.text.size());
    style.length = static_cast<int>(shown.size());
    style.byte = byte;
    style.bytes = text.size();
    block.runs.push_back(style);
    block.text += shown;
}

void TextDocument::buildMarkup(std::vector<Block>& out) const
{
    int before = -1;
    for (const marginalia::Block& parsed : parseMarkup(m_source)) {
        Block block;
        block.kind = static_cast<int>(parsed.kind);
        block.level = parsed.level;
        block.marker = QString::fromStdString(parsed.marker);
        for (const InlineRun& run : parsed.runs) {
            addRun(block, run.text, run.source,
                   {.bold = run.bold, .italic = run.italic, .code = run.code});
        }
        // Line breaks inside a block stay line breaks.
        block.text.replace(QLatin1Char('\n'), QChar::LineSeparator);
        const bool list = parsed.kind == BlockKind::Bullet || parsed.kind == BlockKind::Numbered;
        block.gapBefore = out.empty() ? 0 : (list && before == block.kind ? 4 : 10);
        before = block.kind;
        out.push_back(std::move(block));
    }
}

void TextDocument::buildLines(std::vector<Block>& out) const
{
    std::size_t from = 0;
    while (from <= m_source.size()) {
        std::size_t to = m_source.find('\n', from);
        if (to == std::string::npos) {
            to = m_source.size();
        }
        Block block;
        addRun(block, m_source.substr(from, to - from), from, {});
        out.push_back(std::move(block));
        from = to + 1;
    }
}

void TextDocument::splitLong(std::vector<Block>& blocks) const
{
    std::vector<Block> out;
    for (Block& block : blocks) {
        while (block.text.size() > kLongest) {
            int cut = static_cast<int>(block.text.lastIndexOf(QLatin1Char(' '), kLongest)) + 1;
            if (cut < kLongest / 2) {
                cut = block.text[kLongest].isLowSurrogate() ? kLongest - 1 : kLongest;
            }
            Block head;
            head.kind = block.kind;
            head.level = block.level;
            head.marker = block.marker;
            head.gapBefore = block.gapBefore;
            head.text = block.text.left(cut);
            std::vector<Run> rest;
            for (const Run& run : block.runs) {
                Run first = run;
                first.length = std::clamp(cut - run.start, 0, run.length);
                if (first.length > 0) {
                    first.bytes = static_cast<std::size_t>(
                        QStringView(block.text).mid(run.start, first.length).toUtf8().size());
                    head.runs.push_back(first);
                }
                if (first.length < run.length) {
                    Run second = run;
                    second.start = std::max(0, run.start - cut);
                    second.length = run.length - first.length;
                    second.byte = run.byte + (first.length > 0 ? first.bytes : 0);
                    second.bytes = run.bytes - (first.length > 0 ? first.bytes : 0);
                    rest.push_back(second);
                }
            }
            block.text = block.text.mid(cut);
            block.runs = std::move(rest);
            block.marker.clear();
            block.gapBefore = 0;
            out.push_back(std::move(head));
        }
        out.push_back(std::move(block));
    }
    blocks = std::move(out);
}

QFont TextDocument::fontOf(const Block& block) const
{
    const bool code = block.kind == static_cast<int>(BlockKind::Code);
    const bool mono = m_mode == TextView::Mode::Mono || (m_mode == TextView::Mode::Markup && code);
    const bool heading =
        m_mode == TextView::Mode::Markup && block.kind == static_cast<int>(BlockKind::Heading);
    QFont font = mono ? monoFont(m_mode == TextView::Mode::Mono ? 12 : 13)
                      : textFont(m_metrics.face, heading ? QFont::DemiBold : QFont::Normal);
    font.setPixelSize(
        std::max(4, static_cast<int>(std::lround(font.pixelSize() * m_metrics.zoom))));
    return font;
}

double TextDocument::lineHeightOf(const Block& block) const
{
    const double wanted = m_metrics.lineHeight * m_metrics.zoom;
    const bool code =
        m_mode == TextView::Mode::Markup && block.kind == static_cast<int>(BlockKind::Code);
    return code ? wanted * 0.84 : wanted;
}

double TextDocument::indentOf(const Block& block) const
{
    if (m_mode != TextView::Mode::Markup) {
        return 0;
    }
    const double step = uExact(22) * m_metrics.zoom;
    switch (static_cast<BlockKind>(block.kind)) {
        case BlockKind::Bullet:
        case BlockKind::Numbered:
            return step * (std::min(block.level, 8) + 1);
        case BlockKind::Quote:
            return uExact(12) * std::max(1, std::min(block.level, 8));
        case BlockKind::Code:
            return uExact(10);
        default:
            return 0;
    }
}

double TextDocument::padOf(const Block& block) const
{
    return m_mode == TextView::Mode::Markup && block.kind == static_cast<int>(BlockKind::Code)
               ? uExact(8)
               : 0;
}

void TextDocument::estimate(Block& block) const
{
    if (block.exact) {
        return;
    }
    const double room = std::max(40.0, m_metrics.width - indentOf(block));
    const double letter = fontOf(block).pixelSize() * 0.52;
    const double lines =
        std::max(1.0, std::ceil(static_cast<double>(block.text.size()) * letter / room));
    block.height = lines * lineHeightOf(block) + 2 * padOf(block);
}

void TextDocument::place()
{
    double y = 0;
    for (Block& block : m_blocks) {
        y += uExact(block.gapBefore) * m_metrics.zoom;
        block.top = y;
        y += block.height;
    }
}

double TextDocument::height() const
{
    return m_blocks.empty() ? 0 : m_blocks.back().top + m_blocks.back().height;
}

int TextDocument::blockAt(double y) const
{
    const auto found =
        std::partition_point(m_blocks.begin(), m_blocks.end(),
                             [y](const Block& block) { return block.top + block.height <= y; });
    const auto at = static_cast<int>(found - m_blocks.begin());
    return std::min(at, std::max(0, blockCount() - 1));
}

double TextDocument::blockTop(int block) const
{
    return m_blocks.empty() ? 0 : m_blocks[static_cast<size_t>(block)].top;
}

const QString& TextDocument::blockText(int block) const
{
    return m_blocks[static_cast<size_t>(block)].text;
}

bool TextDocument::layOut(double top, double bottom)
{
    bool moved = false;
    int letters = 0;
    for (int i = blockAt(top); i < blockCount(); ++i) {
        Block& block = m_blocks[static_cast<size_t>(i)];
        // Beyond the screen a little more is made exact, so that short texts never jump.
        if (block.top > bottom && (letters > kExactAtOnce || top > 0)) {
            break;
        }
        letters += static_cast<int>(block.text.size());
        if (!block.exact) {
            const double before = block.height;
            layOutBlock(block);
            if (block.height != before) {
                moved = true;
                place();
            }
        }
    }
    return moved;
}

QList<QTextLayout::FormatRange> TextDocument::formatsOf(const Block& block) const
{
    QList<QTextLayout::FormatRange> out;
    const auto add = [&](int start, int length, const QTextCharFormat& format) {
        if (length > 0 && !format.isEmpty()) {
            out.append({start, length, format});
        }
    };
    for (const Run& run : block.runs) {
        QTextCharFormat format;
        if (run.bold) {
            format.setFontWeight(QFont::DemiBold);
        }
        if (run.italic) {
            format.setFontItalic(true);
        }
        if (run.code) {
            QFont mono = monoFont(13);
            mono.setPixelSize(
                std::max(4, static_cast<int>(std::lround(mono.pixelSize() * m_metrics.zoom))));
            format.setFont(mono);
        }
        add(run.start, run.length, format);
    }
    for (const TextRange& range : m_ranges) {
        QTextCharFormat format;
        if (range.style.colour != nullptr) {
            format.setForeground(theme().*range.style.colour);
        }
        if (range.style.bold) {
            format.setFontWeight(QFont::DemiBold);
        }
        const int from = positionOf(block, range.begin);
        const int to = positionOf(block, range.end);
        add(from, to - from, format);
    }
    return out;
}

void TextDocument::layOutBlock(Block& block)
{
    const QFont font = fontOf(block);
    block.layout = std::make_unique<QTextLayout>(block.text, font);
    QTextOption option;
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(QLatin1Char(' ')) * 4);
    block.layout->setTextOption(option);
    block.layout->setFormats(formatsOf(block));
    const double room = std::max(40.0, m_metrics.width - indentOf(block) - padOf(block));
    const double step = lineHeightOf(block);
    double y = padOf(block);
    block.layout->beginLayout();
    for (QTextLine line = block.layout->createLine(); line.isValid();
         line = block.layout->createLine()) {
        line.setLineWidth(room);
        // Text sits in the middle of its line, whatever the font's own leading.
        line.setPosition({0, y + (step - line.height()) / 2});
        y += step;
    }
    block.layout->endLayout();
    block.height = std::max(step, y - padOf(block)) + 2 * padOf(block);
    block.exact = true;
}

}  // namespace marginalia
