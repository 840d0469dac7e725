// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/behind_list.h"

#include "core/jobs/rounds_file.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace marginalia {
namespace {

constexpr int kRowHeight = 28;
constexpr int kRowsShown = 8;
constexpr int kInset = 8;
constexpr std::size_t kTextsRead =
    64;  // more pairs than that are listed by number until they are scrolled to

bool ofRound(const RowRecord& row)
{
    return (row.flags & kRowOfRound) != 0;
}

/// The answers of the round that a step's rows were written in; none for rows of the data. A
/// round's file that cannot be read leaves its rows without text.
class RoundAnswers {
public:
    RoundAnswers(const std::string& runFolder, const std::vector<RowRecord>& rows)
    {
        const auto written = std::find_if(rows.begin(), rows.end(), ofRound);
        if (written != rows.end()) {
            if (auto file = readRound(runFolder, written->round)) {
                m_file = file.take();
            }
        }
    }

    const RoundAnswer* find(const RowRecord& row) const
    {
        const bool there =
            ofRound(row) && row.round == m_file.round && row.snapshotIndex < m_file.answers.size();
        return there ? &m_file.answers[row.snapshotIndex] : nullptr;
    }

private:
    RoundFile m_file;
};

}  // namespace

QString BehindEntry::facts() const
{
    const QString name = record ? u'#' + QLocale().toString(static_cast<qlonglong>(number(*record)))
                                : BehindModel::tr("no longer in the project");
    return BehindModel::tr("%1 · loss %2").arg(name, lossText(loss));
}

Result<std::vector<BehindEntry>> readBehind(SnapshotCache& cache, ProjectReader& project,
                                            const std::string& runFolder,
                                            const std::vector<RowRecord>& rows)
{
    struct Group {
        RowRecord first;
        double chosen = 0, rejected = 0, single = 0, loss = 0, influence = 0;
        bool pair = false;
        bool rewarded = false;
    };
    // The rows of a pair are one entry, an answer that the run wrote is one by itself.
    std::map<std::pair<std::uint16_t, std::uint32_t>, Group> groups;
    double pull = 0;
    for (const RowRecord& row : rows) {
        const std::uint32_t place = ofRound(row) ? row.snapshotIndex : 0;
        Group& group = groups.try_emplace({row.unit, place}, Group{row}).first->second;
        group.pair = group.pair || row.role == RowRole::Chosen || row.role == RowRole::Rejected;
        group.rewarded = group.rewarded || row.role != RowRole::Demo;
        (row.role == RowRole::Chosen     ? group.chosen
         : row.role == RowRole::Rejected ? group.rejected
                                         : group.single) = row.reward;
        group.loss = row.loss;
        // Both rows of a pair carry the same |dL/dS|.
        group.influence = std::max<double>(group.influence, row.influence);
    }
    std::vector<std::pair<RowRecord, BehindEntry>> sorted;
    for (const auto& [unit, group] : groups) {
        BehindEntry entry;
        entry.uid = group.first.uid;
        entry.value = !group.rewarded ? std::numeric_limits<double>::quiet_NaN()
                      : group.pair    ? group.chosen - group.rejected
                                      : group.single;
        entry.loss = group.loss;
        entry.share = group.influence;
        pull += group.influence;
        sorted.emplace_back(group.first, std::move(entry));
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& left, const auto& right) {
        return left.second.share > right.second.share;
    });
    std::vector<BehindEntry> out;
    const RoundAnswers answers(runFolder, rows);
    MG_CHECK(cache.with(runFolder, [&](SnapshotReader& snapshot) {
        for (auto& [row, entry] : sorted) {
            if (out.size() < kTextsRead) {
                const RoundAnswer* answer = answers.find(row);
                const auto item =
                    snapshot.item(answer != nullptr ? answer->snapshotIndex : row.snapshotIndex);
                if (item && (answer != nullptr || !ofRound(row))) {
                    entry.prompt = QString::fromStdString(plainText(item->prompt)).simplified();
                }
                if (answer != nullptr) {
                    entry.answer = QString::fromStdString(answer->text).simplified();
                }
            }
            entry.share = pull > 0 ? entry.share / pull : 0;
            out.push_back(std::move(entry));
        }
    }));
    for (BehindEntry& entry : out) {
        const auto id = project.idOf(entry.uid);
        if (id) {
            entry.record = *id;
        }
    }
    return out;
}

void BehindModel::setEntries(std::vector<BehindEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int BehindModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant BehindModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const BehindEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return entry.shown();
        case Qt::ToolTipRole:
            return QString(plainToolTip(entry.prompt) + QStringLiteral("<br>") +
                           (entry.answer.isEmpty()
                                ? QString()
                                : plainToolTip(entry.answer) + QStringLiteral("<br>")) +
                           plainToolTip(entry.facts()));
        case Qt::AccessibleTextRole:
            return tr("%1, %2, margin %3, %4 % of the gradient")
                .arg(entry.shown(), entry.facts(), marginText(entry.value),
                     numberText(100 * entry.share, 0));
        default:
            return {};
    }
}

QSize BehindDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {u(200), u(kRowHeight)};
}

void BehindDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const auto* model = static_cast<const BehindModel*>(index.model());
    const BehindEntry& entry = model->entries()[static_cast<std::size_t>(index.row())];
    const Theme& colours = theme();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, colours.selection);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, colours.hover);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        drawBox(*painter, QRectF(option.rect), 0, QColor(), colours.accent, 2);
    }
    const QRectF row = QRectF(option.rect).adjusted(u(kInset), u(4), -u(kInset), -u(4));
    const double barWidth = u(48);
    const QRectF bar(row.right() - barWidth, row.bottom() - u(3), barWidth, u(3));
    painter->setFont(textFont(Face::Caption));
    painter->setPen(colours.muted);
    drawNumber(*painter, QRectF(bar.left(), row.top() - u(2), barWidth, u(16)),
               Qt::AlignRight | Qt::AlignVCenter,
               numberText(100 * entry.share, entry.share < 0.01 ? 1 : 0) + QChar(0x202F) + u'%');
    painter->fillRect(bar, colours.border);
    painter->fillRect(
        QRectF(bar.topLeft(), QSizeF(std::max(1.0, barWidth * entry.share), bar.height())),
        colours.text);
    const double valueWidth = u(40);
    const bool measured = !std::isnan(entry.value);
    painter->setFont(textFont(Face::Small, QFont::Medium));
    painter->setPen(!measured         ? colours.muted
                    : entry.value < 0 ? colours.rejected
                                      : colours.chosen);
    drawNumber(*painter,
               QRectF(bar.left() - u(8) - valueWidth, row.top(), valueWidth, row.height()),
               Qt::AlignRight | Qt::AlignVCenter,
               measured ? marginInTable(entry.value) : lossText(entry.loss));
    const double room = bar.left() - u(12) - valueWidth - row.left();
    const QFont plain = textFont(Face::Small);
    painter->setFont(plain);
    painter->setPen(colours.text);
    painter->drawText(QRectF(row.left(), row.top(), room, row.height()), Qt::AlignVCenter,
                      QFontMetricsF(plain).elidedText(entry.shown(), Qt::ElideRight, room));
    painter->restore();
}

BehindList::BehindList(BehindModel* model, QWidget* parent) : QListView(parent), m_behind(model)
{
    setObjectName(QStringLiteral("train.behind"));
    setAccessibleName(tr("Pairs behind the step"));
    setModel(model);
    setItemDelegate(new BehindDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    viewport()->setAutoFillBackground(false);
    connect(model, &QAbstractItemModel::modelReset, this, &QWidget::updateGeometry);
    connect(this, &QAbstractItemView::activated, this, &BehindList::entryActivated);
}

QSize BehindList::sizeHint() const
{
    return {u(200), u(kRowHeight) * std::clamp(m_behind->rowCount(), 1, kRowsShown) + 2};
}

QSize BehindList::minimumSizeHint() const
{
    return sizeHint();
}

const BehindEntry* BehindList::current() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? &m_behind->entries()[static_cast<std::size_t>(index.row())] : nullptr;
}

void BehindList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        return;
    }
    QListView::keyPressEvent(event);
}

void BehindList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT entryChanged();
}

}  // namespace marginalia
