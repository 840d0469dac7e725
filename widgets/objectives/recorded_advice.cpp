// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/recorded_advice.h"

#include "core/jobs/study_table.h"
#include "widgets/common/translated.h"

namespace marginalia {

QStringList recordedAdvice(const std::string& objective)
{
    static const Result<Study> study = readStudy(recordedStudyPath());
    if (!study.ok()) {
        return study.error().kind == ErrorKind::NotFound ? QStringList()
                                                         : QStringList(translated(study.error()));
    }
    QStringList out;
    for (const Text& line : studyAdvice(*study, objective)) {
        out << translated(line, "study");
    }
    return out;
}

}  // namespace marginalia
