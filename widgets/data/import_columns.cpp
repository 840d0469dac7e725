// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/import_columns.h"

#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"
#include "widgets/common/panes.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

/// More columns than this are not mapped by hand.
constexpr std::size_t kMostRows = 200;
constexpr double kNameWidth = 128;
constexpr double kChoiceWidth = 190;

struct RoleInfo {
    const char* field;
    const char* title;
    Token colour;
};

/// Fields of a mapping in the order of the menu; the empty one leaves the column in the record's
/// extras.
constexpr std::array<RoleInfo, 11> kRoles = {{
    {"", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Keep beside"), nullptr},
    {"prompt", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Prompt"), &Theme::text},
    {"system", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "System"), nullptr},
    {"chosen", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Chosen answer"), &Theme::chosen},
    {"rejected", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Rejected answer"),
     &Theme::rejected},
    {"completion", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Answer"), &Theme::accent},
    {"label", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Desirable or not"), nullptr},
    {"score_chosen", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Score of the chosen"),
     nullptr},
    {"score_rejected", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Score of the rejected"),
     nullptr},
    {"strength", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Strength"), nullptr},
    {"split", QT_TRANSLATE_NOOP("marginalia::ImportColumns", "Split"), nullptr},
}};

/// A first guess from the column's own name, so that most mappings need one look and no click.
QString guessRole(const QString& column)
{
    const QString name = column.toLower();
    for (const char* prompt : {"prompt", "question", "instruction", "input"}) {
        if (name == QLatin1String(prompt)) {
            return QStringLiteral("prompt");
        }
    }
    for (const char* answer : {"answer", "output", "response", "rationale"}) {
        if (name == QLatin1String(answer)) {
            return QStringLiteral("completion");
        }
    }
    for (const RoleInfo& role : kRoles) {
        if (*role.field != 0 && name == QLatin1String(role.field)) {
            return name;
        }
    }
    return {};
}

/// Columns that a recognised scheme reads and that are no single field of a mapping.
bool readByScheme(const QString& column)
{
    static constexpr std::array<const char*, 13> names = {"answers",     "chat_template_kwargs",
                                                          "coherence",   "completions",
                                                          "complexity",  "conversations",
                                                          "correctness", "helpfulness",
                                                          "labels",      "messages",
                                                          "text",        "tools",
                                                          "verbosity"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return column == QLatin1String(name); });
}

/// A small square in the colour of a role.
QIcon squareIcon(Token colour)
{
    QPixmap picture(u(16) * 2, u(16) * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    if (colour != nullptr) {
        drawBox(painter, QRectF(uExact(4), uExact(4), uExact(8), uExact(8)), uExact(2),
                theme().*colour, {});
    }
    return QIcon(picture);
}

}  // namespace

ImportColumns::ImportColumns(QWidget* parent) : QScrollArea(parent)
{
    setObjectName(QStringLiteral("import.columns"));
    setAccessibleName(tr("Columns and what they become"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    viewport()->setAutoFillBackground(false);
}

void ImportColumns::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::StyleChange) {
        return;
    }
    for (const Row& row : m_rows) {
        for (int i = 0; i < row.choice->count(); ++i) {
            const QString field = row.choice->itemData(i).toString();
            const auto role = std::find_if(kRoles.begin(), kRoles.end(), [&](const RoleInfo& one) {
                return field == QLatin1String(one.field);
            });
            row.choice->setItemIcon(i, squareIcon(role == kRoles.end() ? nullptr : role->colour));
        }
    }
}

void ImportColumns::addHead()
{
    auto* head = new Pane(&Theme::surface, Qt::BottomEdge);
    head->setFixedHeight(u(28));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(8));
    auto* name = new TextLabel(tr("Column"), Face::Small, &Theme::muted);
    name->setMinimumWidth(u(kNameWidth));
    row->addWidget(name);
    m_holds = new ElidedLabel(tr("Holds"), Face::Small, &Theme::muted);
    row->addWidget(m_holds, 1);
    auto* becomes = new TextLabel(tr("Becomes"), Face::Small, &Theme::muted);
    // As wide as a choice with its tick.
    becomes->setMinimumWidth(u(kChoiceWidth) + u(8) + u(16));
    row->addWidget(becomes);
    m_column->addWidget(head);
}

void ImportColumns::addRow(const ColumnInfo& info, bool known)
{
    Row made;
    made.column = QString::fromStdString(info.name);
    auto* pane = new Pane(&Theme::surface, Qt::BottomEdge);
    pane->setFixedHeight(std::max(u(36), QFontMetrics(textFont(Face::Body)).height() + u(14)));
    auto* row = new QHBoxLayout(pane);
    row->setContentsMargins(0, 0, 0, 1);
    row->setSpacing(u(8));
    auto* name = new ElidedLabel(made.column);
    name->setMono();
    name->setFixedWidth(u(kNameWidth));
    row->addWidget(name);
    made.example = QString::fromStdString(info.example).simplified();
    made.holds = new ElidedLabel(made.example, Face::Small, &Theme::muted);
    made.holds->setAccessibleDescription(QString::fromStdString(info.types));
    row->addWidget(made.holds, 1);
    made.choice = new QComboBox;
    made.choice->setFixedWidth(u(kChoiceWidth));
    made.choice->setAccessibleName(tr("%1 becomes").arg(made.column));
    if (known && readByScheme(made.column)) {
        made.choice->addItem(squareIcon(nullptr), tr("As the format says"), QString());
    }
    for (const RoleInfo& role : kRoles) {
        made.choice->addItem(squareIcon(role.colour), tr(role.title), QLatin1String(role.field));
    }
    const int guessed = made.choice->findData(guessRole(made.column));
    made.choice->setCurrentIndex(readByScheme(made.column) && known ? 0 : std::max(0, guessed));
    made.choice->setToolTip(known ? tr("Changing it makes an own mapping") : QString());
    row->addWidget(made.choice);
    made.mark = new IconLabel(QStringLiteral("check"), &Theme::accent, 14);
    made.mark->setFixedWidth(u(16));
    QSizePolicy stays = made.mark->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    made.mark->setSizePolicy(stays);
    row->addWidget(made.mark);
    showMark(made);
    connect(made.choice, &QComboBox::activated, this, [this, made] {
        showMark(made);
        Q_EMIT changed();
    });
    m_column->addWidget(pane);
    m_rows.push_back(made);
}

void ImportColumns::showMark(const Row& row)
{
    const bool used = !row.choice->currentData().toString().isEmpty() ||
                      row.choice->currentText() == tr("As the format says");
    row.mark->setVisible(used);
}

void ImportColumns::setColumns(const std::vector<ColumnInfo>& columns, const QString& format)
{
    m_rows.clear();
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, u(4), 0);
    m_column->setSpacing(0);
    addHead();
    const bool known = !format.isEmpty() && format != QLatin1String("mapping");
    for (std::size_t i = 0; i < std::min(kMostRows, columns.size()); ++i) {
        addRow(columns[i], known);
    }
    if (columns.size() > kMostRows) {
        const auto more = static_cast<int>(columns.size() - kMostRows);
        m_column->addSpacing(u(8));
        m_column->addWidget(new TextLabel(tr("%n more column(s) are kept beside.", nullptr, more),
                                          Face::Small, &Theme::muted));
    }
    setWidget(content);
    // setWidget() turns it on.
    content->setAutoFillBackground(false);
    updateGeometry();
}

QSize ImportColumns::sizeHint() const
{
    return {u(480), widget() == nullptr || m_rows.empty() ? 0 : widget()->sizeHint().height()};
}

void ImportColumns::showRow(const RowExamples* row, int number)
{
    if (m_holds == nullptr) {
        return;
    }
    m_holds->setText(row != nullptr ? tr("Record %1 holds").arg(countText(number)) : tr("Holds"));
    for (const Row& shown : m_rows) {
        QString text = shown.example;
        if (row != nullptr) {
            const auto found = row->find(shown.column.toStdString());
            text = found == row->end() ? notMeasured()
                                       : QString::fromStdString(found->second).simplified();
        }
        shown.holds->setText(text);
    }
}

QString ImportColumns::missing() const
{
    const Json fields = mapping()["fields"];
    if (fields.contains("completion") ||
        (fields.contains("chosen") && fields.contains("rejected"))) {
        return {};
    }
    return fields.contains("chosen") ? tr("Now choose the column that becomes the rejected answer.")
           : fields.contains("rejected")
               ? tr("Now choose the column that becomes the chosen answer.")
               : tr("Choose what the columns become: a prompt, and a chosen and a rejected answer "
                    "or one answer.");
}

Json ImportColumns::mapping() const
{
    Json fields = Json::object();
    for (const Row& row : m_rows) {
        const QString field = row.choice->currentData().toString();
        if (!field.isEmpty()) {
            fields[field.toStdString()] = row.column.toStdString();
        }
    }
    const bool pair = fields.contains("chosen") && fields.contains("rejected");
    const char* kind = pair ? "pair" : fields.contains("label") ? "unpaired" : "demo";
    return {{"kind", kind}, {"text_mode", "chat"}, {"fields", fields}};
}

}  // namespace marginalia
