// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/new_project_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace marginalia {

NewProjectDialog::NewProjectDialog(const QString& place, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("newProject"));
    setWindowTitle(tr("New project"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(u(24), u(20), u(24), u(16));
    layout->setSpacing(u(12));
    layout->addWidget(new TextLabel(tr("New project"), Face::Title, &Theme::text, QFont::DemiBold));
    m_name = new TextField(tr("Name"));
    m_name->edit()->setObjectName(QStringLiteral("newProject.name"));
    m_name->setCheck([this](const QString& name) { return problemOf(name); });
    layout->addWidget(m_name);
    m_place = new TextField(tr("In the folder"));
    m_place->edit()->setObjectName(QStringLiteral("newProject.place"));
    m_place->setValue(place);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(m_place, 1);
    auto* browse = new Button(tr("Choose…"));
    browse->setObjectName(QStringLiteral("newProject.choose"));
    browse->setAccessibleName(tr("Choose the folder"));
    row->addWidget(browse, 0, Qt::AlignBottom);
    layout->addLayout(row);
    layout->addSpacing(u(8));
    auto* foot = new QHBoxLayout;
    foot->setSpacing(u(8));
    auto* cancel = new Button(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("newProject.cancel"));
    m_create = new Button(tr("Create"), ButtonRole::Primary);
    m_create->setObjectName(QStringLiteral("newProject.create"));
    m_create->setDefault(true);
    for (Button* button : {cancel, m_create}) {
        button->setMinimumHeight(u(32));
        button->setAccessibleName(button->text());
    }
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_create);
    layout->addLayout(foot);
    setMinimumWidth(u(480));
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_create, &QAbstractButton::clicked, this, [this] {
        if (problemOf(name()).isEmpty()) {
            accept();
        }
    });
    connect(browse, &QAbstractButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, tr("Folder for the project"), m_place->value());
        if (!chosen.isEmpty()) {
            m_place->setValue(chosen);
            showState();
        }
    });
    connect(m_name->edit(), &QLineEdit::textChanged, this, &NewProjectDialog::showState);
    connect(m_place->edit(), &QLineEdit::textChanged, this, &NewProjectDialog::showState);
    showState();
    m_name->setFocus();
}

NewProjectDialog::~NewProjectDialog()
{
    hide();
}

QString NewProjectDialog::name() const
{
    return m_name->edit()->text().trimmed();
}

QString NewProjectDialog::folder() const
{
    return QDir(m_place->edit()->text().trimmed()).filePath(name());
}

QString NewProjectDialog::problemOf(const QString& name) const
{
    if (name.isEmpty()) {
        return {};
    }
    if (name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.'))) {
        return tr("A name has no slash and no dot at its beginning.");
    }
    const QString path = QDir(m_place->edit()->text().trimmed()).filePath(name);
    if (QFileInfo::exists(path)) {
        return tr("There is a folder “%1” already.").arg(name);
    }
    return {};
}

void NewProjectDialog::showState()
{
    const bool can = !name().isEmpty() && problemOf(name()).isEmpty() &&
                     !m_place->edit()->text().trimmed().isEmpty();
    m_create->setEnabled(can);
    m_create->setToolTip(can ? QString() : tr("Give the project a name first."));
}

}  // namespace marginalia
