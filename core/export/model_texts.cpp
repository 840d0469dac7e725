// SPDX-License-Identifier: Apache-2.0
#include "core/export/model_texts.h"

#include "core/base/file.h"
#include "core/text/gguf_tokenizer.h"

#include <filesystem>

namespace marginalia {

namespace {

constexpr std::int64_t kLargestFile = 256LL * 1024 * 1024;

Status readIfThere(const std::filesystem::path& path, std::string& out)
{
    if (fileExists(path.string())) {
        MG_TRY(out, readFile(path.string(), kLargestFile));
    }
    return {};
}

}  // namespace

Result<ModelTexts> readModelTexts(const std::string& folderOrGguf)
{
    ModelTexts out;
    const std::filesystem::path root(folderOrGguf);
    if (fileExists(folderOrGguf)) {
        MG_TRY(GgufTexts texts, readGgufTexts(folderOrGguf));
        out.tokenizerJson = std::move(texts.tokenizerJson);
        out.tokenizerConfigJson = std::move(texts.tokenizerConfigJson);
    } else {
        MG_CHECK(readIfThere(root / "tokenizer.json", out.tokenizerJson));
        MG_CHECK(readIfThere(root / "tokenizer_config.json", out.tokenizerConfigJson));
    }
    auto chatTemplate = ChatTemplate::load(folderOrGguf);
    if (chatTemplate.ok()) {
        out.chatTemplate = (*chatTemplate)->source();
    } else if (chatTemplate.error().kind != ErrorKind::NotFound) {
        return chatTemplate.error();
    }
    if (!out.tokenizerJson.empty()) {
        MG_TRY(out.tokenizer, Tokenizer::load(folderOrGguf));
    }
    return out;
}

}  // namespace marginalia
