// SPDX-License-Identifier: Apache-2.0
#include "core/train/packer.h"

#include "core/train/row_extras.h"
#include "core/train/sample_values.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace marginalia {

namespace {

at::Tensor longTensor(const std::vector<std::int64_t>& values, c10::Device device)
{
    at::Tensor out = at::empty({static_cast<std::int64_t>(values.size())}, at::kLong);
    if (!values.empty()) {
        std::memcpy(out.data_ptr(), values.data(), values.size() * sizeof(std::int64_t));
    }
    return out.to(device);
}

std::int64_t lengthOf(const TrainRow& row)
{
    return static_cast<std::int64_t>(row.ids.size());
}

using Ids = std::vector<std::int32_t>;

std::int64_t commonPrefix(const Ids& left, const Ids& right)
{
    const auto end = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    return end.first - left.begin();
}

/// Collects the streams of a unit and, in the same order, its flat arrays.
class Packer {
public:
    Packer(const PackOptions& options, c10::Device device, std::int64_t longest,
           const Reading& reading)
        : m_options(options), m_device(device), m_longest(longest), m_reading(reading)
    {
    }

    void add(const std::vector<const TrainRow*>& rows, std::vector<Pack>& packs)
    {
        std::vector<Ids> read;
        for (const TrainRow* row : rows) {
            read.push_back(m_reading ? m_reading(*row) : row->ids);
        }
        const std::int64_t prefix = prefixOf(rows, read);
        std::int64_t need = prefix;
        for (const TrainRow* row : rows) {
            need += m_options.padded ? m_longest : lengthOf(*row) - prefix;
        }
        const auto used = static_cast<std::int64_t>(m_ids.size());
        if (used > 0 && used + need > m_options.budget) {
            flush(packs);
        }
        const std::int64_t begin = prefix > 0 ? segment(read[0], 0, prefix, -1, 0) : -1;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::int64_t own = segment(read[i], prefix, lengthOf(*rows[i]), begin, prefix);
            scoreRow(*rows[i], std::max<std::int64_t>(begin, 0), prefix, own);
        }
    }

    void flush(std::vector<Pack>& packs)
    {
        if (m_ids.empty()) {
            return;
        }
        fillUp();
        Pack pack;
        pack.input.ids = longTensor(m_ids, m_device);
        pack.input.positions = longTensor(m_positions, m_device);
        pack.input.segments = std::move(m_segments);
        pack.input.scored = longTensor(m_scored, m_device);
        pack.input.targets = longTensor(m_targets, m_device);
        pack.input.batchLength = m_longest;  // of the unit: how it is cut changes nothing
        pack.last = longTensor(m_last, m_device);
        pack.steps = longTensor(m_steps, m_device);
        pack.firstStep = m_stepsBefore;
        m_stepsBefore += static_cast<std::int64_t>(m_steps.size());
        pack.firstRow = static_cast<std::int64_t>(m_offsets.size() - 1 - m_last.size());
        const auto scored = static_cast<std::ptrdiff_t>(m_scored.size());
        std::vector<std::int64_t> row(m_rowOfToken.end() - scored, m_rowOfToken.end());
        for (std::int64_t& each : row) {
            each -= pack.firstRow;
        }
        pack.row = longTensor(row, m_device);
        pack.firstToken = m_tokens - static_cast<std::int64_t>(m_scored.size());
        pack.tokens = static_cast<std::int64_t>(m_scored.size());
        packs.push_back(std::move(pack));
        m_stream += static_cast<std::int64_t>(m_ids.size());
        m_ids.clear();
        m_positions.clear();
        m_segments.clear();
        m_scored.clear();
        m_targets.clear();
        m_last.clear();
        m_steps.clear();
    }

    void fill(RowBatch& batch) const
    {
        batch.rowOffset = longTensor(m_offsets, m_device);
        batch.rowOfToken = longTensor(m_rowOfToken, m_device);
        at::Tensor trained = at::empty({m_tokens}, at::kBool);
        std::copy(m_trained.begin(), m_trained.end(), trained.data_ptr<bool>());
        batch.trained = trained.to(m_device);
    }

    std::int64_t streamTokens() const { return m_stream; }

private:
    /// A segment of its own that no row looks at and nothing is learnt from: its first token again
    /// and again, so that it is finite where the stream is.
    void fillUp()
    {
        const auto used = static_cast<std::int64_t>(m_ids.size());
        const std::int64_t idle = m_options.bucketed ? bucketLength(used) - used : 0;
        if (idle == 0) {
            return;
        }
        m_segments.push_back({used, idle, -1, 0});
        for (std::int64_t i = 0; i < idle; ++i) {
            m_ids.push_back(m_ids.front());
            m_positions.push_back(i);
        }
    }

    /// How far the rows of an item agree, in what is read and in what is learnt; 0 where they share
    /// nothing or are to be apart.
    std::int64_t prefixOf(const std::vector<const TrainRow*>& rows,
                          const std::vector<Ids>& read) const
    {
        if (rows.size() < 2 || !m_options.sharePrefix || m_options.padded) {
            return 0;
        }
        std::int64_t out = lengthOf(*rows[0]);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out = std::min(
                {out, commonPrefix(rows[0]->ids, rows[i]->ids), commonPrefix(read[0], read[i])});
        }
        return out;
    }

    /// Tokens [from, to) of a row as a segment; gives where it begins in the stream.
    std::int64_t segment(const Ids& read, std::int64_t from, std::int64_t to,
                         std::int64_t prefixBegin, std::int64_t prefixLength)
    {
        const auto begin = static_cast<std::int64_t>(m_ids.size());
        const std::int64_t length = m_options.padded ? m_longest : to - from;
        for (std::int64_t i = 0; i < length; ++i) {
            m_ids.push_back(from + i < to ? read[static_cast<std::size_t>(from + i)] : 0);
            m_positions.push_back(from + i);
        }
        if (length > 0) {
            m_segments.push_back({begin, length, prefixBegin, prefixLength});
        }
        return begin;
    }

    /// Token t is predicted at t - 1: in the prefix while t - 1 lies there, else in the row's own
    /// segment.
    void scoreRow(const TrainRow& row, std::int64_t prefixBegin, std::int64_t prefix,
                  std::int64_t ownBegin)
    {
        const auto number = static_cast<std::int64_t>(m_offsets.size()) - 1;
        const auto placeOf = [&](std::int64_t at) {
            return at < prefix ? prefixBegin + at : ownBegin + at - prefix;
        };
        for (std::int64_t t = 1; t < lengthOf(row); ++t) {
            const bool trained = row.trained[static_cast<std::size_t>(t)];
            if (!trained && !m_options.headEverywhere) {
                continue;
            }
            m_scored.push_back(placeOf(t - 1));
            m_targets.push_back(row.ids[static_cast<std::size_t>(t)]);
            m_rowOfToken.push_back(number);
            m_trained.push_back(trained);
            ++m_tokens;
        }
        m_last.push_back(placeOf(lengthOf(row) - 1));
        for (const std::int32_t end : row.stepEnds) {
            m_steps.push_back(placeOf(end));
        }
        m_offsets.push_back(m_tokens);
    }

    PackOptions m_options;
    c10::Device m_device;
    std::int64_t m_longest;
    const Reading& m_reading;
    std::vector<std::int64_t> m_ids;
    std::vector<std::int64_t> m_positions;
    std::vector<Segment> m_segments;
    std::vector<std::int64_t> m_scored;
    std::vector<std::int64_t> m_targets;
    std::vector<std::int64_t> m_last;
    std::vector<std::int64_t> m_steps;
    std::int64_t m_stepsBefore = 0;
    std::vector<std::int64_t> m_offsets = {0};
    std::vector<std::int64_t> m_rowOfToken;
    std::vector<bool> m_trained;
    std::int64_t m_tokens = 0;
    std::int64_t m_stream = 0;
};

/// The number of each item's first pair: an item counts once, or once for each of its pairs.
std::vector<std::int64_t> firstNumbers(const std::vector<const TrainItem*>& items)
{
    std::vector<std::int64_t> out;
    std::int64_t next = 0;
    for (const TrainItem* item : items) {
        out.push_back(next);
        std::int32_t last = 0;
        for (const TrainRow& row : item->rows) {
            last = std::max(last, row.pair);
        }
        next += last + 1;
    }
    return out;
}

void describe(UnitBatch& unit, const TrainRow& row, std::int64_t item, std::int64_t number,
              bool together)
{
    unit.rows.push_back(&row);
    unit.item.push_back(item);
    unit.number.push_back(number);
    unit.batch.role.push_back(row.role);
    unit.batch.pair.push_back(together ? static_cast<std::int32_t>(number) : -1);
    unit.batch.group.push_back(together ? static_cast<std::int32_t>(item) : -1);
}

/// Values of the data, [N]; undefined when no row has one.
at::Tensor valuesOf(const std::vector<const TrainRow*>& rows, double TrainRow::*member,
                    c10::Device device)
{
    std::vector<float> out;
    bool any = false;
    for (const TrainRow* row : rows) {
        out.push_back(static_cast<float>(row->*member));
        any = any || !std::isnan(row->*member);
    }
    return any ? at::tensor(out, at::kFloat).to(device) : at::Tensor();
}

/// Who judged, and which pairs were judged equally good; undefined where nothing is said.
void addJudges(UnitBatch& unit, c10::Device device)
{
    std::vector<std::int64_t> annotator;
    std::vector<std::int64_t> tied;
    for (const TrainRow* row : unit.rows) {
        // Labels of nobody are one annotator's.
        annotator.push_back(std::max(row->annotator, 0));
        tied.push_back(row->tied ? 1 : 0);
    }
    unit.batch.values.annotator = at::tensor(annotator, at::kLong).to(device);
    if (std::count(tied.begin(), tied.end(), 1) > 0) {
        unit.batch.values.tied = at::tensor(tied, at::kLong).to(device, at::kBool);
    }
}

}  // namespace

std::int64_t bucketLength(std::int64_t tokens)
{
    std::int64_t step = 64;
    while (16 * step <= tokens) {
        step *= 2;
    }
    return (tokens + step - 1) / step * step;
}

UnitBatch packUnit(const std::vector<const TrainItem*>& items,
                   const std::vector<const TrainRow*>& mismatched, const PackOptions& options,
                   c10::Device device, const Reading& reading)
{
    std::int64_t longest = 0;
    for (const TrainItem* item : items) {
        for (const TrainRow& row : item->rows) {
            longest = std::max(longest, lengthOf(row));
        }
    }
    for (const TrainRow* row : mismatched) {
        longest = std::max(longest, lengthOf(*row));
    }
    UnitBatch unit;
    const std::vector<std::int64_t> numbers = firstNumbers(items);
    Packer packer(options, device, longest, reading);
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<const TrainRow*> rows;
        for (const TrainRow& row : items[i]->rows) {
            rows.push_back(&row);
            describe(unit, row, static_cast<std::int64_t>(i), numbers[i] + row.pair,
                     items[i]->rows.size() > 1);
            unit.rowTokens += lengthOf(row);
        }
        packer.add(rows, unit.packs);
    }
    packer.flush(unit.packs);
    unit.streamTokens = packer.streamTokens();
    for (std::size_t i = 0; i < mismatched.size(); ++i) {
        describe(unit, *mismatched[i], static_cast<std::int64_t>(i), numbers[i], false);
        packer.add({mismatched[i]}, unit.quiet);
    }
    packer.flush(unit.quiet);
    packer.fill(unit.batch);

    std::vector<float> weight;
    std::vector<float> margin;
    for (const TrainRow* row : unit.rows) {
        weight.push_back(static_cast<float>(row->weight));
        margin.push_back(static_cast<float>(row->margin));
    }
    unit.batch.weight = at::tensor(weight, at::kFloat).to(device);
    unit.batch.values.margin = at::tensor(margin, at::kFloat).to(device);
    unit.batch.values.reward = valuesOf(unit.rows, &TrainRow::reward, device);
    unit.batch.values.rank = valuesOf(unit.rows, &TrainRow::rank, device);
    unit.batch.values.visits = valuesOf(unit.rows, &TrainRow::visits, device);
    unit.batch.values.alignedAvgLogps = valuesOf(unit.rows, &TrainRow::alignedLogp, device);
    addRowExtras(unit, device);
    addJudges(unit, device);
    addSampleValues(unit, device);
    return unit;
}

}  // namespace marginalia
