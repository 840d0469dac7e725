// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/world.h"

#include <QObject>
#include <QString>

#include <vector>

namespace marginalia {

class HostClient;

/// Measures start model and new model on unseen word problems of the starter world: how many
/// answers open warmly, how many are right. One answer after the other through the host; counted by
/// the verifiers of core/synth.
class FirstRunMeasure : public QObject {
    Q_OBJECT

public:
    FirstRunMeasure(HostClient& host, QObject* parent = nullptr);

    void start(const QString& before, const QString& after, int questions);
    bool isRunning() const { return m_request >= 0; }
    void stop();

    /// Of the questions: the held-out half of the generator, apart from the bench's own seed.
    static constexpr std::uint64_t kSeed = 20251;

    struct Shares {
        int answered = 0;
        int warm = 0;
        int right = 0;
        double warmShare() const;
        double rightShare() const;
    };

Q_SIGNALS:
    void progressed(int done, int total);
    void finished(const marginalia::FirstRunMeasure::Shares& before,
                  const marginalia::FirstRunMeasure::Shares& after);

private:
    void askNext();

    HostClient& m_host;
    std::vector<synth::Example> m_questions;
    QString m_models[2];
    Shares m_shares[2];
    int m_next = 0;
    qint64 m_request = -1;
    std::string m_text;
};

}  // namespace marginalia
