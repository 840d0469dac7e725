// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/uid.h"
#include "core/store/database.h"

#include <functional>
#include <string>
#include <vector>

namespace marginalia::store {

constexpr std::int64_t kApplicationId = 0x4D41524E;  ///< "MARN"
constexpr std::int64_t kSchemaVersion = 2;

/// One step from version - 1 to `version`, inside a transaction.
struct Migration {
    std::int64_t version = 0;
    std::function<void(Database&)> apply;
};

/// All steps after version 1, in order: the one list to add to (with a fixture of the version left
/// behind in tests/core/store/fixtures).
const std::vector<Migration>& migrations();

/// Makes the tables of kSchemaVersion in an empty database, with the project's identity.
void createSchema(Database& database, const Uid& project, const std::string& name);

/// The triggers that forbid to change or remove label events; dropped only while a damaged log is
/// restored.
const char* eventTriggers();

/// What the first 100 bytes of a file say, without opening it as a database (reliability.md 9).
///
/// Not a database, another program's or a newer one: Unsupported with the reason.
Status checkHeader(const std::string& path, std::int64_t known = kSchemaVersion);

/// Brings an older database up to `target`: verified backup beside it, then one transaction that
/// ends with foreign_key_check and unchanged numbers of records and label events.
void migrate(Database& database, const std::string& path, const std::vector<Migration>& steps,
             std::int64_t target);

/// meta table: small values of the store itself.
std::string metaText(Database& database, const std::string& key, const std::string& fallback = {});
void setMeta(Database& database, const std::string& key, const std::string& value);

}  // namespace marginalia::store
