// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/samples_view.h"

#include "widgets/common/buttons.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kMostShown = 4;
constexpr qsizetype kMostCharacters = 400;

}  // namespace

SamplesView::SamplesView(QWidget* parent)
    : QWidget(parent), m_title(new SectionTitle(tr("Samples")))
{
    setObjectName(QStringLiteral("train.samples"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    m_earlier = iconButton(QStringLiteral("chevron_left"), tr("Earlier samples"));
    m_later = iconButton(QStringLiteral("chevron_right"), tr("Later samples"));
    connect(m_earlier, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { go(1); });
    for (QToolButton* arrow : {m_earlier, m_later}) {
        QSizePolicy policy = arrow->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        arrow->setSizePolicy(policy);
    }
    m_title->addRight(m_earlier);
    m_title->addRight(m_later);
    layout->addWidget(m_title);
    m_texts = new QVBoxLayout;
    m_texts->setSpacing(u(2));
    layout->addLayout(m_texts);
    setSamples({});
}

void SamplesView::setSamples(const std::vector<SampleLine>& samples)
{
    if (samples.size() == m_samples.size() && m_step >= 0 && !samples.empty() &&
        samples.back().step == m_samples.back().step &&
        samples.front().text == m_samples.front().text) {
        return;
    }
    m_samples = samples;
    m_steps.clear();
    for (const SampleLine& sample : samples) {
        if (m_steps.empty() || m_steps.back() != sample.step) {
            m_steps.push_back(sample.step);
        }
    }
    const bool gone = std::find(m_steps.begin(), m_steps.end(), m_step) == m_steps.end();
    showStep(m_steps.empty() ? -1 : m_newest || gone ? m_steps.back() : m_step);
}

void SamplesView::go(int direction)
{
    const auto at = std::find(m_steps.begin(), m_steps.end(), m_step);
    if (at == m_steps.end()) {
        return;
    }
    const auto index = std::clamp<std::ptrdiff_t>(at - m_steps.begin() + direction, 0,
                                                  static_cast<std::ptrdiff_t>(m_steps.size()) - 1);
    m_newest = index + 1 == static_cast<std::ptrdiff_t>(m_steps.size());
    showStep(m_steps[static_cast<std::size_t>(index)]);
}

void SamplesView::showStep(std::int64_t step)
{
    m_step = step;
    while (QLayoutItem* item = m_texts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_earlier->setVisible(!m_steps.empty());
    m_later->setVisible(!m_steps.empty());
    m_earlier->setEnabled(!m_steps.empty() && step > m_steps.front());
    m_later->setEnabled(!m_steps.empty() && step < m_steps.back());
    m_title->setHint(
        step < 0 ? QString() : tr("step %1").arg(QLocale().toString(static_cast<qlonglong>(step))));
    int shown = 0;
    for (const SampleLine& sample : m_samples) {
        if (sample.step != step || shown == kMostShown) {
            continue;
        }
        ++shown;
        auto* prompt = new ElidedLabel(QString::fromStdString(sample.prompt).simplified(),
                                       Face::Caption, &Theme::muted);
        QString text = QString::fromStdString(sample.text).trimmed();
        if (text.size() > kMostCharacters) {
            text = text.left(kMostCharacters) + QChar(0x2026);
        }
        auto* answer = new TextLabel(text, Face::Small);
        answer->setObjectName(QStringLiteral("sample"));
        answer->setWordWrap(true);
        answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
        answer->setContentsMargins(0, 0, 0, u(6));
        m_texts->addWidget(prompt);
        m_texts->addWidget(answer);
    }
    if (shown == 0) {
        auto* none = new TextLabel(tr("Written at checkpoints."), Face::Small, &Theme::muted);
        none->setWordWrap(true);
        m_texts->addWidget(none);
    }
}

QStringList SamplesView::shownTexts() const
{
    QStringList out;
    for (const TextLabel* label : findChildren<TextLabel*>(QStringLiteral("sample"))) {
        out << label->text();
    }
    return out;
}

}  // namespace marginalia
