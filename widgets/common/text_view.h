// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QAbstractScrollArea>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

enum class Underline : std::uint8_t { None, Solid, Dotted };

/// How a range of the shown text is drawn. Colours are tokens, so that a change of theme reaches
/// them; `background` and `strength` give a soft fill, for token colours use `tint`.
struct TextStyle {
    Token colour = nullptr;      ///< nullptr: the view's own
    Token background = nullptr;  ///< nullptr: none
    double tint = 0;  ///< -1..1 on the diverging map; drawn when not 0 and there is no background
    Underline underline = Underline::None;
    bool bold = false;
    bool hatched = false;  ///< not trained
    bool operator==(const TextStyle&) const = default;
};

/// Byte range [begin, end) of the source text in UTF-8, and how it looks. Later ranges lie over
/// earlier ones.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    TextStyle style;
    QString tip;  ///< shown while the pointer is on the range; may be empty
};

class TextDocument;

/// A place in shown text: block and UTF-16 position in it.
struct TextPlace {
    int block = 0;
    int at = 0;
    auto operator<=>(const TextPlace&) const = default;
};

/// Reading text: prompts, answers, samples, tokens. Selection, copy, own zoom (Ctrl + wheel), at
/// most 760 wide.
///
/// Takes UTF-8 as it is stored; ranges are byte offsets of it, whatever is shown. With markup,
/// bold, lists and code of Markdown are drawn, nothing else; M (toggleSource) shows the source. 100
/// kB are laid out in 16 ms: what is off screen is laid out when it is reached.
class TextView : public QAbstractScrollArea {
    Q_OBJECT

public:
    enum class Mode : std::uint8_t { Markup, Plain, Mono };

    explicit TextView(QWidget* parent = nullptr);
    ~TextView() override;

    void setText(const std::string& utf8, Mode mode = Mode::Markup);
    /// Adds to the end while an answer is written; keeps the scroll position, or the end when it
    /// was visible.
    void appendText(const std::string& utf8);
    const std::string& source() const;
    Mode mode() const;
    void setMode(Mode mode);

    /// Replaces all ranges (word diff, token colours, search hits).
    void setRanges(std::vector<TextRange> ranges);
    const std::vector<TextRange>& ranges() const;
    /// Space around the text in u; the default is 20 and 14.
    void setPadding(double horizontal, double vertical);
    /// The widest line in u; 0: as wide as the view. The block is centred when the view is wider.
    void setMaximumTextWidth(double width);
    void setFace(Face face);
    /// A block caret behind the last letter: it is still being written.
    void setWriting(bool writing);
    /// The view asks for the height of its text and never scrolls (prompt card, inspector parts).
    void setFitsContent(bool fits, double mostHeight = 0);
    /// Fold marks at each screen and "62 % below".
    void setShowsRemainder(bool shows);

    /// Draws a focus ring inside while it has the focus; off where the card around it shows the
    /// focus.
    void setShowsFocus(bool shows) { m_showsFocus = shows; }

    double zoom() const;
    void setZoom(double factor);
    QString selectedText() const;
    void selectAll();
    void copy() const;
    /// Scrolls so that a byte of the source is visible.
    void ensureVisible(std::size_t byte);
    /// Byte of the source under a point of the viewport; nothing beside the text.
    std::optional<std::size_t> byteAt(const QPoint& viewportPoint) const;
    /// Share of the text that has been on screen so far, 0 to 1.
    double shareSeen() const;
    /// Height of the whole text at `width` logical pixels.
    int textHeight(int width) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void zoomChanged(double factor);
    /// The visible part moved, as a share of the way (0 top, 1 bottom); `byPerson` when the person
    /// did it here.
    void scrolledTo(double share, bool byPerson);
    void rangeEntered(int index);  ///< -1: left

public Q_SLOTS:
    void scrollToShare(double share);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class TextViewAccess;

    void relayout();
    void updateScrollBar();
    QPointF toDocument(const QPoint& viewportPoint) const;
    double textLeft() const;
    double lineRoom() const;
    double lineHeight() const;
    void drawRemainder(QPainter& painter) const;

    std::unique_ptr<TextDocument> m_document;
    TextPlace m_anchor;
    TextPlace m_cursor;
    Face m_face = Face::Reading;
    double m_padX = 20;
    double m_padY = 14;
    double m_mostWidth = 760;
    double m_zoom = 1;
    double m_mostHeight = 0;
    double m_seen = 0;
    int m_hovered = -1;
    bool m_fits = false;
    bool m_writing = false;
    bool m_remainder = false;
    bool m_selecting = false;
    bool m_byPerson = false;
    bool m_showsFocus = false;
};

}  // namespace marginalia
