// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/step_profile_view.h"

#include "widgets/common/format.h"

#include <QVBoxLayout>

namespace marginalia {

StepProfileView::StepProfileView(QWidget* parent)
    : QWidget(parent),
      m_title(new SectionTitle(tr("Time of a step"))),
      m_parts(new PartBar(tr("Time of a step"), {{tr("data"), 3},
                                                 {tr("forward"), 4},
                                                 {tr("loss"), 2},
                                                 {tr("backward"), 0},
                                                 {tr("optimizer"), 1},
                                                 {tr("waiting"), 5}}))
{
    setToolTip(
        tr("Mean of the last 20 steps. Waiting is what is none of the others: reference "
           "values, held-out rows, saving."));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(new Rule);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(u(14), u(13), u(14), u(13));
    inner->setSpacing(u(8));
    inner->addWidget(m_title);
    inner->addWidget(m_parts);
    outer->addLayout(inner);
    hide();
}

void StepProfileView::setProfile(const std::optional<StepProfile>& profile)
{
    setVisible(profile.has_value());
    if (!profile) {
        return;
    }
    std::vector<double> shares;
    QStringList values;
    for (const double part : profile->parts) {
        shares.push_back(part / profile->seconds);
        values << numberText(100 * shares.back(), shares.back() < 0.0995 ? 1 : 0) + QChar(0x202F) +
                      u'%';
    }
    m_parts->setShares(shares);
    m_parts->setValues(values);
    m_title->setRight(profile->seconds < 1 ? tr("%1 ms").arg(numberText(1000 * profile->seconds, 0))
                                           : tr("%1 s").arg(numberText(profile->seconds, 1)));
}

}  // namespace marginalia
