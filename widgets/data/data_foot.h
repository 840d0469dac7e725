// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"
#include "widgets/common/panes.h"

namespace marginalia {

/// The foot of Data, 40 high: pairs, unpaired, demos, labelled, how often the longer answer wins,
/// equal and empty ones. What does not fit is in the tooltip.
class DataFoot : public Pane {
    Q_OBJECT

public:
    explicit DataFoot(QWidget* parent = nullptr);
    /// Null: not counted yet. `soFar`: the search index is still being built.
    void showCounts(const Counts* counts, bool soFar);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Item {
        QString number;
        QString words;
        bool numberFirst = true;
    };
    void tell();
    double widthOf(const Item& item) const;

    std::vector<Item> m_items;
    bool m_allShown = true;
};

}  // namespace marginalia
