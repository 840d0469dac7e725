// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/budget.h"

#include "core/jobs/combinations.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

constexpr std::int64_t kSmallModel = 20'000'000;

namespace fs = std::filesystem;

constexpr std::int64_t kFloatBytes = 4;
constexpr std::uint64_t kLongestHeader = 100U << 20U;  // safetensors' own limit
// LibTorch loaded without CUDA takes 120 MB (performance.md 5); the rest is tokenised data and
// arenas.
constexpr std::int64_t kProgramBytes = 160LL << 20U;
constexpr std::int64_t kDefaultPackTokens = 4096;

/// Bytes of a weight with its share of a scale.
double bytesHeldAs(const std::string& baseWeights, double dense)
{
    return baseWeights == "nf4" ? 0.5 + 4.0 / 64 : baseWeights == "int8" ? 1.0 : dense;
}

/// Two numbers for each that is trained; in 8 bits those of the blocks' matrices, with a scale for
/// 256 of them.
std::int64_t momentBytes(const RunSpec& spec, const ModelShape& model, std::int64_t trained)
{
    constexpr std::int64_t kBlock = 256;
    const std::int64_t packed =
        spec.optimizer_state == "int8" && spec.method == "full" ? model.packable : 0;
    return 2 * (kFloatBytes * (trained - packed) + packed + kFloatBytes * (packed / kBlock));
}

/// "model.layers.3.mlp.up_proj.weight", "h.0.attn.c_attn.weight": a part between dots is a number.
bool standsInABlock(const std::string& name)
{
    for (std::size_t at = name.find('.'); at != std::string::npos; at = name.find('.', at + 1)) {
        const std::size_t end = name.find_first_not_of("0123456789", at + 1);
        if (end != std::string::npos && end > at + 1 && name[end] == '.') {
            return true;
        }
    }
    return false;
}

/// Adds the parameters named in one safetensors header, without its data.
Status addParametersOf(const fs::path& file, ModelShape& shape)
{
    std::ifstream in(file, std::ios::binary);
    std::uint64_t length = 0;
    char raw[8] = {};
    if (!in.read(raw, sizeof raw)) {
        return failure(ErrorKind::Parse, MG_TR("core", "The file is too short for safetensors."),
                       file.string(), MG_TR("core", "Fetch it again."));
    }
    std::memcpy(&length, raw, sizeof length);
    if (length > kLongestHeader) {
        return failure(ErrorKind::Parse, MG_TR("core", "The header is longer than 100 MB."),
                       file.string(), MG_TR("core", "This is not a safetensors file."));
    }
    std::string header(length, '\0');
    if (!in.read(header.data(), static_cast<std::streamsize>(length))) {
        return failure(ErrorKind::Parse, MG_TR("core", "The header is cut off."), file.string(),
                       MG_TR("core", "Fetch the file again."));
    }
    const Json json = Json::parse(header, nullptr, false);
    if (!json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("core", "The header is not JSON."), file.string(),
                       MG_TR("core", "Fetch the file again."));
    }
    for (const auto& [name, tensor] : json.items()) {
        if (name == "__metadata__" || !tensor.is_object() || !tensor.contains("shape")) {
            continue;
        }
        std::int64_t elements = 1;
        for (const Json& side : tensor["shape"]) {
            elements *= side.is_number_integer() ? side.get<std::int64_t>() : 0;
        }
        shape.parameters += elements;
        shape.packable += tensor["shape"].size() == 2 && standsInABlock(name) ? elements : 0;
    }
    return {};
}

std::int64_t whole(const Json& config, const char* key, std::int64_t fallback = 0)
{
    const auto found = config.find(key);
    return found != config.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                               : fallback;
}

Result<Json> readConfig(const fs::path& file)
{
    std::ifstream in(file);
    if (!in) {
        return failure(ErrorKind::NotFound, MG_TR("core", "The folder holds no config.json."),
                       file.parent_path().string(), MG_TR("core", "Choose a model folder."));
    }
    Json config = Json::parse(in, nullptr, false);
    if (!config.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("core", "config.json is not a JSON object."),
                       file.string(), MG_TR("core", "Fetch the model again."));
    }
    return config;
}

}  // namespace

ModelScale scaleOf(const ModelShape& model)
{
    return model.parameters < kSmallModel ? ModelScale::Small : ModelScale::Usual;
}

ModelScale scaleOfModel(const std::string& folder)
{
    const Result<ModelShape> shape = readModelShape(folder);
    return shape ? scaleOf(*shape) : ModelScale::Usual;
}

Result<ModelShape> readModelShape(const std::string& folder)
{
    std::error_code ignored;
    if (fs::exists(fs::path(folder) / "adapter_config.json", ignored) &&
        !fs::exists(fs::path(folder) / "config.json", ignored)) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("core", "The folder holds an adapter, not a whole model."), folder,
                       MG_TR("core", "Choose its base, or merge it with marginalia-cli convert."));
    }
    MG_TRY(const Json config, readConfig(fs::path(folder) / "config.json"));
    ModelShape shape;
    const auto type = config.find("model_type");
    shape.type = type != config.end() && type->is_string() ? type->get<std::string>() : "";
    // The second names are GPT-2's.
    shape.layers = whole(config, "num_hidden_layers", whole(config, "n_layer"));
    shape.hidden = whole(config, "hidden_size", whole(config, "n_embd"));
    shape.intermediate =
        whole(config, "intermediate_size", whole(config, "n_inner", 4 * shape.hidden));
    shape.heads = whole(config, "num_attention_heads", whole(config, "n_head"));
    shape.vocabulary = whole(config, "vocab_size");
    shape.context = whole(config, "max_position_embeddings", whole(config, "n_positions"));
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".safetensors") {
            continue;
        }
        MG_CHECK(addParametersOf(entry.path(), shape));
        shape.weightBytes += static_cast<std::int64_t>(entry.file_size(code));
    }
    if (shape.parameters == 0) {
        return failure(ErrorKind::NotFound,
                       MG_TR("core", "The folder holds no safetensors weights."), folder,
                       MG_TR("core", "Choose a model folder with model.safetensors."));
    }
    return shape;
}

std::int64_t adapterParameters(const RunSpec& spec, const ModelShape& model)
{
    // Seven projections of a block; keys and values are taken as wide as queries, which bounds
    // models with fewer of their heads.
    const auto hidden = static_cast<double>(model.hidden);
    const double block = 4 * 2 * hidden + 3 * (hidden + static_cast<double>(model.intermediate));
    const std::vector<std::string> targets = moduleNames(spec.lora_targets);
    const double share = targets == std::vector<std::string>{"all-linear"}
                             ? 1
                             : std::min(1.0, static_cast<double>(targets.size()) / 7);
    const double whole = static_cast<double>(moduleNames(spec.lora_modules_to_save).size()) *
                         hidden * static_cast<double>(model.vocabulary);
    return std::llround(static_cast<double>(spec.lora_r) * static_cast<double>(model.layers) *
                            block * share +
                        whole);
}

Budget estimateBudget(const RunSpec& spec, const ModelShape& model, const DataSize& data,
                      const std::optional<MeasuredSpeed>& speed, std::int64_t from)
{
    Budget out;
    const std::int64_t parameters = model.parameters;
    const std::int64_t trained =
        spec.method == "lora" ? adapterParameters(spec, model) : parameters;
    const std::int64_t width = spec.dtype == "bf16" ? 2 : kFloatBytes;
    // bf16 computes on a rounded copy beside the fp32 masters; under an adapter the copy is all
    // there is, and the adapter is fp32.
    const bool adapting = spec.method == "lora";
    const double held = adapting ? bytesHeldAs(spec.base_weights, static_cast<double>(width))
                                 : static_cast<double>(width);
    const std::int64_t frozen = adapting || width == 2
                                    ? width * (parameters - model.packable) +
                                          std::llround(held * static_cast<double>(model.packable))
                                    : 0;
    const auto copies =
        std::llround(copiesKept(combinationOf(spec)) * static_cast<double>(kFloatBytes * trained));
    const bool isMaster = width != kFloatBytes && !adapting;
    const bool hasWide = !isMaster || (spec.masters == "fp32" && spec.offload == "none");
    out.weights = (hasWide ? 2 : 1) * kFloatBytes * trained + frozen + copies;
    if (spec.offload == "none") {
        out.optimizer = momentBytes(spec, model, trained);
    } else if (spec.offload == "machine") {
        out.beside = momentBytes(spec, model, trained) +
                     (isMaster && spec.masters == "fp32" ? kFloatBytes * trained : 0);
        out.optimizer = std::min(out.beside, kCardWindowBytes);
    }

    const double perStep = static_cast<double>(std::max<std::int64_t>(1, spec.batch_size));
    const std::int64_t bound = spec.pack_tokens > 0 ? spec.pack_tokens : kDefaultPackTokens;
    const double pack = std::clamp(perStep * data.tokensPerRecord,
                                   std::max(1.0, data.longestTokens), static_cast<double>(bound));
    // Kept per token and layer: inputs of both norms, q k v, attention output, gate, up and their
    // product.
    const double block =
        6.0 * static_cast<double>(model.hidden) + 3.0 * static_cast<double>(model.intermediate);
    const double perToken = static_cast<double>(model.layers) * block;
    // Computed again, only what goes into the blocks is kept, and one of them is there.
    const double perTokenAgain =
        static_cast<double>(model.layers) * static_cast<double>(model.hidden) + block;
    // Logits and their gradient, of the trained share of the tokens (about half).
    const double head = 2.0 * 0.5 * static_cast<double>(model.vocabulary);
    const auto bytesOf = [&](double numbers) {
        return std::llround(pack * (numbers * static_cast<double>(width) + head * kFloatBytes));
    };
    out.activationsAgain = bytesOf(std::min(perToken, perTokenAgain));
    out.activations = spec.recompute == "blocks" ? out.activationsAgain : bytesOf(perToken);
    out.streamTokens = std::llround(pack);
    out.workspace = kProgramBytes;

    const double perOptimizerStep =
        perStep * static_cast<double>(std::max<std::int64_t>(1, spec.accumulation));
    out.steps = spec.max_steps > 0
                    ? spec.max_steps
                    : std::llround(std::ceil(static_cast<double>(data.records) / perOptimizerStep *
                                             std::max(0.0, spec.epochs)));
    out.from = from;
    out.steps = std::max<std::int64_t>(0, out.steps - from);
    if (speed && speed->tokensPerSecond > 0 && speed->parameters > 0 && parameters > 0) {
        out.sameModel = speed->parameters == parameters;
        const double scaled = speed->tokensPerSecond * static_cast<double>(speed->parameters) /
                              static_cast<double>(parameters);
        out.seconds =
            static_cast<double>(out.steps) * perOptimizerStep * data.tokensPerRecord / scaled;
    }
    return out;
}

}  // namespace marginalia
