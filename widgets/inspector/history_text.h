// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"
#include "widgets/common/text_view.h"

#include <QString>

namespace marginalia {

/// Who, when, how long it took: "today, 17:18 by sample, 6.9 s".
QString whoText(const LabelEvent& event);

/// What happened to a record, newest first, as text and how it looks: the event in semibold, who
/// and when muted below, a reason behind it.
struct HistoryText {
    std::string text;
    std::vector<TextRange> ranges;
};
HistoryText historyText(const std::vector<LabelEvent>& events);

}  // namespace marginalia
