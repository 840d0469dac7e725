// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/rows_file.h"

#include "core/base/crc32c.h"

#include <bit>
#include <cstring>

namespace marginalia::rows_file {

namespace {

static_assert(std::endian::native == std::endian::little,
              "rows.bin is written as the processor holds it");
constexpr char kMagic[8] = {'M', 'G', 'R', 'O', 'W', 'S', 0, 0};
constexpr std::uint32_t kVersion = 1;

template <class Number>
void put(char*& out, Number value)
{
    std::memcpy(out, &value, sizeof value);
    out += sizeof value;
}

template <class Number>
void get(const char*& in, Number& value)
{
    std::memcpy(&value, in, sizeof value);
    in += sizeof value;
}

}  // namespace

std::array<char, kHeader> header()
{
    std::array<char, kHeader> out{};
    std::memcpy(out.data(), kMagic, sizeof kMagic);
    char* at = out.data() + sizeof kMagic;
    put(at, kVersion);
    put(at, static_cast<std::uint32_t>(kRecord));
    return out;
}

bool isHeader(std::string_view bytes)
{
    const auto expected = header();
    return bytes.size() >= kHeader && std::memcmp(bytes.data(), expected.data(), kHeader) == 0;
}

void pack(const RowRecord& row, char* out)
{
    char* at = out;
    put(at, row.step);
    put(at, row.attempt);
    put(at, row.unit);
    put(at, static_cast<std::uint8_t>(row.role));
    put(at, row.flags);
    put(at, row.round);
    put(at, row.tokens);
    put(at, row.snapshotIndex);
    put(at, row.loss);
    put(at, row.policySum);
    put(at, row.referenceSum);
    put(at, row.weight);
    put(at, row.reward);
    put(at, row.influence);
    std::memcpy(at, row.uid.bytes.data(), row.uid.bytes.size());
    at += row.uid.bytes.size();
    put(at, crc32c(std::string_view(out, static_cast<size_t>(at - out))));
}

std::optional<RowRecord> unpack(const char* bytes)
{
    RowRecord row;
    std::uint8_t role = 0;
    std::uint32_t crc = 0;
    const char* at = bytes;
    get(at, row.step);
    get(at, row.attempt);
    get(at, row.unit);
    get(at, role);
    get(at, row.flags);
    get(at, row.round);
    get(at, row.tokens);
    get(at, row.snapshotIndex);
    get(at, row.loss);
    get(at, row.policySum);
    get(at, row.referenceSum);
    get(at, row.weight);
    get(at, row.reward);
    get(at, row.influence);
    std::memcpy(row.uid.bytes.data(), at, row.uid.bytes.size());
    at += row.uid.bytes.size();
    const auto covered = static_cast<size_t>(at - bytes);
    get(at, crc);
    if (crc != crc32c(std::string_view(bytes, covered)) ||
        role > static_cast<std::uint8_t>(RowRole::Query)) {
        return std::nullopt;
    }
    row.role = static_cast<RowRole>(role);
    return row;
}

}  // namespace marginalia::rows_file
