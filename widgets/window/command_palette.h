// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QStringList>

#include <optional>
#include <vector>

class QListView;
class QSettings;
class QStandardItemModel;

namespace marginalia {

class ActionRegistry;
class SearchField;

/// How well `text` matches what was typed, letter by letter in order; nothing when it does not.
/// Higher is better; beginnings of words count most. `marks` gets the positions of the matched
/// letters.
std::optional<int> fuzzyMatch(const QString& typed, const QString& text, std::vector<int>* marks);

/// Every command by typing: recent ones first, matched letters in accent, the key at the right,
/// disabled ones grey with the reason. Enter runs, Esc gives the focus back.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(ActionRegistry& actions, QSettings& state, QWidget* parent);
    /// 96 below the top of the parent window.
    void open() override;
    QStringList shownIds() const;
    SearchField& field() { return *m_field; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void run();

    ActionRegistry& m_actions;
    QSettings& m_state;
    SearchField* m_field = nullptr;
    QListView* m_view = nullptr;
    QStandardItemModel* m_model = nullptr;
    QPointer<QWidget> m_before;
};

}  // namespace marginalia
