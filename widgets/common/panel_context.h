// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actions.h"
#include "widgets/common/host_client.h"
#include "widgets/common/job_model.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/run_feed.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/settings.h"
#include "widgets/common/shell.h"
#include "widgets/common/tour.h"

namespace marginalia {

/// What a panel may use; everything outlives it. A panel is built for one open project and deleted
/// with it.
struct PanelContext {
    Shell& shell;
    ActionRegistry& actions;
    Settings& settings;
    Selection& selection;
    Session& session;
    RunFeedHub& feeds;
    HostClient& host;
    JobModel& jobs;
    Tour& tour;
};

}  // namespace marginalia
