// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actions.h"
#include "widgets/common/fields.h"
#include "widgets/settings/setting_rows.h"
#include "widgets/settings/settings_pages.h"

#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr int kIdRole = Qt::UserRole;
enum Column { What, Keys, Where, ColumnCount };

QString keysText(const ActionRegistry& actions, const QString& id)
{
    QStringList out;
    for (const QString& key : actions.keys(id)) {
        out << QKeySequence::fromString(key, QKeySequence::PortableText)
                   .toString(QKeySequence::NativeText);
    }
    return out.join(QStringLiteral(", "));
}

/// Edits the first key of an action in its cell; the others stay.
class KeyDelegate : public QStyledItemDelegate {
public:
    KeyDelegate(ActionRegistry& actions, TextLabel& problem, QObject* parent)
        : QStyledItemDelegate(parent), m_actions(actions), m_problem(problem)
    {
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&,
                          const QModelIndex& index) const override
    {
        if (index.column() != Keys) {
            return nullptr;
        }
        auto* edit = new QKeySequenceEdit(parent);
        edit->setAccessibleName(SettingsPage::tr("Press the new key"));
        connect(edit, &QKeySequenceEdit::editingFinished, this, [this, edit] {
            auto* self = const_cast<KeyDelegate*>(this);
            Q_EMIT self->commitData(edit);
            Q_EMIT self->closeEditor(edit);
        });
        return edit;
    }

    void setEditorData(QWidget*, const QModelIndex&) const override {}

    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override
    {
        const QKeySequence typed = static_cast<QKeySequenceEdit*>(editor)->keySequence();
        if (typed.isEmpty()) {
            return;
        }
        const QString id = index.data(kIdRole).toString();
        const QString key = QKeySequence(typed[0]).toString(QKeySequence::PortableText);
        const QStringList clash = m_actions.clashes(id, key);
        if (!clash.isEmpty()) {
            m_problem.setText(SettingsPage::tr("%1 belongs to “%2” already. The old key stays.")
                                  .arg(key, plainActionText(m_actions.action(clash.front()))));
            m_problem.show();
            return;
        }
        m_problem.hide();
        QStringList keys = m_actions.keys(id);
        keys.isEmpty() ? keys.append(key) : void(keys[0] = key);
        m_actions.setKeys(id, keys);
        model->setData(index, keysText(m_actions, id));
    }

private:
    ActionRegistry& m_actions;
    TextLabel& m_problem;
};

void fillModel(const ActionRegistry& actions, QStandardItemModel& model)
{
    for (const ActionSpec& spec : actions.specs()) {
        const QString panel = actions.panelOf(spec.id);
        auto* name = new QStandardItem(plainActionText(actions.action(spec.id)));
        auto* keys = new QStandardItem(keysText(actions, spec.id));
        auto* where = new QStandardItem(
            panel.isEmpty() ? SettingsPage::tr("window")
                            : plainActionText(actions.action(QStringLiteral("go.") + panel)));
        keys->setFont(monoFont(12));
        for (QStandardItem* item : {name, keys, where}) {
            item->setData(spec.id, kIdRole);
            item->setEditable(item == keys);
            item->setToolTip(spec.tip.toHtmlEscaped());
        }
        model.appendRow({name, keys, where});
    }
}

}  // namespace

SettingsPage* makeKeysPage(ActionRegistry& actions)
{
    auto* page = new SettingsPage(SettingsPage::tr("Keys"));
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    layout->addWidget(new TextLabel(
        SettingsPage::tr(
            "Enter or a double click on a key changes it; Delete brings the default back."),
        Face::Small, &Theme::muted));
    auto* problem = new TextLabel({}, Face::Small, &Theme::error);
    problem->setWordWrap(true);
    problem->hide();
    layout->addWidget(problem);
    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("keys.table"));
    table->setAccessibleName(SettingsPage::tr("Keys"));
    auto* model = new QStandardItemModel(0, ColumnCount, table);
    model->setHorizontalHeaderLabels(
        {SettingsPage::tr("Command"), SettingsPage::tr("Keys"), SettingsPage::tr("Where")});
    fillModel(actions, *model);
    table->setModel(model);
    table->setItemDelegate(new KeyDelegate(actions, *problem, table));
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(
        std::max(u(28), table->fontMetrics().height() + u(8)));
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(What, QHeaderView::Stretch);
    table->setColumnWidth(Keys, u(170));
    table->setColumnWidth(Where, u(90));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    auto* reset = new QAction(SettingsPage::tr("Back to default"), table);
    reset->setShortcut(Qt::Key_Delete);
    reset->setShortcutContext(Qt::WidgetShortcut);
    auto* edit = new QAction(SettingsPage::tr("Change the key"), table);
    edit->setShortcut(Qt::Key_Return);
    edit->setShortcutContext(Qt::WidgetShortcut);
    table->addActions({edit, reset});
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    QObject::connect(reset, &QAction::triggered, table, [table, model, &actions] {
        const QModelIndex index = table->currentIndex().siblingAtColumn(Keys);
        if (index.isValid()) {
            const QString id = index.data(kIdRole).toString();
            actions.setKeys(id, std::nullopt);
            model->setData(index, keysText(actions, id));
        }
    });
    QObject::connect(edit, &QAction::triggered, table,
                     [table] { table->edit(table->currentIndex().siblingAtColumn(Keys)); });
    layout->addWidget(table, 1);
    page->add(box);
    return page;
}

}  // namespace marginalia
