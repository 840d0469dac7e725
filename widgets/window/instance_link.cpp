// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/instance_link.h"

#include "core/base/file_folders.h"
#include "core/base/json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

#include <unistd.h>

namespace marginalia {

namespace {

constexpr int kPatience = 1000;        // ms until a window that does not answer is left alone
constexpr qsizetype kLongest = 1 << 20;  // bytes of a request
constexpr qsizetype kSocketPath = 100;  // what the kernel takes, with some room
const QByteArray kTaken = QByteArrayLiteral("taken\n");

QByteArray toLine(const StartRequest& request)
{
    Json paths = Json::array();
    for (const QString& path : request.paths) {
        paths.push_back(path.toStdString());
    }
    const Json json = {{"paths", paths},
                       {"sample", request.sample},
                       {"new", request.makeNew},
                       {"activation", request.activation.toStdString()}};
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace)) +
           '\n';
}

std::optional<StartRequest> fromLine(const QByteArray& line)
{
    const Json json = Json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object() || !json.contains("paths") || !json["paths"].is_array()) {
        return std::nullopt;
    }
    StartRequest out;
    for (const Json& path : json["paths"]) {
        if (path.is_string()) {
            out.paths << QString::fromStdString(path.get<std::string>());
        }
    }
    const auto isTrue = [&](const char* key) {
        return json.contains(key) && json[key].is_boolean() && json[key].get<bool>();
    };
    out.sample = isTrue("sample");
    out.makeNew = isTrue("new");
    if (json.contains("activation") && json["activation"].is_string()) {
        out.activation = QString::fromStdString(json["activation"].get<std::string>());
    }
    return out;
}

}  // namespace

QString InstanceLink::socketFor(const QString& configFolder)
{
    const QString folder = QString::fromStdString(runtimeFolder());
    const QByteArray settings =
        (configFolder.isEmpty() ? QString::fromStdString(marginalia::configFolder()) : configFolder)
            .toUtf8();
    const QString name =
        QStringLiteral("window-") +
        QString::fromLatin1(
            QCryptographicHash::hash(settings, QCryptographicHash::Sha256).toHex().left(12));
    const QString path = folder + QLatin1Char('/') + name;
    return path.toLocal8Bit().size() <= kSocketPath
               ? path
               : QDir::tempPath() + QStringLiteral("/marginalia-%1-%2").arg(::getuid()).arg(name);
}

InstanceLink::InstanceLink(QString socket, QObject* parent)
    : QObject(parent), m_socket(std::move(socket))
{
}

InstanceLink::~InstanceLink() = default;

bool InstanceLink::handOver(const StartRequest& request) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(kPatience)) {
        return false;
    }
    socket.write(toLine(request));
    if (!socket.waitForBytesWritten(kPatience)) {
        return false;
    }
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(kPatience)) {
            return false;
        }
    }
    return socket.readLine() == kTaken;
}

bool InstanceLink::listen()
{
    QDir().mkpath(QFileInfo(m_socket).path());
    // One that a killed window left behind: nobody answered it, see handOver().
    QLocalServer::removeServer(m_socket);
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &InstanceLink::take);
    return m_server->listen(m_socket);
}

void InstanceLink::take()
{
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > kLongest) {
                    socket->abort();
                }
                return;
            }
            const auto request = fromLine(socket->readLine());
            if (!request) {
                socket->abort();
                return;
            }
            socket->write(kTaken);
            socket->flush();
            Q_EMIT asked(*request);
        });
    }
}

}  // namespace marginalia
