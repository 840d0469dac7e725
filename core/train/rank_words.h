// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <c10/util/intrusive_ptr.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace c10d {
class Store;
}

namespace marginalia {

/// What the ranks of a run tell each other in c10d's store when they part: a last word each, and a
/// pulse that shows who lives. One thread.
class RankWords {
public:
    RankWords(c10::intrusive_ptr<c10d::Store> store, int rank, int size);
    ~RankWords();
    RankWords(const RankWords&) = delete;
    RankWords& operator=(const RankWords&) = delete;

    /// Counts in the store from now on for as long as this object lives.
    void beginPulse();

    struct Word {
        std::string kind;  ///< stopped, failed, or noticed: another one went
        std::string what;
    };
    /// Says why this rank goes. False: the store cannot be reached.
    bool say(const char* kind, const std::string& what);
    /// What a rank has said so far; nothing: no word yet. Throws where the store cannot be reached.
    std::optional<Word> of(int rank);

    /// Waits for the words of all but rank 0; those that say nothing within three seconds.
    std::vector<int> silentRanks();
    /// Those of them whose pulse stands still meanwhile: one that computes has not noticed yet.
    std::vector<int> goneRanks();
    /// The same of one rank; true where the store cannot be reached either.
    bool isGone(int rank);

private:
    class Pulse;
    std::int64_t pulseOf(int rank);

    c10::intrusive_ptr<c10d::Store> m_store;
    int m_rank;
    int m_size;
    std::unique_ptr<Pulse> m_pulse;  ///< null: this rank shows none
};

}  // namespace marginalia
