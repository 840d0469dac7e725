// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/knobs.h"
#include "widgets/common/panes.h"

#include <QPointer>

#include <string>
#include <utility>
#include <vector>

class QGridLayout;
class QScrollArea;

namespace marginalia {

class TextField;

/// "Change a knob": every number that a run takes while it goes on, the value it has and the one it
/// is to get, from the next step. A sheet over its panel, beside the button that opens it.
///
/// Enter in a field or Apply asks for everything that was changed and closes; Esc closes. Wrong
/// values stay with their sentence, and nothing is asked.
class KnobSheet : public Card {
    Q_OBJECT

public:
    using Changes = std::vector<std::pair<std::string, double>>;

    /// Lies over `host`, hidden.
    explicit KnobSheet(QWidget* host);

    /// Shows the knobs of a run with these settings that has done `step` of `total` steps, below
    /// `button`.
    void open(const RunSpec& spec, std::int64_t step, std::int64_t total, const QWidget& button);
    /// Null: the run has no such knob.
    TextField* field(const QString& key) const;
    /// Asks for what was changed, if all of it is right.
    void apply();
    /// Leaves everything as it was.
    void closeSheet();

Q_SIGNALS:
    void changesAsked(const marginalia::KnobSheet::Changes& changes);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    /// Stays below its button when the panel changes its size, and as high as its rows.
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// Tab goes round inside.
    bool focusNextPrevChild(bool next) override;
    /// Raised above the cards that it covers.
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        Knob knob;
        TextField* field = nullptr;
    };
    void buildHead(QVBoxLayout& column);
    void buildFoot(QVBoxLayout& column);
    void fill(std::int64_t step, std::int64_t total);
    void addRow(QGridLayout& grid, const Knob& knob);
    void place();
    void orderTabs();

    RunSpec m_spec;
    std::vector<Row> m_rows;
    QPointer<const QWidget> m_button;
    QWidget* m_close = nullptr;
    QWidget* m_cancel = nullptr;
    QWidget* m_apply = nullptr;
    QScrollArea* m_scroll = nullptr;
    TextLabel* m_problem = nullptr;
};

}  // namespace marginalia
