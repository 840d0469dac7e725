// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of ImportDialog: what stands where.
#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/data/import_columns.h"
#include "widgets/data/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace marginalia {

QWidget* ImportDialog::buildTop()
{
    auto* top = new Pane(&Theme::surface, Qt::BottomEdge);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(12));
    row->addWidget(new IconLabel(QStringLiteral("file"), &Theme::muted, 20));
    auto* names = new QVBoxLayout;
    names->setSpacing(u(2));
    m_name = new ElidedLabel({}, Face::Body, &Theme::text, QFont::DemiBold);
    m_facts = new ElidedLabel({}, Face::Small, &Theme::muted);
    names->addWidget(m_name);
    names->addWidget(m_facts);
    row->addLayout(names, 1);
    auto* label = new TextLabel(tr("Recognised as"), Face::Body, &Theme::muted);
    row->addWidget(label);
    m_format = new QComboBox;
    m_format->setObjectName(QStringLiteral("import.format"));
    m_format->setAccessibleName(tr("Recognised as"));
    m_format->setMinimumWidth(u(300));
    label->setBuddy(m_format);
    connect(m_format, &QComboBox::activated, this, [this] {
        m_mapped = m_format->currentData().toString() == mappingId();
        m_guessed = false;
        readFile();
    });
    row->addWidget(m_format);
    auto* more = new Button(tr("File…"), ButtonRole::Normal, QStringLiteral("plus"));
    more->setObjectName(QStringLiteral("import.add_file"));
    more->setAccessibleName(tr("Add files of the same kind"));
    connect(more, &QAbstractButton::clicked, this, &ImportDialog::addFiles);
    row->addWidget(more);
    return top;
}

QWidget* ImportDialog::buildColumns()
{
    auto* pane = new Pane(&Theme::surface, Qt::RightEdge);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(18), u(8), u(18), u(14));
    column->setSpacing(u(10));
    m_columns = new ImportColumns;
    connect(m_columns, &ImportColumns::changed, this, &ImportDialog::mappingChanged);
    column->addWidget(m_columns);
    auto* reason = new QHBoxLayout;
    reason->setSpacing(u(8));
    m_reasonIcon = new IconLabel(QStringLiteral("info"), &Theme::accent, 14);
    m_reason = new TextLabel({}, Face::Small, &Theme::muted);
    m_reason->setObjectName(QStringLiteral("import.reason"));
    m_reason->setWordWrap(true);
    reason->addWidget(m_reasonIcon, 0, Qt::AlignTop);
    reason->addWidget(m_reason, 1);
    column->addLayout(reason);
    m_replace = new QCheckBox(tr("Replace bytes that are no text by “\uFFFD”"));
    m_replace->setObjectName(QStringLiteral("import.replace"));
    m_replace->setToolTip(tr("Otherwise the lines that hold them are left out"));
    m_replace->hide();
    connect(m_replace, &QCheckBox::toggled, this, &ImportDialog::readFile);
    column->addWidget(m_replace);
    column->addStretch(1);
    return pane;
}

ImportDialog::Fact ImportDialog::addFact(QHBoxLayout& row, const QString& icon, Token colour)
{
    Fact fact;
    fact.part = new QWidget;
    auto* inner = new QHBoxLayout(fact.part);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(u(6));
    inner->addWidget(new IconLabel(icon, colour, 14));
    fact.number = new TextLabel({}, Face::Small, &Theme::text, QFont::DemiBold);
    fact.words = new TextLabel({}, Face::Small, &Theme::muted);
    inner->addWidget(fact.number);
    inner->addWidget(fact.words);
    row.addWidget(fact.part);
    return fact;
}

QWidget* ImportDialog::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(18));
    m_good = addFact(*row, QStringLiteral("check"), &Theme::accent);
    m_left = addFact(*row, QStringLiteral("warning"), &Theme::warning);
    m_bad = addFact(*row, QStringLiteral("error"), &Theme::error);
    m_list = new LinkLabel(tr("List them"));
    m_list->setObjectName(QStringLiteral("import.list_problems"));
    connect(m_list, &LinkLabel::activated, this, &ImportDialog::showProblems);
    row->addWidget(m_list);
    row->addStretch(1);
    auto* cancel = new Button(tr("Cancel"));
    cancel->setMinimumHeight(u(32));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_import = new Button(tr("Import"), ButtonRole::Primary);
    m_import->setObjectName(QStringLiteral("import.go"));
    m_import->setMinimumHeight(u(32));
    m_import->setDefault(true);
    connect(m_import, &Button::clicked, this, &ImportDialog::ask);
    row->addWidget(cancel);
    row->addWidget(m_import);
    return foot;
}

}  // namespace marginalia
