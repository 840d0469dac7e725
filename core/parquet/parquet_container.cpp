// SPDX-License-Identifier: Apache-2.0
#include "core/parquet/parquet_container.h"

#include "core/data/limits.h"
#include "core/parquet/arrow_values.h"

#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>

#include <cstring>
#include <fstream>
#include <unordered_set>

namespace marginalia {

namespace {

constexpr std::int64_t kBatchRows = 256;
constexpr std::int64_t kColumnBuffer = std::int64_t{1} << 20U;

bool hasParquetMagic(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    return file.read(magic, 4) && std::memcmp(magic, "PAR1", 4) == 0;
}

Error damaged(const std::string& path, const std::string& why)
{
    return failure(ErrorKind::Corrupt,
                   {MG_TR("data", "The Parquet file is damaged or uses what is not read here: %1."),
                    {quotedForError(why)}},
                   path, MG_TR("data", "Fetch it again, or write it as JSON Lines."));
}

Result<std::unique_ptr<parquet::arrow::FileReader>> openReader(const std::string& path)
{
    auto file = arrow::io::ReadableFile::Open(path);
    if (!file.ok()) {
        return failure(ErrorKind::Io,
                       {MG_TR("data", "The file cannot be read: %1."), {file.status().message()}},
                       path, MG_TR("data", "Check the path and its permissions."));
    }
    // Pages come through a small buffer: memory then follows the batch, not the size of a row
    // group.
    parquet::ReaderProperties properties;
    properties.enable_buffered_stream();
    properties.set_buffer_size(kColumnBuffer);
    parquet::ArrowReaderProperties arrowProperties;
    arrowProperties.set_batch_size(kBatchRows);
    arrowProperties.set_use_threads(false);
    arrowProperties.set_pre_buffer(false);
    parquet::arrow::FileReaderBuilder builder;
    auto status = builder.Open(*file, properties);
    if (status.ok()) {
        auto reader = builder.properties(arrowProperties)->Build();
        if (reader.ok()) {
            return std::move(*reader);
        }
        status = reader.status();
    }
    return damaged(path, status.message());
}

Status checkSchema(const arrow::Schema& schema, const std::string& path)
{
    std::unordered_set<std::string> names;
    for (const auto& field : schema.fields()) {
        if (!names.insert(field->name()).second) {
            return failure(
                ErrorKind::Parse,
                {MG_TR("data", "The column \"%1\" occurs twice."), {quotedForError(field->name())}},
                path, MG_TR("data", "Give every column its own name."));
        }
    }
    if (names.size() > limits::kColumns) {
        return failure(ErrorKind::Parse,
                       {MG_TR("data", "The file has more than %1 columns."),
                        {std::to_string(limits::kColumns)}},
                       path, MG_TR("data", "Leave columns out when writing the file."));
    }
    return {};
}

Result<Json> rowAt(const arrow::RecordBatch& batch, std::int64_t index)
{
    Json row = Json::object();
    auto& items = static_cast<Json::object_t::Container&>(row.get_ref<Json::object_t&>());
    for (int column = 0; column < batch.num_columns(); ++column) {
        MG_TRY(Json value, valueAt(*batch.column(column), index));
        items.emplace_back(batch.column_name(column), std::move(value));
    }
    return row;
}

using RowFunction = std::function<bool(Json row, std::int64_t number)>;

Status readBatches(const std::string& path, parquet::arrow::FileReader& reader,
                   const RowFunction& row)
{
    auto batches = reader.GetRecordBatchReader();
    if (!batches.ok()) {
        return damaged(path, batches.status().message());
    }
    MG_CHECK(checkSchema(*(*batches)->schema(), path));
    std::int64_t number = 0;
    while (true) {
        const auto batch = (*batches)->Next();
        if (!batch.ok()) {
            return damaged(path, batch.status().message());
        }
        if (*batch == nullptr) {
            return {};
        }
        const arrow::Status sound = (*batch)->Validate();
        if (!sound.ok()) {
            return damaged(path, sound.message());
        }
        for (std::int64_t i = 0; i < (*batch)->num_rows(); ++i) {
            MG_TRY(Json value, rowAt(**batch, i));
            if (!row(std::move(value), ++number)) {
                return {};
            }
        }
    }
}

Status readParquet(const std::string& path, const RowFunction& row)
{
    try {
        MG_TRY(const auto reader, openReader(path));
        return readBatches(path, *reader, row);
    } catch (const parquet::ParquetException& exception) {
        return damaged(path, exception.what());
    } catch (const std::bad_alloc&) {
        return failure(ErrorKind::Memory, MG_TR("data", "Memory ran out while reading the file."),
                       path, MG_TR("data", "Write it with smaller row groups, or as JSON Lines."));
    }
}

}  // namespace

ContainerReader parquetContainer()
{
    return {"parquet", hasParquetMagic, readParquet};
}

}  // namespace marginalia
