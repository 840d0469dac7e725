// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace marginalia {

/// A line of a check list: box, text that is cut in the middle when it is too long (and then is the
/// tooltip), a count at the right.
class CheckRow : public QCheckBox {
    Q_OBJECT

public:
    CheckRow(const QString& text, std::string value, QWidget* parent = nullptr);
    const std::string& value() const { return m_value; }
    void setCount(qint64 count);
    /// Shown instead of the text when the pointer rests on it ("where the file lies").
    void setMore(const QString& more);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool hitButton(const QPoint& point) const override;

private:
    int textRoom() const;
    void tell();

    std::string m_value;
    QString m_count;
    QString m_more;
};

}  // namespace marginalia
