// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/remote_form.h"

#include "core/base/text.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/common/translated.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace marginalia {
namespace {

constexpr int kMostPort = 65535;
constexpr int kAcross = 3;

/// What is wrong and what to do; the field is in sight.
QString sentenceOf(const Error& error)
{
    return translated(error.what) +
           (error.todo.empty() ? QString() : u' ' + translated(error.todo));
}

QString fieldOf(const Error& error)
{
    return QString::fromStdString(error.where).section(u'.', -1);
}

}  // namespace

RemoteForm::RemoteForm(QWidget* parent) : QWidget(parent)
{
    auto* down = new QVBoxLayout(this);
    down->setContentsMargins(0, 0, 0, 0);
    down->setSpacing(u(8));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(12));
    grid->setVerticalSpacing(u(8));
    buildGrid(*grid);
    down->addLayout(grid);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(12));
    buildLast(*row);
    down->addLayout(row);
    m_problem = new TextLabel({}, Face::Small, &Theme::error);
    m_problem->setObjectName(QStringLiteral("remote.problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    down->addWidget(m_problem);
    setTarget({});
}

TextField* RemoteForm::addField(const QString& key, const QString& label,
                                const QString& placeholder)
{
    auto* field = new TextField(label);
    field->setMono();
    field->setPlaceholder(placeholder);
    field->setCheck([this, key](const QString&) { return problemOf(key); });
    field->edit()->setObjectName(QStringLiteral("remote.") + key);
    field->edit()->setAccessibleName(label);
    field->edit()->installEventFilter(this);
    connect(field, &TextField::applied, this, [this] {
        if (m_target) {
            Q_EMIT applied();
        }
    });
    m_fields.insert(key, field);
    return field;
}

void RemoteForm::buildGrid(QGridLayout& grid)
{
    const auto put = [&](const QString& key, const QString& label, const QString& placeholder) {
        const int at = static_cast<int>(m_fields.size());
        grid.addWidget(addField(key, label, placeholder), at / kAcross, at % kAcross, Qt::AlignTop);
    };
    put(QStringLiteral("name"), tr("Name"), tr("what it is called here"));
    put(QStringLiteral("host"), tr("Host"), QStringLiteral("user@host"));
    put(QStringLiteral("port"), tr("Port"), tr("as ssh has it"));
    put(QStringLiteral("folder"), tr("Folder there"), {});
    put(QStringLiteral("program"), tr("Program there"), {});
    put(QStringLiteral("ssh_config"), tr("ssh configuration"), tr("your own"));
}

void RemoteForm::buildLast(QHBoxLayout& row)
{
    m_launcher = new SegmentedControl(tr("How the worker is started there"));
    m_launcher->setObjectName(QStringLiteral("remote.launcher"));
    m_launcher->addSegment(QStringLiteral("plain"), tr("Start directly"));
    m_launcher->addSegment(QStringLiteral("sbatch"), tr("By sbatch"));
    TextField* options = addField(QStringLiteral("sbatch_options"), {},
                                  QStringLiteral("--partition=gpu --gres=gpu:1"));
    options->edit()->setAccessibleName(tr("Options of sbatch"));
    m_space = new QWidget;
    m_add = new Button(tr("Add the machine"), ButtonRole::Normal, QStringLiteral("plus"));
    m_add->setObjectName(QStringLiteral("remote.save"));
    row.addWidget(m_launcher, 0, Qt::AlignTop);
    row.addWidget(options, 1);
    row.addWidget(m_space, 1);
    row.addWidget(m_add, 0, Qt::AlignTop);
    connect(m_launcher, &SegmentedControl::currentChanged, this, [this] {
        showOptions();
        if (m_target) {
            Q_EMIT applied();
        }
    });
    connect(m_add, &QAbstractButton::clicked, this, &RemoteForm::addAsked);
}

void RemoteForm::showOptions()
{
    const bool queued = m_launcher->current() == QLatin1String("sbatch");
    m_fields.value(QStringLiteral("sbatch_options"))->setVisible(queued);
    m_space->setVisible(!queued);
}

void RemoteForm::setTarget(const std::optional<away::Target>& target)
{
    m_target.reset();  // nothing applies while the fields are filled
    const away::Target shown = target.value_or(away::Target());
    const auto put = [this](const char* key, const std::string& value) {
        TextField& field = *m_fields.value(QLatin1String(key));
        field.setValue(QString::fromStdString(value));
        field.edit()->setCursorPosition(0);  // of what is too long the beginning tells more
    };
    put("name", shown.name);
    put("host", shown.host);
    put("port", shown.port > 0 ? std::to_string(shown.port) : std::string());
    put("folder", shown.folder);
    put("program", shown.program);
    put("ssh_config", shown.sshConfig);
    QStringList options;
    for (const std::string& option : shown.sbatchOptions) {
        options << QString::fromStdString(option);
    }
    put("sbatch_options", options.join(u' ').toStdString());
    m_launcher->setCurrent(QString::fromStdString(shown.launcher));
    showOptions();
    m_add->setVisible(!target);
    m_target = target;
    say(QString());
}

Result<away::Target> RemoteForm::typed() const
{
    const auto text = [this](const char* key) {
        return m_fields.value(QLatin1String(key))->edit()->text().trimmed();
    };
    away::Target out = m_target.value_or(away::Target());
    out.name = text("name").toStdString();
    out.host = text("host").toStdString();
    out.folder = text("folder").toStdString();
    out.program = text("program").toStdString();
    out.sshConfig = text("ssh_config").toStdString();
    out.launcher = m_launcher->current().toStdString();
    out.port = 0;
    if (const QString port = text("port"); !port.isEmpty()) {
        bool number = false;
        out.port = port.toInt(&number);
        if (!number || out.port < 1 || out.port > kMostPort) {
            return failure(ErrorKind::Invalid, MG_TR("jobs", "A port is a number from 1 to 65535."),
                           "port");
        }
    }
    out.sbatchOptions.clear();
    for (const QString& option : text("sbatch_options").split(u' ', Qt::SkipEmptyParts)) {
        out.sbatchOptions.push_back(option.toStdString());
    }
    MG_CHECK(away::checkTarget(out, out.name));
    return out;
}

QString RemoteForm::problemOf(const QString& key) const
{
    const auto target = m_target ? typed() : Result<away::Target>(away::Target());
    return target.ok() || fieldOf(target.error()) != key ? QString() : sentenceOf(target.error());
}

void RemoteForm::say(const QString& problem, const QString& field)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (TextField* wrong = m_fields.value(field)) {
        wrong->edit()->setFocus(Qt::OtherFocusReason);
    }
}

void RemoteForm::say(const Error& error)
{
    const QString field = fieldOf(error);
    say(m_fields.contains(field) ? sentenceOf(error) : translated(error), field);
}

void RemoteForm::begin()
{
    m_fields.value(QStringLiteral("name"))->edit()->setFocus(Qt::OtherFocusReason);
}

bool RemoteForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter) {
        return false;
    }
    // Not the dialog's own button, which closes it.
    if (m_target) {
        Q_EMIT static_cast<QLineEdit*>(watched)->editingFinished();
    } else {
        Q_EMIT addAsked();
    }
    return true;
}

}  // namespace marginalia
