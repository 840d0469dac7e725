// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QStringList>

#include <optional>
#include <vector>

class QListView;
class QStandardItemModel;

namespace marginalia {

class SearchField;

/// How well `text` matches what was typed, letter by letter in order; nothing when it does not.
/// Higher is better; beginnings of words count most. `marks` gets the positions of the matched
/// letters.
std::optional<int> fuzzyMatch(const QString& typed, const QString& text, std::vector<int>* marks);

/// A line of a palette.
struct PaletteRow {
    QString id;  ///< what run() gets
    QString text;
    std::vector<int> marks;  ///< letters that were typed
    QString icon;            ///< of resources/icons; may be empty
    QString hint;            ///< muted, behind the text
    QString key;             ///< key cap at the right
    QString reason;          ///< why it is disabled, at the right
    QString tip;
    bool enabled = true;
};

/// A field and a list below the top of the window: type, arrows, Enter runs, Esc gives the focus
/// back.
class PaletteDialog : public QDialog {
    Q_OBJECT

public:
    /// 96 below the top of the parent window.
    void open() override;
    QStringList shownIds() const;
    SearchField& field() { return *m_field; }

protected:
    /// `name` is the object name of the dialog; `hint` stands in the empty field.
    PaletteDialog(const QString& name, const QString& title, const QString& hint, QWidget* parent);

    /// The rows for what was typed, best first.
    virtual std::vector<PaletteRow> rowsFor(const QString& typed) = 0;
    /// The dialog is closed already and the focus is back where it was.
    virtual void run(const QString& id) = 0;
    /// Shows the rows for what stands in the field.
    void fill();

    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void runCurrent();

    SearchField* m_field = nullptr;
    QListView* m_view = nullptr;
    QStandardItemModel* m_model = nullptr;
    QPointer<QWidget> m_before;
};

}  // namespace marginalia
