// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_roles.h"

#include "widgets/common/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QTableWidget>

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

struct RoleInfo {
    const char* field;
    const char* title;
};

/// Fields of a mapping in the order of the menu; the empty one leaves the column in the record's
/// extras.
constexpr std::array<RoleInfo, 11> kRoles = {{
    {"", QT_TRANSLATE_NOOP("ImportRoles", "Leave out")},
    {"prompt", QT_TRANSLATE_NOOP("ImportRoles", "Prompt")},
    {"system", QT_TRANSLATE_NOOP("ImportRoles", "System")},
    {"chosen", QT_TRANSLATE_NOOP("ImportRoles", "Chosen answer")},
    {"rejected", QT_TRANSLATE_NOOP("ImportRoles", "Rejected answer")},
    {"completion", QT_TRANSLATE_NOOP("ImportRoles", "Answer")},
    {"label", QT_TRANSLATE_NOOP("ImportRoles", "Desirable or not")},
    {"score_chosen", QT_TRANSLATE_NOOP("ImportRoles", "Score of the chosen answer")},
    {"score_rejected", QT_TRANSLATE_NOOP("ImportRoles", "Score of the rejected answer")},
    {"strength", QT_TRANSLATE_NOOP("ImportRoles", "Strength")},
    {"split", QT_TRANSLATE_NOOP("ImportRoles", "Split")},
}};

/// A first guess from the column's own name, so that most mappings need one look and no click.
QString guessRole(const QString& column)
{
    const QString name = column.toLower();
    if (name == QLatin1String("prompt") || name == QLatin1String("question") ||
        name == QLatin1String("instruction") || name == QLatin1String("input")) {
        return QStringLiteral("prompt");
    }
    if (name == QLatin1String("answer") || name == QLatin1String("output") ||
        name == QLatin1String("response") || name == QLatin1String("rationale")) {
        return QStringLiteral("completion");
    }
    for (const RoleInfo& role : kRoles) {
        if (*role.field != 0 && name == QLatin1String(role.field)) {
            return name;
        }
    }
    return {};
}

QComboBox* choiceOf(const QTableWidget& table, int row)
{
    return qobject_cast<QComboBox*>(table.cellWidget(row, 2));
}

}  // namespace

QString formatTitle(const QString& format)
{
    static constexpr std::array<std::pair<const char*, const char*>, 10> titles = {{
        {"trl-preference", QT_TRANSLATE_NOOP("ImportRoles", "Pairs, chosen and rejected")},
        {"trl-preference-implicit",
         QT_TRANSLATE_NOOP("ImportRoles", "Pairs that hold their prompt")},
        {"trl-unpaired", QT_TRANSLATE_NOOP("ImportRoles", "Answers marked good or bad")},
        {"trl-prompt-completion", QT_TRANSLATE_NOOP("ImportRoles", "Prompts with one answer")},
        {"trl-language-modelling", QT_TRANSLATE_NOOP("ImportRoles", "Texts or conversations")},
        {"trl-stepwise", QT_TRANSLATE_NOOP("ImportRoles", "Answers judged step by step")},
        {"hh-rlhf", QT_TRANSLATE_NOOP("ImportRoles", "Dialogue pairs (HH)")},
        {"sharegpt-pref", QT_TRANSLATE_NOOP("ImportRoles", "ShareGPT pairs")},
        {"sharegpt", QT_TRANSLATE_NOOP("ImportRoles", "ShareGPT conversations")},
        {"ultrafeedback-binarized",
         QT_TRANSLATE_NOOP("ImportRoles", "Pairs in message lists, scores beside")},
    }};
    for (const auto& [id, title] : titles) {
        if (format == QLatin1String(id)) {
            return QCoreApplication::translate("ImportRoles", title);
        }
    }
    return format;
}

void fillColumns(QTableWidget& table, const std::vector<ColumnInfo>& columns, const QString& format,
                 QWidget* owner, const std::function<void()>& changed)
{
    const bool known = !format.isEmpty() && format != QLatin1String("mapping");
    table.setRowCount(0);
    for (const ColumnInfo& column : columns) {
        const int row = table.rowCount();
        table.insertRow(row);
        const QString name = QString::fromStdString(column.name);
        auto* first = new QTableWidgetItem(name);
        first->setFont(monoFont());
        table.setItem(row, 0, first);
        auto* holds = new QTableWidgetItem(QString::fromStdString(column.example).simplified());
        holds->setForeground(theme().muted);
        holds->setToolTip(QString::fromStdString(column.types));
        table.setItem(row, 1, holds);
        auto* choice = new QComboBox;
        choice->setAccessibleName(
            QCoreApplication::translate("ImportRoles", "%1 becomes").arg(name));
        for (const RoleInfo& role : kRoles) {
            choice->addItem(QCoreApplication::translate("ImportRoles", role.title),
                            QLatin1String(role.field));
        }
        const QString guess = guessRole(name);
        choice->setCurrentIndex(std::max(0, choice->findData(guess)));
        choice->setToolTip(known ? QCoreApplication::translate(
                                       "ImportRoles", "Changing it switches to an own mapping")
                                 : QString());
        QObject::connect(choice, &QComboBox::activated, owner, [changed] { changed(); });
        table.setCellWidget(row, 2, choice);
    }
}

Json mappingOf(const QTableWidget& table)
{
    Json fields = Json::object();
    for (int row = 0; row < table.rowCount(); ++row) {
        const QComboBox* choice = choiceOf(table, row);
        const QString field = choice == nullptr ? QString() : choice->currentData().toString();
        if (!field.isEmpty()) {
            fields[field.toStdString()] = table.item(row, 0)->text().toStdString();
        }
    }
    const bool pair = fields.contains("chosen") && fields.contains("rejected");
    const char* kind = pair ? "pair" : fields.contains("label") ? "unpaired" : "demo";
    return {{"kind", kind}, {"text_mode", "chat"}, {"fields", fields}};
}

}  // namespace marginalia
