// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/run_plan.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <optional>

namespace marginalia {

/// Has `marginalia-cli plan` measure what a recipe would need: one child at a time, and the newest
/// question wins.
class PlanAsker : public QObject {
    Q_OBJECT

public:
    explicit PlanAsker(QObject* parent = nullptr);
    ~PlanAsker() override;

    struct Question {
        QString project;  ///< its folder
        QString filter;   ///< as saved views keep it; empty: all
        RunSpec spec;
        QString run{};          ///< folder of the run that is forked; empty: data of the project
        std::int64_t from = 0;  ///< the step of its checkpoint
    };
    /// Begins once nothing else was asked for a moment.
    void ask(const Question& question);
    /// No answer is wanted any more.
    void forget();

Q_SIGNALS:
    void planned(const RunPlan& plan);
    /// In the child's words.
    void failed(const QString& why);

private:
    void start();
    void end();

    QProcess m_child;
    QTimer m_pause;
    QTemporaryDir m_folder;
    std::optional<Question> m_next;
    bool m_wanted = false;  ///< the child's answer is to the newest question
};

}  // namespace marginalia
