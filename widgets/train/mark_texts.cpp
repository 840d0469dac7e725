// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/mark_texts.h"

#include "widgets/train/recipe_data.h"

#include <QCoreApplication>

namespace marginalia {
namespace {

/// Gives lupdate a context for the texts of this file.
class MarkTexts {
    Q_DECLARE_TR_FUNCTIONS(MarkTexts)
};

/// Short, because it stands beside the curves; numbers of objectives are called as in the settings.
QString shortName(const std::string& key)
{
    constexpr const char* kTermWeight = "terms.";
    if (key == "learning_rate") {
        return MarkTexts::tr("lr");
    }
    if (key == "max_steps") {
        return MarkTexts::tr("stop at");
    }
    if (key == "checkpoint_every") {
        return MarkTexts::tr("checkpoint every");
    }
    if (key == "max_grad_norm") {
        return MarkTexts::tr("gradient limit");
    }
    if (key == "lora_dropout") {
        return MarkTexts::tr("dropout");
    }
    if (key == "pack_tokens") {
        return MarkTexts::tr("streams");
    }
    if (key == "beta") {
        return QStringLiteral("β");
    }
    if (key.rfind(kTermWeight, 0) == 0) {
        return MarkTexts::tr("weight of %1")
            .arg(QString::fromStdString(key.substr(std::string(kTermWeight).size())));
    }
    return QString::fromStdString(key);
}

}  // namespace

QString knobText(const std::string& key, double before, double after)
{
    return QStringLiteral("%1 %2 → %3")
        .arg(shortName(key), settingText(before), settingText(after));
}

QString forkText(const ChartFork& fork)
{
    return MarkTexts::tr("fork: run %1").arg(fork.label);
}

}  // namespace marginalia
