// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_words.h"

#include "core/data/importers.h"
#include "widgets/common/translated.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <array>

namespace marginalia {

QString formatTitle(const QString& format)
{
    static constexpr std::array<std::pair<const char*, const char*>, 14> titles = {{
        {"trl-preference", QT_TRANSLATE_NOOP("ImportWords", "Pairs, chosen and rejected")},
        {"trl-preference-implicit",
         QT_TRANSLATE_NOOP("ImportWords", "Pairs that hold their prompt")},
        {"trl-unpaired", QT_TRANSLATE_NOOP("ImportWords", "Answers marked good or bad")},
        {"trl-prompt-completion", QT_TRANSLATE_NOOP("ImportWords", "Prompts with one answer")},
        {"trl-language-modelling", QT_TRANSLATE_NOOP("ImportWords", "Texts or conversations")},
        {"trl-stepwise", QT_TRANSLATE_NOOP("ImportWords", "Answers judged step by step")},
        {"hh-rlhf", QT_TRANSLATE_NOOP("ImportWords", "Dialogue pairs (HH)")},
        {"sharegpt-pref", QT_TRANSLATE_NOOP("ImportWords", "ShareGPT pairs")},
        {"sharegpt", QT_TRANSLATE_NOOP("ImportWords", "ShareGPT conversations")},
        {"ultrafeedback-binarized",
         QT_TRANSLATE_NOOP("ImportWords", "Pairs in message lists, scores beside")},
        {"ultrafeedback-raw", QT_TRANSLATE_NOOP("ImportWords", "Several answers with ratings")},
        {"nectar", QT_TRANSLATE_NOOP("ImportWords", "Several answers with ranks")},
        {"helpsteer", QT_TRANSLATE_NOOP("ImportWords", "One answer with ratings")},
        {"trl-prompt-only", QT_TRANSLATE_NOOP("ImportWords", "Prompts without answers")},
    }};
    for (const auto& [id, title] : titles) {
        if (format == QLatin1String(id)) {
            return QCoreApplication::translate("ImportWords", title);
        }
    }
    return format;
}

namespace {

/// The sentence of an error about a whole file: its folder is left out, the tooltip has it.
QString failureText(const ImportPreview::Content& content, const QString& path)
{
    if (!content.refusal) {
        return content.error;
    }
    Error named = *content.refusal;
    const std::string whole = QFileInfo(path).absoluteFilePath().toStdString();
    if (named.where.rfind(whole, 0) == 0) {
        named.where.replace(0, whole.size(), QFileInfo(path).fileName().toStdString());
    }
    return translated(named);
}

}  // namespace

ReasonText reasonOf(const ImportPreview::Content& content, const QString& path, bool mapped,
                    bool guessed)
{
    const auto& guesses = content.head.guesses;
    if (!content.error.isEmpty() && !mapped && !guesses.empty() && content.head.format.empty() &&
        content.refusal && content.refusal->kind == ErrorKind::Unsupported) {
        const std::string& front = guesses.front().format;
        const Scheme* scheme = schemeById(front);
        if (scheme != nullptr && scheme->importer == nullptr) {
            return {QCoreApplication::translate(
                        "ImportWords", "This file holds %1, which cannot be taken as it is. %2")
                        .arg(translated(Text(scheme->title), "data"),
                             translated(Text(scheme->todo), "data")),
                    QStringLiteral("warning")};
        }
        return {QCoreApplication::translate(
                    "ImportWords",
                    "The columns follow no format that is known here. Choose what each becomes: a "
                    "prompt, and a chosen and a rejected answer or one answer."),
                QStringLiteral("warning")};
    }
    if (!content.error.isEmpty()) {
        return {failureText(content, path), QStringLiteral("error")};
    }
    if (mapped) {
        return {guessed ? QCoreApplication::translate(
                              "ImportWords",
                              "No known format: what the columns become was taken from their "
                              "names. Change what is wrong.")
                        : QCoreApplication::translate("ImportWords",
                                                      "What is kept beside stays with the record "
                                                      "and is exported with it."),
                QStringLiteral("info")};
    }
    for (const Guess& guess : guesses) {
        if (guess.format == content.head.format) {
            return {translated(guess.reason, "data"), QStringLiteral("info")};
        }
    }
    return {{}, QStringLiteral("info")};
}

QString containerTitle(const std::string& container)
{
    static constexpr std::array<std::pair<const char*, const char*>, 6> names = {{
        {"jsonl", "JSON Lines"},
        {"json-array", "JSON"},
        {"json-object", "JSON"},
        {"csv", "CSV"},
        {"tsv", "TSV"},
        {"parquet", "Parquet"},
    }};
    const std::size_t plus = container.find('+');
    const std::string kind = container.substr(0, plus);
    QString out = QString::fromStdString(kind);
    for (const auto& [id, name] : names) {
        if (kind == id) {
            out = QLatin1String(name);
        }
    }
    return plus == std::string::npos
               ? out
               : out + QStringLiteral(", ") + QString::fromStdString(container.substr(plus + 1));
}

}  // namespace marginalia
