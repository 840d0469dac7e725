// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/store/backup.h"
#include "core/store/schema.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace marginalia::store {

namespace {

std::uint32_t bigEndian(const unsigned char* at)
{
    return static_cast<std::uint32_t>(at[0]) << 24U | static_cast<std::uint32_t>(at[1]) << 16U |
           static_cast<std::uint32_t>(at[2]) << 8U | static_cast<std::uint32_t>(at[3]);
}

Error unsupported(Text what, const std::string& path, Text todo)
{
    return failure(ErrorKind::Unsupported, std::move(what), path, std::move(todo));
}

std::array<std::int64_t, 2> sizes(Database& database)
{
    return {database.integer("SELECT count(*) FROM record").value_or(0),
            database.integer("SELECT count(*) FROM label_event").value_or(0)};
}

std::string chainHead(Database& database)
{
    return database.text("SELECT hash FROM label_event ORDER BY seq DESC LIMIT 1").value_or("");
}

}  // namespace

Status checkHeader(const std::string& path, std::int64_t known)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return systemError(errno, MG_TR("store", "The project database cannot be opened"), path);
    }
    unsigned char header[100];
    const ssize_t got = ::pread(descriptor, header, sizeof header, 0);
    ::close(descriptor);
    if (got != static_cast<ssize_t>(sizeof header) ||
        std::memcmp(header, "SQLite format 3", 16) != 0) {
        return unsupported(MG_TR("store", "This is not a project of Marginalia."), path,
                           MG_TR("store", "Choose a folder with a .marginalia file in it."));
    }
    if (bigEndian(header + 68) != kApplicationId) {
        return unsupported(MG_TR("store", "This database belongs to another program."), path,
                           MG_TR("store", "Choose a folder with a .marginalia file in it."));
    }
    if (bigEndian(header + 60) > known) {
        return unsupported(Text(MG_TR("store",
                                      "This project was made by a newer version of Marginalia (its "
                                      "format is %1, this program knows %2)."),
                                {std::to_string(bigEndian(header + 60)), std::to_string(known)}),
                           path, MG_TR("store", "Open it with that version; it was not touched."));
    }
    return {};
}

void migrate(Database& database, const std::string& path, const std::vector<Migration>& steps,
             std::int64_t target)
{
    const std::int64_t present = database.integer("PRAGMA user_version").value_or(0);
    if (present >= target) {
        return;
    }
    const auto backup = backUp(path, "before-version-" + std::to_string(target), 3);
    check(backup.ok() ? Status() : Status(backup.error()));
    Transaction transaction(database);
    const auto before = sizes(database);
    const std::string head = chainHead(database);
    std::int64_t reached = present;
    for (const Migration& step : steps) {
        if (step.version > present && step.version <= target) {
            step.apply(database);
            reached = step.version;
        }
    }
    const bool broken = database.text("PRAGMA foreign_key_check").has_value();
    if (reached != target || broken || sizes(database) != before || chainHead(database) != head) {
        check(failure(ErrorKind::Internal,
                      Text(MG_TR("store", "The project could not be brought from format %1 to %2."),
                           {std::to_string(present), std::to_string(target)}),
                      path, Text(MG_TR("store", "It is unchanged; a copy is %1."), {*backup})));
    }
    database.script("PRAGMA user_version=" + std::to_string(target));
    transaction.commit();
}

}  // namespace marginalia::store
