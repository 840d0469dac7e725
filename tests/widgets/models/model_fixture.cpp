// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/models/model_fixture.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace marginalia::test {

namespace {

const char* const kCommit = "c1899de289a04d12100db370d81485cdf75e47ca";

using Shapes = std::vector<std::pair<std::string, std::vector<std::int64_t>>>;

Shapes shapesOf(const Json& config)
{
    const auto size = [&](const char* key) { return config.at(key).get<std::int64_t>(); };
    const std::int64_t hidden = size("hidden_size");
    const std::int64_t wide = size("intermediate_size");
    const std::int64_t heads = size("num_attention_heads");
    const std::int64_t head = config.value("head_dim", hidden / heads);
    const std::int64_t keys = size("num_key_value_heads") * head;
    const bool norms = config.at("model_type") == "qwen3";
    Shapes out = {{"model.embed_tokens.weight", {size("vocab_size"), hidden}}};
    for (std::int64_t i = 0; i < size("num_hidden_layers"); ++i) {
        const std::string base = "model.layers." + std::to_string(i) + ".";
        const Shapes block = {{"input_layernorm.weight", {hidden}},
                              {"self_attn.q_proj.weight", {heads * head, hidden}},
                              {"self_attn.k_proj.weight", {keys, hidden}},
                              {"self_attn.v_proj.weight", {keys, hidden}},
                              {"self_attn.o_proj.weight", {hidden, heads * head}},
                              {"post_attention_layernorm.weight", {hidden}},
                              {"mlp.gate_proj.weight", {wide, hidden}},
                              {"mlp.up_proj.weight", {wide, hidden}},
                              {"mlp.down_proj.weight", {hidden, wide}}};
        for (const auto& [name, shape] : block) {
            out.emplace_back(base + name, shape);
        }
        if (norms) {
            out.emplace_back(base + "self_attn.q_norm.weight", std::vector<std::int64_t>{head});
            out.emplace_back(base + "self_attn.k_norm.weight", std::vector<std::int64_t>{head});
        }
    }
    out.emplace_back("model.norm.weight", std::vector<std::int64_t>{hidden});
    if (!config.value("tie_word_embeddings", false)) {
        out.emplace_back("lm_head.weight", std::vector<std::int64_t>{size("vocab_size"), hidden});
    }
    return out;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(path);
    file.write(bytes);
}

/// Headers and a hole of the right length.
void writeWeights(const QString& path, const Shapes& shapes)
{
    nlohmann::ordered_json header = {{"__metadata__", {{"format", "pt"}}}};
    std::int64_t end = 0;
    for (const auto& [name, shape] : shapes) {
        std::int64_t bytes = 2;
        for (const std::int64_t side : shape) {
            bytes *= side;
        }
        header[name] = {{"dtype", "BF16"}, {"shape", shape}, {"data_offsets", {end, end + bytes}}};
        end += bytes;
    }
    QByteArray text = QByteArray::fromStdString(header.dump());
    text.append(QByteArray((8 - text.size() % 8) % 8, ' '));
    QByteArray length(8, '\0');
    for (int i = 0; i < 8; ++i) {
        length[i] = static_cast<char>((static_cast<quint64>(text.size()) >> (8 * i)) & 0xFF);
    }
    write(path, length + text);
    EXPECT_TRUE(QFile::resize(path, 8 + text.size() + end));
}

QString snapshot(const QString& cache, const QString& repository)
{
    const QString place = cache + QStringLiteral("/models--") +
                          QString(repository).replace(u'/', QLatin1String("--"));
    QDir().mkpath(place + QStringLiteral("/refs"));
    write(place + QStringLiteral("/refs/main"), kCommit);
    const QString folder = place + QStringLiteral("/snapshots/") + QLatin1String(kCommit);
    QDir().mkpath(folder);
    return folder;
}

Json llama(std::int64_t hidden, std::int64_t wide, std::int64_t layers, std::int64_t heads,
           std::int64_t keys, std::int64_t vocabulary)
{
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"vocab_size", vocabulary},
            {"hidden_size", hidden},
            {"intermediate_size", wide},
            {"num_hidden_layers", layers},
            {"num_attention_heads", heads},
            {"num_key_value_heads", keys},
            {"max_position_embeddings", 131072},
            {"rms_norm_eps", 1e-5},
            {"tie_word_embeddings", true},
            {"torch_dtype", "bfloat16"}};
}

}  // namespace

void makeModel(const QString& folder, const Json& config, const QString& licence, bool chatTemplate)
{
    QDir().mkpath(folder);
    write(folder + QStringLiteral("/config.json"), QByteArray::fromStdString(config.dump(2)));
    const Json type = config.value("model_type", Json());
    if (type == "llama" || type == "qwen3") {
        writeWeights(folder + QStringLiteral("/model.safetensors"), shapesOf(config));
    } else {
        writeWeights(folder + QStringLiteral("/model.safetensors"),
                     {{"backbone.embeddings.weight", {256, 1024, 1024}}});
    }
    const QString starter = QStringLiteral(MARGINALIA_SOURCE_DIR "/resources/starter/");
    QFile::copy(starter + QStringLiteral("tokenizer.json"),
                folder + QStringLiteral("/tokenizer.json"));
    if (chatTemplate) {
        for (const char* name : {"tokenizer_config.json", "chat_template.jinja"}) {
            QFile::copy(starter + QLatin1String(name), folder + u'/' + QLatin1String(name));
        }
    }
    write(folder + QStringLiteral("/README.md"),
          "---\nlicense: " + licence.toUtf8() + "\n---\n# A model\n");
}

QString makeHubCache(const QString& folder)
{
    Json qwen = llama(1024, 3072, 28, 16, 8, 151936);
    qwen.merge_patch({{"model_type", "qwen3"},
                      {"architectures", {"Qwen3ForCausalLM"}},
                      {"head_dim", 128},
                      {"max_position_embeddings", 40960}});
    makeModel(snapshot(folder, QStringLiteral("Qwen/Qwen3-0.6B")), qwen,
              QStringLiteral("apache-2.0"));
    makeModel(snapshot(folder, QStringLiteral("meta-llama/Llama-3.2-1B")),
              llama(2048, 8192, 16, 32, 8, 128256), QStringLiteral("llama3.2"));
    makeModel(snapshot(folder, QStringLiteral("HuggingFaceTB/SmolLM2-135M")),
              llama(576, 1536, 30, 9, 3, 49152), QStringLiteral("apache-2.0"), false);
    makeModel(snapshot(folder, QStringLiteral("state-spaces/tiny-mamba")),
              {{"model_type", "mamba"}, {"architectures", {"MambaForCausalLM"}}},
              QStringLiteral("mit"));
    const QString half = snapshot(folder, QStringLiteral("google/gemma-3-4b-it"));
    makeModel(half, {{"model_type", "gemma3"}}, QStringLiteral("gemma"));
    QFile::remove(half + QStringLiteral("/model.safetensors"));
    write(half + QStringLiteral("/model.safetensors.index.json"),
          R"({"weight_map":{"a":"model-00001-of-00002.safetensors",
              "b":"model-00002-of-00002.safetensors"}})");
    return folder;
}

QString snapshotOf(const QString& cache, const QString& repository)
{
    return snapshot(cache, repository);
}

}  // namespace marginalia::test
