// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedLayout;
class QTableView;

namespace marginalia {

struct Job;
struct PanelContext;
class Button;

/// The Jobs dock: running ones first with bar, amount and time left; pause, cancel and log of the
/// chosen one.
class JobsDock : public QWidget {
    Q_OBJECT

public:
    explicit JobsDock(PanelContext& context, QWidget* parent = nullptr);

private:
    void buildTable();
    QWidget* buildButtons();
    void showButtons();
    void showMenu(const QPoint& at);
    void open(const Job& job);

    PanelContext& m_context;
    QStackedLayout* m_pages = nullptr;
    QTableView* m_table = nullptr;
    Button* m_pause = nullptr;
    Button* m_cancel = nullptr;
    Button* m_log = nullptr;
};

}  // namespace marginalia
