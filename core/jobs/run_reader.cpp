// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/jobs/rows_file.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace marginalia {

namespace {

/// After a resume, an attempt's points with a larger step than `fromStep` of a later attempt no
/// longer count.
struct Cut {
    std::int64_t attempt = 0;
    std::int64_t fromStep = 0;
};

bool isMetric(const std::string& key)
{
    return key != "seq" && key != "attempt" && key != "step" && key != "event" && key != "epoch" &&
           key != "time" && key != "detail";
}

std::optional<MetricLine> parseLine(const std::string& text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    const auto whole = [&](const char* key, std::int64_t fallback) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                                 : fallback;
    };
    MetricLine out;
    out.seq = whole("seq", 0);
    out.attempt = whole("attempt", 1);
    out.step = whole("step", -1);
    const auto event = json.find("event");
    if (event != json.end() && event->is_string()) {
        out.event = event->get<std::string>();
    }
    const auto number = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() ? run_names::numberFromJson(*found, 0) : 0;
    };
    out.epoch = number("epoch");
    out.time = number("time");
    for (const auto& [key, value] : json.items()) {
        const bool numeric =
            value.is_number() || value == "NaN" || value == "Infinity" || value == "-Infinity";
        if (isMetric(key) && numeric) {
            out.values.emplace_back(key, run_names::numberFromJson(value, 0));
        }
    }
    out.detail = json.value("detail", Json());
    return out;
}

class FolderReader : public RunReader {
public:
    explicit FolderReader(std::string folder)
        : m_folder(std::move(folder)),
          m_metrics(m_folder + run_names::kMetrics),
          m_rows(m_folder + run_names::kRows),
          m_samples(m_folder + run_names::kSamples)
    {
    }

    const std::string& folder() const override { return m_folder; }

    Result<News> poll() override
    {
        News news;
        // Health first: a worker that ends between the two reads must not look finished before its
        // last line was read.
        news.health = runHealth(m_folder);
        readMetrics(news);
        readRows(news);
        m_samples.lines([&](const std::string& line) {
            const Json json = Json::parse(line, nullptr, false);
            if (!json.is_object()) {
                return;
            }
            SampleLine sample{
                json.value("step", std::int64_t{0}), json.value("prompt", std::string()),
                json.value("text", std::string()), json.value("seed", std::uint64_t{0})};
            // A resumed run writes the samples of the steps that it repeats once more.
            if (m_sampled.emplace(sample.step, sample.prompt, sample.seed).second) {
                news.samples.push_back(std::move(sample));
            }
        });
        return news;
    }

    Result<std::vector<RowRecord>> rowsOfStep(std::int64_t step) override
    {
        m_rows.reopen();
        const std::int64_t records = recordCount();
        std::vector<RowRecord> out;
        // Attempts rise through the file and steps rise within one, so both are found by search.
        std::int64_t end = records;
        while (end > 0) {
            const auto last = recordNear(end - 1, -1);
            if (!last) {
                break;
            }
            const std::int64_t begin = lowerBound(
                0, end, [&](const RowRecord& row) { return row.attempt < last->attempt; });
            std::int64_t at =
                lowerBound(begin, end, [&](const RowRecord& row) { return row.step < step; });
            for (; at < end; ++at) {
                const auto row = record(at);
                if (row && row->step != step) {
                    break;
                }
                if (row && row->attempt == last->attempt) {
                    out.push_back(*row);
                }
            }
            if (!out.empty() || withdrawn(last->attempt - 1, step)) {
                break;
            }
            end = begin;
        }
        return out;
    }

private:
    void readMetrics(News& news)
    {
        m_metrics.lines([&](const std::string& text) {
            auto line = parseLine(text);
            // Lines seen before come again when the file was replaced by a copy; seq tells them
            // apart.
            if (!line || line->seq <= m_lastSeq) {
                return;
            }
            m_lastSeq = line->seq;
            if (line->event == "resume") {
                const std::int64_t from =
                    line->detail.is_object() ? line->detail.value("from_step", std::int64_t{0}) : 0;
                m_cuts.push_back({line->attempt, from});
                std::erase_if(news.lines, [&](const MetricLine& old) { return old.step > from; });
                news.withdrawBeyondStep = std::min(
                    news.withdrawBeyondStep.value_or(std::numeric_limits<std::int64_t>::max()),
                    from);
            }
            news.lines.push_back(std::move(*line));
        });
    }

    void readRows(News& news)
    {
        m_rows.bytes(rows_file::kHeader, rows_file::kRecord, [&](const char* bytes) {
            const auto row = rows_file::unpack(bytes);
            if (row && !withdrawn(row->attempt, row->step)) {
                news.rows.push_back(*row);
            }
        });
    }

    bool withdrawn(std::int64_t attempt, std::int64_t step) const
    {
        return std::any_of(m_cuts.begin(), m_cuts.end(), [&](const Cut& cut) {
            return cut.attempt > attempt && step > cut.fromStep;
        });
    }

    std::int64_t recordCount()
    {
        const std::int64_t size = m_rows.size();
        return size < static_cast<std::int64_t>(rows_file::kHeader)
                   ? 0
                   : (size - static_cast<std::int64_t>(rows_file::kHeader)) /
                         static_cast<std::int64_t>(rows_file::kRecord);
    }

    std::optional<RowRecord> record(std::int64_t index)
    {
        char bytes[rows_file::kRecord];
        if (!m_rows.readAt(
                bytes, sizeof bytes,
                rows_file::kHeader + static_cast<std::uint64_t>(index) * rows_file::kRecord)) {
            return std::nullopt;
        }
        return rows_file::unpack(bytes);
    }

    /// The nearest whole record from `index` in a direction; torn ones are stepped over.
    std::optional<RowRecord> recordNear(std::int64_t index, int direction)
    {
        for (std::int64_t at = index; at >= 0 && at < recordCount(); at += direction) {
            if (auto found = record(at)) {
                return found;
            }
        }
        return std::nullopt;
    }

    template <class Before>
    std::int64_t lowerBound(std::int64_t begin, std::int64_t end, const Before& before)
    {
        while (begin < end) {
            const std::int64_t middle = begin + (end - begin) / 2;
            const auto row = recordNear(middle, 1);
            if (row && before(*row)) {
                begin = middle + 1;
            } else {
                end = middle;
            }
        }
        return begin;
    }

    std::string m_folder;
    Tail m_metrics;
    Tail m_rows;
    Tail m_samples;
    std::set<std::tuple<std::int64_t, std::string, std::uint64_t>> m_sampled;
    std::int64_t m_lastSeq = 0;
    std::vector<Cut> m_cuts;
};

}  // namespace

Result<std::unique_ptr<RunReader>> RunReader::open(const std::string& runFolder)
{
    MG_TRY(const Json run, readRunJson(runFolder));
    return std::unique_ptr<RunReader>(std::make_unique<FolderReader>(runFolder));
}

}  // namespace marginalia
