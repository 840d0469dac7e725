// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/host_protocol.h"
#include "widgets/compare/compare_reads.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QString>

#include <deque>
#include <limits>
#include <optional>
#include <vector>

namespace marginalia {

class HostClient;
class Session;
struct HostToken;

/// A token of an answer; `start` is its log-prob under the model that colours compare with (NaN:
/// unknown).
struct AnswerToken {
    std::string text;
    double logp = 0;
    double start = std::numeric_limits<double>::quiet_NaN();
};

/// One answer on the way or written.
struct ColumnAnswer {
    enum class State : std::uint8_t { Empty, Waiting, Loading, Writing, Done, Cut, Failed };
    State state = State::Empty;
    std::int64_t id = 0;  ///< of the stored answer; 0: not stored yet
    std::string text;
    std::vector<AnswerToken> tokens;
    double seconds = 0;
    double share = 0;  ///< of loading
    QString problem;
    QString todo;
};

struct SamplingChoice {
    double temperature = 0.7;
    quint64 seed = 7;
    int maxNewTokens = 96;
    bool operator==(const SamplingChoice&) const = default;
    /// What answers are kept under, so that the same question is not asked twice.
    std::string text() const;
};

/// Compare without its widgets: prompts, columns, who writes what when, votes and the pairs they
/// become.
///
/// GUI thread. Answers come from the model host token by token, or at once when they were written
/// before with the same settings. Columns are written side by side, those of one model in turn;
/// nothing here waits.
class CompareSession : public QObject {
    Q_OBJECT

public:
    /// All outlive this object. `starterFolder` may be empty.
    CompareSession(Session& session, HostClient& host, QString starterFolder,
                   QObject* parent = nullptr);

    static constexpr int kMostColumns = 4;

    const std::vector<StoredPrompt>& prompts() const { return m_content.prompts; }
    const std::vector<ModelChoice>& models() const { return m_content.models; }
    const std::vector<StoredVote>& votes() const { return m_content.votes; }
    bool isRead() const { return m_read; }

    int promptIndex() const { return m_prompt; }
    const StoredPrompt* prompt() const;
    void setPrompt(int index);
    /// Model folders of the person's own.
    void setOwnFolders(const QStringList& folders);
    /// Reads prompts, votes and models anew.
    void refresh() { reload(); }
    /// Adds prompts of one user turn; the first of them becomes current. Empty texts are left out.
    void addPrompts(const QStringList& texts);
    /// Puts `text` in the place of the present prompt's last user turn, as a prompt of its own
    /// unless there is such a one, and lets all columns answer it.
    void askPrompt(const QString& text);
    /// Takes up to `count` prompts of pairs that nobody has judged, spread over the project.
    void takePrompts(int count);
    static constexpr int kPromptsTaken = 12;

    const std::vector<ModelChoice>& columns() const { return m_columns; }
    void addColumn(const ModelChoice& model);
    void setColumn(int column, const ModelChoice& model);
    void removeColumn(int column);
    /// Model that token colours compare with: the start model of the first run shown, else
    /// column 1.
    QString baseModel() const;

    const SamplingChoice& sampling() const { return m_sampling; }
    void setSampling(const SamplingChoice& sampling);

    const ColumnAnswer& answer(int column) const;
    /// Answers of this prompt by any model, as known so far; null: none.
    const ColumnAnswer* answerOf(const QString& model) const;
    bool isWriting() const { return !m_jobs.empty() || !m_queue.empty(); }
    bool isWriting(std::int64_t promptId) const;
    void writePrompt();  ///< what is missing of the prompt on screen
    void writeAll();     ///< what is missing of all prompts
    void writeFor(
        const ModelChoice& model);  ///< the prompt on screen by a model without a column (scrubber)
    void stopWriting();             ///< keeps what is there as cut

    /// Column from 0, or -1: a tie, -2: all bad. Every vote is kept; of those on the same answers
    /// the newest counts.
    void vote(int best);
    std::optional<int> votedOn(std::int64_t promptId) const;
    /// The vote in force on exactly the answers on screen; null: none.
    const StoredVote* voteOnScreen() const;
    /// Votes that could become pairs and have not.
    int waitingPairs() const;
    void makePairs(bool onlyThisPrompt);

Q_SIGNALS:
    void contentChanged();  ///< prompts, votes or models
    void columnsChanged();
    void promptChanged();
    void answerChanged(int column);
    void otherAnswerChanged(const QString& model);
    void writingChanged();
    void pairsMade(int count);
    void hostRestarted(const QString& sentence);
    void failed(const Error& error);

private:
    struct Job {
        std::int64_t promptId = 0;
        QString model;
        qint64 request = -1;
        ColumnAnswer answer;
        QElapsedTimer since;
    };
    void reload();
    void savePrompt(const StoredPrompt& prompt, bool show, bool write);
    void followUndo(const ChangeInfo& change, bool redo);
    void storeVotes(const std::vector<StoredVote>& votes);
    void readAnswers();
    void takeAnswers(std::int64_t promptId, const std::vector<StoredAnswer>& answers);
    void enqueue(std::int64_t promptId, const QString& model);
    void startNext();
    void takeToken(qint64 request, const HostToken& token);
    void finishJob(qint64 request, const Json& result);
    void failJob(qint64 request, const QString& sentence, const QString& todo);
    void storeAnswer(const Job& job);
    void begin(std::int64_t promptId, const QString& model);
    void endJob(qint64 request);
    Job* job(qint64 request);
    void announce(const QString& model, std::int64_t promptId);
    bool has(std::int64_t promptId, const QString& model) const;
    static QString keyOf(std::int64_t promptId, const QString& model);
    const StoredPrompt* promptById(std::int64_t id) const;

    Session& m_session;
    HostClient& m_host;
    QString m_starter;
    QStringList m_ownFolders;
    CompareContent m_content;
    bool m_read = false;
    int m_prompt = -1;
    std::vector<ModelChoice> m_columns;
    SamplingChoice m_sampling;
    QHash<QString, ColumnAnswer> m_answers;  ///< by prompt and model, of the present settings
    QHash<std::int64_t, bool> m_answersRead;
    std::deque<std::pair<std::int64_t, QString>> m_queue;
    std::vector<Job> m_jobs;  ///< asked of the host, at most one a model
};

}  // namespace marginalia
