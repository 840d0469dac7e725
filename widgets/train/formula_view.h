// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"

#include <QFont>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace marginalia {

/// The formula of an objective in fixed width: chosen blue, rejected orange.
class FormulaView : public QWidget {
    Q_OBJECT

public:
    explicit FormulaView(std::vector<FormulaPiece> formula, QWidget* parent = nullptr);
    /// Underlines the words that `other` does not have in their place; false: there are none.
    bool markAgainst(const std::vector<FormulaPiece>& other);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// Texts of the rows as they are drawn at a width: what is too long goes on, indented.
    QStringList rowTexts(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Part {
        QString text;
        char colour = 'n';
        std::vector<bool> marked;  ///< by character
    };
    using Line = std::vector<Part>;
    QFont fittingFont(int width) const;
    std::vector<Line> rows(int width) const;
    static std::vector<Line> brokenAt(const Line& line, int characters);
    void paintMarks(QPainter& painter, const Part& part, double x, double y) const;

    std::vector<Line> m_lines;
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

}  // namespace marginalia
