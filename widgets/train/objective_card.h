// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"
#include "widgets/common/panes.h"
#include "widgets/train/recipe_data.h"

#include <QHash>

class QComboBox;
class QVBoxLayout;

namespace marginalia {

class TextField;

/// The formula of an objective in fixed width: chosen blue, rejected orange.
class FormulaView : public QWidget {
    Q_OBJECT

public:
    explicit FormulaView(std::vector<FormulaPiece> formula, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::vector<FormulaPiece>> m_lines;
    QStringList m_texts;  ///< keeps what the pieces point to
};

/// Labels used, ignored and missing, as one bar.
class NeedBar : public QWidget {
    Q_OBJECT

public:
    explicit NeedBar(QWidget* parent = nullptr);
    void setUse(std::int64_t used, std::int64_t labelled);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::int64_t m_used = 0;
    std::int64_t m_labelled = 0;
};

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
    void setSpec(const RunSpec& spec);
    void setReadOnly(bool readOnly);
    /// The field of a parameter by its key, "sft_term" for the weight of the likelihood term.
    TextField* field(const QString& key) const { return m_fields.value(key); }

Q_SIGNALS:
    void openAsked();
    void parameterChanged(const QString& key, double value);
    void choiceChanged(const QString& key, const QString& value);
    /// Weight of an added SFT term; 0: none.
    void termChanged(double weight);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void buildHead(QVBoxLayout* layout);
    void buildBody(QVBoxLayout* layout);
    TextField* addNumber(const QString& key, const QString& label, const QString& help, double low,
                         double high);

    const ObjectiveInfo& m_info;
    bool m_open = false;
    bool m_readOnly = false;
    QWidget* m_body = nullptr;
    TextLabel* m_count = nullptr;
    TextLabel* m_use = nullptr;
    NeedBar* m_bar = nullptr;
    QHash<QString, TextField*> m_fields;
    QHash<QString, QComboBox*> m_choices;
};

}  // namespace marginalia
