// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/tiny_model.h"

#include "core/model/decoder.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace marginalia::testing_model {

namespace {

namespace fs = std::filesystem;

std::string utf8(unsigned code)
{
    if (code < 0x80) {
        return {static_cast<char>(code)};
    }
    return {static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))};
}

/// The 256 byte characters of byte-level tokenizers, printable bytes as themselves.
Json tokenizerJson()
{
    Json vocabulary = {{"<pad>", 0}, {"<bos>", 1}, {"<eos>", 2}};
    unsigned other = 256;
    int id = 3;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool printable =
            (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        vocabulary[utf8(printable ? byte : other++)] = id++;
    }
    Json added = Json::array();
    for (const char* name : {"<pad>", "<bos>", "<eos>"}) {
        added.push_back({{"id", vocabulary[name]},
                         {"content", name},
                         {"single_word", false},
                         {"lstrip", false},
                         {"rstrip", false},
                         {"normalized", false},
                         {"special", true}});
    }
    return {{"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", added},
            {"normalizer", nullptr},
            {"pre_tokenizer",
             {{"type", "ByteLevel"},
              {"add_prefix_space", false},
              {"trim_offsets", true},
              {"use_regex", true}}},
            {"post_processor", nullptr},
            {"decoder",
             {{"type", "ByteLevel"},
              {"add_prefix_space", true},
              {"trim_offsets", true},
              {"use_regex", true}}},
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
}

Json configJson()
{
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"hidden_size", 32},
            {"intermediate_size", 64},
            {"num_hidden_layers", 2},
            {"num_attention_heads", 2},
            {"num_key_value_heads", 1},
            {"head_dim", 16},
            {"hidden_act", "silu"},
            {"max_position_embeddings", 96},
            {"vocab_size", 259},
            {"rms_norm_eps", 1e-5},
            {"rope_theta", 10000.0},
            {"tie_word_embeddings", true},
            {"attention_bias", false},
            {"mlp_bias", false},
            {"bos_token_id", 1},
            {"eos_token_id", 2},
            {"pad_token_id", 0},
            {"torch_dtype", "float32"},
            {"initializer_range", 0.02}};
}

void writeText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

}  // namespace

void write(const std::string& folder, bool withWeights, const Json& other)
{
    Json written = configJson();
    written.update(other);
    const std::string target = withWeights ? folder + ".bare" : folder;
    fs::create_directories(target);
    writeText(target + "/config.json", written.dump());
    writeText(target + "/tokenizer.json", tokenizerJson().dump());
    writeText(target + "/tokenizer_config.json", Json({{"bos_token", "<bos>"},
                                                       {"eos_token", "<eos>"},
                                                       {"pad_token", "<pad>"},
                                                       {"model_max_length", 96}})
                                                     .dump());
    if (!withWeights) {
        return;
    }
    const auto config = readModelConfig(target);
    if (!config.ok()) {
        throw std::runtime_error(config.error().message());
    }
    const auto decoder = Decoder::initialise(*config, 11, at::kFloat, c10::Device(at::kCPU));
    const Status done = writeModelFolder(folder, target, decoder->parameters());
    if (!done.ok()) {
        throw std::runtime_error(done.error().message());
    }
}

std::vector<Record> pairs(int count)
{
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "Q" + std::to_string(i * 37 % 1000) + ": ");
        record.a = said("assistant", "yes " + std::to_string(i));
        record.b = said("assistant", "no, surely not " + std::to_string(i));
        record.origin = Origin::ChosenA;
        Uid uid;
        uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        uid.bytes[15] = 1;
        record.uid = uid;
        out.push_back(std::move(record));
    }
    return out;
}

}  // namespace marginalia::testing_model
