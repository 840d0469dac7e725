// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/project.h"
#include "tests/bench/ui/bench_window.h"

#include <condition_variable>
#include <random>

namespace marginalia::bench {

namespace {

constexpr int kChunk = 1000;

/// Words of a made-up language with a natural spread: few very frequent, many rare.
std::vector<std::string> vocabulary(std::mt19937_64& random)
{
    static constexpr const char* syllables[] = {"ka", "lo",  "mi",  "ren", "tu",  "sol",
                                                "ve", "ari", "den", "po",  "shi", "gra"};
    std::vector<std::string> out;
    for (int i = 0; i < 30'000; ++i) {
        std::string word;
        for (std::uint64_t k = 0; k < 1 + random() % 4; ++k) {
            word += syllables[random() % 12];
        }
        out.push_back(std::move(word));
    }
    return out;
}

Messages message(const char* role, std::size_t bytes, const std::vector<std::string>& words,
                 std::mt19937_64& random)
{
    Message out;
    out.role = role;
    while (out.content.size() < bytes) {
        const double u = static_cast<double>(random() >> 11U) * 0x1p-53;
        out.content +=
            words[static_cast<std::size_t>(u * u * u * static_cast<double>(words.size()))];
        out.content += random() % 12 == 0 ? ". " : " ";
    }
    return {out};
}

/// The search index follows an import in slices.
Status waitForIndex(Project& project)
{
    struct Signal {
        std::mutex mutex;
        std::condition_variable changed;
    };
    const auto signal = std::make_shared<Signal>();
    project.writer()->onChange([signal](const std::string&) { signal->changed.notify_all(); });
    MG_TRY(const auto reader, project.reader());
    Filter any;
    any.search = "ka";
    std::unique_lock lock(signal->mutex);
    for (;;) {
        MG_TRY(const QueryResult hits, reader->query(any));
        if (hits.indexComplete) {
            return {};
        }
        signal->changed.wait_for(lock, std::chrono::milliseconds(500));
    }
}

}  // namespace

Result<std::string> makeProject(const std::string& folder, std::int64_t pairs)
{
    MG_TRY(const auto project, Project::create(folder, "bench"));
    ProjectWriter& writer = *project->writer();
    MG_TRY(const std::int64_t import, writer.beginImport("bench.jsonl", "preference", ""));
    std::mt19937_64 random(1);
    const auto words = vocabulary(random);
    std::vector<Record> chunk;
    for (std::int64_t i = 0; i < pairs; ++i) {
        Record record;
        record.prompt = message("user", 300 + random() % 100, words, random);
        record.a = message("assistant", 700 + random() % 200, words, random);
        record.b = message("assistant", 700 + random() % 200, words, random);
        // Nine in ten without a verdict: there must be something to label.
        record.origin = i % 10 == 0 ? Origin::ChosenA : Origin::None;
        record.source.line = i + 1;
        chunk.push_back(std::move(record));
        if (chunk.size() == kChunk || i + 1 == pairs) {
            MG_CHECK(writer.importChunk(import, std::exchange(chunk, {}), i + 1));
        }
    }
    ReadEnd end;
    end.records = end.rows = pairs;
    MG_CHECK(writer.endImport(import, end));
    MG_CHECK(waitForIndex(*project));
    return folder;
}

}  // namespace marginalia::bench
