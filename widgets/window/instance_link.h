// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QLocalServer;

namespace marginalia {

/// What a second start of the window hands to the first one.
struct StartRequest {
    QStringList paths;  ///< absolute: projects, data files, model folders
    bool sample = false;
    bool makeNew = false;
    QString activation;  ///< token that lets the first window come to the front (Wayland)

    bool operator==(const StartRequest&) const = default;
};

/// One window a person and settings folder: the first start listens on a local socket, a later one
/// hands over what it was asked and ends.
class InstanceLink : public QObject {
    Q_OBJECT

public:
    /// A socket of this person for these settings, below the runtime folder where its path is short
    /// enough for a socket.
    static QString socketFor(const QString& configFolder);

    explicit InstanceLink(QString socket, QObject* parent = nullptr);
    ~InstanceLink() override;

    /// True when a running window took the request. Waits at most a second.
    bool handOver(const StartRequest& request) const;
    /// Takes the requests of later starts; false when the socket cannot be made, which costs
    /// nothing but that.
    bool listen();

Q_SIGNALS:
    void asked(const marginalia::StartRequest& request);

private:
    void take();

    QString m_socket;
    QLocalServer* m_server = nullptr;
};

}  // namespace marginalia
