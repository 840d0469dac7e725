// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace marginalia {

class LinkLabel;
class TextField;
struct ObjectiveInfo;

/// Fields that name what an objective needs beside the model in training: a teacher, the model
/// before its supervised training, a reward model, the command of a judge. Each is shown where the
/// settings ask for it; keys are those of RunSpec.
class OtherModels : public QWidget {
    Q_OBJECT

public:
    static constexpr const char* kKeys[] = {"teacher", "base_model", "reward_model", "judge"};

    explicit OtherModels(const ObjectiveInfo& info, QWidget* parent = nullptr);

    void setSpec(const RunSpec& spec);
    void setReadOnly(bool readOnly);
    TextField* field(const QString& key) const { return m_fields.value(key); }
    /// The setting that a key stands for; null for another key.
    static std::string* settingOf(RunSpec& spec, const QString& key);

Q_SIGNALS:
    void changed(const QString& key, const QString& value);
    /// A model is to be chosen for a key.
    void modelAsked(const QString& key);

private:
    void addField(QVBoxLayout& list, const QString& key, const QString& label, const QString& help,
                  bool model);

    QHash<QString, TextField*> m_fields;
    QHash<QString, QWidget*> m_rows;
    QHash<QString, LinkLabel*> m_links;
};

}  // namespace marginalia
