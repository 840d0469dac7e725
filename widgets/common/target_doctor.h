// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QProcess>
#include <QString>

namespace marginalia {

/// What was found on a machine that ssh reaches, in the person's language.
struct TargetReport {
    struct Finding {
        QString id;       ///< connection, disk, program, ...
        QString verdict;  ///< ok, remark, problem
        QString text;     ///< what there is or is wrong, and what to do
    };
    QString target;
    bool fit = false;  ///< runs can start there
    QList<Finding> findings;

    /// The first thing that stands in the way; empty: nothing does.
    QString problem() const;
};

/// Has `marginalia-cli away doctor` look at a target: one child at a time, and the newest question
/// wins.
class TargetDoctor : public QObject {
    Q_OBJECT

public:
    explicit TargetDoctor(QObject* parent = nullptr);
    ~TargetDoctor() override;

    void ask(const QString& target);
    /// No answer is wanted any more.
    void forget();
    bool isAsking() const { return !m_target.isEmpty(); }

Q_SIGNALS:
    /// A target that could not be asked about has one finding, in the child's words.
    void answered(const marginalia::TargetReport& report);

private:
    void start();
    void end();

    QProcess m_child;
    QString m_target;  ///< asked about now; empty: none
    bool m_again = false;
};

}  // namespace marginalia
