// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers.h"

#include "core/data/json_reader.h"
#include "core/data/limits.h"
#include "core/data/line_reader.h"
#include "core/data/text_rows.h"
#include "core/data/text_source.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace marginalia {

namespace {

using namespace std::string_view_literals;

struct KnownMagic {
    std::string_view bytes;
    const char* what;
    const char* todo;
};
constexpr KnownMagic kRefused[] = {
    {"\x28\xB5\x2F\xFD"sv,
     MG_TR("data", "This file is packed with zstd (zstd+jsonl or another text)."),
     MG_TR("data", "Unpack it first: zstd -d FILE.")},
    {"\xFF\xFF\xFF\xFF"sv,
     MG_TR("data",
           "This is an Arrow stream (arrow-stream), as Hugging Face's save_to_disk writes it."),
     MG_TR("data", "Write it as Parquet first: Dataset.to_parquet.")},
    {"ARROW1"sv, MG_TR("data", "This is an Arrow file (arrow-file)."),
     MG_TR("data", "Write it as Parquet first.")},
    {"PAR1"sv, MG_TR("data", "This is a Parquet file, and this program was built without Parquet."),
     MG_TR("data", "Build with MARGINALIA_PARQUET, or write the file as JSON Lines first.")},
    {"BZh"sv, MG_TR("data", "This file is packed with bzip2."), MG_TR("data", "Unpack it first.")},
    {"\xFD"
     "7zXZ"sv,
     MG_TR("data", "This file is packed with xz."), MG_TR("data", "Unpack it first.")},
    {"PK\x03\x04"sv, MG_TR("data", "This is a ZIP archive."),
     MG_TR("data", "Unpack it first and name one of its files.")},
    {"\x80\x02"sv, MG_TR("data", "This is a pickle, which can run code when it is opened."),
     MG_TR("data", "Write the data as JSON Lines with the program that made it.")},
};

Error refused(const std::string& path, const char* what, const char* todo)
{
    return failure(ErrorKind::Unsupported, what, path, todo);
}

Error folderError(const std::string& path)
{
    const auto has = [&path](const char* name) {
        std::error_code code;
        return std::filesystem::exists(std::filesystem::path(path) / name, code);
    };
    if (has("dataset_dict.json") || has("state.json")) {
        return refused(
            path, MG_TR("data", "This folder is a Hugging Face data set saved to disk."),
            MG_TR("data", "Write it as Parquet first (Dataset.to_parquet), and name that file."));
    }
    if (has("dataset_info.json")) {
        return refused(path, MG_TR("data", "This folder is a collection of LLaMA-Factory."),
                       MG_TR("data", "Name one of its data files."));
    }
    return refused(path, MG_TR("data", "This is a folder."),
                   MG_TR("data", "Name a data file in it."));
}

bool endsWith(const std::string& path, std::string_view suffix)
{
    std::string lower = path;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const char* packed : {".gz", ".gzip"}) {
        if (lower.ends_with(packed)) {
            lower.resize(lower.size() - std::string_view(packed).size());
        }
    }
    return lower.ends_with(suffix);
}

/// The first lines that are not blank, as far as they are needed to know the container.
struct Beginning {
    std::string first;  // cut at limits::kRowBytes
    bool firstWhole = true;
    bool firstIsObject = false;
    int lines = 0;        // not blank, at most kLooked
    int objectLines = 0;  // of these, JSON objects on their own
    bool gzip = false;
    bool converted = false;
};

bool isObject(std::string_view text)
{
    Json json;
    JsonNotes notes;
    return text.starts_with('{') && !readJson(text, json, notes) && json.is_object();
}

Result<Beginning> lookAt(const std::string& path)
{
    constexpr int kLooked = 20;
    MG_TRY(const auto source, TextSource::open(path));
    Beginning out;
    LineReader lines(*source);
    TextLine line;
    while (out.lines < kLooked) {
        MG_TRY(const bool more, lines.next(line));
        if (!more) {
            break;
        }
        if (line.text.empty() && !line.tooLarge) {
            continue;
        }
        if (out.lines == 0) {
            out.first = line.text;
            out.firstWhole = !line.tooLarge;
            out.firstIsObject = isObject(line.text);
        }
        ++out.lines;
        out.objectLines += isObject(line.text) ? 1 : 0;
    }
    out.gzip = source->gzip();
    out.converted = !source->codes().empty();
    return out;
}

/// The delimiter that occurs most in the header, outside quotes.
char sniffDelimiter(const std::string& header)
{
    std::map<char, int> counts;
    bool quoted = false;
    for (const char c : header) {
        quoted = c == '"' ? !quoted : quoted;
        if (!quoted && (c == ',' || c == '\t' || c == ';' || c == '|')) {
            ++counts[c];
        }
    }
    const auto best =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? '\0' : best->first;
}

using TextReader =
    std::function<Status(TextSource& source, const RowOptions& options, RowSink& sink)>;

OpenContainer textContainer(const std::string& path, std::string name, TextReader reader)
{
    OpenContainer out;
    out.name = std::move(name);
    out.read = [path, reader = std::move(reader)](const RowOptions& options, RowSink& sink,
                                                  RowTotals& totals) -> Status {
        MG_TRY(const auto source, TextSource::open(path));
        MG_CHECK(reader(*source, options, sink));
        totals.bytes = source->bytesRead();
        // Behind the last row nothing may be left, else the digest would not cover the file.
        totals.sha256 = source->sha256();
        return {};
    };
    return out;
}

Result<OpenContainer> objectContainer(const std::string& path, const Beginning& beginning)
{
    MG_TRY(const auto source, TextSource::open(path));
    MG_TRY(const ObjectOutline outline, outlineOfObject(*source));
    switch (outline.kind) {
        case ObjectOutline::Kind::Splits:
        case ObjectOutline::Kind::Rows: {
            const ObjectLists lists = outline.lists;
            const char* name = lists.splits ? "json-object-splits" : "json-object-rows";
            return textContainer(
                path, name, [lists](TextSource& text, const RowOptions& options, RowSink& sink) {
                    return readJsonLists(text, lists, options, sink);
                });
        }
        case ObjectOutline::Kind::Columns: {
            OpenContainer out;
            out.name = "json-object-columns";
            out.read = [path, columns = outline.columns](const RowOptions& options, RowSink& sink,
                                                         RowTotals& totals) {
                return readJsonColumns(path, columns, options, sink, totals);
            };
            return out;
        }
        case ObjectOutline::Kind::Concatenated: {
            OpenContainer out = textContainer(path, "json-concatenated", readJsonValues);
            out.codes = {"D-CONCAT"};
            return out;
        }
        case ObjectOutline::Kind::Record:
            return outline.severalLines ? textContainer(path, "json-object", readJsonValues)
                                        : textContainer(path, "jsonl", readJsonLines);
        case ObjectOutline::Kind::Broken:
            break;
    }
    const bool named = endsWith(path, ".jsonl") || endsWith(path, ".ndjson");
    if (beginning.objectLines > 0 || named) {
        return textContainer(path, "jsonl", readJsonLines);
    }
    return textContainer(path, "json-object", readJsonValues);
}

Result<OpenContainer> tableContainer(const std::string& path, const Beginning& beginning)
{
    char delimiter = sniffDelimiter(beginning.first);
    if (delimiter == '\0' && (endsWith(path, ".csv") || endsWith(path, ".tsv"))) {
        delimiter = endsWith(path, ".tsv") ? '\t' : ',';
    }
    if (delimiter == '\0' || !beginning.firstWhole) {
        return failure(
            ErrorKind::Unsupported,
            {MG_TR("data", "The content of this file is not known; it begins with \"%1\"."),
             {quotedForError(beginning.first.substr(0, 160))}},
            path,
            MG_TR("data",
                  "Data files are JSON Lines, JSON, CSV, TSV and Parquet, also packed with gzip."));
    }
    return textContainer(path, delimiter == '\t' ? "tsv" : "csv",
                         [delimiter](TextSource& text, const RowOptions& options, RowSink& sink) {
                             return readDelimited(text, delimiter, options, sink);
                         });
}

Result<OpenContainer> openText(const std::string& path)
{
    MG_TRY(const Beginning beginning, lookAt(path));
    if (beginning.lines == 0) {
        return failure(ErrorKind::Parse, MG_TR("data", "The file is empty."), path,
                       MG_TR("data", "Name a file with rows."));
    }
    Result<OpenContainer> out = Error{};
    if (beginning.first.starts_with('[')) {
        out = textContainer(path, "json-array", readJsonValues);
    } else if (beginning.firstIsObject && beginning.lines > 1) {
        out = textContainer(path, "jsonl", readJsonLines);
        out->seekable = !beginning.gzip && !beginning.converted;
    } else if (beginning.first.starts_with('{') || !beginning.firstWhole) {
        out = objectContainer(path, beginning);
    } else {
        out = tableContainer(path, beginning);
    }
    if (out.ok() && beginning.gzip) {
        out->name = "gzip+" + out->name;
    }
    if (out.ok() && beginning.converted) {
        out->codes.emplace_back("D-UTF16");
    }
    return out;
}

}  // namespace

Result<OpenContainer> openContainer(const std::string& path,
                                    const std::vector<ContainerReader>& others)
{
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) {
        return folderError(path);
    }
    MG_TRY(const auto source, TextSource::open(path));
    for (const ContainerReader& other : others) {
        if (!other.read || !other.recognises(path)) {
            continue;
        }
        OpenContainer out;
        out.name = other.name;
        out.read = [path, read = other.read](const RowOptions&, RowSink& sink,
                                             RowTotals&) -> Status {
            return read(path, [&sink](Json value, std::int64_t number) {
                Row row;
                row.value = std::move(value);
                row.position = {number, -1, 0};
                return sink.row(std::move(row));
            });
        };
        return out;
    }
    for (const KnownMagic& magic : kRefused) {
        if (source->magic().starts_with(magic.bytes)) {
            return refused(path, magic.what, magic.todo);
        }
    }
    return openText(path);
}

}  // namespace marginalia
