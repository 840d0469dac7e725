// SPDX-License-Identifier: Apache-2.0
#include "core/model/safetensors_header.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace marginalia {

namespace {

constexpr std::uint64_t kLongestHeader = 100'000'000;  // the reference reader's limit
constexpr std::size_t kMostTensors = 1'000'000;
constexpr std::size_t kLongestName = 4096;
constexpr std::size_t kDeepest = 100;

constexpr std::array<std::pair<const char*, int>, 22> kDtypes = {
    {{"BOOL", 8},        {"F4", 4},      {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"U8", 8},
     {"I8", 8},          {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8},
     {"F8_E5M2FNUZ", 8}, {"I16", 16},    {"U16", 16},    {"F16", 16},    {"BF16", 16},
     {"I32", 32},        {"U32", 32},    {"F32", 32},    {"C64", 64},    {"F64", 64},
     {"I64", 64},        {"U64", 64}}};

/// Walks the JSON without building it: what a DOM would hide (a key given twice) or suffer from
/// (deep nesting).
class KeyCheck : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override
    {
        m_isObject = m_keys.empty() ? true : m_isObject;
        return push();
    }
    bool start_array(std::size_t) override { return push(); }
    bool end_object() override { return pop(); }
    bool end_array() override { return pop(); }
    bool key(string_t& name) override
    {
        if (!m_keys.back().insert(name).second && m_duplicate.empty()) {
            m_duplicate = name;
            m_hasDuplicate = true;
        }
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override
    {
        return false;
    }

    bool isObject() const { return m_isObject; }
    bool hasDuplicate() const { return m_hasDuplicate; }
    const std::string& duplicate() const { return m_duplicate; }

private:
    bool push()
    {
        m_keys.emplace_back();
        return m_keys.size() <= kDeepest;
    }
    bool pop()
    {
        m_keys.pop_back();
        return true;
    }

    std::vector<std::unordered_set<std::string>> m_keys;
    std::string m_duplicate;
    bool m_hasDuplicate = false;
    bool m_isObject = false;
};

/// The error and the number of the check that found it.
struct Finding {
    int check = 0;
    std::string what;
};

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) {
        value = value << 8U | static_cast<unsigned char>(bytes[static_cast<size_t>(i)]);
    }
    return value;
}

Finding checkLength(std::string_view file)
{
    if (file.size() < 8) {
        return {1, "the file is shorter than the 8 bytes of the header's length"};
    }
    const std::uint64_t length = littleEndian(file);
    if (length > kLongestHeader) {
        return {1, "the header's length is over the limit of 100,000,000"};
    }
    if (length > file.size() - 8) {
        return {1, "the header ends beyond the file; it was probably not copied whole"};
    }
    return {};
}

Finding checkJson(std::string_view header)
{
    // nlohmann takes a NUL for the end and skips a byte order mark: neither is JSON white space.
    if (header.find('\0') != std::string_view::npos || header.rfind("\xEF\xBB\xBF", 0) == 0) {
        return {2, "the header is not JSON"};
    }
    const size_t first = header.find_first_not_of(" \t\r\n");
    KeyCheck check;
    const bool parsed = nlohmann::json::sax_parse(header, &check);
    if (!parsed) {
        return {2, "the header is not JSON"};
    }
    if (first == std::string_view::npos || header[first] != '{') {
        return {2, "the header is not a JSON object"};
    }
    if (check.hasDuplicate()) {
        return {3, "the key " + quotedForError(check.duplicate()) + " is given twice"};
    }
    return {};
}

bool readSizes(const nlohmann::json& list, std::vector<std::uint64_t>& out)
{
    if (!list.is_array()) {
        return false;
    }
    for (const auto& value : list) {
        if (!value.is_number_unsigned()) {
            return false;
        }
        out.push_back(value.get<std::uint64_t>());
    }
    return true;
}

Finding readEntry(const std::string& name, const nlohmann::json& json, TensorEntry& entry,
                  std::vector<std::uint64_t>& sizes)
{
    const std::string quoted = quotedForError(name);
    if (name.size() > kLongestName) {
        return {4, "the name " + quoted + " is too long"};
    }
    if (!json.is_object() || json.size() != 3 || !json.contains("dtype") ||
        !json.contains("shape") || !json.contains("data_offsets")) {
        return {4, "the entry " + quoted + " must have exactly dtype, shape and data_offsets"};
    }
    entry.name = name;
    if (!json["dtype"].is_string() || safetensorsBits(json["dtype"].get<std::string>()) == 0) {
        return {4, "the tensor " + quoted + " has an unknown dtype"};
    }
    entry.dtype = json["dtype"].get<std::string>();
    std::vector<std::uint64_t> offsets;
    if (!readSizes(json["shape"], sizes)) {
        return {4, "the shape of " + quoted + " is not a list of non-negative integers"};
    }
    if (!readSizes(json["data_offsets"], offsets) || offsets.size() != 2) {
        return {4, "data_offsets of " + quoted + " are not two non-negative integers"};
    }
    entry.begin = offsets[0];
    entry.end = offsets[1];
    return {};
}

Finding checkSize(TensorEntry& entry, const std::vector<std::uint64_t>& sizes)
{
    const std::string quoted = quotedForError(entry.name);
    std::uint64_t bits = static_cast<std::uint64_t>(safetensorsBits(entry.dtype));
    // Elements first, as the reference: a zero later in the shape does not forgive an overflow
    // before it.
    std::uint64_t elements = 1;
    for (const std::uint64_t size : sizes) {
        if (size > INT64_MAX || __builtin_mul_overflow(elements, size, &elements)) {
            return {5, "the shape of " + quoted + " overflows"};
        }
        entry.shape.push_back(static_cast<std::int64_t>(size));
    }
    if (__builtin_mul_overflow(elements, bits, &bits) || bits % 8 != 0) {
        return {5, "the size of " + quoted + " is not a whole number of bytes"};
    }
    if (entry.begin <= entry.end && entry.end - entry.begin != bits / 8) {
        return {5, "the bytes given for " + quoted + " do not match its shape and dtype"};
    }
    return {};
}

Finding checkLayout(std::vector<TensorEntry>& entries)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [](const TensorEntry& left, const TensorEntry& right) {
                         return std::pair(left.begin, left.end) < std::pair(right.begin, right.end);
                     });
    std::uint64_t expected = 0;
    for (const TensorEntry& entry : entries) {
        if (entry.begin != expected || entry.begin > entry.end) {
            return {6, "there is a hole or an overlap before " + quotedForError(entry.name)};
        }
        expected = entry.end;
    }
    return {};
}

Finding readMetadata(const nlohmann::json& json, std::map<std::string, std::string>& metadata)
{
    if (!json.is_object()) {
        return {8, "__metadata__ is not an object"};
    }
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string()) {
            return {8, "__metadata__." + quotedForError(key) + " is not a string"};
        }
        metadata[key] = value.get<std::string>();
    }
    return {};
}

Finding readEntries(const nlohmann::json& json, SafetensorsHeader& header)
{
    std::vector<std::vector<std::uint64_t>> sizes;
    for (const auto& [name, value] : json.items()) {
        if (name == "__metadata__") {
            continue;
        }
        if (header.entries.size() >= kMostTensors) {
            return {4, "there are more than 1,000,000 tensors"};
        }
        sizes.emplace_back();
        header.entries.emplace_back();
        if (Finding finding = readEntry(name, value, header.entries.back(), sizes.back());
            finding.check != 0) {
            return finding;
        }
    }
    for (size_t i = 0; i < sizes.size(); ++i) {
        if (Finding finding = checkSize(header.entries[i], sizes[i]); finding.check != 0) {
            return finding;
        }
    }
    return checkLayout(header.entries);
}

Finding readHeader(std::string_view file, SafetensorsHeader& header)
{
    if (Finding finding = checkLength(file); finding.check != 0) {
        return finding;
    }
    const std::uint64_t length = littleEndian(file);
    const std::string_view text = file.substr(8, length);
    header.dataStart = 8 + length;
    if (Finding finding = checkJson(text); finding.check != 0) {
        return finding;
    }
    const nlohmann::json json = nlohmann::json::parse(text);
    if (Finding finding = readEntries(json, header); finding.check != 0) {
        return finding;
    }
    const std::uint64_t last = header.entries.empty() ? 0 : header.entries.back().end;
    if (last != file.size() - header.dataStart) {
        return {7, last > file.size() - header.dataStart
                       ? "the file is cut off: tensor data is missing"
                       : "there are bytes after the last tensor"};
    }
    return json.contains("__metadata__") ? readMetadata(json["__metadata__"], header.metadata)
                                         : Finding{};
}

}  // namespace

int safetensorsBits(const std::string& dtype)
{
    const auto* const found = std::find_if(kDtypes.begin(), kDtypes.end(),
                                           [&](const auto& entry) { return dtype == entry.first; });
    return found == kDtypes.end() ? 0 : found->second;
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view file, const std::string& path,
                                                 int* failedCheck)
{
    SafetensorsHeader header;
    const Finding finding = readHeader(file, header);
    if (failedCheck != nullptr) {
        *failedCheck = finding.check;
    }
    if (finding.check != 0) {
        return failure(
            ErrorKind::Parse,
            Text(MG_TR("model", "This is not a whole safetensors file: %1."), {finding.what}), path,
            MG_TR("model", "Fetch or copy the file again."));
    }
    return header;
}

}  // namespace marginalia
