// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/text_view.h"

#include <QTextLayout>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// The text of a TextView as laid-out blocks. Long texts are laid out as far as they are seen;
/// heights of the rest are estimates that are put right on the way.
class TextDocument {
public:
    /// What layout depends on; all lengths in logical pixels.
    struct Metrics {
        double width = 400;
        double lineHeight = 24;
        double zoom = 1;
        Face face = Face::Reading;
        bool operator==(const Metrics&) const = default;
    };

    void setText(std::string source, TextView::Mode mode);
    void setMode(TextView::Mode mode);
    void setRanges(std::vector<TextRange> ranges);
    void setMetrics(const Metrics& metrics);
    void forgetLayout();  ///< fonts or colours changed

    const std::string& source() const { return m_source; }
    TextView::Mode mode() const { return m_mode; }
    const std::vector<TextRange>& ranges() const { return m_ranges; }
    const Metrics& metrics() const { return m_metrics; }

    double height() const;
    /// Makes [top, bottom) exact. True when heights above or inside changed.
    bool layOut(double top, double bottom);
    /// Top of the first block that reaches below `y`, and the block.
    int blockAt(double y) const;
    double blockTop(int block) const;
    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    const QString& blockText(int block) const;

    void paint(QPainter& painter, const QRectF& visible, const TextPlace& from, const TextPlace& to,
               bool caret);
    TextPlace placeAt(const QPointF& point) const;
    /// Byte of the source a place stands for, and back.
    std::size_t byteOf(const TextPlace& place) const;
    TextPlace placeOf(std::size_t byte) const;
    /// Whether the point lies on letters.
    bool hits(const QPointF& point) const;
    QRectF lineRect(const TextPlace& place) const;
    QString text(const TextPlace& from, const TextPlace& to) const;
    TextPlace end() const;

private:
    struct Run {
        int start = 0;  ///< UTF-16
        int length = 0;
        std::size_t byte = 0;
        std::size_t bytes = 0;
        bool bold = false;
        bool italic = false;
        bool code = false;
        bool operator==(const Run&) const = default;
    };
    struct Block {
        int kind = 0;  ///< BlockKind of the markup
        int level = 0;
        QString marker;
        QString text;
        std::vector<Run> runs;
        double gapBefore = 0;
        double top = 0;
        double height = 0;
        bool exact = false;
        std::unique_ptr<QTextLayout> layout;
    };

    void build();
    void buildMarkup(std::vector<Block>& out) const;
    void buildLines(std::vector<Block>& out) const;
    void addRun(Block& block, const std::string& text, std::size_t byte, Run style) const;
    void splitLong(std::vector<Block>& blocks) const;
    void estimate(Block& block) const;
    void layOutBlock(Block& block);
    void place();
    double indentOf(const Block& block) const;
    double padOf(const Block& block) const;
    double lineHeightOf(const Block& block) const;
    QFont fontOf(const Block& block) const;
    QList<QTextLayout::FormatRange> formatsOf(const Block& block) const;
    int positionOf(const Block& block, std::size_t byte) const;
    template <class Function>
    void forEachPiece(const Block& block, int from, int to, Function function) const;
    void paintBlock(QPainter& painter, const Block& block, int index, const TextPlace& from,
                    const TextPlace& to) const;
    void paintRanges(QPainter& painter, const Block& block, bool under) const;

    std::string m_source;
    TextView::Mode m_mode = TextView::Mode::Markup;
    std::vector<TextRange> m_ranges;
    std::vector<Block> m_blocks;
    Metrics m_metrics;
};

}  // namespace marginalia
