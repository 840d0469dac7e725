// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace marginalia {

/// What is written where.
struct ExportOrder {
    QString model;  ///< folder, run, checkpoint, adapter or GGUF file
    QString kind;   ///< "folder", "adapter", "merged", "gguf"
    QString type;   ///< "fp32", "fp16", "bf16", "q8_0"; empty: as the weights are
    QString out;    ///< not there yet
};

/// What was written, as it was read back.
struct ExportDone {
    QString path;
    QString digest;  ///< SHA-256
    qint64 bytes = 0;
    qint64 tensors = 0;
    bool verified = false;
    QStringList warnings;
};

/// One `marginalia-cli convert`, followed. Outlives the dialog that began it.
///
/// GUI thread; ends with exactly one of finished(), failed() and cancelled().
class ExportRun : public QObject {
    Q_OBJECT

public:
    explicit ExportRun(ExportOrder order, QObject* parent = nullptr);
    ~ExportRun() override;

    const ExportOrder& order() const { return m_order; }
    void start();
    /// Stops the child; what it has begun to write goes away.
    void cancel();
    bool isRunning() const { return m_running; }
    /// "read", "write", "verify", and the share of that.
    const QString& stage() const { return m_stage; }
    double share() const { return m_share; }
    /// Of the whole, 0 to 1.
    double wholeShare() const;
    const ExportDone& done() const { return m_done; }
    const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void progressed();
    void finished();
    void failed(const QString& sentence);
    void cancelled();

private:
    void readLines();
    void takeLine(const QByteArray& line);
    void end(int code, QProcess::ExitStatus status);

    ExportOrder m_order;
    QProcess m_child;
    QByteArray m_words;  ///< the end of what was said on stderr
    QString m_stage;
    double m_share = 0;
    ExportDone m_done;
    QString m_problem;
    bool m_running = false;
    bool m_ended = false;  ///< the child said that all is well
    bool m_stopping = false;
};

/// "Reading the model", "Writing", "Reading it back".
QString exportStageText(const QString& stage);

}  // namespace marginalia
