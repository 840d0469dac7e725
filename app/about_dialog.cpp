// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/about_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <sqlite3.h>

namespace marginalia {

std::vector<PartVersion> partVersions()
{
    return {
        {QStringLiteral("Marginalia"), QStringLiteral(MARGINALIA_VERSION),
         QStringLiteral("GPL-3.0-or-later, core Apache-2.0")},
        {QStringLiteral("Qt"), QString::fromLatin1(qVersion()), QStringLiteral("LGPL-3.0")},
        {QStringLiteral("SQLite"), QString::fromLatin1(sqlite3_libversion()),
         QStringLiteral("public domain")},
        {QStringLiteral("QCustomPlot"),
         QStringLiteral("%1.%2.%3")
             .arg(QCUSTOMPLOT_VERSION >> 16)
             .arg(QCUSTOMPLOT_VERSION >> 8 & 0xFF)
             .arg(QCUSTOMPLOT_VERSION & 0xFF),
         QStringLiteral("GPL-3.0-or-later")},
    };
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About Marginalia"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(u(24), u(20), u(24), u(16));
    layout->setSpacing(u(10));
    layout->addWidget(
        new TextLabel(QStringLiteral("Marginalia"), Face::Hero, &Theme::text, QFont::DemiBold));
    auto* sentence =
        new TextLabel(tr("Label answers, train on the labels, see what changed and why."),
                      Face::Body, &Theme::muted);
    layout->addWidget(sentence);
    layout->addSpacing(u(6));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(20));
    grid->setVerticalSpacing(u(6));
    int row = 0;
    for (const PartVersion& part : partVersions()) {
        grid->addWidget(new TextLabel(part.name, Face::Body, &Theme::text, QFont::Medium), row, 0);
        auto* version = new TextLabel(part.version);
        version->setMono();
        grid->addWidget(version, row, 1);
        grid->addWidget(new TextLabel(part.licence, Face::Small, &Theme::muted), row, 2);
        ++row;
    }
    layout->addLayout(grid);
    auto* note = new TextLabel(tr("Training uses LibTorch in a program of its own; “Check this "
                                  "machine” names its version."),
                               Face::Small, &Theme::muted);
    note->setWordWrap(true);
    layout->addWidget(note);
    auto* foot = new QHBoxLayout;
    auto* close = new Button(tr("Close"), ButtonRole::Primary);
    close->setObjectName(QStringLiteral("about.close"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    foot->addStretch(1);
    foot->addWidget(close);
    layout->addLayout(foot);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
}

}  // namespace marginalia
