// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/project.h"

#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace marginalia::fault {

/// Command line of a fault program: --full for the figures of reliability.md, further words by
/// name.
class Arguments {
public:
    Arguments(int argc, char** argv) : m_words(argv + 1, argv + argc) {}
    bool has(const std::string& word) const;
    std::string value(const std::string& word, const std::string& fallback = {}) const;

private:
    std::vector<std::string> m_words;
};

/// Counts broken promises and prints each of the first ones.
class Verdicts {
public:
    void require(bool holds, const std::string& sentence);
    std::int64_t broken() const { return m_broken; }
    /// Prints one line of JSON with the figures and gives the exit code.
    int finish(const std::string& row, const std::map<std::string, double>& figures) const;

private:
    std::int64_t m_broken = 0;
};

/// A folder for one program, on a memory disk where there is one (thousands of syncs), removed at
/// the end.
class Workplace {
public:
    Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace();
    std::string at(const std::string& name) const { return m_root + "/" + name; }

private:
    std::string m_root;
};

void copyFolder(const std::string& from, const std::string& to);

/// Makes a project with `pairs` unjudged pairs and closes it. Ends the program when that fails.
void makeProject(const std::string& folder, int pairs);
/// Uids of all records, by number.
std::vector<Uid> recordUids(Project& project);

template <class T, class Call>
Result<T> waitFor(Call&& call)
{
    std::promise<Result<T>> answer;
    call([&](Result<T> result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

Result<std::int64_t> storeLabel(Project& project, const Uid& record, const Uid& event,
                                Verdict verdict = Verdict::A);
/// How often each event uuid is in the project's history.
std::map<Uid, int> storedEvents(Project& project);
/// integrity_check of the database, through a connection of its own.
bool isSound(const std::string& databasePath);

}  // namespace marginalia::fault
