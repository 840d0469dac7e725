// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_actions.h"
#include "widgets/compare/compare_actions.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/data/data_actions.h"
#include "widgets/data/data_panel.h"
#include "widgets/inspector/record_inspector.h"
#include "widgets/jobs/jobs_dock.h"
#include "widgets/label/label_actions.h"
#include "widgets/label/label_panel.h"
#include "widgets/train/train_panel.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

using Area = PanelInfo::Area;

template <class Widget>
QWidget* make(PanelContext& context, QWidget* parent)
{
    return new Widget(context, parent);
}

/// Gives lupdate a context for the texts of this file.
class Panels {
    Q_DECLARE_TR_FUNCTIONS(Panels)
};

}  // namespace

const std::vector<PanelInfo>& panels()
{
    // id, title, icon, area, actions, factory. A panel's texts are made once, after the language is
    // chosen.
    static const std::vector<PanelInfo> list = {
        {QStringLiteral("data"), Panels::tr("Data"), QStringLiteral("data"), Area::Rail,
         dataActions, make<DataPanel>},
        {QStringLiteral("label"), Panels::tr("Label"), QStringLiteral("label"), Area::Rail,
         labelActions, make<LabelPanel>},
        {QStringLiteral("train"), Panels::tr("Train"), QStringLiteral("train"), Area::Rail,
         trainActions, make<TrainPanel>},
        {QStringLiteral("compare"), Panels::tr("Compare"), QStringLiteral("compare"), Area::Rail,
         compareActions, make<ComparePanel>},
        {QStringLiteral("inspector"), Panels::tr("Record inspector"), QStringLiteral("token"),
         Area::RightDock, nullptr, make<RecordInspector>},
        {QStringLiteral("jobs"), Panels::tr("Jobs"), QStringLiteral("jobs"), Area::BottomDock,
         nullptr, make<JobsDock>},
    };
    return list;
}

}  // namespace marginalia
