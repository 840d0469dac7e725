// SPDX-License-Identifier: Apache-2.0
#include "core/model/gguf_config.h"

#include "core/base/mapped_file.h"
#include "core/model/rope.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace marginalia {

namespace {

struct Architecture {
    const char* name;
    const char* className;
};
constexpr std::array<Architecture, 3> kArchitectures = {
    {{"llama", "LlamaForCausalLM"}, {"qwen2", "Qwen2ForCausalLM"}, {"qwen3", "Qwen3ForCausalLM"}}};

/// Keys behind the architecture's name whose mechanisms these architectures do not have.
constexpr const char* kRefusedKinds[] = {"expert_count",
                                         "expert_used_count",
                                         "attention.sliding_window",
                                         "attention.clamp_kqv",
                                         "attention.scale",
                                         "attention.temperature_scale",
                                         "attention.layer_norm_epsilon",
                                         "embedding_scale",
                                         "residual_scale",
                                         "logit_scale",
                                         "rope.scaling.attn_factor",
                                         "rope.scaling.yarn_log_multiplier",
                                         "rope.scaling.yarn_ext_factor",
                                         "rope.scaling.yarn_attn_factor",
                                         "rope.scaling.yarn_beta_fast",
                                         "rope.scaling.yarn_beta_slow",
                                         "rope.dimension_sections",
                                         "use_parallel_residual",
                                         "nextn_predict_layers"};

/// A float of the file with the fewest digits that give it: 1e-05, not 9.999999747378752e-06.
double fewestDigits(float value)
{
    char text[32];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value);
    double out = value;
    std::from_chars(text, end, out);
    return out;
}

class GgufReader {
public:
    GgufReader(const GgufHeader& header, std::string_view file, const std::string& path)
        : m_header(header), m_file(file), m_path(path)
    {
    }

    Result<Json> read()
    {
        MG_CHECK(findArchitecture());
        checkForeignKeys();
        Json out = sizes();
        addRotation(out);
        addIds(out);
        out["torch_dtype"] = dtype();
        out["dtype"] = dtype();
        MG_CHECK(m_problem);
        return out;
    }

private:
    Status findArchitecture()
    {
        const GgufValue* const found = m_header.find("general.architecture");
        m_name = found == nullptr ? "" : std::string(found->text().value_or(""));
        const auto* const known =
            std::find_if(kArchitectures.begin(), kArchitectures.end(),
                         [&](const auto& each) { return m_name == each.name; });
        if (known == kArchitectures.end()) {
            return failure(
                ErrorKind::Unsupported,
                Text(MG_TR("gguf",
                           "GGUF files of the architecture \"%1\" are not read here; llama, qwen2 "
                           "and qwen3 are."),
                     {quotedForError(m_name)}),
                m_path + ": general.architecture",
                MG_TR("gguf", "Use the folder that the file was made from."));
        }
        m_class = known->className;
        return {};
    }

    void note(const std::string& key, const std::string& what)
    {
        if (m_problem.ok()) {
            m_problem =
                failure(ErrorKind::Unsupported, Text(MG_TR("gguf", "%1 %2."), {key, what}), m_path,
                        MG_TR("gguf", "Use the folder that the file was made from."));
        }
    }

    const GgufValue* find(const std::string& key) const
    {
        return m_header.find(m_name + "." + key);
    }
    const GgufTensor* tensor(const std::string& name) const
    {
        const auto found = std::find_if(m_header.tensors.begin(), m_header.tensors.end(),
                                        [&](const GgufTensor& each) { return each.name == name; });
        return found == m_header.tensors.end() ? nullptr : &*found;
    }

    std::int64_t size(const std::string& key, std::int64_t fallback = 0)
    {
        const GgufValue* const found = find(key);
        if (found == nullptr && fallback > 0) {
            return fallback;
        }
        const auto value = found == nullptr ? std::nullopt : found->integer();
        if (!value || *value <= 0 || *value > (std::int64_t{1} << 32)) {
            note(m_name + "." + key,
                 found == nullptr ? "is missing" : "is not a size that models have");
            return 1;
        }
        return *value;
    }
    double number(const std::string& key, double fallback)
    {
        const GgufValue* const found = find(key);
        if (found == nullptr) {
            return fallback;
        }
        const auto value = found->number();
        if (!value || !(*value > 0) || !std::isfinite(*value)) {
            note(m_name + "." + key, "is not a positive number");
            return fallback;
        }
        return found->type == GgufType::F32 ? fewestDigits(static_cast<float>(*value)) : *value;
    }

    void checkForeignKeys()
    {
        for (const char* key : kRefusedKinds) {
            const GgufValue* const found = find(key);
            if (found != nullptr && found->number().value_or(1) != 0 &&
                found->flag().value_or(true)) {
                note(m_name + "." + key,
                     "is a mechanism that is not computed here for this architecture");
            }
        }
    }

    Json sizes()
    {
        const std::int64_t hidden = size("embedding_length");
        const std::int64_t heads = size("attention.head_count");
        m_headDim = size("attention.key_length", std::max<std::int64_t>(hidden / heads, 1));
        if (size("attention.value_length", m_headDim) != m_headDim ||
            size("rope.dimension_count", m_headDim) != m_headDim) {
            note(m_name + ".rope.dimension_count", "differs from the size of a head");
        }
        m_context = size("context_length");
        const GgufTensor* const table = tensor("token_embd.weight");
        if (table == nullptr || table->shape.size() != 2) {
            note("token_embd.weight", "is missing");
        }
        const bool bias = tensor("blk.0.attn_q.bias") != nullptr;
        Json out = {{"architectures", {m_class}},
                    {"model_type", m_name},
                    {"hidden_act", "silu"},
                    {"hidden_size", hidden},
                    {"intermediate_size", size("feed_forward_length")},
                    {"num_hidden_layers", size("block_count")},
                    {"num_attention_heads", heads},
                    {"num_key_value_heads", size("attention.head_count_kv", heads)},
                    {"head_dim", m_headDim},
                    {"max_position_embeddings", m_context},
                    {"rms_norm_eps", number("attention.layer_norm_rms_epsilon", 1e-6)},
                    {"tie_word_embeddings", tensor("output.weight") == nullptr},
                    {"vocab_size", table == nullptr ? 1 : table->shape.front()}};
        if (m_name != "qwen2") {
            out["attention_bias"] = bias;
        } else {
            out["use_sliding_window"] = false;
        }
        if (m_name == "llama") {
            out["mlp_bias"] = tensor("blk.0.ffn_up.bias") != nullptr;
        }
        return out;
    }

    void addRotation(Json& out)
    {
        m_theta = number("rope.freq_base", 10000);
        out["rope_theta"] = m_theta;
        const GgufValue* const found = find("rope.scaling.type");
        const std::string kind(found == nullptr ? "none" : found->text().value_or("?"));
        const GgufTensor* const factors = tensor("rope_freqs.weight");
        if (factors != nullptr) {
            out["rope_scaling"] = scalingOf(*factors);
        } else if (kind == "linear" || kind == "yarn") {
            out["rope_scaling"] = {{"rope_type", kind},
                                   {"factor", number("rope.scaling.factor", 1)}};
            if (kind == "yarn") {
                out["rope_scaling"]["original_max_position_embeddings"] =
                    size("rope.scaling.original_context_length", m_context);
            }
        }
        if (kind != "none" && kind != "linear" && kind != "yarn") {
            note(m_name + ".rope.scaling.type",
                 fillPattern("is \"%1\", which is not computed here", {quotedForError(kind)}));
        }
    }

    /// The divisors of the frequencies: those of a llama3 scaling if they are, else as they stand.
    Json scalingOf(const GgufTensor& tensor)
    {
        const auto count = static_cast<std::size_t>(m_headDim / 2);
        if (tensor.type != kGgufF32 || tensor.shape.size() != 1 ||
            tensor.shape[0] != m_headDim / 2) {
            note("rope_freqs.weight", "does not have a float32 number for each pair of a head");
            return nullptr;
        }
        std::vector<float> divisors(count);
        std::memcpy(divisors.data(), m_file.data() + tensor.begin, count * sizeof(float));
        if (!std::all_of(divisors.begin(), divisors.end(),
                         [](float value) { return value > 0 && std::isfinite(value); })) {
            note("rope_freqs.weight", "has a number that is not positive");
            return nullptr;
        }
        const double factor = fewestDigits(*std::max_element(divisors.begin(), divisors.end()));
        for (double original = 16; original <= 1 << 20; original *= 2) {
            if (isLlama3(divisors, factor, original)) {
                return {{"rope_type", "llama3"},
                        {"factor", factor},
                        {"low_freq_factor", 1.0},
                        {"high_freq_factor", 4.0},
                        {"original_max_position_embeddings", static_cast<std::int64_t>(original)}};
            }
        }
        Json list = Json::array();
        for (const float divisor : divisors) {
            list.push_back(fewestDigits(divisor));
        }
        return {{"rope_type", "longrope"}, {"factor", 1.0},
                {"attention_factor", 1.0}, {"original_max_position_embeddings", m_context},
                {"short_factor", list},    {"long_factor", list}};
    }

    bool isLlama3(const std::vector<float>& divisors, double factor, double original) const
    {
        RopeSettings settings;
        settings.theta = m_theta;
        const auto plain = ropeFrequencies(settings, m_headDim, 0);
        settings.kind = RopeSettings::Kind::Llama3;
        settings.factor = factor;
        settings.originalContext = original;
        const auto scaled = ropeFrequencies(settings, m_headDim, 0);
        for (std::size_t i = 0; i < divisors.size(); ++i) {
            if (std::abs(plain[i] / divisors[i] - scaled[i]) > 2e-6F * scaled[i]) {
                return false;
            }
        }
        return true;
    }

    void addIds(Json& out) const
    {
        const auto id = [&](const char* key) {
            const GgufValue* const found = m_header.find(key);
            return found == nullptr ? std::nullopt : found->integer();
        };
        if (const auto bos = id("tokenizer.ggml.bos_token_id")) {
            out["bos_token_id"] = *bos;
        }
        if (const auto pad = id("tokenizer.ggml.padding_token_id")) {
            out["pad_token_id"] = *pad;
        }
        Json ends = Json::array();
        for (const char* key : {"tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"}) {
            const auto end = id(key);
            if (end && std::find(ends.begin(), ends.end(), Json(*end)) == ends.end()) {
                ends.push_back(*end);
            }
        }
        if (!ends.empty()) {
            out["eos_token_id"] = ends.size() == 1 ? ends[0] : ends;
        }
    }

    /// Of the folder that the file would become: the type of the table, widened where it is packed.
    const char* dtype() const
    {
        const GgufTensor* const table = tensor("token_embd.weight");
        const std::uint32_t type = table == nullptr ? kGgufF32 : table->type;
        return type == kGgufF16 ? "float16" : type == kGgufBf16 ? "bfloat16" : "float32";
    }

    const GgufHeader& m_header;
    std::string_view m_file;
    const std::string& m_path;
    std::string m_name;
    const char* m_class = "";
    std::int64_t m_headDim = 1;
    std::int64_t m_context = 1;
    double m_theta = 10000;
    Status m_problem;
};

}  // namespace

Result<Json> configOfGguf(const GgufHeader& header, std::string_view file, const std::string& path)
{
    return GgufReader(header, file, path).read();
}

Result<Json> readGgufConfig(const std::string& path)
{
    MG_TRY(const auto file, MappedFile::open(path));
    MG_TRY(const GgufHeader header, parseGgufHeader(file->bytes(), path));
    return configOfGguf(header, file->bytes(), path);
}

}  // namespace marginalia
