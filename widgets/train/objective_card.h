// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/train/formula_view.h"
#include "widgets/train/recipe_data.h"

#include <QHash>

class QComboBox;
class QVBoxLayout;

namespace marginalia {

class ChangeMark;
class MixEditor;
class OtherModels;
class TextField;

/// One objective of the catalogue: open with formula, labels it uses and its parameters, or closed
/// as one line.
class ObjectiveCard : public Card {
    Q_OBJECT

public:
    explicit ObjectiveCard(const ObjectiveInfo& info, QWidget* parent = nullptr);

    const ObjectiveInfo& info() const { return m_info; }
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    void setFacts(const DataFacts& facts);
    /// Shows a spec; lines that differ from `base` get a mark that restores them.
    void setSpec(const RunSpec& spec, const RunSpec& base);
    void showChanges(const RunSpec& spec, const RunSpec& base);
    void setReadOnly(bool readOnly);
    /// The field of a parameter by its key, "sft_term" for the weight of the likelihood term.
    TextField* field(const QString& key) const { return m_fields.value(key); }
    MixEditor& mix() const { return *m_mix; }
    OtherModels& others() const { return *m_others; }

Q_SIGNALS:
    void openAsked();
    void parameterChanged(const QString& key, double value);
    void choiceChanged(const QString& key, const QString& value);
    /// The terms of the sum; none: the objective alone.
    void termsChanged(const std::vector<marginalia::TermSpec>& terms);
    void modifiersChanged(const std::vector<marginalia::ModifierSpec>& modifiers);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void buildHead(QVBoxLayout* layout);
    void buildBody(QVBoxLayout* layout);
    void buildNumbers(QVBoxLayout* layout);
    /// Choices, and the numbers that there are too many of, behind a link.
    void buildMore(QVBoxLayout* layout);
    void buildMix(QVBoxLayout* layout);
    TextField* addNumber(const QString& key, const QString& label, const QString& help, double low,
                         double high);
    TextField* parameterField(const ParameterInfo& parameter);
    TextField* likelihoodField();
    /// How many numbers are always seen; the others stand behind "More".
    std::size_t shownNumbers() const;
    void applyLikelihood(double weight);
    void setMoreOpen(bool open);
    /// A number of a spec by the key of its field.
    double numberOf(const RunSpec& spec, const QString& key) const;
    std::string choiceOf(const RunSpec& spec, const ChoiceInfo& choice) const;

    const ObjectiveInfo& m_info;
    bool m_open = false;
    bool m_readOnly = false;
    QWidget* m_body = nullptr;
    TextLabel* m_count = nullptr;
    TextLabel* m_use = nullptr;
    NeedBar* m_bar = nullptr;
    QHash<QString, TextField*> m_fields;
    QHash<QString, QComboBox*> m_choices;
    QHash<QString, ChangeMark*> m_marks;  ///< of fields and choices
    RunSpec m_base;
    MixEditor* m_mix = nullptr;
    OtherModels* m_others = nullptr;
    QWidget* m_more = nullptr;
    LinkLabel* m_moreLink = nullptr;
};

}  // namespace marginalia
