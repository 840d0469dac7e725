// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_words.h"

#include <QCoreApplication>

#include <array>

namespace marginalia {

QString formatTitle(const QString& format)
{
    static constexpr std::array<std::pair<const char*, const char*>, 10> titles = {{
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
    }};
    for (const auto& [id, title] : titles) {
        if (format == QLatin1String(id)) {
            return QCoreApplication::translate("ImportWords", title);
        }
    }
    return format;
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
