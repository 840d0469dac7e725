// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/host_protocol.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <deque>

namespace marginalia {

/// A token as the host wrote it.
struct HostToken {
    std::string text;
    qint64 id = 0;
    double logp = 0;      ///< nats
    double baseLogp = 0;  ///< of the base model; NaN when none was asked for
};

/// The model host as signals: `marginalia-cli host`, started when first needed, restarted once it
/// died.
///
/// GUI thread; nothing here waits. Every request gets a number; its answers carry it and end with
/// done() or failed(). When the host dies, all open requests fail and restarted() is emitted;
/// loaded models must be asked for again, which generate() and score() do by themselves.
class HostClient : public QObject {
    Q_OBJECT

public:
    explicit HostClient(QString program, QObject* parent = nullptr);
    ~HostClient() override;

    qint64 load(const QString& model);
    qint64 unload(const QString& model);
    qint64 generate(const GenerateRequest& request);
    qint64 score(const ScoreRequest& request);
    qint64 status();
    /// The request ends with done {"reason": "cancelled"}.
    void cancel(qint64 request);
    /// Whether the program could be started.
    bool isRunning() const;
    void stop();

Q_SIGNALS:
    void progress(qint64 request, double share);
    void token(qint64 request, const marginalia::HostToken& token);
    void done(qint64 request, const marginalia::Json& result);
    void failed(qint64 request, const QString& sentence, const QString& todo);
    /// The host ended by itself; `sentence` says so for an info bar.
    void restarted(const QString& sentence);

private:
    qint64 send(Json request, const QString& model);
    void start();
    void readAnswers();
    void takeLine(const QByteArray& line);
    void ended();

    QString m_program;
    QProcess* m_process = nullptr;
    QByteArray m_buffer;
    qint64 m_next = 0;
    QHash<qint64, QString> m_open;  ///< request -> model
    int m_deaths = 0;
    bool m_stopping = false;
};

}  // namespace marginalia
