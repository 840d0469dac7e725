// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/loss_entries.h"

#include "widgets/common/format.h"
#include "widgets/common/tool_tip.h"
#include "widgets/common/translated.h"
#include "widgets/objectives/objective_facts.h"
#include "widgets/train/tracked_run.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

LossEntry entryOf(const RunSpec& spec, const QString& title)
{
    LossEntry entry;
    entry.spec = spec;
    entry.info = findObjective(spec.objective);
    entry.title = title;
    auto curve = lossCurve(spec);
    if (curve) {
        entry.curve = curve.take();
    } else {
        entry.why = translated(curve.error().what);
    }
    return entry;
}

/// A recipe that is more than its objective's defaults has a line of its own.
bool isOwn(const RunSpec& recipe)
{
    const RunSpec plain = defaultRunSpec(recipe.objective);
    return recipe.parameters != plain.parameters || recipe.choices != plain.choices ||
           recipe.terms != plain.terms;
}

/// Decimals that show two digits of a number under 100.
int decimalsOf(double size)
{
    return size <= 0 ? 0 : std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 4);
}

/// Two digits that matter.
QString pushText(double derivative)
{
    const double size = std::abs(derivative);
    const QString text = QLocale::c().toString(size, 'g', 2);
    return size == 0 || (size >= 1e-3 && size < 100) ? numberText(text.toDouble(), decimalsOf(size))
                                                     : settingText(text.toDouble());
}

QString directionText(double derivative)
{
    return derivative < 0   ? LossEntries::tr("up")
           : derivative > 0 ? LossEntries::tr("down")
                            : LossEntries::tr("not at all");
}

}  // namespace

LossEntries::LossEntries(const RunSpec& recipe, QObject* parent) : QAbstractListModel(parent)
{
    if (findObjective(recipe.objective) != nullptr && isOwn(recipe)) {
        LossEntry own = entryOf(recipe, tr("Recipe: %1").arg(objectiveTitle(recipe)));
        own.recipe = true;
        add(std::move(own));
    }
    for (const bool withCurve : {true, false}) {
        for (const ObjectiveInfo& info : objectiveCatalog()) {
            if (hasLossCurve(info.id) == withCurve) {
                add(entryOf(defaultRunSpec(info.id), shortTitle(info)));
            }
        }
    }
}

void LossEntries::add(LossEntry entry)
{
    m_entries.push_back(std::move(entry));
}

int LossEntries::rowOf(const std::string& id) const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(),
        [&](const LossEntry& entry) { return entry.info != nullptr && entry.info->id == id; });
    return found != m_entries.end() ? static_cast<int>(found - m_entries.begin()) : -1;
}

bool LossEntries::setDrawn(int row, bool drawn)
{
    LossEntry& entry = m_entries[static_cast<std::size_t>(row)];
    if (!entry.curve || (entry.place >= 0) == drawn) {
        return entry.curve.has_value();
    }
    int place = -1;
    if (drawn) {
        // The lowest free place: a line keeps its colour while others come and go.
        const auto taken = [&](int wanted) {
            return std::any_of(m_entries.begin(), m_entries.end(),
                               [&](const LossEntry& each) { return each.place == wanted; });
        };
        place = 0;
        while (place < kMostDrawn && taken(place)) {
            ++place;
        }
        if (place == kMostDrawn) {
            return false;
        }
    }
    entry.place = place;
    changed(row);
    return true;
}

void LossEntries::setParameter(int row, const std::string& key, double value)
{
    LossEntry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.spec.parameters[key] = value;
    if (auto curve = lossCurve(entry.spec)) {
        entry.curve = curve.take();
    }
    changed(row);
}

double LossEntries::parameter(int row, const std::string& key) const
{
    const LossEntry& entry = at(row);
    const auto set = entry.spec.parameters.find(key);
    if (set != entry.spec.parameters.end()) {
        return set->second;
    }
    const auto& list = entry.info->parameters;
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ParameterInfo& each) { return each.key == key; });
    return found != list.end() ? found->fallback : 0;
}

void LossEntries::setPoint(const PairPoint& point)
{
    m_point = point;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

PairLoss LossEntries::lossAt(int row) const
{
    return at(row).curve ? at(row).curve->at(m_point) : PairLoss();
}

void LossEntries::changed(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT curvesChanged();
}

int LossEntries::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LossEntries::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const LossEntry& entry = at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return entry.title;
        case Qt::ToolTipRole:
            return plainToolTip(entry.curve ? pushSentence(entry.title, lossAt(index.row()))
                                            : entry.why);
        case Qt::AccessibleTextRole:
            if (!entry.curve) {
                return entry.title + QStringLiteral(". ") + entry.why;
            }
            return QStringLiteral("%1, %2. %3")
                .arg(entry.title, entry.place >= 0 ? tr("drawn") : tr("not drawn"),
                     pushSentence(entry.title, lossAt(index.row())));
        default:
            return {};
    }
}

QString pushSentence(const QString& objective, const PairLoss& loss)
{
    return LossEntries::tr(
               "%1 pushes the chosen answer %2 (%3 per nat) and the rejected one %4 "
               "(%5 per nat).")
        .arg(objective, directionText(loss.byChosen), pushText(loss.byChosen),
             directionText(loss.byRejected), pushText(loss.byRejected));
}

LossList::LossList(LossEntries* entries, QWidget* parent) : QListView(parent)
{
    setObjectName(QStringLiteral("explorer.list"));
    setAccessibleName(tr("Objectives"));
    setModel(entries);
    setItemDelegate(new LossDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    Q_EMIT entryChanged(index.row());
                }
            });
}

void LossList::mouseReleaseEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && event->button() == Qt::LeftButton &&
        LossDelegate::eyeRect(visualRect(index), layoutDirection()).contains(event->pos())) {
        Q_EMIT drawnToggled(index.row());
        return;
    }
    QListView::mouseReleaseEvent(event);
}

void LossList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        Q_EMIT drawnToggled(currentIndex().row());
        return;
    }
    QListView::keyPressEvent(event);
}

}  // namespace marginalia
