// SPDX-License-Identifier: Apache-2.0
#include "core/store/search_index.h"

#include "core/base/clock.h"
#include "core/store/record_rows.h"
#include "core/store/schema.h"

#include <optional>

namespace marginalia::store {

namespace {

constexpr std::int64_t kMostRows = 4000;

struct Pending {
    std::int64_t id = 0;
    SearchTexts texts;
};

std::optional<Pending> nextRow(Database& database, std::int64_t after)
{
    Rows row = database.query(
        "SELECT id, prompt, a, b, steps FROM record WHERE id>? ORDER BY id LIMIT 1", after);
    if (!row.next()) {
        return std::nullopt;
    }
    return Pending{row->integer(0),
                   searchTexts(row->view(1), row->view(2), row->view(3), row->view(4))};
}

}  // namespace

std::int64_t indexSlice(Database& database, double milliseconds,
                        const std::function<bool()>& mustYield)
{
    const Stopwatch watch;
    std::int64_t last = std::stoll(metaText(database, "indexed_to", "0"));
    std::int64_t added = 0;
    while (added < kMostRows && watch.milliseconds() < milliseconds &&
           !(added > 0 && mustYield())) {
        const auto row = nextRow(database, last);
        if (!row) {
            break;
        }
        database.run("INSERT INTO record_search(rowid, prompt, a, b) VALUES(?,?,?,?)", row->id,
                     row->texts.prompt, row->texts.a, row->texts.b);
        last = row->id;
        ++added;
    }
    setMeta(database, "indexed_to", std::to_string(last));
    return added;
}

bool indexIncomplete(Database& database)
{
    return database.integer("SELECT max(id) FROM record").value_or(0) >
           std::stoll(metaText(database, "indexed_to", "0"));
}

}  // namespace marginalia::store
