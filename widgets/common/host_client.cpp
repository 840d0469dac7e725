// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/host_client.h"

#include <QCoreApplication>

#include <limits>

namespace marginalia {

namespace {

constexpr int kMostDeaths =
    3;  // in a row without an answer; then a request fails instead of trying again
constexpr int kGoodbye = 1500;  // ms for the host to end by itself

double numberOr(const Json& json, const char* key, double fallback)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : fallback;
}

QString wordsOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string()
               ? QString::fromStdString(found->get<std::string>())
               : QString();
}

}  // namespace

HostClient::HostClient(QString program, QObject* parent)
    : QObject(parent), m_program(std::move(program))
{
}

HostClient::~HostClient()
{
    stop();
}

bool HostClient::isRunning() const
{
    return m_process != nullptr && m_process->state() != QProcess::NotRunning;
}

void HostClient::stop()
{
    if (m_process == nullptr) {
        return;
    }
    m_stopping = true;
    disconnect(m_process, nullptr, this, nullptr);
    m_process->closeWriteChannel();
    if (!m_process->waitForFinished(kGoodbye)) {
        m_process->kill();
        m_process->waitForFinished(kGoodbye);
    }
    delete m_process;
    m_process = nullptr;
    m_open.clear();
    m_stopping = false;
}

void HostClient::start()
{
    m_process = new QProcess(this);
    m_buffer.clear();
    m_process->setProcessChannelMode(QProcess::SeparateChannels);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &HostClient::readAnswers);
    // Its words are for developers; unread they would fill the pipe and stop it.
    connect(m_process, &QProcess::readyReadStandardError, m_process,
            [process = m_process] { process->readAllStandardError(); });
    connect(m_process, &QProcess::finished, this, &HostClient::ended);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            ended();
        }
    });
    m_process->start(m_program, {QStringLiteral("host")});
    m_process->write(QByteArray::fromStdString(hostHello().dump()) + '\n');
}

qint64 HostClient::send(Json request, const QString& model)
{
    const qint64 id = ++m_next;
    request["id"] = id;
    if (m_program.isEmpty() || m_deaths >= kMostDeaths) {
        const QString sentence = m_program.isEmpty()
                                     ? tr("The program marginalia-cli is not beside the window's.")
                                     : tr("The model host ended %1 times in a row.").arg(m_deaths);
        m_deaths = 0;
        // Queued: the caller learns the number of its request first.
        QMetaObject::invokeMethod(
            this, [this, id, sentence] { Q_EMIT failed(id, sentence, {}); }, Qt::QueuedConnection);
        return id;
    }
    if (!isRunning()) {
        start();
    }
    m_open.insert(id, model);
    m_process->write(QByteArray::fromStdString(request.dump()) + '\n');
    return id;
}

qint64 HostClient::load(const QString& model)
{
    return send(Json{{"op", "load"}, {"model", model.toStdString()}}, model);
}

qint64 HostClient::unload(const QString& model)
{
    return send(Json{{"op", "unload"}, {"model", model.toStdString()}}, model);
}

qint64 HostClient::generate(const GenerateRequest& request)
{
    return send(toJson(m_next + 1, request), QString::fromStdString(request.model));
}

qint64 HostClient::score(const ScoreRequest& request)
{
    return send(toJson(m_next + 1, request), QString::fromStdString(request.model));
}

qint64 HostClient::status()
{
    return send(Json{{"op", "status"}}, {});
}

void HostClient::cancel(qint64 request)
{
    if (m_open.contains(request)) {
        send(Json{{"op", "cancel"}, {"target", request}}, {});
    }
}

void HostClient::readAnswers()
{
    m_buffer += m_process->readAllStandardOutput();
    qsizetype from = 0;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n', from)) {
        takeLine(m_buffer.mid(from, end - from));
        from = end + 1;
        if (m_process == nullptr) {
            return;  // an answer made the owner stop the host
        }
    }
    m_buffer.remove(0, from);
}

void HostClient::takeLine(const QByteArray& line)
{
    const Json json = Json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object() || json.contains("hello")) {
        return;
    }
    const auto id = static_cast<qint64>(numberOr(json, "id", -1));
    if (!m_open.contains(id)) {
        return;
    }
    m_deaths = 0;
    const QString event = wordsOf(json, "event");
    if (event == QLatin1String("progress")) {
        Q_EMIT progress(id, numberOr(json, "share", 0));
    } else if (event == QLatin1String("token")) {
        constexpr double missing = std::numeric_limits<double>::quiet_NaN();
        const auto text = json.find("text");
        HostToken out;
        out.text = text != json.end() && text->is_string() ? text->get<std::string>() : "";
        // The request's own "id" is taken by the protocol line; the token's stands as "token".
        out.id = static_cast<qint64>(numberOr(json, "token", -1));
        out.logp = numberOr(json, "logp", missing);
        out.baseLogp = numberOr(json, "base_logp", missing);
        Q_EMIT token(id, out);
    } else if (event == QLatin1String("done")) {
        m_open.remove(id);
        Q_EMIT done(id, json);
    } else if (event == QLatin1String("error")) {
        m_open.remove(id);
        Q_EMIT failed(id, wordsOf(json, "message"), wordsOf(json, "todo"));
    }
}

void HostClient::ended()
{
    if (m_stopping || m_process == nullptr) {
        return;
    }
    const bool started = m_process->error() != QProcess::FailedToStart;
    m_process->deleteLater();
    m_process = nullptr;
    ++m_deaths;
    const QList<qint64> open = m_open.keys();
    m_open.clear();
    const QString sentence = started ? tr("The model host stopped and is started again.")
                                     : tr("The model host could not be started.");
    for (const qint64 id : open) {
        Q_EMIT failed(id, sentence, {});
    }
    Q_EMIT restarted(sentence);
}

}  // namespace marginalia
