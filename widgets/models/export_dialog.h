// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/export_run.h"
#include "widgets/models/model_shelf.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QButtonGroup;
class QComboBox;
class QProgressBar;
class QRadioButton;
class QStackedWidget;
class QVBoxLayout;

namespace marginalia {

class Button;
class ElidedLabel;
class IconLabel;
class TextField;
class TextLabel;

/// Writes a model for other programs: what, in which type, where, and how large it will be; then
/// how far it is, and that what was written reads back as it was meant.
///
/// The work is a run of its own that goes on when the dialog closes.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `begin` starts an order as a job and gives what follows it; it belongs to somebody else.
    using Begin = std::function<ExportRun*(const ExportOrder&)>;
    /// `entry` with a report. `place` is the folder that is offered.
    ExportDialog(const ModelEntry& entry, const QString& place, Begin begin,
                 QWidget* parent = nullptr);

    /// What would be written now.
    ExportOrder order() const;

Q_SIGNALS:
    /// The folder above the place, once something was written there.
    void placeUsed(const QString& folder);

private:
    struct Kind {
        const char* id;
        QString title;
        QString sentence;
        QString reason;  ///< why it cannot be; empty: it can
    };
    std::vector<Kind> kinds() const;
    QWidget* buildTop();
    QWidget* buildForm();
    QWidget* buildProgress();
    QWidget* buildFoot();
    void addKind(QVBoxLayout& column, const Kind& kind);
    QString kind() const;
    void fillTypes();
    void suggestPlace();
    void choosePlace();
    QString placeProblem() const;
    qint64 sizeGuess() const;
    void showForm();
    void start();
    void follow(ExportRun* run);
    void showRun();
    void showEnd();
    void showProblem(const QString& sentence);

    ModelEntry m_entry;
    QString m_place;
    Begin m_begin;
    QPointer<ExportRun> m_run;
    bool m_ownName = false;  ///< the person wrote the place
    QStackedWidget* m_pages = nullptr;
    QButtonGroup* m_kinds = nullptr;
    QComboBox* m_type = nullptr;
    TextField* m_out = nullptr;
    TextLabel* m_size = nullptr;
    QWidget* m_problemLine = nullptr;
    TextLabel* m_problem = nullptr;
    IconLabel* m_endIcon = nullptr;
    TextLabel* m_stage = nullptr;
    QProgressBar* m_bar = nullptr;
    TextLabel* m_words = nullptr;
    ElidedLabel* m_path = nullptr;
    ElidedLabel* m_digest = nullptr;
    TextLabel* m_note = nullptr;
    Button* m_open = nullptr;
    Button* m_cancel = nullptr;
    Button* m_go = nullptr;
};

}  // namespace marginalia
