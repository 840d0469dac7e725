// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"

#include <QHash>
#include <QWidget>

class QMenu;
class QVBoxLayout;

namespace marginalia {

/// The objective that stands for the likelihood of the chosen answers in a mix.
inline constexpr const char* kLikelihood = "sft";

class LinkLabel;
class TextField;

/// What an objective is composed with: other objectives as weighted terms of one sum, and modifiers
/// with their parameters. Offers only what a run would accept.
class MixEditor : public QWidget {
    Q_OBJECT

public:
    /// `info` outlives the editor, as the catalogue does.
    explicit MixEditor(const ObjectiveInfo& info, QWidget* parent = nullptr);

    void setSpec(const RunSpec& spec);
    void setReadOnly(bool readOnly);
    /// The likelihood term has a field of its own in the card: it is no row here.
    void setOwnLikelihood(bool own) { m_ownLikelihood = own; }

    /// Ids that could be added as a term now, in the catalogue's order.
    std::vector<std::string> addableTerms() const;
    std::vector<std::string> addableModifiers() const;
    void addTerm(const std::string& id);
    void addModifier(const std::string& id);
    /// The weight field of a term; the field of a modifier's parameter.
    TextField* termField(const std::string& id) const;
    TextField* modifierField(const std::string& id, const std::string& key) const;
    const std::vector<TermSpec>& terms() const { return m_spec.terms; }
    const std::vector<ModifierSpec>& modifiers() const { return m_spec.modifiers; }

    /// `terms` with another weight of one; 0 takes it out. A sum of the objective alone is none.
    static std::vector<TermSpec> withTerm(std::vector<TermSpec> terms, const std::string& objective,
                                          const std::string& id, double weight);

Q_SIGNALS:
    void termsChanged();
    void modifiersChanged();

private:
    bool accepts(const RunSpec& spec, const char* field) const;
    void rebuild();
    void addTermRow(const TermSpec& term);
    void addModifierRow(const ModifierSpec& modifier);
    /// A choice of any text, such as a folder.
    void addText(QVBoxLayout& column, const std::string& id, const ChoiceInfo& choice);
    void addChoice(QVBoxLayout& column, const std::string& id, const ChoiceInfo& choice);
    ModifierSpec* find(const std::string& id);
    void setTerm(const std::string& id, double weight);
    void removeModifier(const std::string& id);
    void showAddable();
    void openMenu(LinkLabel& link, bool terms);

    const ObjectiveInfo& m_info;
    RunSpec m_spec;
    bool m_readOnly = false;
    bool m_ownLikelihood = false;
    QWidget* m_rows = nullptr;
    QVBoxLayout* m_column = nullptr;
    QHash<QString, TextField*> m_fields;
    LinkLabel* m_addTerm = nullptr;
    LinkLabel* m_addModifier = nullptr;
};

}  // namespace marginalia
