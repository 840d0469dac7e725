// SPDX-License-Identifier: Apache-2.0
#include "core/model/safetensors_header.h"
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>

#include <cstring>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::pair<std::string, at::Tensor>> allOf(const SafetensorsFile& file)
{
    std::vector<std::pair<std::string, at::Tensor>> out;
    for (const std::string& name : file.names()) {
        out.emplace_back(name, file.tensor(name).take());
    }
    return out;
}

at::Tensor bitsOf(const at::Tensor& values)
{
    return values.to(at::kFloat).contiguous().view(at::kInt);
}

const fs::path kFiles = root() / "models/files";

}  // namespace

TEST(SafetensorsGolden, EveryBrokenFileFailsItsCheck)
{
    const Json cases = readJson(kFiles / "safetensors_cases.json");
    if (cases.is_discarded()) {
        MARGINALIA_PART_MISSING("safetensors_cases.json");
    }
    for (const Json& entry : cases) {
        SCOPED_TRACE(entry.dump());
        const std::string path =
            (kFiles / "safetensors" / entry["file"].get<std::string>()).string();
        int check = -1;
        const auto header = parseSafetensorsHeader(bytesOf(path), path, &check);
        const auto file = SafetensorsFile::open(path);
        EXPECT_EQ(header.ok(), entry["accept"].get<bool>());
        EXPECT_EQ(file.ok(), entry["accept"].get<bool>());
        if (!header.ok()) {
            const Json& wanted = entry["check"];
            EXPECT_EQ(std::to_string(check),
                      wanted.is_string() ? wanted.get<std::string>() : wanted.dump());
            EXPECT_NE(header.error().message().find(path), std::string::npos);
        }
    }
}

TEST(SafetensorsGolden, EveryDtypeGivesItsFloats)
{
    if (!fs::exists(kFiles / "dtypes.safetensors")) {
        MARGINALIA_PART_MISSING("dtypes.safetensors");
    }
    const auto given = SafetensorsFile::open((kFiles / "dtypes.safetensors").string()).take();
    const auto wanted =
        SafetensorsFile::open((kFiles / "dtypes_expect.safetensors").string()).take();
    for (const std::string& name : wanted->names()) {
        SCOPED_TRACE(name);
        const at::Tensor bits = bitsOf(given->tensor(name).take());
        const at::Tensor expected = wanted->tensor(name).take();
        const at::Tensor nan = expected.view(at::kFloat).isnan();
        EXPECT_TRUE(at::equal(bits.view(at::kFloat).isnan(), nan));
        const at::Tensor compared = name == "bf16" ? at::ones_like(nan) : ~nan;
        EXPECT_TRUE(at::equal(bits.masked_select(compared), expected.masked_select(compared)));
    }
}

TEST(SafetensorsGolden, NarrowingRoundsToNearestEven)
{
    if (!fs::exists(kFiles / "narrowing.safetensors")) {
        MARGINALIA_PART_MISSING("narrowing.safetensors");
    }
    const auto file = SafetensorsFile::open((kFiles / "narrowing.safetensors").string()).take();
    const at::Tensor values = file->tensor("f32").take();
    const at::Tensor real = ~file->tensor("is_nan").take();
    for (const auto& [name, type] :
         {std::pair("bf16_bits", at::kBFloat16), std::pair("f16_bits", at::kHalf)}) {
        const at::Tensor narrow = values.to(type);
        EXPECT_TRUE(at::equal(narrow.view(at::kShort).masked_select(real),
                              file->tensor(name).take().masked_select(real)));
        EXPECT_TRUE(narrow.masked_select(~real).isnan().all().item<bool>());
    }
}

TEST(SafetensorsGolden, SavingWhatWasLoadedGivesTheSameBytes)
{
    for (const char* name : {"writer.safetensors", "nan_payload.safetensors"}) {
        if (!fs::exists(kFiles / name)) {
            MARGINALIA_PART_MISSING(name);
        }
        const Scratch scratch;
        const auto file = SafetensorsFile::open((kFiles / name).string()).take();
        auto tensors = allOf(*file);
        std::reverse(tensors.begin(), tensors.end());  // the writer's order is its own
        const std::string target = (scratch.path() / name).string();
        ASSERT_TRUE(writeSafetensors(target, tensors).ok());
        EXPECT_EQ(bytesOf(target), bytesOf(kFiles / name));
    }
}

TEST(SafetensorsGolden, ShardFolders)
{
    const Json cases = readJson(kFiles / "shards/cases.json");
    if (cases.is_discarded()) {
        MARGINALIA_PART_MISSING("shards");
    }
    for (const Json& entry : cases) {
        SCOPED_TRACE(entry.dump());
        const auto tensors =
            openModelTensors((kFiles / "shards" / entry["folder"].get<std::string>()).string());
        EXPECT_EQ(tensors.ok(), entry["accept"].get<bool>())
            << (tensors.ok() ? "" : tensors.error().message());
    }
}

TEST(Safetensors, AliasedStorageIsNotWrittenTwice)
{
    const Scratch scratch;
    const at::Tensor tensor = at::ones({3});
    const Status written = writeSafetensors((scratch.path() / "a.safetensors").string(),
                                            {{"a", tensor}, {"b", tensor}});
    ASSERT_FALSE(written.ok());
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(Safetensors, ATensorOutlivesItsFile)
{
    const Scratch scratch;
    const std::string path = (scratch.path() / "a.safetensors").string();
    ASSERT_TRUE(writeSafetensors(path, {{"a", at::arange(5, at::kFloat)}}).ok());
    auto file = SafetensorsFile::open(path).take();
    const at::Tensor tensor = file->tensor("a").take();
    file.reset();
    fs::remove(path);
    EXPECT_EQ(tensor.sum().item<float>(), 10.0F);
}

TEST(Safetensors, AMissingFileAndAPickleAreNamed)
{
    const Scratch scratch;
    const auto missing = SafetensorsFile::open((scratch.path() / "none.safetensors").string());
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
    std::ofstream(scratch.path() / "pytorch_model.bin") << "x";
    const auto pickle = openModelTensors(scratch.path().string());
    ASSERT_FALSE(pickle.ok());
    EXPECT_EQ(pickle.error().kind, ErrorKind::Unsupported);
}
