// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/objective_sheet.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/panes.h"
#include "widgets/objectives/objective_list.h"
#include "widgets/objectives/objective_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

const QString kSheetSize = QStringLiteral("objectives/size");
constexpr double kWidth = 720;
constexpr double kHeight = 660;
constexpr double kListWidth = 286;
constexpr double kTwoCards = 1080;

}  // namespace

ObjectiveSheet::ObjectiveSheet(const DataFacts& facts, const RunSpec& present, QSettings& state,
                               QWidget* parent)
    : QDialog(parent),
      m_facts(facts),
      m_present(present),
      m_state(state),
      m_wanted(present.objective)
{
    setObjectName(QStringLiteral("objectiveSheet"));
    setWindowTitle(tr("All objectives"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(buildBody(), 1);
    column->addWidget(buildFoot());
    setMinimumSize(u(640), u(480));
    resize(m_state.value(kSheetSize, QSize(u(kWidth), u(kHeight))).toSize());
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_list->rows().setWords(text);
        showRows();
    });
    connect(m_list, &ObjectiveList::objectiveChanged, this, [this] {
        if (const ObjectiveInfo* info = m_list->current()) {
            m_wanted = info->id;
            showCards();
        }
    });
    connect(m_search, &SearchField::escaped, this, &QDialog::reject);
    connect(m_list, &QListView::activated, this, &ObjectiveSheet::use);
    m_list->rows().setChosen(present.objective);
    setFacts(facts);
    m_search->setFocus();
}

QWidget* ObjectiveSheet::buildTop()
{
    auto* top = new Pane(&Theme::surface, Qt::BottomEdge);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(u(14), u(12), u(14), u(10));
    column->setSpacing(u(10));
    m_search = new SearchField(tr("Search by name, paper or what it does"));
    m_search->setObjectName(QStringLiteral("objectives.search"));
    m_search->setAccessibleName(tr("Search objectives"));
    m_search->installEventFilter(this);
    column->addWidget(m_search);
    auto* chips = new QWidget;
    auto* flow = new FlowLayout(chips, u(6));
    for (const ObjectiveProperty property : objectiveProperties()) {
        auto* chip = new ChipButton(propertyName(property), ChipButton::Kind::Toggle);
        chip->setObjectName(QStringLiteral("objectives.chip%1").arg(static_cast<int>(property)));
        chip->setToolTip(propertyHelp(property));
        connect(chip, &QAbstractButton::toggled, this, [this, property](bool on) {
            m_list->rows().setProperty(property, on);
            showRows();
        });
        m_chips.insert(static_cast<int>(property), chip);
        flow->addWidget(chip);
    }
    column->addWidget(chips);
    return top;
}

QWidget* ObjectiveSheet::buildBody()
{
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_list = new ObjectiveList;
    m_list->installEventFilter(this);
    m_none = new TextLabel({}, Face::Small, &Theme::muted);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setContentsMargins(u(14), 0, u(14), 0);
    m_lists = new QStackedWidget;
    m_lists->addWidget(m_list);
    m_lists->addWidget(m_none);
    m_lists->setFixedWidth(u(kListWidth));
    row->addWidget(m_lists);
    row->addWidget(new Rule(Qt::Vertical));
    m_first = new ObjectivePage(QStringLiteral("first"));
    row->addWidget(m_first, 1);
    m_between = new Rule(Qt::Vertical);
    m_between->hide();
    row->addWidget(m_between);
    m_second = new ObjectivePage(QStringLiteral("second"));
    m_second->setClosable(true);
    m_second->hide();
    row->addWidget(m_second, 1);
    connectPage(*m_first);
    connectPage(*m_second);
    connect(m_second, &ObjectivePage::closeAsked, this, [this] { setComparing(false); });
    return body;
}

void ObjectiveSheet::connectPage(ObjectivePage& page)
{
    connect(&page, &ObjectivePage::curveAsked, this, &ObjectiveSheet::curveAsked);
    connect(&page, &ObjectivePage::presetChosen, this, [this](const QString& id) {
        Q_EMIT presetTaken(id);
        accept();
    });
}

QWidget* ObjectiveSheet::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(14), u(12), u(14), u(12));
    row->setSpacing(u(10));
    m_note = new TextLabel({}, Face::Small, &Theme::muted);
    m_note->setObjectName(QStringLiteral("objectives.note"));
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    m_copy = new Button(tr("Copy as configuration"), ButtonRole::Normal, QStringLiteral("copy"));
    m_copy->setObjectName(QStringLiteral("objectives.copy"));
    m_copy->setToolTip(tr("Its settings as JSON, as `marginalia-cli train --spec` reads them."));
    connect(m_copy, &QAbstractButton::clicked, this, &ObjectiveSheet::copy);
    m_compare = new Button(tr("Compare with…"), ButtonRole::Normal, QStringLiteral("columns"));
    m_compare->setObjectName(QStringLiteral("objectives.compare"));
    connect(m_compare, &QAbstractButton::clicked, this, [this] { setComparing(!isComparing()); });
    m_use = new Button(tr("Use this objective"), ButtonRole::Primary);
    m_use->setObjectName(QStringLiteral("objectives.use"));
    m_use->setDefault(true);
    connect(m_use, &QAbstractButton::clicked, this, &ObjectiveSheet::use);
    for (Button* button : {m_copy, m_compare, m_use}) {
        button->setAutoDefault(button == m_use);
        button->setMinimumHeight(u(32));
        row->addWidget(button);
    }
    return foot;
}

void ObjectiveSheet::setFacts(const DataFacts& facts)
{
    m_facts = facts;
    m_list->rows().setFacts(facts);
    showRows();
}

void ObjectiveSheet::choose(const std::string& id)
{
    m_wanted = id;
    showRows();
}

const ObjectiveInfo* ObjectiveSheet::current() const
{
    return m_list->current();
}

void ObjectiveSheet::setComparing(bool comparing)
{
    if (comparing == isComparing()) {
        return;
    }
    m_pinned = comparing ? m_list->current() : nullptr;
    m_between->setVisible(isComparing());
    m_second->setVisible(isComparing());
    if (isComparing()) {
        m_plainWidth = width();
        const int room = screen() != nullptr ? screen()->availableGeometry().width() : u(kTwoCards);
        resize(std::max(width(), std::min(u(kTwoCards), room)), height());
        m_list->setFocus();
    } else if (m_plainWidth > 0) {
        resize(m_plainWidth, height());
    }
    showCards();
}

void ObjectiveSheet::showRows()
{
    const int left = m_list->rows().objectives();
    m_none->setText(tr("No objective fits these words and properties."));
    m_lists->setCurrentWidget(left > 0 ? static_cast<QWidget*>(m_list) : m_none);
    m_search->setNote(
        tr("%1 of %2")
            .arg(countText(left), countText(static_cast<qint64>(objectiveCatalog().size()))));
    // What was wanted comes back when the words let it; an id typed in full is meant before it.
    const std::string wanted = m_wanted;
    const std::string typed = m_search->text().trimmed().toLower().toStdString();
    if (!m_list->choose(typed) && !m_list->choose(wanted) && m_list->rows().firstRow() >= 0) {
        m_list->setCurrentIndex(m_list->rows().index(m_list->rows().firstRow()));
    }
    m_wanted = wanted;
    showCards();
}

void ObjectiveSheet::showCards()
{
    const ObjectiveInfo* chosen = m_list->current();
    if (!isComparing()) {
        m_first->show(chosen, nullptr, m_facts);
    } else {
        const ObjectiveInfo* other = chosen != m_pinned ? chosen : nullptr;
        m_first->show(m_pinned, other, m_facts);
        m_second->show(other, m_pinned, m_facts);
    }
    showFoot();
}

void ObjectiveSheet::showFoot()
{
    const ObjectiveInfo* info = m_list->current();
    const char* never = info != nullptr ? whyNotTrainable(info->needs) : nullptr;
    m_use->setEnabled(info != nullptr && never == nullptr);
    m_use->setToolTip(never != nullptr ? catalogText(never) : QString());
    m_use->setText(isComparing() && info != nullptr ? tr("Use %1").arg(catalogText(info->title))
                                                    : tr("Use this objective"));
    m_use->setAccessibleName(m_use->text());
    m_compare->setText(isComparing() ? tr("Stop comparing") : tr("Compare with…"));
    m_compare->setAccessibleName(m_compare->text());
    m_compare->setEnabled(info != nullptr);
    m_copy->setEnabled(info != nullptr);
    m_note->setText(isComparing() && info != m_pinned
                        ? tr("A bar or an underline marks what differs.")
                        : QString());
}

void ObjectiveSheet::use()
{
    if (m_use->isEnabled()) {
        Q_EMIT objectiveTaken(QString::fromStdString(m_list->current()->id));
        accept();
    }
}

void ObjectiveSheet::copy()
{
    const ObjectiveInfo* info = m_list->current();
    // The recipe's own settings where they are of this objective.
    QGuiApplication::clipboard()->setText(
        configurationText(info->id == m_present.objective ? m_present : defaultRunSpec(info->id)));
    m_note->setText(tr("Copied."));
}

void ObjectiveSheet::done(int result)
{
    m_state.setValue(kSheetSize, isComparing() ? QSize(m_plainWidth, height()) : size());
    QDialog::done(result);
}

void ObjectiveSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->text() == QLatin1String("/") && !m_search->hasFocus()) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
        return;
    }
    QDialog::keyPressEvent(event);
}

/// From the search field the arrows walk the list, so that an objective is found and taken without
/// leaving it; a "/" in the list goes to the search field.
bool ObjectiveSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto* press = static_cast<QKeyEvent*>(event);
        if (watched == m_search) {
            const int by = press->key() == Qt::Key_Down       ? 1
                           : press->key() == Qt::Key_Up       ? -1
                           : press->key() == Qt::Key_PageDown ? 5
                           : press->key() == Qt::Key_PageUp   ? -5
                                                              : 0;
            if (by != 0) {
                m_list->step(by);
                return true;
            }
        } else if (watched == m_list && press->text() == QLatin1String("/")) {
            keyPressEvent(press);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace marginalia
