// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settings_pages.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/settings.h"
#include "widgets/settings/setting_rows.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QSlider>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace marginalia {

namespace {

/// A segmented choice bound to a setting.
SettingRow* choiceRow(Settings& settings, const QString& key, const QString& name,
                      const QString& sentence,
                      const std::vector<std::pair<QString, QString>>& choices,
                      const QString& fallback)
{
    auto* control = new SegmentedControl(name);
    for (const auto& [id, text] : choices) {
        control->addSegment(id, text);
    }
    QObject::connect(control, &SegmentedControl::currentChanged, control,
                     [&settings, key](const QString& id) { settings.setValue(key, id); });
    return new SettingRow(settings, key, name, sentence, control,
                          [&settings, key, control, fallback] {
                              control->setCurrent(settings.value(key, fallback).toString());
                          });
}

SettingRow* switchRow(Settings& settings, const QString& key, const QString& name,
                      const QString& sentence, bool fallback)
{
    auto* control = new Switch;
    control->setAccessibleName(name);
    QObject::connect(control, &QAbstractButton::clicked, control,
                     [&settings, key](bool on) { settings.setValue(key, on); });
    return new SettingRow(settings, key, name, sentence, control,
                          [&settings, key, control, fallback] {
                              control->setChecked(settings.value(key, fallback).toBool());
                          });
}

}  // namespace

SettingsPage* makeGeneralPage(Settings& settings)
{
    auto* page = new SettingsPage(SettingsPage::tr("General"));
    page->add(choiceRow(settings, QStringLiteral("jobs/on_close"),
                        SettingsPage::tr("Closing while a run goes on"),
                        SettingsPage::tr("Runs do not need the window; they can go on without it."),
                        {{QStringLiteral("ask"), SettingsPage::tr("Ask")},
                         {QStringLiteral("keep"), SettingsPage::tr("Keep running")},
                         {QStringLiteral("stop"), SettingsPage::tr("Stop")}},
                        QStringLiteral("ask")));
    page->add(choiceRow(settings, QStringLiteral("general/language"), SettingsPage::tr("Language"),
                        SettingsPage::tr("Takes effect at the next start."),
                        {{QStringLiteral("system"), SettingsPage::tr("System")},
                         {QStringLiteral("en"), QStringLiteral("English")},
                         {QStringLiteral("de"), QStringLiteral("Deutsch")}},
                        QStringLiteral("system")));
    page->addFiller();
    return page;
}

SettingsPage* makeLookPage(Settings& settings)
{
    auto* page = new SettingsPage(SettingsPage::tr("Look"));
    page->add(
        choiceRow(settings, QStringLiteral("look/theme"), SettingsPage::tr("Colours"),
                  SettingsPage::tr("System follows the desktop, also while the window is open."),
                  {{QStringLiteral("system"), SettingsPage::tr("System")},
                   {QStringLiteral("light"), SettingsPage::tr("Light")},
                   {QStringLiteral("dark"), SettingsPage::tr("Dark")}},
                  QStringLiteral("system")));
    auto* sizes = new QWidget;
    auto* row = new QHBoxLayout(sizes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(10));
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(QStringLiteral("look/text_scale.slider"));
    slider->setAccessibleName(SettingsPage::tr("Text size"));
    slider->setRange(8, 20);
    slider->setFixedWidth(u(180));
    auto* figure = new NumberLabel;
    figure->setMinimumWidth(u(44));
    row->addWidget(slider);
    row->addWidget(figure);
    // Applied when the handle is let go: everything is laid out anew.
    QObject::connect(slider, &QSlider::valueChanged, figure,
                     [figure, slider, &settings](int tenths) {
                         figure->setText(SettingsPage::tr("%1 %").arg(tenths * 10));
                         if (!slider->isSliderDown()) {
                             settings.setValue(QStringLiteral("look/text_scale"), tenths / 10.0);
                         }
                     });
    QObject::connect(slider, &QSlider::sliderReleased, slider, [slider, &settings] {
        settings.setValue(QStringLiteral("look/text_scale"), slider->value() / 10.0);
    });
    page->add(
        new SettingRow(settings, QStringLiteral("look/text_scale"), SettingsPage::tr("Text size"),
                       SettingsPage::tr("Of the whole window; also Ctrl and plus, minus or 0."),
                       sizes, [slider, figure, &settings] {
                           const QSignalBlocker quiet(slider);
                           const int tenths = qRound(settings.textScale() * 10);
                           slider->setValue(tenths);
                           figure->setText(SettingsPage::tr("%1 %").arg(tenths * 10));
                       }));
    page->addFiller();
    return page;
}

SettingsPage* makeLabellingPage(Settings& settings)
{
    auto* page = new SettingsPage(SettingsPage::tr("Labelling"));
    auto* name = new QLineEdit;
    name->setFixedWidth(u(200));
    name->setMaxLength(40);
    QObject::connect(name, &QLineEdit::editingFinished, name, [name, &settings] {
        const QString text = name->text().trimmed();
        if (text.isEmpty()) {
            settings.remove(QStringLiteral("labelling/annotator"));
        } else {
            settings.setValue(QStringLiteral("labelling/annotator"), text);
        }
    });
    page->add(new SettingRow(
        settings, QStringLiteral("labelling/annotator"), SettingsPage::tr("Your name"),
        SettingsPage::tr("Stands beside each label you store; labels are kept apart by it."), name,
        [name, &settings] { name->setText(settings.annotator()); }));
    page->add(switchRow(settings, QStringLiteral("labelling/confirm"),
                        SettingsPage::tr("Confirm each verdict"),
                        SettingsPage::tr("A verdict waits for Enter before it is stored."), false));
    auto* goal = new QSpinBox;
    goal->setRange(1, 100'000);
    goal->setFixedWidth(u(90));
    QObject::connect(goal, &QSpinBox::editingFinished, goal, [goal, &settings] {
        if (goal->value() != settings.dailyGoal()) {
            settings.setValue(QStringLiteral("labelling/daily_goal"), goal->value());
        }
    });
    page->add(new SettingRow(settings, QStringLiteral("labelling/daily_goal"),
                             SettingsPage::tr("Labels a day"),
                             SettingsPage::tr("The bar under Today fills towards it."), goal,
                             [goal, &settings] { goal->setValue(settings.dailyGoal()); }));
    page->addFiller();
    return page;
}

SettingsPage* makeModelsPage(Settings& settings)
{
    auto* page = new SettingsPage(SettingsPage::tr("Models"));
    const QString key = QStringLiteral("models/folders");
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    auto* sentence = new TextLabel(
        SettingsPage::tr("Model folders offered in Train and Compare. Nothing is copied "
                         "and nothing is fetched."),
        Face::Small, &Theme::muted);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    auto* list = new QListWidget;
    list->setObjectName(QStringLiteral("models.list"));
    list->setAccessibleName(SettingsPage::tr("Model folders"));
    auto* none = new TextLabel(
        SettingsPage::tr("No folders yet. Add one, or drop a model folder on the window."),
        Face::Small, &Theme::muted, QFont::Normal, list);
    none->move(u(12), u(10));
    layout->addWidget(list, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* add =
        new Button(SettingsPage::tr("Add a folder…"), ButtonRole::Normal, QStringLiteral("plus"));
    auto* remove = new Button(SettingsPage::tr("Remove from the list"));
    add->setObjectName(QStringLiteral("models.add"));
    remove->setObjectName(QStringLiteral("models.remove"));
    row->addWidget(add);
    row->addWidget(remove);
    row->addStretch(1);
    layout->addLayout(row);
    const auto fill = [list, none, remove, &settings, key] {
        list->clear();
        list->addItems(settings.modelFolders());
        none->setVisible(list->count() == 0);
        none->adjustSize();
        remove->setEnabled(list->currentRow() >= 0);
    };
    fill();
    QObject::connect(&settings, &Settings::changed, list, [fill, key](const QString& changed) {
        if (changed == key) {
            fill();
        }
    });
    QObject::connect(list, &QListWidget::currentRowChanged, remove,
                     [remove](int at) { remove->setEnabled(at >= 0); });
    QObject::connect(add, &QAbstractButton::clicked, add, [add, &settings, key] {
        const QString folder =
            QFileDialog::getExistingDirectory(add, SettingsPage::tr("Model folder"));
        QStringList all = settings.value(key).toStringList();
        if (!folder.isEmpty() && !all.contains(folder)) {
            settings.setValue(key, all << folder);
        }
    });
    QObject::connect(remove, &QAbstractButton::clicked, list, [list, &settings, key] {
        QStringList all = settings.value(key).toStringList();
        all.removeAt(list->currentRow());
        settings.setValue(key, all);
    });
    page->add(box);
    return page;
}

SettingsPage* makePrivacyPage(Settings& settings, QSettings& windowState)
{
    Q_UNUSED(settings)
    auto* page = new SettingsPage(SettingsPage::tr("Privacy"));
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(10));
    auto* sentence = new TextLabel(
        SettingsPage::tr(
            "Everything stays on this machine: no accounts, no connections, no reports. Projects "
            "lie in "
            "the folders you choose; settings and the list of recent projects in your home "
            "folder."),
        Face::Body, &Theme::text);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* open = new Button(SettingsPage::tr("Show the settings folder"), ButtonRole::Normal,
                            QStringLiteral("folder"));
    auto* forget = new Button(SettingsPage::tr("Forget recent commands"));
    open->setObjectName(QStringLiteral("privacy.open"));
    forget->setObjectName(QStringLiteral("privacy.forget"));
    row->addWidget(open);
    row->addWidget(forget);
    row->addStretch(1);
    layout->addLayout(row);
    QObject::connect(open, &QAbstractButton::clicked, open,
                     [] { QDesktopServices::openUrl(QUrl::fromLocalFile(folders::config())); });
    QObject::connect(forget, &QAbstractButton::clicked, forget, [forget, &windowState] {
        windowState.remove(QStringLiteral("palette"));
        forget->setEnabled(false);
    });
    page->add(box);
    page->addFiller();
    return page;
}

}  // namespace marginalia
