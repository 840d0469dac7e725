// SPDX-License-Identifier: Apache-2.0
// Imports pairs of 2 kB through marginalia-cli and measures: seconds until committed and readable,
// peak memory of the importing process, then opening, counting, paging, filtering and searching the
// project.
//   import_bench [--pairs N] [--folder DIR] [--index] [--keep PROJECT]
// Goal for 1,000,000: 180 s, 512 MB. --keep leaves the project at a path for other benches.
#include "core/base/clock.h"
#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/store/project.h"

#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;

namespace {

/// Words of a made-up language with a natural spread: few very frequent, many rare.
std::vector<std::string> vocabulary(std::mt19937_64& random)
{
    static constexpr const char* syllables[] = {"ka", "lo",  "mi",  "ren", "tu",  "sol",
                                                "ve", "ari", "den", "po",  "shi", "gra"};
    std::vector<std::string> out;
    for (int i = 0; i < 30000; ++i) {
        std::string word;
        for (std::uint64_t k = 0; k < 1 + random() % 4; ++k) {
            word += syllables[random() % 12];
        }
        out.push_back(word);
    }
    return out;
}

void appendText(std::string& out, std::size_t bytes, const std::vector<std::string>& words,
                std::mt19937_64& random)
{
    const std::size_t end = out.size() + bytes;
    while (out.size() < end) {
        const double u = static_cast<double>(random() >> 11U) * 0x1p-53;
        out += words[static_cast<std::size_t>(u * u * u * static_cast<double>(words.size()))];
        out += random() % 12 == 0 ? ". " : " ";
    }
}

void writePairs(const std::string& path, std::int64_t pairs)
{
    std::mt19937_64 random(1);
    const auto words = vocabulary(random);
    std::ofstream file(path, std::ios::binary);
    std::string line;
    for (std::int64_t i = 0; i < pairs; ++i) {
        line = "{\"prompt\": \"";
        appendText(line, 300 + random() % 100, words, random);
        line += "\", \"chosen\": \"";
        appendText(line, 700 + random() % 200, words, random);
        line += "\", \"rejected\": \"";
        appendText(line, 700 + random() % 200, words, random);
        line += "\"}\n";
        file << line;
    }
}

struct Child {
    int code = -1;
    double seconds = 0;
    double megabytes = 0;
};

Child runImport(const std::string& file, const std::string& project)
{
    const Stopwatch watch;
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "import", file.c_str(),
                "--project", project.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, watch.seconds(),
            static_cast<double>(usage.ru_maxrss) / 1024.0};
}

/// Milliseconds of the fastest and slowest of several runs of the same thing.
template <class Call>
void measure(Json& out, const std::string& name, int times, Call&& call)
{
    double least = 1e18;
    double most = 0;
    for (int i = 0; i < times; ++i) {
        const Stopwatch watch;
        call();
        least = std::min(least, watch.milliseconds());
        most = std::max(most, watch.milliseconds());
    }
    out[name + "_ms"] = {least, most};
}

template <class Set>
Filter filterOf(Set&& set)
{
    Filter filter;
    set(filter);
    return filter;
}

void buildIndex(Project& project, ProjectReader& reader, Json& out)
{
    const Stopwatch watch;
    struct Signal {
        std::mutex mutex;
        std::condition_variable changed;
    };
    const auto signal = std::make_shared<Signal>();
    project.writer()->onChange([signal](const std::string&) { signal->changed.notify_all(); });
    std::unique_lock lock(signal->mutex);
    const Filter none = filterOf([](Filter& filter) { filter.search = "kind:demo"; });
    while (!reader.query(none)->indexComplete) {
        signal->changed.wait_for(lock, std::chrono::milliseconds(500));
    }
    out["index_seconds"] = watch.seconds();
}

Json readBack(const std::string& folder, bool withIndex)
{
    Json out;
    const Stopwatch opening;
    auto project = Project::open(folder, OpenMode::ReadWrite);
    if (!project.ok()) {
        return {{"error", project.error().message()}};
    }
    out["open_ms"] = opening.milliseconds();
    auto reader = (*project)->reader();
    QueryResult all;
    measure(out, "counts", 5, [&] { out["records"] = (*reader)->counts()->pairs; });
    measure(out, "query_all", 3, [&] { all = *(*reader)->query({}); });
    out["hits"] = all.ids.size();
    std::mt19937_64 random(2);
    measure(out, "page_of_512", 20, [&] {
        const std::size_t at = all.ids.size() > 512 ? random() % (all.ids.size() - 512) : 0;
        const auto end =
            all.ids.begin() + static_cast<std::ptrdiff_t>(std::min(all.ids.size(), at + 512));
        static_cast<void>(
            (*reader)->rows({all.ids.begin() + static_cast<std::ptrdiff_t>(at), end}));
    });
    measure(out, "sort_length_difference", 3, [&] {
        static_cast<void>((*reader)->query(
            filterOf([](Filter& filter) { filter.sort = SortKey::LengthDifference; })));
    });
    measure(out, "sort_prompt", 3, [&] {
        static_cast<void>(
            (*reader)->query(filterOf([](Filter& filter) { filter.sort = SortKey::Prompt; })));
    });
    measure(out, "filter_label_none", 3, [&] {
        static_cast<void>(
            (*reader)->query(filterOf([](Filter& filter) { filter.labels = {"none"}; })));
    });
    if (withIndex) {
        buildIndex(**project, **reader, out);
        for (const char* search : {"k", "ka", "kalo", "solmiren", "\"ka lo\"", "kalo mi"}) {
            Filter filter;
            filter.search = search;
            measure(out, std::string("search ") + search, 3, [&] {
                out[std::string("hits ") + search] = (*reader)->query(filter)->ids.size();
            });
        }
    }
    return out;
}

}  // namespace

int main(int argc, char** argv)
{
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"index"}, {"pairs", "folder", "keep"});
    if (!options.ok()) {
        std::fprintf(stderr, "import_bench: %s\n", options.problem().c_str());
        return 2;
    }
    const std::int64_t pairs = std::stoll(options.value("pairs", "100000"));
    std::string root = options.value("folder", "/tmp") + "/marginalia_import_XXXXXX";
    if (::mkdtemp(root.data()) == nullptr) {
        std::perror(root.c_str());
        return 2;
    }
    const std::string file = root + "/pairs.jsonl";
    const std::string project = options.value("keep", root + "/project");
    writePairs(file, pairs);
    Json out = {{"pairs", pairs}, {"file_mb", static_cast<double>(*fileSize(file)) / 1e6}};
    const Child child = runImport(file, project);
    out["exit"] = child.code;
    out["import_seconds"] = child.seconds;
    out["import_peak_mb"] = child.megabytes;
    out.update(readBack(project, options.has("index")));
    std::printf("%s\n", out.dump(2).c_str());
    std::filesystem::remove_all(root);
    return child.code;
}
