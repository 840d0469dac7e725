// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/compare_session.h"

#include <QDialog>

namespace marginalia {

class TextField;

/// Temperature, seed and length of the answers.
class SamplingDialog : public QDialog {
    Q_OBJECT

public:
    explicit SamplingDialog(const SamplingChoice& present, QWidget* parent = nullptr);
    SamplingChoice choice() const;

private:
    TextField* m_temperature = nullptr;
    TextField* m_seed = nullptr;
    TextField* m_tokens = nullptr;
};

}  // namespace marginalia
