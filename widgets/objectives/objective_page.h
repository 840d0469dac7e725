// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/objectives/card_block.h"
#include "widgets/objectives/objective_facts.h"

#include <QScrollArea>

class QVBoxLayout;

namespace marginalia {

class TextLabel;

/// The card of one objective, whole: what it does, its formula, what it needs, its parameters, when
/// to use it, how it fails, where it comes from. Beside another card the differences are marked.
class ObjectivePage : public QScrollArea {
    Q_OBJECT

public:
    /// `place` names its parts for tests and keys: "first", "second".
    explicit ObjectivePage(const QString& place, QWidget* parent = nullptr);

    /// `other` is the card beside it; null: none. A null `info` asks for a choice.
    void show(const ObjectiveInfo* info, const ObjectiveInfo* other, const DataFacts& facts);
    const ObjectiveInfo* shown() const { return m_info; }
    /// The second card of two can be taken away.
    void setClosable(bool closable) { m_closable = closable; }

Q_SIGNALS:
    void presetChosen(const QString& id);
    /// Where its loss goes with the margin.
    void curveAsked(const QString& id);
    void closeAsked();

private:
    void showNothing();
    CardBlock* addBlock(double above);
    void addHead();
    void addFormula();
    void addNeeds();
    void addLabels(const DataFacts& facts);
    void addParameters();
    void addParameter(const ParameterInfo& parameter);
    void addChoice(const ChoiceInfo& choice);
    void addText(const QString& title, const char* text, const char* other);
    void addModifiers();
    void addMeasured();
    void addPresets();
    void addOrigin();
    TextLabel* addLine(CardBlock& block, const QString& text, Token colour = &Theme::text);

    QString m_place;
    const ObjectiveInfo* m_info = nullptr;
    const ObjectiveInfo* m_other = nullptr;
    bool m_closable = false;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_column = nullptr;
};

}  // namespace marginalia
