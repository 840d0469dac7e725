// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/sampling_dialog.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace marginalia {

namespace {

std::function<QString(const QString&)> between(double low, double high, bool whole)
{
    return [low, high, whole](const QString& text) {
        bool good = false;
        const double value =
            whole ? static_cast<double>(text.toLongLong(&good)) : text.toDouble(&good);
        return good && value >= low && value <= high
                   ? QString()
                   : SamplingDialog::tr("A number from %1 to %2.").arg(low).arg(high, 0, 'f', 0);
    };
}

}  // namespace

SamplingDialog::SamplingDialog(const SamplingChoice& present, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Sampling"));
    setMinimumWidth(u(320));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(u(16), u(16), u(16), u(16));
    column->setSpacing(u(12));
    m_temperature = new TextField(tr("Temperature (0: always the likeliest token)"));
    m_temperature->setCheck(between(0, 5, false));
    m_temperature->setValue(QString::number(present.temperature));
    m_seed = new TextField(tr("Seed"));
    m_seed->setCheck(between(0, 1e9, true));
    m_seed->setValue(QString::number(present.seed));
    m_tokens = new TextField(tr("Up to this many tokens"));
    m_tokens->setCheck(between(1, 8192, true));
    m_tokens->setValue(QString::number(present.maxNewTokens));
    for (TextField* field : {m_temperature, m_seed, m_tokens}) {
        field->setMono();
        column->addWidget(field);
    }
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = new Button(tr("Cancel"));
    auto* apply = new Button(tr("Apply"), ButtonRole::Primary);
    apply->setDefault(true);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(apply, &Button::clicked, this, &QDialog::accept);
    row->addWidget(cancel);
    row->addWidget(apply);
    column->addLayout(row);
}

SamplingChoice SamplingDialog::choice() const
{
    return {m_temperature->value().toDouble(), m_seed->value().toULongLong(),
            m_tokens->value().toInt()};
}

}  // namespace marginalia
