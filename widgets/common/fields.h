// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"

#include <QLineEdit>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QWidget>

#include <functional>

class QSettings;

namespace marginalia {

/// A field of one line with its label above and a sentence below when the value is wrong.
///
/// Enter or leaving applies: `check` gives the error sentence or nothing; a wrong value stays
/// visible in the field while the old one stays in force. Esc restores.
class TextField : public QWidget {
    Q_OBJECT

public:
    explicit TextField(const QString& label, QWidget* parent = nullptr);

    QString value() const { return m_value; }  ///< the value in force
    /// Sets field and value without emitting.
    void setValue(const QString& value);
    void setCheck(std::function<QString(const QString&)> check) { m_check = std::move(check); }
    /// Numbers and names of settings: fixed width font.
    void setMono();
    void setUnit(const QString& unit);  ///< muted, inside at the right
    void setPlaceholder(const QString& text);
    void setReadOnly(bool readOnly);
    QLineEdit* edit() const { return m_edit; }
    QString problem() const;

Q_SIGNALS:
    void applied(const QString& value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void showProblem(const QString& problem);

    TextLabel* m_label = nullptr;
    QLineEdit* m_edit = nullptr;
    QWidget* m_problemLine = nullptr;
    TextLabel* m_problem = nullptr;
    TextLabel* m_unit = nullptr;
    QString m_value;
    std::function<QString(const QString&)> m_check;
};

/// A search field: magnifier inside at the left, Esc clears.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);
    /// Where icon and text begin, in u; the default is 9 and 30.
    void setIndent(double icon, double text);
    /// Muted text inside at the right ("18,402 of 1,151,204 · 31 ms").
    void setNote(const QString& note);

Q_SIGNALS:
    void escaped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();
    QString m_note;
    double m_iconAt = 9;
    double m_textAt = 30;
};

/// Paints each digit in a cell of the widest one, so that changing numbers do not jump.
void drawNumber(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                const QString& text);
double numberWidth(const QFontMetricsF& metrics, const QString& text);

/// Cells with numbers: right-aligned, digits on a grid.
class NumberDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

/// A live number as a label, digits on a grid.
class NumberLabel : public TextLabel {
    Q_OBJECT

public:
    using TextLabel::TextLabel;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Columns of a panel; sizes are kept by name. A double click on a handle folds the column before
/// or after it.
class Splitter : public QSplitter {
    Q_OBJECT

public:
    explicit Splitter(Qt::Orientation orientation, const QString& name, QWidget* parent = nullptr);
    /// `width` in u; `side` columns keep their width when the window grows and may fold.
    void addSide(QWidget* widget, double width, double least = 160);
    void addMiddle(QWidget* widget);

    void saveSizes(QSettings& settings) const;
    void restoreSizes(QSettings& settings);

protected:
    QSplitterHandle* createHandle() override;

private:
    friend class SplitterHandle;
    void fold(int handle);

    QHash<QWidget*, int> m_sides;  ///< side columns and the width they had
};

}  // namespace marginalia
