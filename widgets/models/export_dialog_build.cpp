// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of ExportDialog: what stands where.
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/panes.h"
#include "widgets/models/export_dialog.h"
#include "widgets/models/model_names.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDesktopServices>
#include <QProgressBar>
#include <QRadioButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace marginalia {

QWidget* ExportDialog::buildTop()
{
    auto* top = new Pane(&Theme::surface, Qt::BottomEdge);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(12));
    row->addWidget(new IconLabel(QStringLiteral("export"), &Theme::muted, 20));
    auto* names = new QVBoxLayout;
    names->setSpacing(u(2));
    names->addWidget(new ElidedLabel(m_entry.name, Face::Body, &Theme::text, QFont::DemiBold));
    QStringList facts;
    if (m_entry.report) {
        facts << QString::fromStdString(m_entry.report->family) << weightsText(*m_entry.report);
    }
    facts << m_entry.detail;
    facts.removeAll(QString());
    auto* words = new ElidedLabel(facts.join(QStringLiteral(" · ")), Face::Small, &Theme::muted);
    words->setToolTip(m_entry.folder.toHtmlEscaped());
    names->addWidget(words);
    row->addLayout(names, 1);
    return top;
}

void ExportDialog::addKind(QVBoxLayout& column, const Kind& kind)
{
    auto* button = new QRadioButton(kind.title);
    button->setObjectName(QStringLiteral("export.") + QLatin1String(kind.id));
    button->setProperty("kind", QLatin1String(kind.id));
    button->setEnabled(kind.reason.isEmpty());
    button->setToolTip(kind.reason);
    button->setAccessibleDescription(kind.reason.isEmpty() ? kind.sentence : kind.reason);
    m_kinds->addButton(button);
    if (m_kinds->checkedButton() == nullptr && kind.reason.isEmpty()) {
        button->setChecked(true);
    }
    auto* sentence = new TextLabel(kind.reason.isEmpty() ? kind.sentence : kind.reason, Face::Small,
                                   &Theme::muted);
    sentence->setWordWrap(true);
    sentence->setContentsMargins(u(24), 0, 0, u(6));
    column.addWidget(button);
    column.addWidget(sentence);
}

QWidget* ExportDialog::buildForm()
{
    auto* pane = new Pane(&Theme::surface);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(18), u(14), u(18), u(16));
    column->setSpacing(u(4));
    m_problemLine = new QWidget;
    auto* problem = new QHBoxLayout(m_problemLine);
    problem->setContentsMargins(0, 0, 0, u(8));
    problem->setSpacing(u(8));
    problem->addWidget(new IconLabel(QStringLiteral("error"), &Theme::error, 16), 0, Qt::AlignTop);
    m_problem = new TextLabel({}, Face::Small, &Theme::error);
    m_problem->setObjectName(QStringLiteral("export.problem"));
    m_problem->setWordWrap(true);
    problem->addWidget(m_problem, 1);
    m_problemLine->hide();
    column->addWidget(m_problemLine);
    column->addWidget(
        new TextLabel(tr("What to write"), Face::Small, &Theme::text, QFont::DemiBold));
    m_kinds = new QButtonGroup(this);
    for (const Kind& kind : kinds()) {
        addKind(*column, kind);
    }
    column->addWidget(new Rule);
    column->addSpacing(u(8));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(12));
    auto* types = new QVBoxLayout;
    types->setSpacing(u(4));
    auto* label = new TextLabel(tr("Weights"), Face::Small, &Theme::muted);
    m_type = new QComboBox;
    m_type->setObjectName(QStringLiteral("export.type"));
    m_type->setAccessibleName(tr("Type of the weights"));
    m_type->setMinimumWidth(u(200));
    label->setBuddy(m_type);
    types->addWidget(label);
    types->addWidget(m_type);
    m_out = new TextField(tr("New folder"));
    m_out->edit()->setObjectName(QStringLiteral("export.out"));
    m_out->setCheck([this](const QString&) { return placeProblem(); });
    auto* choose = new Button(tr("Choose…"));
    choose->setObjectName(QStringLiteral("export.choose"));
    choose->setAccessibleName(tr("Choose the folder to write into"));
    choose->setAutoDefault(false);
    types->addStretch(1);
    // Beside the field, also while a sentence stands below that.
    auto* beside = new QVBoxLayout;
    beside->setSpacing(u(4));
    beside->addWidget(new TextLabel(QStringLiteral(" "), Face::Small));
    beside->addWidget(choose);
    beside->addStretch(1);
    row->addLayout(types);
    row->addWidget(m_out, 1, Qt::AlignTop);
    row->addLayout(beside);
    column->addLayout(row);
    m_size = new TextLabel({}, Face::Small, &Theme::muted);
    m_size->setObjectName(QStringLiteral("export.size"));
    m_size->setContentsMargins(0, u(6), 0, 0);
    column->addWidget(m_size);
    column->addStretch(1);
    connect(m_kinds, &QButtonGroup::buttonClicked, this, [this] {
        fillTypes();
        suggestPlace();
        showForm();
    });
    connect(m_type, &QComboBox::activated, this, &ExportDialog::showForm);
    connect(m_out->edit(), &QLineEdit::textEdited, this, [this] {
        m_ownName = true;
        showForm();
    });
    connect(choose, &QAbstractButton::clicked, this, &ExportDialog::choosePlace);
    return pane;
}

QWidget* ExportDialog::buildProgress()
{
    auto* pane = new Pane(&Theme::surface);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(18), u(24), u(18), u(16));
    column->setSpacing(u(10));
    auto* head = new QHBoxLayout;
    head->setSpacing(u(8));
    m_endIcon = new IconLabel(QStringLiteral("check"), &Theme::accent, 16);
    m_stage = new TextLabel({}, Face::Title, &Theme::text, QFont::DemiBold);
    m_stage->setObjectName(QStringLiteral("export.stage"));
    head->addWidget(m_endIcon);
    head->addWidget(m_stage, 1);
    column->addLayout(head);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("export.bar"));
    m_bar->setAccessibleName(tr("How far the export is"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    column->addWidget(m_bar);
    m_words = new TextLabel({}, Face::Body, &Theme::muted);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    m_path = new ElidedLabel({}, Face::Body);
    m_digest = new ElidedLabel({}, Face::Small, &Theme::muted);
    m_digest->setObjectName(QStringLiteral("export.digest"));
    m_digest->setMono(11);
    m_digest->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_path);
    column->addWidget(m_digest);
    column->addStretch(1);
    return pane;
}

QWidget* ExportDialog::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(10));
    m_note = new TextLabel({}, Face::Small, &Theme::muted);
    m_note->setObjectName(QStringLiteral("export.note"));
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    m_open = new Button(tr("Open the folder"), ButtonRole::Normal, QStringLiteral("folder"));
    m_open->setObjectName(QStringLiteral("export.open"));
    m_open->hide();
    connect(m_open, &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_run->done().path)); });
    m_cancel = new Button(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("export.cancel"));
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_run != nullptr && m_run->isRunning()) {
            m_run->cancel();
        } else {
            reject();
        }
    });
    m_go = new Button(tr("Export"), ButtonRole::Primary);
    m_go->setObjectName(QStringLiteral("export.go"));
    m_go->setDefault(true);
    connect(m_go, &QAbstractButton::clicked, this,
            [this] { m_run != nullptr && !m_run->isRunning() ? accept() : start(); });
    for (Button* button : {m_open, m_cancel, m_go}) {
        button->setMinimumHeight(u(32));
        button->setAccessibleName(button->text());
        button->setAutoDefault(button == m_go);
        row->addWidget(button);
    }
    return foot;
}

}  // namespace marginalia
