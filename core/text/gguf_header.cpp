// SPDX-License-Identifier: Apache-2.0
#include "core/text/gguf_header.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <unordered_set>

namespace marginalia {

namespace {

constexpr std::string_view kMagic = "GGUF";
constexpr std::uint64_t kMostKeys = 65'536;
constexpr std::uint64_t kMostTensors = 1'000'000;
constexpr std::uint64_t kLongestKey = 65'535;
constexpr std::uint64_t kLongestName = 64;  // the format's limit
constexpr std::uint32_t kMostDimensions = 4;
constexpr std::uint64_t kLargestAlignment = 1 << 20;

constexpr std::array<GgufFormat, 33> kFormats = {
    {{0, "F32", 1, 4},         {1, "F16", 1, 2},         {2, "Q4_0", 32, 18},
     {3, "Q4_1", 32, 20},      {6, "Q5_0", 32, 22},      {7, "Q5_1", 32, 24},
     {8, "Q8_0", 32, 34},      {9, "Q8_1", 32, 36},      {10, "Q2_K", 256, 84},
     {11, "Q3_K", 256, 110},   {12, "Q4_K", 256, 144},   {13, "Q5_K", 256, 176},
     {14, "Q6_K", 256, 210},   {15, "Q8_K", 256, 292},   {16, "IQ2_XXS", 256, 66},
     {17, "IQ2_XS", 256, 74},  {18, "IQ3_XXS", 256, 98}, {19, "IQ1_S", 256, 50},
     {20, "IQ4_NL", 32, 18},   {21, "IQ3_S", 256, 110},  {22, "IQ2_S", 256, 82},
     {23, "IQ4_XS", 256, 136}, {24, "I8", 1, 1},         {25, "I16", 1, 2},
     {26, "I32", 1, 4},        {27, "I64", 1, 8},        {28, "F64", 1, 8},
     {29, "IQ1_M", 256, 56},   {30, "BF16", 1, 2},       {34, "TQ1_0", 256, 54},
     {35, "TQ2_0", 256, 66},   {39, "MXFP4", 32, 17},    {40, "NVFP4", 64, 36}}};

/// Bytes of a number of this type; 0: not a number.
std::uint64_t sizeOf(GgufType type)
{
    switch (type) {
        case GgufType::U8:
        case GgufType::I8:
        case GgufType::Bool:
            return 1;
        case GgufType::U16:
        case GgufType::I16:
            return 2;
        case GgufType::U32:
        case GgufType::I32:
        case GgufType::F32:
            return 4;
        case GgufType::U64:
        case GgufType::I64:
        case GgufType::F64:
            return 8;
        case GgufType::Text:
        case GgufType::Array:
            break;
    }
    return 0;
}

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

std::optional<std::int64_t> wholeNumber(GgufType type, std::string_view bytes)
{
    const std::uint64_t raw = littleEndian(bytes);
    switch (type) {
        case GgufType::U8:
        case GgufType::U16:
        case GgufType::U32:
            return static_cast<std::int64_t>(raw);
        case GgufType::I8:
            return static_cast<std::int8_t>(raw);
        case GgufType::I16:
            return static_cast<std::int16_t>(raw);
        case GgufType::I32:
            return static_cast<std::int32_t>(raw);
        case GgufType::I64:
            return static_cast<std::int64_t>(raw);
        case GgufType::U64:
            return raw <= INT64_MAX ? std::optional(static_cast<std::int64_t>(raw)) : std::nullopt;
        default:
            return std::nullopt;
    }
}

/// Reads from front to back; the first thing that is wrong stays in `problem`.
class Cursor {
public:
    explicit Cursor(std::string_view file) : m_file(file) {}

    bool ok() const { return m_problem.empty(); }
    const std::string& problem() const { return m_problem; }
    std::uint64_t place() const { return m_at; }
    std::uint64_t left() const { return m_file.size() - m_at; }

    bool fail(std::string problem)
    {
        if (m_problem.empty()) {
            m_problem = std::move(problem);
        }
        return false;
    }
    std::string_view take(std::uint64_t count)
    {
        if (!ok() || count > left()) {
            fail("it ends in the middle of its header; it was probably not copied whole");
            return {};
        }
        const std::string_view out = m_file.substr(m_at, count);
        m_at += count;
        return out;
    }
    std::uint32_t u32() { return static_cast<std::uint32_t>(littleEndian(take(4))); }
    std::uint64_t u64() { return littleEndian(take(8)); }
    std::string_view text(std::uint64_t most, const char* what)
    {
        const std::uint64_t length = u64();
        if (ok() && length > std::min(most, left())) {
            fail(fillPattern("the length of %1 is %2", {what, std::to_string(length)}));
        }
        return take(ok() ? length : 0);
    }

private:
    std::string_view m_file;
    std::uint64_t m_at = 0;
    std::string m_problem;
};

bool isKnown(std::uint32_t type)
{
    return type <= static_cast<std::uint32_t>(GgufType::F64);
}

void readArray(Cursor& in, GgufValue& value)
{
    const std::uint32_t element = in.u32();
    value.count = in.u64();
    if (!in.ok()) {
        return;
    }
    if (!isKnown(element) || element == static_cast<std::uint32_t>(GgufType::Array)) {
        in.fail(fillPattern("an array holds values of type %1", {std::to_string(element)}));
        return;
    }
    value.element = static_cast<GgufType>(element);
    const std::uint64_t least = value.element == GgufType::Text ? 8 : sizeOf(value.element);
    if (value.count > in.left() / least) {
        in.fail(fillPattern("an array of %1 values is longer than the file",
                            {std::to_string(value.count)}));
        return;
    }
    if (value.element != GgufType::Text) {
        value.bytes = in.take(value.count * least);
        return;
    }
    value.texts.reserve(value.count);
    for (std::uint64_t i = 0; i < value.count && in.ok(); ++i) {
        value.texts.push_back(in.text(UINT64_MAX, "a text"));
    }
}

GgufValue readValue(Cursor& in)
{
    GgufValue value;
    const std::uint32_t type = in.u32();
    if (in.ok() && !isKnown(type)) {
        in.fail(fillPattern("%1 is not a type of a value", {std::to_string(type)}));
        return value;
    }
    value.type = static_cast<GgufType>(type);
    if (value.type == GgufType::Array) {
        readArray(in, value);
    } else if (value.type == GgufType::Text) {
        value.bytes = in.text(UINT64_MAX, "a text");
    } else {
        value.bytes = in.take(sizeOf(value.type));
        if (in.ok() && value.type == GgufType::Bool &&
            static_cast<unsigned char>(value.bytes[0]) > 1) {
            in.fail("a flag is neither 0 nor 1");
        }
    }
    return value;
}

void readValues(Cursor& in, std::uint64_t count, GgufHeader& header)
{
    std::unordered_set<std::string> seen;
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        const std::string key(in.text(kLongestKey, "a key"));
        if (in.ok() && (key.empty() || utf8::firstInvalid(key) != std::string::npos)) {
            in.fail("a key is empty or not UTF-8");
            return;
        }
        if (in.ok() && !seen.insert(key).second) {
            in.fail("the key " + quotedForError(key) + " is given twice");
            return;
        }
        const bool before = in.ok();
        GgufValue value = readValue(in);
        if (before && !in.ok()) {
            header.values.emplace_back(key, GgufValue());  // named in the error
            return;
        }
        header.values.emplace_back(key, std::move(value));
    }
}

/// Size in bytes of the tensor's data; checked against the block of its type.
bool readExtent(Cursor& in, GgufTensor& tensor)
{
    const std::string quoted = quotedForError(tensor.name);
    const GgufFormat* const format = ggufFormat(tensor.type);
    if (format == nullptr) {
        return in.fail(fillPattern("the tensor \"%1\" has the unknown type %2",
                                   {quoted, std::to_string(tensor.type)}));
    }
    std::uint64_t numbers = 1;
    for (const std::int64_t size : tensor.shape) {
        if (size <= 0 ||
            __builtin_mul_overflow(numbers, static_cast<std::uint64_t>(size), &numbers)) {
            return in.fail(
                fillPattern("the dimensions of \"%1\" are not those of a tensor", {quoted}));
        }
    }
    const auto block = static_cast<std::uint64_t>(format->numbers);
    if (tensor.shape.back() % format->numbers != 0 ||
        __builtin_mul_overflow(numbers / block, static_cast<std::uint64_t>(format->bytes),
                               &tensor.bytes)) {
        return in.fail(
            fillPattern("the rows of \"%1\" are not whole blocks of %2", {quoted, format->name}));
    }
    return true;
}

GgufTensor readTensor(Cursor& in)
{
    GgufTensor tensor;
    tensor.name = std::string(in.text(kLongestName, "a tensor's name"));
    if (in.ok() && (tensor.name.empty() || utf8::firstInvalid(tensor.name) != std::string::npos)) {
        in.fail("the name of a tensor is empty or not UTF-8");
    }
    const std::uint32_t dimensions = in.u32();
    if (in.ok() && (dimensions == 0 || dimensions > kMostDimensions)) {
        in.fail(fillPattern("the tensor \"%1\" has %2 dimensions",
                            {quotedForError(tensor.name), std::to_string(dimensions)}));
    }
    for (std::uint32_t i = 0; i < dimensions && in.ok(); ++i) {
        const std::uint64_t size = in.u64();
        tensor.shape.push_back(size > INT64_MAX ? -1 : static_cast<std::int64_t>(size));
    }
    std::reverse(tensor.shape.begin(), tensor.shape.end());
    tensor.type = in.u32();
    tensor.begin = in.u64();
    if (in.ok()) {
        readExtent(in, tensor);
    }
    return tensor;
}

/// Tensors must lie side by side in the order of the list, as the format's writers leave them.
void placeTensors(Cursor& in, std::uint64_t fileSize, GgufHeader& header)
{
    const std::uint64_t mask = header.alignment - 1;
    header.dataStart = (in.place() + mask) & ~mask;
    std::uint64_t expected = 0;
    for (GgufTensor& tensor : header.tensors) {
        const std::string quoted = quotedForError(tensor.name);
        if (tensor.begin != expected) {
            in.fail(
                fillPattern("there is a hole or an overlap before the tensor \"%1\"", {quoted}));
            return;
        }
        // Bytes of one tensor are below the file's size here, so that the sums cannot overflow.
        if (header.dataStart > fileSize || tensor.bytes > fileSize - header.dataStart ||
            expected > fileSize - header.dataStart - tensor.bytes) {
            in.fail(fillPattern("it is cut off in the tensor \"%1\"", {quoted}));
            return;
        }
        expected = (expected + tensor.bytes + mask) & ~mask;
        tensor.begin += header.dataStart;
    }
}

void readAlignment(Cursor& in, GgufHeader& header)
{
    const GgufValue* const given = header.find("general.alignment");
    if (given == nullptr) {
        return;
    }
    const auto value = given->type == GgufType::U32 ? given->integer() : std::nullopt;
    const auto alignment = static_cast<std::uint64_t>(value.value_or(0));
    if (alignment < 8 || alignment > kLargestAlignment || (alignment & (alignment - 1)) != 0) {
        in.fail("general.alignment is not a power of two from 8 on");
        return;
    }
    header.alignment = alignment;
}

void readAll(Cursor& in, std::uint64_t fileSize, GgufHeader& header)
{
    const std::uint64_t tensors = in.u64();
    const std::uint64_t keys = in.u64();
    if (in.ok() && (keys > kMostKeys || tensors > kMostTensors)) {
        in.fail(fillPattern("%1 tensors and %2 keys are more than any model has",
                            {std::to_string(tensors), std::to_string(keys)}));
    }
    readValues(in, keys, header);
    if (in.ok()) {
        readAlignment(in, header);
    }
    std::unordered_set<std::string> seen;
    for (std::uint64_t i = 0; i < tensors && in.ok(); ++i) {
        header.tensors.push_back(readTensor(in));
        if (in.ok() && !seen.insert(header.tensors.back().name).second) {
            in.fail(fillPattern("the tensor \"%1\" is given twice",
                                {quotedForError(header.tensors.back().name)}));
        }
    }
    if (in.ok()) {
        placeTensors(in, fileSize, header);
    }
}

}  // namespace

const GgufFormat* ggufFormat(std::uint32_t type)
{
    const auto* const found =
        std::find_if(kFormats.begin(), kFormats.end(),
                     [&](const GgufFormat& each) { return each.type == type; });
    return found == kFormats.end() ? nullptr : found;
}

std::optional<std::int64_t> GgufValue::integer() const
{
    return type == GgufType::Array ? std::nullopt : wholeNumber(type, bytes);
}

std::optional<double> GgufValue::number() const
{
    if (type == GgufType::F32) {
        float value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    if (type == GgufType::F64) {
        double value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    const auto whole = integer();
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<bool> GgufValue::flag() const
{
    return type == GgufType::Bool ? std::optional(bytes[0] != 0) : std::nullopt;
}

std::optional<std::string_view> GgufValue::text() const
{
    return type == GgufType::Text ? std::optional(bytes) : std::nullopt;
}

std::optional<std::int64_t> GgufValue::integerAt(std::uint64_t index) const
{
    if (type != GgufType::Array || element == GgufType::Text || index >= count) {
        return std::nullopt;
    }
    const std::uint64_t size = sizeOf(element);
    return wholeNumber(element, bytes.substr(index * size, size));
}

const GgufValue* GgufHeader::find(std::string_view key) const
{
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    return found == values.end() ? nullptr : &found->second;
}

bool looksLikeGguf(std::string_view bytes)
{
    return bytes.substr(0, kMagic.size()) == kMagic;
}

bool isGgufFile(const std::string& path)
{
    std::array<char, 4> begin{};
    std::ifstream in(path, std::ios::binary);
    in.read(begin.data(), begin.size());
    return in.good() && looksLikeGguf({begin.data(), begin.size()});
}

Result<GgufHeader> parseGgufHeader(std::string_view file, const std::string& path)
{
    GgufHeader header;
    Cursor in(file);
    if (!looksLikeGguf(in.take(kMagic.size()))) {
        return failure(ErrorKind::Parse,
                       MG_TR("gguf", "This is not a GGUF file: it does not begin with GGUF."),
                       path);
    }
    header.version = in.u32();
    if (in.ok() && (header.version < 2 || header.version > 3)) {
        const bool swapped = (header.version & 0xFFFFU) == 0 && header.version != 0;
        return failure(ErrorKind::Unsupported,
                       Text(MG_TR("gguf", "This GGUF file is of a form that is not read here: %1."),
                            {swapped ? "big-endian" : "version " + std::to_string(header.version)}),
                       path, MG_TR("gguf", "Convert the model to GGUF version 3, little-endian."));
    }
    readAll(in, file.size(), header);
    if (in.ok()) {
        return header;
    }
    const std::string last = header.tensors.empty() && !header.values.empty()
                                 ? " (byte " + std::to_string(in.place()) + ", key " +
                                       quotedForError(header.values.back().first) + ")"
                                 : " (byte " + std::to_string(in.place()) + ")";
    return failure(ErrorKind::Parse,
                   Text(MG_TR("gguf", "This is not a whole GGUF file: %1."), {in.problem()}),
                   path + last, MG_TR("gguf", "Fetch or copy the file again."));
}

}  // namespace marginalia
