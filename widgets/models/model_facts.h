// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/models/model_shelf.h"

#include <QWidget>

class QGridLayout;
class QStackedWidget;
class QTableWidget;
class QVBoxLayout;

namespace marginalia {

class ElidedLabel;
class MemoryBars;
class SegmentedControl;
class TextLabel;
class TextView;

/// What is known of one model: facts and reasons at the left, its chat template on a sample and its
/// config.json in the middle, memory at the right.
class ModelFacts : public QWidget {
    Q_OBJECT

public:
    explicit ModelFacts(QWidget* parent = nullptr);

    /// Null: none is chosen.
    void show(const ModelEntry* entry);

private:
    QWidget* buildLeft();
    QWidget* buildMiddle();
    QWidget* buildRight();
    void showReasons(const ModelEntry& entry);
    void showFacts(const ModelEntry& entry);
    void showTexts(const ModelEntry& entry);
    void showMemory(const ModelEntry& entry);
    void addReason(const QString& icon, Token colour, const QString& text);

    ElidedLabel* m_name = nullptr;
    QVBoxLayout* m_reasons = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<ElidedLabel*> m_values;
    SegmentedControl* m_choice = nullptr;
    QStackedWidget* m_pages = nullptr;
    TextView* m_sample = nullptr;
    TextLabel* m_noSample = nullptr;
    QTableWidget* m_config = nullptr;
    SegmentedControl* m_length = nullptr;
    MemoryBars* m_bars = nullptr;
    TextLabel* m_memoryNote = nullptr;
    std::vector<ModelMemory> m_memory;
    qint64 m_machine = 0;
};

}  // namespace marginalia
