// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/snapshot_project.h"
#include "tests/core/data/reading.h"
#include "tests/core/golden_ran.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace marginalia::test {

inline std::string goldenFolder()
{
    const char* folder = std::getenv("MARGINALIA_GOLDEN");
    return folder != nullptr ? folder : MARGINALIA_SOURCE_DIR "/tests/golden";
}

/// Lines of required.txt that name files of text/formats.
inline std::set<std::string> requiredFormats()
{
    std::ifstream list(MARGINALIA_SOURCE_DIR "/tests/golden/required.txt");
    std::set<std::string> out;
    const std::string folder = "text/formats/";
    for (std::string line; std::getline(list, line);) {
        if (line.rfind(folder, 0) == 0) {
            out.insert(line.substr(folder.size()));
        }
    }
    return out;
}

/// The golden files say that names of two codes are suggestions; ours are those of the list of data
/// checks.
inline Json ourCodes(const Json& codes)
{
    Json out = Json::array();
    for (const Json& code : codes) {
        out.push_back(code == "D-EMPTY"   ? "D-EMPTY-REJECTED"
                      : code == "D-EQUAL" ? "D-IDENTICAL"
                                          : code.get<std::string>());
    }
    return out;
}

inline Json ourMeta(Json meta)
{
    if (meta.contains("when_ms")) {
        meta["when"] = meta["when_ms"];
        meta.erase("when_ms");
    }
    return meta;
}

inline void expectRecord(const Json& expected, const Record& record, const std::string& where)
{
    const Json found = toJson(record);
    for (const char* key : {"kind", "text_mode", "prompt", "chosen", "rejected", "completion",
                            "label", "completions", "labels", "split"}) {
        EXPECT_EQ(found.contains(key), expected.contains(key)) << where << key;
        EXPECT_EQ(found.value(key, Json()), expected.value(key, Json())) << where << key;
    }
    EXPECT_EQ(nlohmann::json::parse(found["meta"].dump()),
              nlohmann::json::parse(ourMeta(expected["meta"]).dump()))
        << where;
    EXPECT_EQ(found["codes"], ourCodes(expected["codes"])) << where;
    for (const char* key : {"margin", "strength"}) {
        const Json value = expected.value(key, Json());
        ASSERT_EQ(found.contains(key), !value.is_null()) << where << key;
        if (!value.is_null()) {
            EXPECT_NEAR(found[key].get<double>(), value.get<double>(), 1e-12) << where << key;
        }
    }
    const Json source = expected.value("source", Json::object());
    for (const auto& [key, value] : source.items()) {
        EXPECT_EQ(found["source"][key], value) << where << key;
    }
}

/// Number of an answer of a group as the rule of training rows names it.
inline std::vector<std::pair<int, int>> pairsOf(const Record& record)
{
    StoredRecord stored;
    stored.record = record;
    RowWish wish;
    wish.splitting = Splitting::All;
    std::vector<std::pair<int, int>> out;
    const auto rows = trainingRows(factsOf(snapshotItem(stored, 0)), wish).rows;
    for (size_t i = 0; i + 1 < rows.size(); i += 2) {
        out.emplace_back(rows[i].answer, rows[i + 1].answer);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Texts, ranks or scores, and every pair that the file's order allows.
inline void expectGroups(const std::string& file, const Json& expected,
                         const std::vector<Record>& records)
{
    ASSERT_EQ(records.size(), expected.size()) << file;
    for (size_t i = 0; i < records.size(); ++i) {
        const Json& group = expected[i];
        const Record& record = records[i];
        EXPECT_EQ(record.kind, RecordKind::Group) << file;
        EXPECT_EQ(toJson(record.prompt), group["prompt"]) << file;
        ASSERT_EQ(record.answers.size(), group["answers"].size()) << file;
        for (size_t k = 0; k < record.answers.size(); ++k) {
            EXPECT_EQ(plainText(record.answers[k].messages), group["answers"][k]) << file;
            if (group.contains("ranks")) {
                EXPECT_EQ(record.answers[k].rank, group["ranks"][k].get<double>()) << file;
            }
            if (group.contains("scores")) {
                ASSERT_TRUE(record.answers[k].score) << file;
                EXPECT_NEAR(*record.answers[k].score, group["scores"][k].get<double>(), 1e-12);
            }
        }
        auto pairs = group["valid_pairs"].get<std::vector<std::pair<int, int>>>();
        std::sort(pairs.begin(), pairs.end());
        EXPECT_EQ(pairsOf(record), pairs) << file << i;
    }
}

inline void expectFile(const std::string& file, const Json& expected,
                       const std::vector<ContainerReader>& containers)
{
    const Collected out = readPath(goldenFolder() + "/text/formats/" + file, {}, containers);
    ASSERT_TRUE(out.status.ok()) << file << ": " << out.status.error().message();
    EXPECT_EQ(out.heads.at(0).container, expected["container"]) << file;
    EXPECT_EQ(out.heads[0].format, expected["format"]) << file;
    if (expected.contains("groups")) {
        expectGroups(file, expected["groups"], out.records);
        return;
    }
    if (expected.contains("prompts")) {
        EXPECT_EQ(Json(out.records.size()), expected["prompts"]) << file;
        for (const Record& record : out.records) {
            EXPECT_EQ(record.kind, RecordKind::Prompt) << file;
            EXPECT_FALSE(record.prompt.empty()) << file;
        }
        return;
    }
    ASSERT_EQ(out.records.size(), expected["records"].size()) << file;
    for (size_t i = 0; i < out.records.size(); ++i) {
        expectRecord(expected["records"][i], out.records[i],
                     file + " record " + std::to_string(i) + ": ");
    }
    Json bad = expected.value("bad_lines", Json::array());
    for (const Json& refused : expected.value("refused", Json::array())) {
        bad.push_back(refused["line"]);
        EXPECT_EQ(out.problems.at(0).code, refused["code"]) << file;
    }
    EXPECT_EQ(Json(linesOf(out.problems)), bad) << file;
    for (const Json& code : expected.value("codes", Json::array())) {
        const auto& codes = out.heads[0].codes;
        EXPECT_TRUE(std::find(codes.begin(), codes.end(), code) != codes.end() ||
                    out.ends.at(0).codes.count(code) > 0)
            << file;
    }
}

/// Other containers must be refused by the name of the container, other schemes by that of the
/// scheme.
inline void expectRefused(const std::string& file, const Json& expected,
                          const std::vector<ContainerReader>& containers)
{
    const Collected out = readPath(goldenFolder() + "/text/formats/" + file, {}, containers);
    ASSERT_FALSE(out.status.ok()) << file;
    const std::string message = out.status.error().message();
    const std::string format = expected["format"];
    const std::string container = expected["container"];
    EXPECT_TRUE(message.find("(" + format + ")") != std::string::npos ||
                message.find("(" + container) != std::string::npos)
        << file << ": " << message;
    EXPECT_EQ(out.status.error().kind, ErrorKind::Unsupported) << file;
    EXPECT_FALSE(out.status.error().todo.empty()) << file;
    EXPECT_TRUE(out.records.empty()) << file;
}

inline Json expectationOf(const std::string& file)
{
    std::ifstream in(goldenFolder() + "/text/formats/expect/" + file + ".json");
    return Json::parse(in);
}

/// A file that must be read, or that is read though nobody asks for it, gives its records; every
/// other one is refused by name. True when it gave records.
inline bool expectCase(const std::string& file, const std::set<std::string>& required,
                       const std::vector<ContainerReader>& containers)
{
    const Json expected = expectationOf(file);
    if (required.count(file) > 0 ||
        readPath(goldenFolder() + "/text/formats/" + file, {}, containers).status.ok()) {
        expectFile(file, expected, containers);
        return true;
    }
    expectRefused(file, expected, containers);
    return false;
}

/// The data files of the golden folder, by whether they are Parquet.
inline std::vector<std::string> goldenFiles(bool parquet)
{
    std::vector<std::string> out;
    std::error_code code;
    for (const auto& entry :
         std::filesystem::directory_iterator(goldenFolder() + "/text/formats", code)) {
        const std::string name = entry.path().filename();
        if (entry.is_regular_file() && name.ends_with(".parquet") == parquet) {
            out.push_back(name);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace marginalia::test
