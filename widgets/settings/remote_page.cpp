// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/remote_page.h"

#include "widgets/common/buttons.h"
#include "widgets/common/icons.h"
#include "widgets/common/translated.h"
#include "widgets/settings/remote_form.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kListHeight = 92;

struct VerdictLook {
    const char* verdict;
    const char* icon;
    Token colour;
};
/// In the order in which they are shown: what stands in the way first.
constexpr VerdictLook kLooks[] = {{"problem", "error", &Theme::error},
                                  {"remark", "info", &Theme::warning},
                                  {"ok", "check", &Theme::accent}};

void addLine(QListWidget& list, const QString& text)
{
    list.addItem(text);
    list.item(list.count() - 1)->setToolTip(text);
}

}  // namespace

RemotePage::RemotePage(QWidget* parent)
    : SettingsPage(tr("Remote"), parent), m_doctor(new TargetDoctor(this))
{
    auto* sentence = new TextLabel(tr("Machines to train on. They are reached by your own ssh, "
                                      "with its configuration, keys and agent; it never asks."),
                                   Face::Small, &Theme::muted);
    sentence->setWordWrap(true);
    sentence->setContentsMargins(0, 0, 0, u(6));
    add(sentence);
    buildList();
    buildButtons();
    m_form = new RemoteForm;
    add(m_form);
    buildFoot();
    addFiller();
    connect(m_list, &QListWidget::currentRowChanged, this, &RemotePage::showChosen);
    connect(m_form, &RemoteForm::applied, this, &RemotePage::store);
    connect(m_form, &RemoteForm::addAsked, this, &RemotePage::store);
    connect(m_doctor, &TargetDoctor::answered, this, &RemotePage::showReport);
    const auto targets = away::readTargets();
    readAll(targets.ok() && !targets->empty() ? QString::fromStdString(targets->front().name)
                                              : QString());
}

void RemotePage::buildList()
{
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("remote.list"));
    m_list->setAccessibleName(tr("Machines"));
    m_list->setFixedHeight(u(kListHeight));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none = new TextLabel(
        tr("No machines yet. Say below how one is reached, and add it; then test it."), Face::Small,
        &Theme::muted, QFont::Normal, m_list);
    m_none->move(u(12), u(10));
    m_none->adjustSize();
    add(m_list);
}

void RemotePage::buildButtons()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, u(4), 0, u(4));
    row->setSpacing(u(8));
    auto* another = new Button(tr("New"), ButtonRole::Normal, QStringLiteral("plus"));
    another->setObjectName(QStringLiteral("remote.add"));
    m_remove = new Button(tr("Remove"));
    m_remove->setObjectName(QStringLiteral("remote.remove"));
    m_test = new Button(tr("Test"), ButtonRole::Normal, QStringLiteral("doctor"));
    m_test->setObjectName(QStringLiteral("remote.test"));
    for (Button* button : {another, m_remove, m_test}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    add(box);
    connect(another, &QAbstractButton::clicked, this, [this] {
        m_list->setCurrentRow(-1);
        showChosen();
        m_form->begin();
    });
    connect(m_remove, &QAbstractButton::clicked, this, &RemotePage::removeChosen);
    connect(m_test, &QAbstractButton::clicked, this, &RemotePage::test);
}

void RemotePage::buildFoot()
{
    auto* box = new QWidget;
    auto* down = new QVBoxLayout(box);
    down->setContentsMargins(0, u(6), 0, 0);
    down->setSpacing(u(6));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_verdict = new TextLabel({}, Face::Small, &Theme::muted, QFont::Medium);
    m_verdict->setObjectName(QStringLiteral("remote.verdict"));
    m_verdict->setWordWrap(true);
    m_undo = new LinkLabel(tr("Undo"));
    m_undo->setObjectName(QStringLiteral("remote.undo"));
    m_undo->setFace(Face::Small);
    row->addWidget(m_verdict, 1);
    row->addWidget(m_undo, 0, Qt::AlignTop);
    m_findings = new QListWidget;
    m_findings->setObjectName(QStringLiteral("remote.findings"));
    m_findings->setAccessibleName(tr("What was found"));
    m_findings->setWordWrap(true);
    m_findings->setResizeMode(QListView::Adjust);
    down->addLayout(row);
    down->addWidget(m_findings, 1);
    down->addStretch(0);
    add(box);
    hideFoot();
    connect(m_undo, &LinkLabel::activated, this, &RemotePage::undoRemoval);
}

void RemotePage::hideFoot()
{
    m_verdict->hide();
    m_undo->hide();
    m_findings->hide();
}

int RemotePage::chosen() const
{
    return m_list->currentRow();
}

QString RemotePage::chosenName() const
{
    return chosen() < 0
               ? QString()
               : QString::fromStdString(m_targets[static_cast<std::size_t>(chosen())].name);
}

void RemotePage::readAll(const QString& select)
{
    auto targets = away::readTargets();
    m_targets = targets.ok() ? targets.take() : std::vector<away::Target>();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const away::Target& each : m_targets) {
            const QString name = QString::fromStdString(each.name);
            addLine(*m_list, QStringLiteral("%1   %2:%3")
                                 .arg(name, QString::fromStdString(each.host),
                                      QString::fromStdString(each.folder)));
            if (select == name) {
                m_list->setCurrentRow(m_list->count() - 1);
            }
        }
    }
    m_none->setVisible(targets.ok() && m_targets.empty());
    showChosen();
    if (!targets.ok()) {
        m_form->say(targets.error());
    }
}

void RemotePage::showChosen()
{
    const int at = chosen();
    m_form->setTarget(at < 0 ? std::nullopt
                             : std::optional(m_targets[static_cast<std::size_t>(at)]));
    m_remove->setEnabled(at >= 0);
    m_test->setEnabled(at >= 0);
    m_doctor->forget();
    m_test->setBusy(false);
    hideFoot();
}

void RemotePage::store()
{
    const auto target = m_form->typed();
    if (!target.ok()) {
        m_form->say(target.error());
        return;
    }
    const std::string before = chosenName().toStdString();
    if (target->name != before &&
        std::any_of(m_targets.begin(), m_targets.end(),
                    [&](const away::Target& each) { return each.name == target->name; })) {
        m_form->say(
            tr("There is a machine called %1 already.").arg(QString::fromStdString(target->name)),
            QStringLiteral("name"));
        return;
    }
    change(
        [&](std::vector<away::Target>& all) {
            std::erase_if(all, [&](const away::Target& each) {
                return each.name == target->name || each.name == before;
            });
            all.push_back(*target);
        },
        QString::fromStdString(target->name));
}

void RemotePage::removeChosen()
{
    const away::Target gone = m_targets[static_cast<std::size_t>(chosen())];
    const bool removed = change(
        [&](std::vector<away::Target>& all) {
            std::erase_if(all, [&](const away::Target& each) { return each.name == gone.name; });
        },
        {});
    if (removed) {
        m_removed = gone;
        m_verdict->setColour(&Theme::muted);
        m_verdict->setText(tr("%1 was removed. Runs that are there go on.")
                               .arg(QString::fromStdString(gone.name)));
        m_verdict->show();
        m_undo->show();
    }
}

void RemotePage::undoRemoval()
{
    change(
        [this](std::vector<away::Target>& all) {
            std::erase_if(all,
                          [&](const away::Target& each) { return each.name == m_removed->name; });
            all.push_back(*m_removed);
        },
        QString::fromStdString(m_removed->name));
}

bool RemotePage::change(const std::function<void(std::vector<away::Target>&)>& edit,
                        const QString& select)
{
    // As they are now: the command line writes them too.
    auto now = away::readTargets();
    if (!now.ok()) {
        m_form->say(now.error());
        return false;
    }
    std::vector<away::Target> all = now.take();
    edit(all);
    const Status written = away::writeTargets(all);
    if (!written.ok()) {
        m_form->say(written.error());
        return false;
    }
    readAll(select);
    return true;
}

void RemotePage::test()
{
    hideFoot();
    m_verdict->setColour(&Theme::muted);
    m_verdict->setText(tr("Looking at %1…").arg(chosenName()));
    m_verdict->show();
    m_test->setBusy(true);
    m_doctor->ask(chosenName());
}

void RemotePage::showReport(const TargetReport& report)
{
    m_test->setBusy(false);
    m_verdict->setColour(report.fit ? &Theme::text : &Theme::error);
    m_verdict->setText(report.fit ? tr("%1 can train.").arg(report.target)
                                  : tr("%1 cannot train yet.").arg(report.target));
    m_findings->clear();
    for (const VerdictLook& look : kLooks) {
        for (const TargetReport::Finding& finding : report.findings) {
            if (finding.verdict == QLatin1String(look.verdict)) {
                addLine(*m_findings, finding.text);
                m_findings->item(m_findings->count() - 1)
                    ->setIcon(themeIcon(QString::fromLatin1(look.icon), look.colour));
            }
        }
    }
    m_findings->scrollToTop();
    m_findings->show();
}

}  // namespace marginalia
