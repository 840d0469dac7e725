// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

#include <vector>

namespace marginalia {

struct PartVersion {
    QString name;
    QString version;
    QString licence;
};

/// The program and the libraries it runs with; what --version prints.
std::vector<PartVersion> partVersions();

/// Versions and licences.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

}  // namespace marginalia
