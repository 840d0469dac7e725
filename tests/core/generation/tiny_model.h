// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/model/decoder.h"
#include "core/model/safetensors.h"

#include <filesystem>
#include <fstream>

namespace marginalia {

/// Writes a whole model folder: random weights, a tokenizer of single bytes with two special
/// tokens, a chat template.
inline void writeTinyModel(const std::filesystem::path& folder, std::int64_t layers,
                           std::uint64_t seed)
{
    std::filesystem::create_directories(folder);
    Json vocabulary = Json::object();
    const auto spell = [](int code) {
        std::string out;
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else {
            out += static_cast<char>(0xC0 | code >> 6);
            out += static_cast<char>(0x80 | (code & 0x3F));
        }
        return out;
    };
    // The byte alphabet of GPT-2: printable bytes stand for themselves, the others for U+0100 and
    // on, in order.
    int next = 256;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable =
            (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        vocabulary[spell(printable ? byte : next++)] = byte;
    }
    const auto added = [](int id, const char* text) {
        return Json{{"id", id},        {"content", text}, {"single_word", false},
                    {"lstrip", false}, {"rstrip", false}, {"normalized", false},
                    {"special", true}};
    };
    const Json byteLevel = {{"type", "ByteLevel"},
                            {"add_prefix_space", false},
                            {"trim_offsets", true},
                            {"use_regex", true}};
    const Json tokenizer = {
        {"version", "1.0"},
        {"truncation", nullptr},
        {"padding", nullptr},
        {"added_tokens", Json::array({added(256, "<|turn|>"), added(257, "<|end|>")})},
        {"normalizer", nullptr},
        {"pre_tokenizer", byteLevel},
        {"post_processor", nullptr},
        {"decoder", byteLevel},
        {"model",
         {{"type", "BPE"},
          {"dropout", nullptr},
          {"unk_token", nullptr},
          {"continuing_subword_prefix", nullptr},
          {"end_of_word_suffix", nullptr},
          {"fuse_unk", false},
          {"byte_fallback", false},
          {"ignore_merges", false},
          {"vocab", vocabulary},
          {"merges", Json::array()}}}};
    std::ofstream(folder / "tokenizer.json") << tokenizer.dump();
    std::ofstream(folder / "tokenizer_config.json")
        << Json{{"eos_token", "<|end|>"}, {"tokenizer_class", "PreTrainedTokenizerFast"}}.dump();
    std::ofstream(folder / "chat_template.jinja")
        << "{% for message in messages %}<|turn|>{{ message['role'] }}\n{{ message['content'] "
           "}}<|end|>{% endfor %}"
           "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}";
    ModelConfig config;
    config.modelType = "llama";
    config.vocabulary = 264;
    config.hidden = 64;
    config.intermediate = 96;
    config.layers = layers;
    config.heads = 4;
    config.kvHeads = 2;
    config.headDim = 16;
    config.context = 4096;
    config.tied = true;
    const Json json = {{"architectures", {"LlamaForCausalLM"}},
                       {"model_type", "llama"},
                       {"torch_dtype", "float32"},
                       {"vocab_size", config.vocabulary},
                       {"hidden_size", config.hidden},
                       {"intermediate_size", config.intermediate},
                       {"num_hidden_layers", layers},
                       {"num_attention_heads", config.heads},
                       {"num_key_value_heads", config.kvHeads},
                       {"head_dim", config.headDim},
                       {"max_position_embeddings", config.context},
                       {"rms_norm_eps", 1e-6},
                       {"tie_word_embeddings", true},
                       {"rope_theta", 10000.0}};
    std::ofstream(folder / "config.json") << json.dump();
    const auto decoder = Decoder::initialise(config, seed, at::kFloat, at::kCPU);
    static_cast<void>(
        writeSafetensors((folder / "model.safetensors").string(), decoder->parameters()));
}

}  // namespace marginalia
