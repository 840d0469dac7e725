// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/snapshot_project.h"
#include "core/synth/world.h"

#include <vector>

namespace marginalia {

/// Sums of the starter's world with their answers, always the same.
inline std::vector<Record> sums(int count)
{
    synth::Generator generator(21);
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        const synth::Example example = generator.next(synth::Family::Sum);
        Record record;
        record.kind = RecordKind::Demo;
        record.prompt = {{"user", example.prompt, "", "", {}, {}}};
        record.a = {{"assistant", example.answer, "", "", {}, {}}};
        out.push_back(record);
    }
    return out;
}

}  // namespace marginalia
