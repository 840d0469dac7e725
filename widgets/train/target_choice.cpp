// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/target_choice.h"

#include "widgets/common/labels.h"
#include "widgets/common/translated.h"
#include "widgets/train/recipe_parts.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

constexpr const char* kSetUp = "?targets";

}  // namespace

TargetChoice::TargetChoice(QWidget* parent) : QWidget(parent), m_doctor(new TargetDoctor(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(4));
    m_box = recipeBox(tr("Train on"), QStringLiteral("recipe.target"));
    layout->addLayout(recipeRow(tr("On"), m_box, nullptr, nullptr));
    auto* notes = new QHBoxLayout;
    notes->setContentsMargins(u(kRecipeNameWidth + 8), 0, 0, 0);
    notes->setSpacing(u(8));
    m_note = new TextLabel({}, Face::Caption, &Theme::muted);
    m_note->setObjectName(QStringLiteral("recipe.target.note"));
    m_note->setWordWrap(true);
    m_again = new LinkLabel(tr("Look again"));
    m_again->setFace(Face::Caption);
    notes->addWidget(m_note, 1);
    notes->addWidget(m_again, 0, Qt::AlignTop);
    layout->addLayout(notes);
    connect(m_box, &QComboBox::activated, this, &TargetChoice::take);
    connect(m_again, &LinkLabel::activated, this, &TargetChoice::look);
    connect(m_doctor, &TargetDoctor::answered, this, [this](const TargetReport& report) {
        m_report = report;
        showNote();
        Q_EMIT changed();
    });
    reload();
}

std::optional<away::Target> TargetChoice::target() const
{
    const auto found = std::find_if(
        m_targets.begin(), m_targets.end(),
        [&](const away::Target& each) { return QString::fromStdString(each.name) == m_chosen; });
    return found != m_targets.end() ? std::optional<away::Target>(*found) : std::nullopt;
}

QString TargetChoice::problem() const
{
    if (m_chosen.isEmpty()) {
        return {};
    }
    if (!m_report) {
        return tr("Looking at %1…").arg(m_chosen);
    }
    return m_report->fit ? QString() : tr("%1 cannot train yet.").arg(m_chosen);
}

void TargetChoice::choose(const QString& name)
{
    const int index = m_box->findData(name);
    if (index >= 0) {
        m_box->setCurrentIndex(index);
        take(index);
    }
}

void TargetChoice::take(int index)
{
    const QString name = m_box->itemData(index).toString();
    if (name == QLatin1String(kSetUp)) {
        m_box->setCurrentIndex(std::max(0, m_box->findData(m_chosen)));
        Q_EMIT setUpAsked();
        return;
    }
    if (name != m_chosen) {
        m_chosen = name;
        look();
    }
}

void TargetChoice::look()
{
    m_report.reset();
    if (m_chosen.isEmpty()) {
        m_doctor->forget();
    } else {
        m_doctor->ask(m_chosen);
    }
    showNote();
    Q_EMIT changed();
}

void TargetChoice::showNote()
{
    const bool bad = m_report && !m_report->fit;
    m_note->setVisible(!m_chosen.isEmpty());
    m_again->setVisible(bad);
    m_note->setColour(bad ? &Theme::error : &Theme::muted);
    if (!m_report) {
        m_note->setText(tr("Looking at %1…").arg(m_chosen));
        m_note->setToolTip({});
        return;
    }
    QStringList remarks;
    for (const TargetReport::Finding& finding : m_report->findings) {
        if (finding.verdict != QLatin1String("problem")) {
            remarks << finding.text;
        }
    }
    m_note->setText(bad ? m_report->problem() : tr("Ready. The run is sent there."));
    m_note->setToolTip(remarks.join(u'\n'));
}

void TargetChoice::reload()
{
    auto targets = away::readTargets();
    if (targets.ok() && *targets == m_targets && m_box->count() > 0) {
        return;
    }
    const auto before = target();
    m_targets = targets.ok() ? targets.take() : std::vector<away::Target>();
    m_box->clear();
    m_box->addItem(tr("This machine"), QString());
    for (const away::Target& each : m_targets) {
        const QString name = QString::fromStdString(each.name);
        m_box->addItem(name, name);
        m_box->setItemData(m_box->count() - 1, QString::fromStdString(each.host), Qt::ToolTipRole);
    }
    m_box->addItem(tr("Set up machines…"), QString::fromLatin1(kSetUp));
    m_box->setToolTip(targets.ok() ? QString() : translated(targets.error()));
    const auto now = target();
    if (!now) {
        m_chosen.clear();
    }
    m_box->setCurrentIndex(std::max(0, m_box->findData(m_chosen)));
    if (before != now) {
        look();
    } else {
        showNote();
    }
}

void TargetChoice::showEvent(QShowEvent* event)
{
    reload();
    QWidget::showEvent(event);
}

bool TargetChoice::event(QEvent* event)
{
    // The settings were open, or the command line was used.
    if (event->type() == QEvent::WindowActivate) {
        reload();
    }
    return QWidget::event(event);
}

}  // namespace marginalia
