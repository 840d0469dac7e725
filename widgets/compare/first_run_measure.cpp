// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/first_run_measure.h"

#include "widgets/common/host_client.h"

#include <limits>

namespace marginalia {

double FirstRunMeasure::Shares::warmShare() const
{
    return answered == 0 ? std::numeric_limits<double>::quiet_NaN()
                         : static_cast<double>(warm) / answered;
}

double FirstRunMeasure::Shares::rightShare() const
{
    return answered == 0 ? std::numeric_limits<double>::quiet_NaN()
                         : static_cast<double>(right) / answered;
}

FirstRunMeasure::FirstRunMeasure(HostClient& host, QObject* parent) : QObject(parent), m_host(host)
{
    connect(&m_host, &HostClient::token, this, [this](qint64 request, const HostToken& token) {
        if (request == m_request) {
            m_text += token.text;
        }
    });
    connect(&m_host, &HostClient::done, this, [this](qint64 request, const Json&) {
        if (request != m_request) {
            return;
        }
        const synth::Example& question = m_questions[static_cast<size_t>(m_next / 2)];
        Shares& shares = m_shares[m_next % 2];
        ++shares.answered;
        shares.warm += synth::measureStyle(question.prompt, m_text).warmOpening ? 1 : 0;
        shares.right += synth::isRight(question, m_text).value_or(false) ? 1 : 0;
        ++m_next;
        askNext();
    });
    connect(&m_host, &HostClient::failed, this,
            [this](qint64 request, const QString&, const QString&) {
                if (request == m_request) {
                    // What was measured so far still counts; the host says elsewhere why it
                    // stopped.
                    m_request = -1;
                    Q_EMIT finished(m_shares[0], m_shares[1]);
                }
            });
}

void FirstRunMeasure::start(const QString& before, const QString& after, int questions)
{
    stop();
    m_models[0] = before;
    m_models[1] = after;
    m_shares[0] = m_shares[1] = {};
    synth::Generator generator(kSeed, true);
    m_questions.clear();
    for (int i = 0; i < questions; ++i) {
        m_questions.push_back(generator.next(synth::Family::WordProblem));
    }
    m_next = 0;
    askNext();
}

void FirstRunMeasure::stop()
{
    if (m_request >= 0) {
        m_host.cancel(m_request);
        m_request = -1;
    }
}

void FirstRunMeasure::askNext()
{
    const int total = 2 * static_cast<int>(m_questions.size());
    Q_EMIT progressed(m_next, total);
    if (m_next >= total) {
        m_request = -1;
        Q_EMIT finished(m_shares[0], m_shares[1]);
        return;
    }
    GenerateRequest request;
    request.model = m_models[m_next % 2].toStdString();
    Message question;
    question.role = "user";
    question.content = m_questions[static_cast<size_t>(m_next / 2)].prompt;
    request.messages = {question};
    request.temperature = 0.8;
    request.seed = static_cast<std::uint64_t>(m_next / 2);
    request.maxNewTokens = 96;
    m_text.clear();
    m_request = m_host.generate(request);
}

}  // namespace marginalia
