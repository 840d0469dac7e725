// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/reader.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace marginalia::test {

/// Keeps everything a reader gives.
class Collected : public ReadSink {
public:
    bool head(const ReadHead& head) override
    {
        heads.push_back(head);
        return true;
    }
    bool record(Record record) override
    {
        records.push_back(std::move(record));
        return stopAfter < 0 || static_cast<int>(records.size()) < stopAfter;
    }
    bool problem(const Problem& problem) override
    {
        problems.push_back(problem);
        return true;
    }
    bool progress(std::int64_t bytes, std::int64_t total) override
    {
        EXPECT_LE(bytes, total);
        return true;
    }
    void end(const ReadEnd& end) override { ends.push_back(end); }

    std::vector<ReadHead> heads;
    std::vector<Record> records;
    std::vector<Problem> problems;
    std::vector<ReadEnd> ends;
    int stopAfter = -1;
    Status status;
};

/// A file in the test's temporary folder.
inline std::string fileOf(const std::string& name, const std::string& bytes)
{
    const std::string path =
        testing::TempDir() + "marginalia_" + std::to_string(getpid()) + "_" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

inline Collected readPath(const std::string& path, const ReadOptions& options = {},
                          const std::vector<ContainerReader>& containers = {})
{
    Collected out;
    out.status = readDataFile(path, options, containers, out);
    return out;
}

inline Collected readText(const std::string& name, const std::string& bytes,
                          const ReadOptions& options = {})
{
    const std::string path = fileOf(name, bytes);
    Collected out = readPath(path, options);
    std::remove(path.c_str());
    return out;
}

inline ReadOptions mapped(const char* json)
{
    ReadOptions options;
    options.mapping = Mapping{Json::parse(json)};
    return options;
}

inline std::vector<std::int64_t> linesOf(const std::vector<Problem>& problems)
{
    std::vector<std::int64_t> out;
    for (const Problem& problem : problems) {
        out.push_back(problem.position.line);
    }
    return out;
}

}  // namespace marginalia::test
