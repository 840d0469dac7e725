// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace marginalia {

/// A record as people read it: turns with their roles, then its answers with what was judged.
class TextPage : public QWidget {
    Q_OBJECT

public:
    explicit TextPage(QWidget* parent = nullptr);
    void show(const StoredRecord& stored);

private:
    void clear();
    void part(QWidget* title, const std::string& words, const QString& name);
    /// One of several steps, and whether somebody found it right.
    void step(int number, const std::string& words, std::optional<bool> right);
    void answer(const QString& title, bool judged, bool chosen, const Messages& messages);

    QVBoxLayout* m_column = nullptr;
};

}  // namespace marginalia
