// SPDX-License-Identifier: Apache-2.0
#include "core/train/second_model.h"

#include "core/jobs/hub_cache.h"
#include "core/model/adapter_config.h"

namespace marginalia {

namespace {

Error otherVocabulary(const char* field, Text what)
{
    return failure(ErrorKind::Invalid, std::move(what), field,
                   MG_TR("train", "Take a model of the same family with the same tokenizer."));
}

Status sameTokens(const char* field, const std::string& folder, const Tokenizer& theirs,
                  const Tokenizer& ours)
{
    if (theirs.digest() == ours.digest()) {
        return {};
    }
    if (theirs.size() != ours.size()) {
        return otherVocabulary(
            field, {MG_TR("train",
                          "%1 has another vocabulary: %2 tokens, and the model in "
                          "training %3."),
                    {folder, std::to_string(theirs.size()), std::to_string(ours.size())}});
    }
    for (std::int64_t i = 0; i < ours.size(); ++i) {
        const auto id = static_cast<TokenId>(i);
        if (theirs.tokenText(id) != ours.tokenText(id)) {
            return otherVocabulary(
                field, {MG_TR("train",
                              "%1 has another vocabulary: token %2 is \"%3\" there and "
                              "\"%4\" in the model in training."),
                        {folder, std::to_string(i), quotedForError(theirs.tokenText(id)),
                         quotedForError(ours.tokenText(id))}});
        }
    }
    return {};
}

}  // namespace

Status checkSecondModel(const char* field, const std::string& named, const ModelConfig& config,
                        const TextTools& tools, bool logits)
{
    MG_TRY(const ModelPlace place, findModel(named));
    if (isAdapterFolder(place.folder)) {
        return failure(
            ErrorKind::Unsupported,
            {MG_TR("train", "%1 is an adapter, and a whole model is needed."), {place.folder}},
            field,
            MG_TR("train",
                  "Merge it first: marginalia-cli convert ADAPTER --out "
                  "FOLDER."));
    }
    MG_TRY(const TextTools theirs, loadTextTools(place.folder));
    MG_CHECK(sameTokens(field, place.folder, *theirs.tokenizer, *tools.tokenizer));
    MG_TRY(const ModelConfig other, readModelConfig(place.folder));
    if (logits && other.vocabulary != config.vocabulary) {
        return otherVocabulary(
            field,
            {MG_TR("train",
                   "%1 gives scores for %2 tokens, and the model in training for "
                   "%3."),
             {place.folder, std::to_string(other.vocabulary), std::to_string(config.vocabulary)}});
    }
    return {};
}

Result<std::unique_ptr<Decoder>> loadSecondModel(const std::string& named,
                                                 const RunEnvironment& environment)
{
    MG_TRY(const ModelPlace place, findModel(named));
    return Decoder::load(place.folder, environment.dtype, environment.device, {},
                         Decoder::Use::Frozen);
}

Status keepDigest(const std::string& runFolder, const char* key, const Decoder& decoder)
{
    const std::string found = decoder.digest();
    MG_TRY(const Json run, readRunJson(runFolder));
    const Json digests = run.value("digests", Json::object());
    if (!digests.contains(key)) {
        return patchRunJson(runFolder, {{"digests", {{key, found}}}});
    }
    if (digests[key] != found) {
        return failure(ErrorKind::Invalid,
                       MG_TR("train", "The model is not the one that the run was started with."),
                       key, MG_TR("train", "Put it back, or start a new run."));
    }
    return {};
}

}  // namespace marginalia
