// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/import_job.h"

#include "widgets/common/launcher.h"
#include "widgets/common/translated.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QPointer>
#include <QProcess>
#include <QTemporaryFile>

#include <functional>

namespace marginalia {

namespace {

constexpr size_t kChunkRecords = 2000;
constexpr size_t kChunkBytes = 8U << 20U;
constexpr qint64 kTick = 100;  // ms between progress signals
constexpr int kWait = 100;
constexpr qint64 kLineLimit = 65LL << 20U;

QStringList readerArguments(const QString& path, const ReadOptions& options,
                            const QString& mappingFile)
{
    QStringList out{QStringLiteral("read"), path};
    if (!options.format.empty()) {
        out << QStringLiteral("--format") << QString::fromStdString(options.format);
    }
    if (!mappingFile.isEmpty()) {
        out << QStringLiteral("--map") << mappingFile;
    }
    if (options.replaceInvalid) {
        out << QStringLiteral("--replace-invalid");
    }
    if (options.rows) {
        out << QStringLiteral("--rows");
    }
    if (options.limit >= 0) {
        out << QStringLiteral("--limit") << QString::number(options.limit);
    }
    if (options.fromByte > 0) {
        out << QStringLiteral("--from-byte") << QString::number(options.fromByte);
    }
    return out;
}

/// Runs the reader child on the calling thread and feeds its lines into `sink`; the error is a
/// sentence, empty when fine. `refusal`, if given, takes the reader's own error.
QString runReader(const QString& path, const ReadOptions& options, ReadSink& sink,
                  const std::atomic<bool>& cancelled, std::optional<Error>* refusal = nullptr)
{
    const QString program = cliProgram();
    if (program.isEmpty()) {
        return ImportJob::tr("The program marginalia-cli is not beside the window's.");
    }
    QTemporaryFile mapping;
    if (options.mapping) {
        if (!mapping.open()) {
            return mapping.errorString();
        }
        mapping.write(QByteArray::fromStdString(options.mapping->json.dump()));
        mapping.close();
    }
    QProcess child;
    child.start(program,
                readerArguments(path, options, options.mapping ? mapping.fileName() : QString()));
    if (!child.waitForStarted()) {
        return ImportJob::tr("The reader could not be started: %1.").arg(child.errorString());
    }
    child.closeWriteChannel();
    QByteArray words;
    QString problem;
    while (problem.isEmpty() && !cancelled) {
        while (!cancelled && child.canReadLine() && problem.isEmpty()) {
            const QByteArray line = child.readLine();
            const Status fed = feedProtocolLine(line.trimmed().toStdString(), sink);
            if (!fed.ok() && !cancelled) {
                problem = translated(fed.error());
                if (refusal != nullptr) {
                    *refusal = fed.error();
                }
            }
        }
        words += child.readAllStandardError();
        words = words.right(4000);
        if (child.state() == QProcess::NotRunning && !child.canReadLine()) {
            break;
        }
        if (child.bytesAvailable() > kLineLimit) {
            problem = ImportJob::tr("The reader sent a line that is too long.");
        }
        child.waitForReadyRead(kWait);
    }
    if (cancelled || !problem.isEmpty()) {
        child.kill();
        child.waitForFinished();
        return problem;
    }
    child.waitForFinished();
    words += child.readAllStandardError();
    if (child.exitStatus() == QProcess::CrashExit) {
        return ImportJob::tr("The reader stopped without a message. What was read so far is kept.");
    }
    // 4: errors in the data, each of them was a line of the protocol.
    if (child.exitCode() != 0 && child.exitCode() != 4) {
        const QString said = QString::fromUtf8(words).trimmed();
        return said.isEmpty() ? ImportJob::tr("The file could not be read.") : said;
    }
    return {};
}

}  // namespace

/// Collects records into chunks and hands them to the store; on the import's thread.
class ImportJob::Sink : public ReadSink {
public:
    explicit Sink(ImportJob& job) : m_job(job) { m_clock.start(); }

    bool head(const ReadHead& head) override
    {
        if (head.format.empty()) {
            return true;  // refused: the reader's error follows, and no import is begun
        }
        const std::string mapping =
            m_job.m_options.mapping ? m_job.m_options.mapping->json.dump() : "";
        auto begun = m_job.m_writer.beginImport(m_job.m_path.toStdString(), head.format, mapping);
        if (!begun.ok()) {
            m_problem = translated(begun.error());
            return false;
        }
        m_import = *begun;
        return true;
    }

    bool record(Record record) override
    {
        m_next = record.source.byte + record.source.length;
        m_bytes += static_cast<size_t>(std::max<std::int64_t>(record.source.length, 512));
        m_chunk.push_back(std::move(record));
        ++m_progress.records;
        tick();
        return m_chunk.size() < kChunkRecords && m_bytes < kChunkBytes ? !m_job.m_cancelled
                                                                       : store();
    }

    bool problem(const Problem& problem) override
    {
        if (problem.severity == Severity::Error) {
            ++m_progress.refused;
        }
        return !m_job.m_cancelled;
    }

    bool progress(std::int64_t bytes, std::int64_t total) override
    {
        m_progress.bytes = bytes;
        m_progress.total = total;
        tick();
        return !m_job.m_cancelled;
    }

    void end(const ReadEnd& end) override { m_end = end; }

    bool store()
    {
        if (!m_chunk.empty() && m_import > 0) {
            const Status stored =
                m_job.m_writer.importChunk(m_import, std::exchange(m_chunk, {}), m_next);
            m_bytes = 0;
            if (!stored.ok()) {
                m_problem = translated(stored.error());
                return false;
            }
        }
        return !m_job.m_cancelled;
    }

    /// The rest, then the undo step. What came before a cancel or crash is kept the same way.
    void close(const QString& readerProblem)
    {
        store();
        if (m_problem.isEmpty()) {
            m_problem = readerProblem;
        }
        if (m_import > 0) {
            if (m_end.records == 0) {
                m_end.records = m_progress.records;
                m_end.refused = m_progress.refused;
            }
            const Status ended = m_job.m_writer.endImport(m_import, m_end);
            if (!ended.ok() && m_problem.isEmpty()) {
                m_problem = translated(ended.error());
            }
        }
        m_progress.refused = std::max<qint64>(m_progress.refused, m_end.refused);
    }

    const QString& problemText() const { return m_problem; }
    const ImportProgress& soFar() const { return m_progress; }
    const ReadEnd& theEnd() const { return m_end; }

private:
    void tick()
    {
        if (m_clock.elapsed() - m_told < kTick) {
            return;
        }
        m_told = m_clock.elapsed();
        QMetaObject::invokeMethod(
            &m_job, [job = &m_job, now = m_progress] { Q_EMIT job->progressed(now); },
            Qt::QueuedConnection);
    }

    ImportJob& m_job;
    std::vector<Record> m_chunk;
    size_t m_bytes = 0;
    std::int64_t m_import = 0;
    std::int64_t m_next = 0;
    ImportProgress m_progress;
    ReadEnd m_end;
    QString m_problem;
    QElapsedTimer m_clock;
    qint64 m_told = 0;
};

ImportJob::ImportJob(ProjectWriter& writer, QString path, ReadOptions options, QObject* parent)
    : QObject(parent), m_writer(writer), m_path(std::move(path)), m_options(std::move(options))
{
}

ImportJob::~ImportJob()
{
    m_cancelled = true;
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ImportJob::start()
{
    m_thread = std::thread([this] { work(); });
}

void ImportJob::cancel()
{
    m_cancelled = true;
}

void ImportJob::work()
{
    Sink sink(*this);
    sink.close(runReader(m_path, m_options, sink, m_cancelled));
    QMetaObject::invokeMethod(
        this,
        [this, progress = sink.soFar(), end = sink.theEnd(), problem = sink.problemText(),
         cancelled = m_cancelled.load()] { Q_EMIT finished(progress, end, problem, cancelled); },
        Qt::QueuedConnection);
}

namespace {

class PreviewSink : public ReadSink {
public:
    PreviewSink(ImportPreview::Content& content, const std::atomic<bool>& cancelled)
        : m_content(content), m_cancelled(cancelled)
    {
    }
    bool head(const ReadHead& head) override
    {
        m_content.head = head;
        return !m_cancelled;
    }
    bool row(const RowExamples& row) override
    {
        m_row = std::make_shared<const RowExamples>(row);
        return !m_cancelled;
    }
    bool record(Record record) override
    {
        m_content.records.push_back(std::move(record));
        m_content.rows.push_back(m_row);
        return !m_cancelled;
    }
    bool problem(const Problem& problem) override
    {
        m_content.problems.push_back(problem);
        return !m_cancelled;
    }
    bool progress(std::int64_t, std::int64_t) override { return !m_cancelled; }
    void end(const ReadEnd& end) override { m_content.end = end; }

private:
    ImportPreview::Content& m_content;
    std::shared_ptr<const RowExamples> m_row;
    const std::atomic<bool>& m_cancelled;
};

}  // namespace

ImportPreview::ImportPreview(QString path, ReadOptions options, QObject* parent)
    : QObject(parent), m_path(std::move(path)), m_options(std::move(options))
{
}

ImportPreview::~ImportPreview()
{
    m_cancelled = true;
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ImportPreview::start()
{
    m_thread = std::thread([this] {
        auto content = std::make_shared<Content>();
        PreviewSink sink(*content, m_cancelled);
        m_options.rows = true;
        content->error = runReader(m_path, m_options, sink, m_cancelled, &content->refusal);
        QMetaObject::invokeMethod(
            this, [this, content] { Q_EMIT finished(*content); }, Qt::QueuedConnection);
    });
}

}  // namespace marginalia
