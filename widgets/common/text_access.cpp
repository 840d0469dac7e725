// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_access.h"

#include "widgets/common/text_document.h"
#include "widgets/common/text_view.h"

#include <QAccessibleWidget>
#include <QScrollBar>

namespace marginalia {

/// A TextView as a read-only document: offsets count the letters of the shown text.
class TextViewAccess : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit TextViewAccess(TextView* view) : QAccessibleWidget(view, QAccessible::Document) {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface*>(this)
                                                  : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? all() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State out = QAccessibleWidget::state();
        out.readOnly = true;
        out.multiLine = true;
        out.selectableText = true;
        return out;
    }

    void selection(int index, int* start, int* end) const override
    {
        *start = index == 0 ? offsetOf(std::min(view().m_anchor, view().m_cursor)) : 0;
        *end = index == 0 ? offsetOf(std::max(view().m_anchor, view().m_cursor)) : 0;
    }
    int selectionCount() const override { return view().m_anchor == view().m_cursor ? 0 : 1; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { setSelection(0, 0, 0); }
    void setSelection(int, int start, int end) override
    {
        view().m_anchor = placeOf(start);
        view().m_cursor = placeOf(end);
        view().viewport()->update();
    }
    int cursorPosition() const override { return offsetOf(view().m_cursor); }
    void setCursorPosition(int position) override { setSelection(0, position, position); }
    QString text(int start, int end) const override { return all().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(all().size()); }
    QRect characterRect(int offset) const override
    {
        const QRectF line = view().m_document->lineRect(placeOf(offset));
        const QPoint corner(
            static_cast<int>(line.left() + view().textLeft()),
            static_cast<int>(line.top() - view().verticalScrollBar()->value() + u(view().m_padY)));
        return {view().viewport()->mapToGlobal(corner), line.size().toSize()};
    }
    int offsetAtPoint(const QPoint& point) const override
    {
        return offsetOf(
            view().m_document->placeAt(view().toDocument(view().viewport()->mapFromGlobal(point))));
    }
    void scrollToSubstring(int start, int) override
    {
        view().ensureVisible(view().m_document->byteOf(placeOf(start)));
    }
    QString attributes(int offset, int* start, int* end) const override
    {
        *start = offset;
        *end = characterCount();
        return {};
    }

private:
    TextView& view() const { return *static_cast<TextView*>(object()); }
    QString all() const
    {
        QStringList blocks;
        for (int i = 0; i < view().m_document->blockCount(); ++i) {
            blocks << view().m_document->blockText(i);
        }
        return blocks.join(QLatin1Char('\n'));
    }
    int offsetOf(const TextPlace& place) const
    {
        int offset = 0;
        for (int i = 0; i < place.block; ++i) {
            offset += static_cast<int>(view().m_document->blockText(i).size()) + 1;
        }
        return offset + place.at;
    }
    TextPlace placeOf(int offset) const
    {
        for (int i = 0; i < view().m_document->blockCount(); ++i) {
            const int length = static_cast<int>(view().m_document->blockText(i).size());
            if (offset <= length) {
                return {i, std::max(0, offset)};
            }
            offset -= length + 1;
        }
        return view().m_document->end();
    }
};

void installTextAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory([](const QString&, QObject* object) -> QAccessibleInterface* {
            auto* view = qobject_cast<TextView*>(object);
            return view == nullptr ? nullptr : new TextViewAccess(view);
        });
        return true;
    }();
    Q_UNUSED(installed)
}

}  // namespace marginalia
