// SPDX-License-Identifier: Apache-2.0
#include "core/text/gguf_header.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
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
    std::uint32_t u32() { return static_cast<std::uint32_t>(ggufLittleEndian(take(4))); }
    std::uint64_t u64() { return ggufLittleEndian(take(8)); }
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
    const std::uint64_t least = value.element == GgufType::Text ? 8 : ggufNumberSize(value.element);
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
        value.bytes = in.take(ggufNumberSize(value.type));
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
