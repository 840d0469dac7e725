// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/loss_explorer.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/panes.h"
#include "widgets/objectives/loss_plots.h"
#include "widgets/objectives/objective_facts.h"
#include "widgets/objectives/value_slider.h"

#include <QComboBox>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

const QString kExplorerSize = QStringLiteral("explorer/size");
constexpr std::size_t kMostPairs = 400;
constexpr double kUsualRange = 20;

/// A pair to look at when no run has one: the better answer already somewhat likelier.
PairPoint examplePair()
{
    PairPoint pair;
    pair.referenceChosen = -62;
    pair.referenceRejected = -70;
    pair.policyChosen = -61;
    pair.policyRejected = -71;
    pair.tokensChosen = 40;
    pair.tokensRejected = 48;
    return pair;
}

MarginPath pathOf(const QString& id)
{
    return id == QLatin1String("chosen")     ? MarginPath::Chosen
           : id == QLatin1String("rejected") ? MarginPath::Rejected
                                             : MarginPath::Both;
}

QString firstLine(const Messages& messages)
{
    QString text = messages.empty() ? QString() : QString::fromStdString(messages.back().content);
    return text.simplified();
}

}  // namespace

Result<ExplorerPairs> readExplorerPairs(const std::vector<std::pair<QString, QString>>& runs)
{
    ExplorerPairs out;
    for (const auto& [label, folder] : runs) {
        out.pairs = pairsOfRun(folder.toStdString(), kMostPairs);
        if (out.pairs.empty()) {
            continue;
        }
        out.run = label;
        MG_TRY(const auto snapshot, SnapshotReader::open(folder.toStdString()));
        for (const RunPair& pair : out.pairs) {
            const auto item = snapshot->item(pair.snapshotIndex);
            out.prompts << (item ? firstLine(item->prompt) : QString());
        }
        return out;
    }
    return out;
}

LossExplorer::LossExplorer(const RunSpec& recipe, QSettings& state, QWidget* parent)
    : QDialog(parent),
      m_recipe(recipe),
      m_state(state),
      m_base(examplePair()),
      m_entries(new LossEntries(recipe, this))
{
    setObjectName(QStringLiteral("lossExplorer"));
    setWindowTitle(tr("Explore losses"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildLeft());
    row->addWidget(buildMiddle(), 1);
    row->addWidget(buildRight());
    column->addLayout(row, 1);
    column->addWidget(buildFoot());
    setMinimumSize(u(860), u(540));
    resize(m_state.value(kExplorerSize, QSize(u(1040), u(660))).toSize());
    connect(m_entries, &LossEntries::curvesChanged, this, &LossExplorer::showLines);
    drawUsual();
    choose(recipe.objective);
    setPairs({});
    m_list->setFocus();
}

/// A handful to compare at once: the recipe and the best known of each kind.
void LossExplorer::drawUsual()
{
    for (const char* id : {"dpo", "ipo", "kto", "simpo"}) {
        const int row = m_entries->rowOf(id);
        if (row >= 0) {
            m_entries->setDrawn(row, true);
        }
    }
}

void LossExplorer::choose(const std::string& id)
{
    const int row = m_entries->rowOf(id);
    if (row >= 0) {
        m_list->setCurrentIndex(m_entries->index(row));
        m_list->scrollTo(m_list->currentIndex());
        setFocusRow(row);
    }
}

void LossExplorer::setFocusRow(int row)
{
    if (row == m_focus) {
        return;
    }
    m_focus = row;
    if (m_entries->at(row).curve && m_entries->at(row).place < 0) {
        // What is looked at is drawn; with all places taken the last one gives way.
        if (!m_entries->setDrawn(row, true)) {
            for (int i = m_entries->rowCount() - 1; i >= 0; --i) {
                if (m_entries->at(i).place == LossEntries::kMostDrawn - 1) {
                    m_entries->setDrawn(i, false);
                    break;
                }
            }
            m_entries->setDrawn(row, true);
        }
    }
    showParameters();
    showLines();
    showSentence();
}

void LossExplorer::toggleDrawn(int row)
{
    const bool drawn = m_entries->at(row).place >= 0;
    if (!m_entries->setDrawn(row, !drawn) && m_entries->at(row).curve) {
        m_note->setText(tr("At most %1 lines at a time.").arg(LossEntries::kMostDrawn));
    }
}

void LossExplorer::setPairs(const ExplorerPairs& pairs)
{
    m_pairs = pairs;
    const QSignalBlocker quiet(m_pairBox);
    m_pairBox->clear();
    m_pairBox->addItem(tr("An example pair"), -1);
    std::vector<PairPoint> points;
    for (std::size_t i = 0; i < pairs.pairs.size(); ++i) {
        const PairPoint& point = pairs.pairs[i].point;
        points.push_back(point);
        const QString prompt = pairs.prompts.value(static_cast<qsizetype>(i));
        m_pairBox->addItem(tr("%1 · %2").arg(marginInTable(point.ratioMargin()), prompt),
                           static_cast<int>(i));
    }
    m_note->setText(pairs.pairs.empty()
                        ? tr("No run on pairs yet: an example stands for them.")
                        : tr("The dots are %1 pairs as run %2 last met them.")
                              .arg(countText(static_cast<qint64>(points.size())), pairs.run));
    double low = -kUsualRange;
    double high = kUsualRange;
    for (const PairPoint& point : points) {
        low = std::min(low, std::floor(point.ratioMargin() / 10) * 10);
        high = std::max(high, std::ceil(point.ratioMargin() / 10) * 10);
    }
    m_plots->setRange(low, high);
    m_plots->setPoints(points);
    choosePair(-1);
}

void LossExplorer::choosePair(int index)
{
    m_pair = index;
    m_base = index < 0 ? examplePair() : m_pairs.pairs[static_cast<std::size_t>(index)].point;
    m_pairBox->setCurrentIndex(index + 1);
    m_margin->setValue(m_base.ratioMargin());
    m_chosenTokens->setValue(m_base.tokensChosen);
    m_rejectedTokens->setValue(m_base.tokensRejected);
    showPair();
}

PairPoint LossExplorer::point() const
{
    return withMargin(m_base, m_margin->value(), pathOf(m_path->current()));
}

/// A longer answer of the same quality: the log-probs per token of the start model stay, and what
/// training changed stays.
void LossExplorer::setTokens(bool chosen, double tokens)
{
    double& policy = chosen ? m_base.policyChosen : m_base.policyRejected;
    double& reference = chosen ? m_base.referenceChosen : m_base.referenceRejected;
    double& count = chosen ? m_base.tokensChosen : m_base.tokensRejected;
    const bool referenceFree = reference == 0;
    const double ratio = policy - reference;
    const double scale = tokens / std::max(count, 1.0);
    if (referenceFree) {
        policy *= scale;
    } else {
        reference *= scale;
        policy = reference + ratio;
    }
    count = tokens;
    showPair();
}

void LossExplorer::showPair()
{
    m_plots->setPair(m_base, pathOf(m_path->current()));
    m_plots->setCursor(m_margin->value());
    m_entries->setPoint(point());
    showSentence();
}

void LossExplorer::showLines()
{
    std::vector<LossLine> lines;
    for (int row = 0; row < m_entries->rowCount(); ++row) {
        const LossEntry& entry = m_entries->at(row);
        if (entry.place >= 0 && row != m_focus) {
            lines.push_back({entry.title, *entry.curve, entry.place, false});
        }
    }
    if (m_focus >= 0 && m_entries->at(m_focus).place >= 0) {
        const LossEntry& entry = m_entries->at(m_focus);
        lines.push_back({entry.title, *entry.curve, entry.place, true});
    }
    m_plots->setLines(lines);
    showSentence();
}

void LossExplorer::showParameters()
{
    for (const auto& [key, slider] : m_parameters) {
        delete slider;
    }
    m_parameters.clear();
    const LossEntry& entry = m_entries->at(m_focus);
    m_parameterTitle->setTitle(entry.title);
    if (entry.info == nullptr || !entry.curve) {
        return;
    }
    for (const ParameterInfo& info : entry.info->parameters) {
        auto* slider = new ValueSlider(catalogText(info.label), info.low, info.high);
        slider->slider().setObjectName(QStringLiteral("explorer.") +
                                       QString::fromStdString(info.key));
        slider->setToolTip(catalogText(info.help));
        slider->setValue(m_entries->parameter(m_focus, info.key));
        connect(slider, &ValueSlider::moved, this, [this, key = info.key](double value) {
            m_entries->setParameter(m_focus, key, value);
        });
        m_parameterList->addWidget(slider);
        m_parameters.emplace_back(info.key, slider);
    }
}

void LossExplorer::resetParameters()
{
    const LossEntry& entry = m_entries->at(m_focus);
    const RunSpec plain = entry.recipe ? m_recipe : defaultRunSpec(entry.spec.objective);
    for (const auto& [key, slider] : m_parameters) {
        const auto set = plain.parameters.find(key);
        const auto& list = entry.info->parameters;
        const auto info = std::find_if(
            list.begin(), list.end(),
            [&, wanted = key](const ParameterInfo& each) { return each.key == wanted; });
        const double value = set != plain.parameters.end() ? set->second : info->fallback;
        slider->setValue(value);
        m_entries->setParameter(m_focus, key, value);
    }
}

ValueSlider* LossExplorer::parameterSlider(const std::string& key) const
{
    const auto found = std::find_if(m_parameters.begin(), m_parameters.end(),
                                    [&](const auto& each) { return each.first == key; });
    return found != m_parameters.end() ? found->second : nullptr;
}

void LossExplorer::showSentence()
{
    if (m_focus < 0) {
        return;
    }
    const LossEntry& entry = m_entries->at(m_focus);
    m_sentence->setText(entry.curve ? pushSentence(entry.title, m_entries->lossAt(m_focus))
                                    : entry.why);
    const char* never = entry.info != nullptr ? whyNotTrainable(entry.info->needs) : nullptr;
    m_use->setEnabled(entry.info != nullptr && never == nullptr && !entry.recipe);
    m_use->setToolTip(never != nullptr ? catalogText(never)
                      : entry.recipe   ? tr("The recipe is in use already.")
                                       : QString());
}

void LossExplorer::done(int result)
{
    m_state.setValue(kExplorerSize, size());
    QDialog::done(result);
}

}  // namespace marginalia
