// SPDX-License-Identifier: Apache-2.0
#include "core/data/sample.h"

#include "core/base/utf8.h"
#include "core/data/json_reader.h"
#include "core/data/json_writer.h"
#include "core/data/limits.h"

#include <fstream>

namespace marginalia {

namespace {

/// A value as people read it, cut.
std::string exampleOf(const Json& value)
{
    std::string text;
    if (value.is_string()) {
        text = value.get_ref<const std::string&>();
    } else {
        appendJson(text, value);
    }
    size_t at = 0;
    for (size_t n = 0; n < limits::kExampleCharacters && at < text.size(); ++n) {
        utf8::next(text, at);
    }
    text.resize(at);
    return text;
}

class Sampler : public RowSink {
public:
    explicit Sampler(FileSample& sample) : m_sample(sample) {}

    bool row(Row row) override
    {
        add(row.value);
        return ++m_count < limits::kSampleRows;
    }
    // What is wrong with rows is reported when the file is read.
    bool problem(Problem problem) override
    {
        if (!m_sample.problem) {
            m_sample.problem = std::move(problem);
        }
        return ++m_problems < limits::kSampleRows;
    }
    bool progress(std::int64_t, std::int64_t) override { return true; }

    void add(const Json& row)
    {
        RowShape shape = shapeOf(row);
        size_t place = 0;
        for (const ColumnShape& column : shape) {
            note(column, row, place++);
        }
        m_sample.rows.push_back(std::move(shape));
    }

private:
    void note(const ColumnShape& column, const Json& row, size_t place)
    {
        std::vector<ColumnInfo>& columns = m_sample.columns;
        ColumnInfo* info = place < columns.size() && columns[place].name == column.name
                               ? &columns[place]
                               : nullptr;
        for (size_t i = 0; i < columns.size() && info == nullptr; ++i) {
            info = columns[i].name == column.name ? &columns[i] : nullptr;
        }
        if (info == nullptr && columns.size() < limits::kColumns) {
            info = &columns.emplace_back();
            info->name = column.name;
        }
        if (info == nullptr) {
            return;
        }
        const std::string type = shapeName(column.shape);
        if (("," + info->types + ",").find("," + type + ",") == std::string::npos) {
            info->types += (info->types.empty() ? "" : ",") + type;
        }
        if (info->example.empty() && column.shape != ValueShape::Null) {
            const auto found = row.find(column.name);
            info->example = found == row.end() ? std::string() : exampleOf(*found);
        }
    }

    FileSample& m_sample;
    size_t m_count = 0;
    size_t m_problems = 0;
};

/// Whole lines behind evenly spread places: the same ones each time.
void samplePlaces(const std::string& path, Sampler& sampler)
{
    constexpr std::int64_t kWindow = 64 * 1024;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::int64_t>(file.tellg());
    if (!file || size < static_cast<std::int64_t>(limits::kSamplePlaces) * kWindow) {
        return;
    }
    std::string window(kWindow, '\0');
    for (size_t i = 0; i < limits::kSamplePlaces; ++i) {
        file.clear();
        file.seekg(size / static_cast<std::int64_t>(limits::kSamplePlaces) *
                   static_cast<std::int64_t>(i));
        file.read(window.data(), kWindow);
        const std::string_view text(window.data(), static_cast<size_t>(file.gcount()));
        const size_t begin = text.find('\n');
        const size_t end = begin == std::string_view::npos ? begin : text.find('\n', begin + 1);
        Json row;
        JsonNotes notes;
        if (end == std::string_view::npos) {
            continue;
        }
        const std::string_view line = text.substr(begin + 1, end - begin - 1);
        const bool good =
            utf8::firstInvalid(line) == std::string_view::npos && !readJson(line, row, notes);
        if (good && row.is_object()) {
            sampler.add(row);
        }
    }
}

}  // namespace

RowExamples rowExamples(const Json& row)
{
    RowExamples out;
    if (row.is_object()) {
        for (const auto& [name, value] : row.items()) {
            if (out.size() < limits::kColumns) {
                out.emplace(name, exampleOf(value));
            }
        }
    }
    return out;
}

Result<FileSample> sampleFile(const std::string& path, const OpenContainer& container)
{
    FileSample sample;
    Sampler sampler(sample);
    RowOptions options;
    options.replaceInvalid = true;  // only shapes are kept
    RowTotals totals;
    const Status status = container.read(options, sampler, totals);
    // Damage further on is reported where it is met; the rows before it are good.
    if (!status.ok() && (status.error().kind != ErrorKind::Corrupt || sample.rows.empty())) {
        return status.error();
    }
    if (container.seekable) {
        samplePlaces(path, sampler);
    }
    return sample;
}

}  // namespace marginalia
