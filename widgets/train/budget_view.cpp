// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/budget_view.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"

#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace marginalia {
namespace {

std::array<std::int64_t, 4> bytesOf(const Budget& budget)
{
    return {budget.weights, budget.optimizer, budget.activations, budget.workspace};
}

constexpr std::size_t kRemediesShown = 3;

/// A remedy in as few words as a button has; its sentence is the tooltip.
QString shortRemedy(const Remedy& remedy)
{
    const auto& [key, value] = remedy.settings.back();
    const QString number = QString::fromStdString(value);
    if (key == "pack_tokens") {
        return BudgetView::tr("Streams of %1 tokens").arg(number);
    }
    if (key == "max_length") {
        return BudgetView::tr("Texts up to %1 tokens").arg(number);
    }
    if (key == "recompute") {
        return BudgetView::tr("Blocks computed again");
    }
    if (key == "method") {
        return BudgetView::tr("An adapter");
    }
    if (key == "offload") {
        return value == "disk" ? BudgetView::tr("Optimizer on the disk")
                               : BudgetView::tr("Optimizer in the machine's memory");
    }
    if (key == "optimizer_state") {
        return BudgetView::tr("8-bit moments");
    }
    if (key == "masters") {
        return BudgetView::tr("bf16 without float32 copies");
    }
    const bool adapter = remedy.settings.size() > 1;
    if (value == "bf16") {
        return adapter ? BudgetView::tr("An adapter, base in bf16")
                       : BudgetView::tr("Weights in bf16");
    }
    if (value == "int8") {
        return adapter ? BudgetView::tr("An adapter, base in 8 bits")
                       : BudgetView::tr("Base in 8 bits");
    }
    return adapter ? BudgetView::tr("An adapter, base in 4 bits")
                   : BudgetView::tr("Base in 4 bits");
}

}  // namespace

BudgetView::BudgetView(QWidget* parent)
    : QWidget(parent),
      m_parts(new PartBar(
          tr("Memory"),
          {{tr("weights"), 0}, {tr("optimizer"), 1}, {tr("activations"), 4}, {tr("program"), 3}})),
      m_sentence(new TextLabel({}, Face::Small)),
      m_remedyBox(new QWidget(this)),
      m_measure(new LinkLabel(tr("Measure")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(6));
    layout->addWidget(m_parts);
    m_sentence->setWordWrap(true);
    layout->addWidget(m_sentence);
    auto* remedies = new QVBoxLayout(m_remedyBox);
    remedies->setContentsMargins(0, 0, 0, 0);
    remedies->setSpacing(u(6));
    for (std::size_t i = 0; i < kRemediesShown; ++i) {
        auto* button = new Button(QString());
        setSmall(*button);
        button->setObjectName(QStringLiteral("budget.remedy%1").arg(i + 1));
        button->hide();
        remedies->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, [this, i] {
            const Remedy chosen = m_remedies[i];  // what is shown changes with it
            Q_EMIT remedyChosen(chosen);
        });
        m_remedyButtons.push_back(button);
    }
    m_measure->setObjectName(QStringLiteral("budget.measure"));
    m_measure->setToolTip(
        tr("Loads the model in a process of its own and takes some of the data through steps that "
           "change nothing, for about two seconds."));
    m_measure->hide();
    layout->addWidget(m_measure, 0, Qt::AlignLeft);
    connect(m_measure, &LinkLabel::activated, this, &BudgetView::measureAsked);
    clear({});
}

void BudgetView::clear(const QString& why)
{
    m_known = false;
    m_plan.reset();
    setRemedies({});
    m_measure->hide();
    m_parts->setShares({});
    m_parts->setValues({notMeasured(), notMeasured(), notMeasured(), notMeasured()});
    m_sentence->setColour(&Theme::muted);
    m_sentence->setText(why);
}

void BudgetView::setBudget(const Budget& budget, std::int64_t machineBytes)
{
    m_known = true;
    m_plan.reset();
    m_measure->setText(tr("Measure"));
    m_measure->setVisible(m_measures);
    m_budget = budget;
    m_machine = machineBytes;
    const auto whole = static_cast<double>(std::max(machineBytes, budget.total()));
    std::vector<double> shares;
    QStringList values;
    for (const std::int64_t bytes : bytesOf(budget)) {
        shares.push_back(whole > 0 ? static_cast<double>(bytes) / whole : 0);
        values << sizeText(static_cast<double>(bytes));
    }
    m_parts->setShares(shares);
    m_parts->setValues(values);
    showSentence();
}

void BudgetView::setPlan(const RunPlan& plan)
{
    const PlanMemory& memory = plan.memory;
    Budget budget;
    budget.weights = memory.weights + memory.others;
    budget.optimizer = memory.optimizer + memory.gradients;
    budget.activations = memory.activations + memory.head;
    budget.workspace = memory.program;
    budget.beside = plan.beside;
    budget.from = plan.from;
    budget.steps = plan.steps;
    budget.seconds = plan.totalSeconds();
    setBudget(budget, plan.machine);
    m_plan = plan;
    m_measure->setText(tr("Measure again"));
    setRemedies(plan.remedies);
    showSentence();
}

void BudgetView::setRemedies(const std::vector<Remedy>& remedies)
{
    m_remedies = remedies;
    showRemedies();
}

void BudgetView::showRemedies()
{
    const std::int64_t room = m_plan ? m_plan->available : m_machine;
    const auto enough = static_cast<std::size_t>(
        std::count_if(m_remedies.begin(), m_remedies.end(),
                      [room](const Remedy& remedy) { return remedy.total <= room; }));
    // Those that make it fit stand first; only where none does, the others say how far they go.
    const std::size_t count = enough > 0 ? enough : m_remedies.size();
    for (std::size_t i = 0; i < m_remedyButtons.size(); ++i) {
        Button& button = *m_remedyButtons[i];
        const bool shown = m_known && m_changes && !fits() && i < count;
        button.setVisible(shown);
        if (shown) {
            const Remedy& remedy = m_remedies[i];
            button.setText(tr("%1 · %2").arg(shortRemedy(remedy),
                                             sizeText(static_cast<double>(remedy.total))));
            button.setToolTip(translated(remedy.what, "plan"));
        }
    }
}

void BudgetView::setOffering(bool changes, bool measures)
{
    m_changes = changes;
    m_measures = measures;
    m_measure->setVisible(m_known && measures);
    showRemedies();
}

void BudgetView::setMeasuring(bool measuring, const QString& problem)
{
    m_measure->setEnabled(!measuring);
    if (measuring) {
        m_measure->setText(tr("Measuring…"));
        return;
    }
    m_measure->setText(m_plan ? tr("Measure again") : tr("Measure"));
    if (!problem.isEmpty()) {
        m_sentence->setColour(&Theme::error);
        m_sentence->setText(problem);
    }
}

void BudgetView::setMeasured(double megabytes)
{
    m_measured = megabytes;
    if (m_known) {
        showSentence();
    }
}

bool BudgetView::fits() const
{
    if (m_plan) {
        return m_plan->fits();
    }
    return !m_known || m_machine <= 0 || m_budget.total() <= m_machine;
}

/// "Measured 1.2 GB and 0.31 s a step: 4 min 10 s."
QString BudgetView::measuredSentence() const
{
    const QString size = sizeText(static_cast<double>(m_plan->total()));
    if (!m_plan->calibrated) {
        return tr("Counted %1.").arg(size);
    }
    const QString step = numberText(m_plan->stepSeconds, m_plan->stepSeconds < 1 ? 3 : 1);
    const QString whole = durationText(m_plan->totalSeconds());
    return m_plan->from > 0
               ? tr("From a trial: %1 and %2 s a step, %3 for the %n steps that remain.", nullptr,
                    static_cast<int>(m_plan->steps))
                     .arg(size, step, whole)
               : tr("From a trial: %1 and %2 s a step, %3 in all.").arg(size, step, whole);
}

/// "Estimated 1.2 GB and 4 min 10 s."
QString BudgetView::estimatedSentence() const
{
    const QString size = sizeText(static_cast<double>(m_budget.total()));
    const auto steps = static_cast<int>(m_budget.steps);
    const bool fork = m_budget.from > 0;
    if (m_budget.seconds < 0) {
        return fork ? tr("Estimated %1, and %n steps remain.", nullptr, steps).arg(size)
                    : tr("Estimated %1 and %n steps.", nullptr, steps).arg(size);
    }
    const QString time = m_budget.seconds < 1 ? tr("under 1 s") : durationText(m_budget.seconds);
    return fork ? tr("Estimated %1 and %2 for the %n steps that remain.", nullptr, steps)
                      .arg(size, time)
                : tr("Estimated %1 and %2.").arg(size, time);
}

QString BudgetView::besides() const
{
    QString out;
    if (m_budget.beside > 0) {
        out += u' ' + tr("Beside the card %1 of the machine's memory.")
                          .arg(sizeText(static_cast<double>(m_budget.beside)));
    }
    if (m_measured > 0) {
        out += u' ' + tr("Measured %1.").arg(sizeText(m_measured * 1e6));
    }
    return out;
}

void BudgetView::showSentence()
{
    showRemedies();
    if (m_plan && !m_plan->fits()) {
        m_sentence->setColour(&Theme::error);
        m_sentence->setText(tr("Needs about %1, and %2 are free.")
                                .arg(sizeText(static_cast<double>(m_plan->total())),
                                     sizeText(static_cast<double>(m_plan->available))));
        return;
    }
    if (m_plan) {
        m_sentence->setColour(&Theme::text);
        m_sentence->setText(measuredSentence() + besides());
        return;
    }
    const QString size = sizeText(static_cast<double>(m_budget.total()));
    if (!fits()) {
        m_sentence->setColour(&Theme::error);
        m_sentence->setText(
            tr("Needs about %1, this machine has %2. Take a smaller batch or a smaller model.")
                .arg(size, sizeText(static_cast<double>(m_machine))));
        return;
    }
    QString text = estimatedSentence();
    if (m_budget.seconds < 0) {
        text += u' ' + tr("The time is known after the first run.");
    }
    m_sentence->setColour(&Theme::text);
    m_sentence->setText(text + besides());
}

QString BudgetView::sentence() const
{
    return m_sentence->text();
}

}  // namespace marginalia
