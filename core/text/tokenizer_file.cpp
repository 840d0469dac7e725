// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace marginalia {

namespace {

using PlainJson = nlohmann::json;

// Above any vocabulary in use; a single id of 2^31 must not cost gigabytes.
constexpr std::int64_t kLargestId = 8'000'000;
constexpr size_t kDeepest = 128;

/// The number that the reference library reads from these digits: its JSON reader rounds the digits
/// and then divides, so that the last bit may differ from the nearest double. Log-probabilities are
/// added up and compared, and between equal sums that bit decides.
double asReference(const std::string& digits, double nearest)
{
    constexpr int kLargestPower = 22;  // up to here powers of ten are exact doubles
    std::uint64_t whole = 0;
    int power = 0;
    bool fraction = false;
    bool full = false;  // further digits are ignored
    size_t at = digits[0] == '-' ? 1 : 0;
    for (; at < digits.size() && (digits[at] | 0x20) != 'e'; ++at) {
        if (digits[at] == '.') {
            fraction = true;
            continue;
        }
        const auto digit = static_cast<std::uint64_t>(digits[at] - '0');
        full = full || whole > (UINT64_MAX - digit) / 10;
        whole = full ? whole : whole * 10 + digit;
        power += full ? (fraction ? 0 : 1) : (fraction ? -1 : 0);
    }
    if (at < digits.size()) {
        const long given = std::strtol(digits.c_str() + at + 1, nullptr, 10);
        power += static_cast<int>(std::clamp(given, -400L, 400L));
    }
    if (std::abs(power) > kLargestPower) {
        return nearest;
    }
    const double ten = std::pow(10.0, std::abs(power));
    const double out =
        power < 0 ? static_cast<double>(whole) / ten : static_cast<double>(whole) * ten;
    return digits[0] == '-' ? -out : out;
}

/// Events of the JSON reader; false stops it.
class FileReader {
public:
    bool null() { return scalar(nullptr); }
    bool boolean(bool value) { return scalar(value); }
    bool number_integer(std::int64_t value) { return number(value, static_cast<double>(value)); }
    bool number_unsigned(std::uint64_t value)
    {
        return number(static_cast<std::int64_t>(std::min<std::uint64_t>(value, INT64_MAX)),
                      static_cast<double>(value));
    }
    bool number_float(double value, const std::string&);
    bool string(std::string& value);
    bool binary(PlainJson::binary_t&) { return false; }
    bool start_object(size_t) { return open(PlainJson::object()); }
    bool start_array(size_t) { return open(PlainJson::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& value);
    bool parse_error(size_t position, const std::string&, const PlainJson::exception&);

    TokenizerFile file;
    std::optional<Error> error;

private:
    enum class Place { Json, Vocabulary, Pieces, Piece, Merges, Merge };

    bool fail(Error found)
    {
        error = std::move(found);
        return false;
    }
    bool badVocabulary();
    bool badMerge();
    bool number(std::int64_t whole, double real);
    bool score(double value);
    bool scalar(PlainJson value);
    bool open(PlainJson value);
    bool openList(bool object);
    bool close();
    void put(PlainJson value);

    Place m_place = Place::Json;
    std::vector<PlainJson> m_open;    ///< containers that are not closed yet
    std::vector<std::string> m_keys;  ///< where each of them goes
    std::string m_key;
    std::string m_token;  ///< the key in the vocabulary
    size_t m_parts = 0;   ///< of the piece or merge that is read
};

bool FileReader::badVocabulary()
{
    if (m_place == Place::Vocabulary) {
        return fail(
            failure(ErrorKind::Invalid,
                    Text(MG_TR("text", "The id of the token \"%1\" is not a number from 0 to %2."),
                         {quotedForError(m_token), std::to_string(kLargestId)}),
                    "model.vocab"));
    }
    return fail(failure(ErrorKind::Invalid,
                        Text(MG_TR("text", "Entry %1 is not a text with its log-probability."),
                             {std::to_string(file.scores.size() + 1)}),
                        "model.vocab"));
}

bool FileReader::badMerge()
{
    const size_t index = file.merges.size() / (file.mergesInPairs ? 2 : 1);
    return fail(failure(ErrorKind::Invalid,
                        Text(MG_TR("text", "Merge %1 is not written like the first one."),
                             {std::to_string(index + 1)}),
                        "model.merges"));
}

bool FileReader::score(double value)
{
    if (m_parts != 1) {
        return badVocabulary();
    }
    ++m_parts;
    file.scores.push_back(value);
    return true;
}

bool FileReader::number(std::int64_t whole, double real)
{
    switch (m_place) {
        case Place::Json:
            return scalar(whole < 0 ? PlainJson(whole)
                                    : PlainJson(static_cast<std::uint64_t>(whole)));
        case Place::Vocabulary:
            if (whole < 0 || whole > kLargestId) {
                return badVocabulary();
            }
            file.vocabulary.set(m_token, static_cast<TokenId>(whole));
            return true;
        case Place::Piece:
            return score(real);
        default:
            return scalar(whole);
    }
}

bool FileReader::number_float(double value, const std::string& digits)
{
    return m_place == Place::Piece ? score(asReference(digits, value)) : scalar(value);
}

bool FileReader::string(std::string& value)
{
    switch (m_place) {
        case Place::Piece:
            if (m_parts != 0) {
                return badVocabulary();
            }
            ++m_parts;
            file.pieces.add(value);
            return true;
        case Place::Merges:
            if (file.mergesInPairs) {
                return badMerge();
            }
            file.merges.add(value);
            return true;
        case Place::Merge:
            if (++m_parts > 2) {
                return badMerge();
            }
            file.merges.add(value);
            return true;
        default:
            return scalar(std::move(value));
    }
}

bool FileReader::scalar(PlainJson value)
{
    switch (m_place) {
        case Place::Json:
            put(std::move(value));
            return true;
        case Place::Vocabulary:
        case Place::Pieces:
        case Place::Piece:
            return badVocabulary();
        default:
            return badMerge();
    }
}

void FileReader::put(PlainJson value)
{
    if (m_open.empty()) {
        file.json = std::move(value);
    } else if (m_open.back().is_array()) {
        m_open.back().push_back(std::move(value));
    } else {
        m_open.back()[m_key] = std::move(value);
    }
}

bool FileReader::key(std::string& value)
{
    (m_place == Place::Vocabulary ? m_token : m_key) = std::move(value);
    return true;
}

/// The lists that are not kept as JSON.
bool FileReader::openList(bool object)
{
    if (m_key == "vocab") {
        file.form = object ? TokenizerFile::Form::Object : TokenizerFile::Form::List;
        file.vocabulary = {};
        file.pieces = {};
        file.scores.clear();
        m_place = object ? Place::Vocabulary : Place::Pieces;
        return true;
    }
    file.hasMerges = true;
    file.mergesInPairs = false;
    file.merges = {};
    m_place = Place::Merges;
    return true;
}

bool FileReader::open(PlainJson value)
{
    const bool object = value.is_object();
    switch (m_place) {
        case Place::Json:
            if (m_open.size() == 2 && m_keys[1] == "model" &&
                (m_key == "vocab" || (m_key == "merges" && !object))) {
                return openList(object);
            }
            if (m_open.size() >= kDeepest) {
                return fail(failure(ErrorKind::Parse,
                                    MG_TR("text", "The JSON is nested too deeply."),
                                    "tokenizer.json"));
            }
            m_open.push_back(std::move(value));
            m_keys.push_back(std::exchange(m_key, {}));
            return true;
        case Place::Pieces:
            m_place = Place::Piece;
            m_parts = 0;
            return !object || badVocabulary();
        case Place::Merges:
            if (object || (!file.mergesInPairs && file.merges.size() > 0)) {
                return badMerge();
            }
            file.mergesInPairs = true;
            m_place = Place::Merge;
            m_parts = 0;
            return true;
        case Place::Merge:
            return badMerge();
        default:
            return badVocabulary();
    }
}

bool FileReader::close()
{
    switch (m_place) {
        case Place::Json: {
            PlainJson done = std::move(m_open.back());
            m_open.pop_back();
            m_key = std::move(m_keys.back());
            m_keys.pop_back();
            put(std::move(done));
            return true;
        }
        case Place::Piece:
            m_place = Place::Pieces;
            return m_parts == 2 || badVocabulary();
        case Place::Merge:
            m_place = Place::Merges;
            return m_parts == 2 || badMerge();
        default:
            m_place = Place::Json;
            return true;
    }
}

bool FileReader::parse_error(size_t position, const std::string&, const PlainJson::exception&)
{
    return fail(failure(ErrorKind::Parse,
                        Text(MG_TR("text", "The file is not JSON in UTF-8: byte %1 is wrong."),
                             {std::to_string(position)}),
                        "tokenizer.json"));
}

}  // namespace

Result<TokenizerFile> TokenizerFile::parse(std::string_view text)
{
    FileReader reader;
    if (!PlainJson::sax_parse(text, &reader) || reader.error) {
        return reader.error ? *reader.error
                            : failure(ErrorKind::Parse, MG_TR("text", "The file is not JSON."),
                                      "tokenizer.json");
    }
    if (!reader.file.json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("text", "The file is not a JSON object."),
                       "tokenizer.json");
    }
    return std::move(reader.file);
}

}  // namespace marginalia
