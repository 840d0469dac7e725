// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_check.h"

#include "core/base/machine.h"
#include "core/model/decoder.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

constexpr std::size_t kLongest = 48;  // tokens of a prompt

constexpr std::array<const char*, 8> kPrompts = {
    "What is 45 + 9?",
    "Write a short poem about the sea, and end it with a question.",
    "def add(a, b):\n    return a + b\n\n\nprint(add(2, 3))",
    "The quick brown fox jumps over the lazy dog. It doesn't mind; it's used to it.",
    "Übermäßig schöne Grüße aus Köln! 12345,67 €",
    "今日はとても良い天気ですね。散歩に行きましょう。",
    "1. First\n2. Second\n\n   - nested\t(tabbed)\r\n",
    "😀 emoji, “quotes”, and   several   blanks"};

/// Texts beyond the prompts, for tokenizers alone.
constexpr std::array<const char*, 8> kTexts = {"",
                                               " ",
                                               "\n\n\n",
                                               "'s 'T we'LL",
                                               "000 1234567890",
                                               "héllo\u200Bwörld",
                                               "    indented\n\tcode",
                                               "Zażółć gęślą jaźń — ещё текст، نص عربي"};

Error differs(Text what, const std::string& where)
{
    return failure(ErrorKind::Corrupt, std::move(what), where,
                   MG_TR("export", "Nothing was put at the place. Check the disk and try again."));
}

}  // namespace

std::optional<at::ScalarType> checkType(const ModelConfig& config)
{
    // A part of the free memory: the weights that are compared may be in it already.
    const double free = 0.7 * static_cast<double>(availableMemory());
    const auto count = static_cast<double>(parameterCount(config));
    return count * 4 < free   ? std::optional(at::kFloat)
           : count * 2 < free ? std::optional(at::kBFloat16)
                              : std::nullopt;
}

std::vector<std::vector<TokenId>> checkPrompts(const ExportModel& model)
{
    std::vector<std::vector<TokenId>> out;
    const auto most = std::min<std::size_t>(
        kLongest, static_cast<std::size_t>(std::max<std::int64_t>(model.config.context, 1)));
    for (std::size_t i = 0; i < kPrompts.size(); ++i) {
        std::vector<TokenId> ids;
        if (model.texts.tokenizer != nullptr) {
            ids = model.texts.tokenizer->encode(kPrompts[i], true).ids;
        }
        const bool usable =
            !ids.empty() && *std::max_element(ids.begin(), ids.end()) < model.config.vocabulary;
        if (!usable) {
            ids.clear();
            for (std::size_t t = 0; t < 24; ++t) {
                ids.push_back(
                    static_cast<TokenId>((i * 7919 + t * 104729 + 3) %
                                         static_cast<std::size_t>(model.config.vocabulary)));
            }
        }
        ids.resize(std::min(ids.size(), most));
        out.push_back(std::move(ids));
    }
    return out;
}

Result<PromptLogits> logitsOf(const ModelConfig& config, const NamedTensors& tensors,
                              const std::string& where, at::ScalarType type,
                              const std::vector<std::vector<TokenId>>& prompts)
{
    MG_TRY(const auto decoder, Decoder::fromTensors(config, tensors, where, type, at::kCPU));
    return decoderLogits(*decoder, prompts, where);
}

Result<PromptLogits> decoderLogits(const Decoder& decoder,
                                   const std::vector<std::vector<TokenId>>& prompts,
                                   const std::string& where)
{
    PromptLogits out;
    try {
        const c10::NoGradGuard noGrad;
        for (const std::vector<TokenId>& prompt : prompts) {
            const auto count = static_cast<std::int64_t>(prompt.size());
            const at::Tensor ids =
                at::tensor(std::vector<std::int64_t>(prompt.begin(), prompt.end()));
            const PackedInput input{ids,
                                    at::arange(count, at::kLong),
                                    {{0, count, -1, 0}},
                                    at::arange(0, at::kLong),
                                    at::arange(0, at::kLong)};
            out.push_back(decoder.logits(decoder.hidden(input)));
        }
    } catch (const c10::Error& error) {
        return failure(
            ErrorKind::Memory,
            Text(MG_TR("model", "The model does not fit: %1."), {error.what_without_backtrace()}),
            where, MG_TR("model", "Close other programs or choose a smaller model."));
    }
    return out;
}

Status compareTensors(const TensorDigests& meant, const NamedTensors& found,
                      const std::string& where)
{
    for (const auto& [name, tensor] : found) {
        const auto wanted = meant.find(name);
        if (wanted == meant.end() || !(wanted->second == digestOf(tensor))) {
            return differs(
                Text(MG_TR("export", "What was written is not what was meant: the tensor %1."),
                     {quotedForError(name)}),
                where);
        }
    }
    return found.size() == meant.size()
               ? Status()
               : differs(MG_TR("export", "A tensor is missing in what was written."), where);
}

Status compareLogits(const PromptLogits& meant, const PromptLogits& found, double tolerance,
                     const std::string& where)
{
    for (std::size_t i = 0; i < meant.size(); ++i) {
        const bool equal = i < found.size() && at::equal(meant[i], found[i]);
        if (equal || (i < found.size() && meant[i].sizes() == found[i].sizes() &&
                      (meant[i] - found[i]).abs().max().item<double>() <=
                          tolerance * meant[i].abs().max().item<double>())) {
            continue;
        }
        return differs(
            Text(MG_TR("export",
                       "What was written computes other logits than what was meant: prompt %1."),
                 {std::to_string(i + 1)}),
            where);
    }
    return {};
}

double largestChange(const PromptLogits& meant, const PromptLogits& found)
{
    double change = 0;
    double largest = 0;
    for (std::size_t i = 0; i < std::min(meant.size(), found.size()); ++i) {
        change = std::max(change, (meant[i] - found[i]).abs().max().item<double>());
        largest = std::max(largest, meant[i].abs().max().item<double>());
    }
    return largest > 0 ? change / largest : 0;
}

Status compareTexts(const ModelTexts& meant, const ModelTexts& found, const std::string& where)
{
    if (meant.chatTemplate != found.chatTemplate) {
        return differs(
            MG_TR("export", "What was written is not what was meant: the chat template."), where);
    }
    if (meant.tokenizer == nullptr) {
        return {};
    }
    if (found.tokenizer == nullptr || found.tokenizer->bos() != meant.tokenizer->bos() ||
        found.tokenizer->eos() != meant.tokenizer->eos()) {
        return differs(
            MG_TR("export",
                  "What was written is not what was meant: the tokenizer's special tokens."),
            where);
    }
    std::vector<std::string> texts(kPrompts.begin(), kPrompts.end());
    texts.insert(texts.end(), kTexts.begin(), kTexts.end());
    for (TokenId id = 0; id < meant.tokenizer->size(); ++id) {
        if (meant.tokenizer->isSpecial(id) && texts.size() < 200) {
            texts.push_back("a" + meant.tokenizer->tokenText(id) + "b");
        }
    }
    for (const std::string& text : texts) {
        for (const bool special : {false, true}) {
            if (meant.tokenizer->encode(text, special).ids !=
                found.tokenizer->encode(text, special).ids) {
                return differs(
                    Text(MG_TR("export",
                               "What was written cuts texts into other tokens than were meant: %1"),
                         {quotedForError(text)}),
                    where);
            }
        }
    }
    return {};
}

}  // namespace marginalia
