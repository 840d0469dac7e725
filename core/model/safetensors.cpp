// SPDX-License-Identifier: Apache-2.0
#include "core/model/safetensors.h"

#include "core/base/mapped_file.h"
#include "core/model/safetensors_dtypes.h"
#include "core/model/safetensors_header.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <array>
#include <cstring>
#include <unordered_map>

namespace marginalia {

namespace {

constexpr std::array<std::pair<const char*, at::ScalarType>, 19> kTypes = {
    {{"BOOL", at::kBool},
     {"U8", at::kByte},
     {"I8", at::kChar},
     {"F8_E5M2", at::kFloat8_e5m2},
     {"F8_E4M3", at::kFloat8_e4m3fn},
     {"F8_E8M0", at::kFloat8_e8m0fnu},
     {"F8_E4M3FNUZ", at::kFloat8_e4m3fnuz},
     {"F8_E5M2FNUZ", at::kFloat8_e5m2fnuz},
     {"I16", at::kShort},
     {"U16", at::kUInt16},
     {"F16", at::kHalf},
     {"BF16", at::kBFloat16},
     {"I32", at::kInt},
     {"U32", at::kUInt32},
     {"F32", at::kFloat},
     {"C64", at::kComplexFloat},
     {"F64", at::kDouble},
     {"I64", at::kLong},
     {"U64", at::kUInt64}}};

class MappedSafetensors final : public SafetensorsFile {
public:
    MappedSafetensors(std::string path, std::shared_ptr<MappedFile> mapping,
                      SafetensorsHeader header)
        : m_path(std::move(path)), m_mapping(std::move(mapping)), m_header(std::move(header))
    {
        for (size_t i = 0; i < m_header.entries.size(); ++i) {
            m_index[m_header.entries[i].name] = i;
        }
    }

    std::vector<std::string> names() const override
    {
        std::vector<std::string> out;
        for (const TensorEntry& entry : m_header.entries) {
            out.push_back(entry.name);
        }
        return out;
    }

    Result<at::Tensor> tensor(const std::string& name) const override
    {
        const auto found = m_index.find(name);
        if (found == m_index.end()) {
            return failure(
                ErrorKind::NotFound,
                Text(MG_TR("model", "The file has no tensor \"%1\"."), {quotedForError(name)}),
                m_path);
        }
        const TensorEntry& entry = m_header.entries[found->second];
        const auto type = scalarTypeOf(entry.dtype);
        if (!type) {
            return failure(ErrorKind::Unsupported,
                           Text(MG_TR("model",
                                      "The tensor \"%1\" has the type %2, which Marginalia does "
                                      "not compute with."),
                                {quotedForError(name), entry.dtype}),
                           m_path);
        }
        const auto options = at::TensorOptions(*type);
        const char* const data = m_mapping->bytes().data() + m_header.dataStart + entry.begin;
        if (entry.begin == entry.end) {
            return at::empty(entry.shape, options);
        }
        if (reinterpret_cast<std::uintptr_t>(data) % c10::elementSize(*type) != 0) {
            at::Tensor copy = at::empty(entry.shape, options);
            std::memcpy(copy.mutable_data_ptr(), data, entry.end - entry.begin);
            return copy;
        }
        // The view is for reading only; from_blob has no const form.
        return at::from_blob(
            const_cast<char*>(data), entry.shape, [keep = m_mapping](void*) {}, options);
    }

    const std::map<std::string, std::string>& metadata() const override
    {
        return m_header.metadata;
    }

private:
    std::string m_path;
    std::shared_ptr<MappedFile> m_mapping;
    SafetensorsHeader m_header;
    std::unordered_map<std::string, size_t> m_index;
};

}  // namespace

std::optional<at::ScalarType> scalarTypeOf(const std::string& dtype)
{
    for (const auto& [name, type] : kTypes) {
        if (dtype == name) {
            return type;
        }
    }
    return std::nullopt;
}

const char* safetensorsName(at::ScalarType type)
{
    for (const auto& [name, known] : kTypes) {
        if (known == type) {
            return name;
        }
    }
    return nullptr;
}

int safetensorsRank(at::ScalarType type)
{
    for (size_t i = 0; i < kTypes.size(); ++i) {
        if (kTypes[i].second == type) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

Result<std::shared_ptr<SafetensorsFile>> SafetensorsFile::open(const std::string& path)
{
    MG_TRY(std::shared_ptr<MappedFile> mapping, MappedFile::open(path));
    MG_TRY(SafetensorsHeader header, parseSafetensorsHeader(mapping->bytes(), path));
    return std::shared_ptr<SafetensorsFile>(
        std::make_shared<MappedSafetensors>(path, std::move(mapping), std::move(header)));
}

}  // namespace marginalia
