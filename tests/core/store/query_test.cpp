// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"
#include "core/store/search_text.h"
#include "tests/core/store/store_fixture.h"

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

/// Once with the index built, once with every row scanned: both must find the same.
class QueryTest : public StoreTest, public ::testing::WithParamInterface<bool> {
protected:
    void SetUp() override
    {
        store::tuning().index = GetParam();
        StoreTest::SetUp();
        import({pairOf("Write a poem about the Sea", "Waves are high", "No", true),
                pairOf("Was ist Übermut?", "Der ÜBERMUT tut selten gut", "Don't know", true),
                pairOf("Translate 汉字 please", "Chinese characters", "What is that", false)},
               "/data/first set.jsonl");
        Record unpaired;
        unpaired.kind = RecordKind::Unpaired;
        unpaired.prompt = said("user", "sea shells");
        unpaired.a = said("assistant", "she sells");
        unpaired.label = true;
        Record steps;
        steps.kind = RecordKind::Steps;
        steps.prompt = said("user", "sum");
        steps.steps = {"carry the one", "write eleven"};
        steps.stepLabels = {true, true};
        import({unpaired, steps}, "/data/kto.csv");
        if (GetParam()) {
            waitForIndex();
        }
    }
    void TearDown() override
    {
        StoreTest::TearDown();
        store::tuning().index = true;
    }
    void waitForIndex()
    {
        // Shared: the project keeps the listener after this function has gone.
        struct Signal {
            std::mutex mutex;
            std::condition_variable changed;
        };
        const auto signal = std::make_shared<Signal>();
        m_project->writer()->onChange([signal](const std::string&) {
            const std::lock_guard lock(signal->mutex);
            signal->changed.notify_all();
        });
        std::unique_lock lock(signal->mutex);
        while (!m_reader->query({})->indexComplete) {
            signal->changed.wait_for(lock, std::chrono::milliseconds(50));
        }
    }
    std::vector<std::int64_t> found(const std::string& search)
    {
        Filter filter;
        filter.search = search;
        const auto result = m_reader->query(filter);
        EXPECT_TRUE(result.ok()) << result.error().message();
        EXPECT_EQ(result->indexComplete, GetParam());
        std::vector<std::int64_t> out;
        for (const RecordId id : result->ids) {
            out.push_back(number(id));
        }
        return out;
    }
};

using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_P(QueryTest, WordsMatchFromTheirBeginning)
{
    EXPECT_EQ(found("sea"), (Ids{1, 4}));
    EXPECT_EQ(found("SE"), (Ids{1, 2, 4}));
    EXPECT_EQ(found("ea"), (Ids{}));
    EXPECT_EQ(found("sea poem"), (Ids{1}));
    EXPECT_EQ(found("sea gut"), (Ids{}));
}

TEST_P(QueryTest, QuotesMakeAPhraseOfWholeWords)
{
    EXPECT_EQ(found("\"about the sea\""), (Ids{1}));
    EXPECT_EQ(found("\"the about\""), (Ids{}));
    EXPECT_EQ(found("\"about the se\""), (Ids{}));
    EXPECT_EQ(found("\"about the sea"), (Ids{1})) << "an open quote ends with the text";
}

TEST_P(QueryTest, CaseAndMarksDoNotMatter)
{
    EXPECT_EQ(found("ubermut"), (Ids{2}));
    EXPECT_EQ(found("übermut selten"), (Ids{2}));
    EXPECT_EQ(found("汉字"), (Ids{3}));
    EXPECT_EQ(found("don't"), (Ids{2}));
}

TEST_P(QueryTest, StepsAreSearched)
{
    EXPECT_EQ(found("carry eleven"), (Ids{5}));
}

TEST_P(QueryTest, ColumnsRestrict)
{
    EXPECT_EQ(found("kind:unpaired"), (Ids{4}));
    EXPECT_EQ(found("kind:unpaired kind:steps"), (Ids{4, 5}));
    EXPECT_EQ(found("label:a"), (Ids{1, 2}));
    EXPECT_EQ(found("label:labelled"), (Ids{1, 2, 4}));
    EXPECT_EQ(found("label:none"), (Ids{3, 5}));
    EXPECT_EQ(found("label:true"), (Ids{4}));
    EXPECT_EQ(found("source:kto"), (Ids{4, 5}));
    EXPECT_EQ(found("source:\"first set\" sea"), (Ids{1}));
    EXPECT_EQ(found("source:here"), (Ids{}));
    EXPECT_EQ(found("kind:nonsense"), (Ids{}));
    ASSERT_TRUE(waitFor<std::int64_t>([&](auto done) {
                    m_project->writer()->flag(uidOf(3), "ann", true, done);
                }).ok());
    EXPECT_EQ(found("flag:yes"), (Ids{3}));
    EXPECT_EQ(found("flag:no kind:pair"), (Ids{1, 2}));
    EXPECT_EQ(found("Translate flag:yes"), (Ids{3}));
}

TEST_P(QueryTest, OddSearchesAreNoErrors)
{
    EXPECT_EQ(found("").size(), 5U);
    EXPECT_EQ(found("!!! ,").size(), 5U);
    for (const char* odd : {"\"", "a:b", "(sea", "sea*", "NOT", "AND OR", "kind:", "^x",
                            "{prompt}: y", "\"\"", "-- ; drop"}) {
        found(odd);
    }
    EXPECT_EQ(found("sea*"), (Ids{1, 4}));
}

TEST_P(QueryTest, FiltersAndSorts)
{
    Filter filter;
    filter.kinds = {"pair"};
    filter.sort = SortKey::ChosenWords;
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{3}, RecordId{1}, RecordId{2}}));
    filter.descending = true;
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{2}, RecordId{1}, RecordId{3}}));
    filter.sort = SortKey::RejectedWords;
    filter.descending = false;
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{1}, RecordId{2}, RecordId{3}}));
    filter.sort = SortKey::LengthDifference;
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{3}, RecordId{1}, RecordId{2}}));
    filter.kinds.clear();
    filter.sort = SortKey::Prompt;
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{4}, RecordId{5}, RecordId{3},
                                                  RecordId{2}, RecordId{1}}));
    filter.sort = SortKey::Number;
    filter.descending = true;
    filter.imports = {2};
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{5}, RecordId{4}}));
    filter.imports.clear();
    filter.labels = {"none", "true"};
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{5}, RecordId{4}, RecordId{3}}));
    filter.search = "se";
    EXPECT_EQ(ids(filter), (std::vector<RecordId>{RecordId{4}}));
}

TEST_P(QueryTest, TheFirstHitsAreTheBeginningOfAll)
{
    for (const char* search : {"", "a", "the", "kind:pair"}) {
        Filter filter;
        filter.search = search;
        const auto all = m_reader->query(filter)->ids;
        for (const std::int64_t most : {0, 1, 2, 1000}) {
            const auto first = m_reader->query(filter, most);
            ASSERT_TRUE(first.ok()) << search;
            const std::size_t wanted = std::min(all.size(), static_cast<std::size_t>(most));
            EXPECT_EQ(first->ids,
                      std::vector<RecordId>(all.begin(), all.begin() + static_cast<long>(wanted)))
                << search << ' ' << most;
        }
        // Only the plain order begins with what was found first.
        filter.descending = true;
        EXPECT_EQ(m_reader->query(filter, 1)->ids.size(), all.size()) << search;
    }
}

TEST_P(QueryTest, ForEachStreamsTheHitsAndStops)
{
    std::vector<std::string> prompts;
    ASSERT_TRUE(m_reader
                    ->forEach({},
                              [&](const StoredRecord& record) {
                                  prompts.push_back(plainText(record.record.prompt));
                                  return prompts.size() < 2;
                              })
                    .ok());
    EXPECT_EQ(prompts,
              (std::vector<std::string>{"Write a poem about the Sea", "Was ist Übermut?"}));
}

TEST_P(QueryTest, IdsOfUidsInTheirOrder)
{
    const std::vector<Uid> asked = {m_reader->record(RecordId{3})->uid, Uid::random(),
                                    m_reader->record(RecordId{1})->uid};
    const auto ids = m_reader->idsOf(asked);
    ASSERT_TRUE(ids.ok()) << ids.error().message();
    EXPECT_EQ(*ids, (std::vector<std::optional<RecordId>>{RecordId{3}, std::nullopt, RecordId{1}}));
}

TEST_P(QueryTest, AFilterSortedByMarginIsKeptAsTextAndGivesNumberOrder)
{
    Filter filter;
    filter.sort = SortKey::Margin;
    filter.descending = true;
    const auto read = Filter::fromText(filter.toText());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, filter);
    EXPECT_EQ(m_reader->query(filter)->ids, m_reader->query({})->ids);
}

INSTANTIATE_TEST_SUITE_P(IndexedAndScanned, QueryTest, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "Indexed" : "Scanned"; });

TEST(SearchText, TermsAreTakenApart)
{
    const auto parsed =
        store::parseSearch("fast \"two words\" label:none source:\"my file\" http://x");
    ASSERT_EQ(parsed.terms.size(), 3U);
    EXPECT_TRUE(parsed.terms[0].prefix);
    EXPECT_EQ(parsed.terms[1].tokens, (std::vector<std::string>{"two", "words"}));
    EXPECT_FALSE(parsed.terms[1].prefix);
    EXPECT_EQ(parsed.terms[2].tokens, (std::vector<std::string>{"http", "x"}));
    ASSERT_EQ(parsed.columns.size(), 2U);
    EXPECT_EQ(parsed.columns[1].second, "my file");
    EXPECT_EQ(store::ftsExpression(parsed.terms), "\"fast\" * AND \"two words\" AND \"http x\" *");
}

TEST(FilterText, GoesToTextAndBack)
{
    Filter filter;
    filter.search = "\"x\"";
    filter.kinds = {"pair"};
    filter.labels = {"a", "none"};
    filter.imports = {0, 3};
    filter.flagged = false;
    filter.sort = SortKey::LengthDifference;
    filter.descending = true;
    EXPECT_EQ(Filter::fromText(filter.toText()), filter);
    EXPECT_EQ(Filter::fromText("{}"), Filter());
    EXPECT_FALSE(Filter::fromText("[]").has_value());
    EXPECT_FALSE(Filter::fromText("{\"kinds\": 3}").has_value());
    EXPECT_FALSE(Filter::fromText("{\"sort\": \"weight\"}").has_value());
}

TEST_F(StoreTest, InterruptEndsARunningQueryWithCancelled)
{
    m_reader.reset();
    m_project.reset();
    store::tuning().index = false;
    reopen();
    std::vector<Record> records;
    for (int i = 0; i < 4000; ++i) {
        records.push_back(pairOf(std::string(400, 'x') + std::to_string(i), "a", "b"));
    }
    import(std::move(records));
    // The other thread interrupts until the query has ended: an interrupt before its start has no
    // effect.
    std::atomic<bool> ended = false;
    std::thread other([&] {
        while (!ended) {
            m_reader->interrupt();
            std::this_thread::yield();
        }
    });
    Filter filter;
    filter.search = "y";
    bool cancelled = false;
    for (int i = 0; i < 50 && !cancelled; ++i) {
        const auto result = m_reader->query(filter);
        cancelled = !result.ok() && result.error().kind == ErrorKind::Cancelled;
    }
    ended = true;
    other.join();
    EXPECT_TRUE(cancelled);
    EXPECT_TRUE(m_reader->query(filter).ok()) << "the reader goes on";
    m_reader.reset();
    m_project.reset();
    store::tuning().index = true;
}
