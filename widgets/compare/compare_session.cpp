// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_session.h"

#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"

#include <algorithm>

namespace marginalia {

namespace {

StoredPrompt userPrompt(const std::string& text)
{
    StoredPrompt out;
    Message message;
    message.role = "user";
    message.content = text;
    out.messages = {message};
    return out;
}

}  // namespace

std::string SamplingChoice::text() const
{
    return Json{{"temperature", temperature}, {"seed", seed}, {"max_new_tokens", maxNewTokens}}
        .dump();
}

const StoredPrompt* CompareSession::prompt() const
{
    return m_prompt >= 0 && m_prompt < static_cast<int>(m_content.prompts.size())
               ? &m_content.prompts[static_cast<size_t>(m_prompt)]
               : nullptr;
}

const StoredPrompt* CompareSession::promptById(std::int64_t id) const
{
    const auto found = std::find_if(m_content.prompts.begin(), m_content.prompts.end(),
                                    [&](const StoredPrompt& prompt) { return prompt.id == id; });
    return found == m_content.prompts.end() ? nullptr : &*found;
}

void CompareSession::setOwnFolders(const QStringList& folders)
{
    m_ownFolders = folders;
    reload();
}

void CompareSession::reload()
{
    m_session.reads().ask<CompareContent>(
        this, QStringLiteral("compare.content"),
        [runs = m_session.runsFolder(), starter = m_starter, own = m_ownFolders](
            ProjectReader& reader) { return readCompare(reader, runs, starter, own); },
        [this](Result<CompareContent> content) {
            if (!content.ok()) {
                Q_EMIT failed(content.error());
                return;
            }
            m_content = content.take();
            m_read = true;
            if (m_prompt < 0 && !m_content.prompts.empty()) {
                m_prompt = 0;
                Q_EMIT promptChanged();
            }
            Q_EMIT contentChanged();
            readAnswers();
        });
}

void CompareSession::readAnswers()
{
    const StoredPrompt* shown = prompt();
    if (shown == nullptr || m_answersRead.contains(shown->id)) {
        return;
    }
    const std::int64_t id = shown->id;
    m_session.reads().ask<std::vector<StoredAnswer>>(
        this, QStringLiteral("compare.answers"),
        [id](ProjectReader& reader) { return reader.answers(id); },
        [this, id](Result<std::vector<StoredAnswer>> answers) {
            if (answers.ok()) {
                takeAnswers(id, *answers);
            } else {
                Q_EMIT failed(answers.error());
            }
        });
}

void CompareSession::takeAnswers(std::int64_t promptId, const std::vector<StoredAnswer>& answers)
{
    m_answersRead.insert(promptId, true);
    const std::string settings = m_sampling.text();
    for (const StoredAnswer& stored : answers) {
        const QString model = QString::fromStdString(stored.model);
        if (stored.settings != settings || has(promptId, model)) {
            continue;
        }
        ColumnAnswer answer;
        answer.state = stored.cut ? ColumnAnswer::State::Cut : ColumnAnswer::State::Done;
        answer.id = stored.id;
        answer.text = stored.text;
        answer.seconds = stored.seconds;
        for (const Json& token : stored.tokens) {
            if (token.is_array() && token.size() == 3 && token[0].is_string()) {
                answer.tokens.push_back({token[0].get<std::string>(),
                                         token[1].is_number() ? token[1].get<double>() : 0.0,
                                         token[2].is_number()
                                             ? token[2].get<double>()
                                             : std::numeric_limits<double>::quiet_NaN()});
            }
        }
        m_answers.insert(keyOf(promptId, model), std::move(answer));
    }
    for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
        Q_EMIT answerChanged(i);
    }
    Q_EMIT otherAnswerChanged({});
}

void CompareSession::setPrompt(int index)
{
    if (index == m_prompt || index < 0 || index >= static_cast<int>(m_content.prompts.size())) {
        return;
    }
    m_prompt = index;
    readAnswers();
    Q_EMIT promptChanged();
}

void CompareSession::savePrompt(const StoredPrompt& prompt, bool show, bool write)
{
    m_session.writer()->savePrompt(
        prompt, m_session.onGui<std::int64_t>(
                    this, [this, added = prompt, show, write](const Result<std::int64_t>& id) {
                        if (!id.ok()) {
                            Q_EMIT failed(id.error());
                            return;
                        }
                        StoredPrompt kept = added;
                        kept.id = *id;
                        m_content.prompts.push_back(kept);
                        m_answersRead.insert(kept.id, true);
                        Q_EMIT contentChanged();
                        if (show) {
                            setPrompt(static_cast<int>(m_content.prompts.size()) - 1);
                        }
                        if (write) {
                            writePrompt();
                        }
                    }));
}

void CompareSession::addPrompts(const QStringList& texts)
{
    bool first = true;
    for (const QString& text : texts) {
        if (text.trimmed().isEmpty() || m_session.writer() == nullptr) {
            continue;
        }
        savePrompt(userPrompt(text.trimmed().toStdString()), first, false);
        first = false;
    }
}

void CompareSession::askPrompt(const QString& text)
{
    if (text.trimmed().isEmpty() || m_session.writer() == nullptr) {
        return;
    }
    StoredPrompt asked = userPrompt(text.trimmed().toStdString());
    if (const StoredPrompt* shown = prompt()) {
        const auto last = std::find_if(shown->messages.rbegin(), shown->messages.rend(),
                                       [](const Message& turn) { return turn.role == "user"; });
        if (last != shown->messages.rend()) {
            Messages turns(shown->messages.begin(), last.base());
            turns.back().content = asked.messages.front().content;
            asked.messages = std::move(turns);
            asked.topic = shown->topic;
        }
    }
    for (size_t i = 0; i < m_content.prompts.size(); ++i) {
        if (m_content.prompts[i].messages == asked.messages) {
            setPrompt(static_cast<int>(i));
            writePrompt();
            return;
        }
    }
    savePrompt(asked, true, true);
}

void CompareSession::takePrompts(int count)
{
    if (m_session.writer() == nullptr) {
        return;
    }
    m_session.reads().ask<std::vector<StoredPrompt>>(
        this, QStringLiteral("compare.take"),
        [count](ProjectReader& reader) { return readNewPrompts(reader, count); },
        [this](Result<std::vector<StoredPrompt>> prompts) {
            if (!prompts.ok()) {
                Q_EMIT failed(prompts.error());
                return;
            }
            for (const StoredPrompt& one : *prompts) {
                savePrompt(one, m_prompt < 0 && &one == &prompts->front(), false);
            }
        });
}

void CompareSession::addColumn(const ModelChoice& model)
{
    if (static_cast<int>(m_columns.size()) < kMostColumns) {
        m_columns.push_back(model);
        Q_EMIT columnsChanged();
    }
}

void CompareSession::setColumn(int column, const ModelChoice& model)
{
    ModelChoice& present = m_columns.at(static_cast<size_t>(column));
    if (!(present == model)) {
        present = model;
        Q_EMIT columnsChanged();
    }
}

void CompareSession::removeColumn(int column)
{
    m_columns.erase(m_columns.begin() + column);
    Q_EMIT columnsChanged();
}

QString CompareSession::baseModel() const
{
    for (const ModelChoice& column : m_columns) {
        if (column.run.isEmpty()) {
            return column.folder;
        }
    }
    return m_columns.empty() ? QString() : m_columns.front().folder;
}

void CompareSession::setSampling(const SamplingChoice& sampling)
{
    if (sampling == m_sampling) {
        return;
    }
    stopWriting();
    m_sampling = sampling;
    m_answers.clear();
    m_answersRead.clear();
    readAnswers();
    Q_EMIT columnsChanged();
}

QString CompareSession::keyOf(std::int64_t promptId, const QString& model)
{
    return QString::number(promptId) + QLatin1Char('\n') + model;
}

bool CompareSession::has(std::int64_t promptId, const QString& model) const
{
    const auto found = m_answers.constFind(keyOf(promptId, model));
    return found != m_answers.constEnd() && found->state != ColumnAnswer::State::Empty &&
           found->state != ColumnAnswer::State::Failed;
}

const ColumnAnswer& CompareSession::answer(int column) const
{
    static const ColumnAnswer none;
    const StoredPrompt* shown = prompt();
    if (shown == nullptr || column < 0 || column >= static_cast<int>(m_columns.size())) {
        return none;
    }
    const auto found =
        m_answers.constFind(keyOf(shown->id, m_columns[static_cast<size_t>(column)].folder));
    return found == m_answers.constEnd() ? none : *found;
}

const ColumnAnswer* CompareSession::answerOf(const QString& model) const
{
    const StoredPrompt* shown = prompt();
    const auto found =
        shown == nullptr ? m_answers.constEnd() : m_answers.constFind(keyOf(shown->id, model));
    return found == m_answers.constEnd() ? nullptr : &*found;
}

void CompareSession::announce(const QString& model, std::int64_t promptId)
{
    const StoredPrompt* shown = prompt();
    if (shown == nullptr || shown->id != promptId) {
        return;
    }
    for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
        if (m_columns[static_cast<size_t>(i)].folder == model) {
            Q_EMIT answerChanged(i);
        }
    }
    Q_EMIT otherAnswerChanged(model);
}

}  // namespace marginalia
