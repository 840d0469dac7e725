// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace marginalia {

class Button;
class TextField;

/// Name and place of a new project; the folder is made by the store, not here.
class NewProjectDialog : public QDialog {
    Q_OBJECT

public:
    explicit NewProjectDialog(const QString& place, QWidget* parent = nullptr);
    /// Hides itself first: the field that loses the focus then is checked once more.
    ~NewProjectDialog() override;
    QString name() const;
    QString folder() const;

private:
    QString problemOf(const QString& name) const;
    void showState();

    TextField* m_name = nullptr;
    TextField* m_place = nullptr;
    Button* m_create = nullptr;
};

}  // namespace marginalia
