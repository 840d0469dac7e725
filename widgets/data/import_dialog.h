// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/import_job.h"
#include "widgets/common/theme.h"

#include <QDialog>
#include <QElapsedTimer>

#include <memory>

class QCheckBox;
class QComboBox;
class QHBoxLayout;

namespace marginalia {

class Button;
class ElidedLabel;
class IconLabel;
class ImportColumns;
class ImportRecord;
class LinkLabel;
class TextLabel;

/// What a file holds and what becomes of it, before anything is stored: recognition with its
/// reason, columns and what each becomes, records as they will be stored, and every line that is
/// left out.
///
/// The file is read by the reader child; Import hands path and options over, the job runs on in the
/// Jobs dock.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ImportDialog(const QStringList& files, QWidget* parent = nullptr);
    ~ImportDialog() override;

    /// For tests: the preview has come.
    bool isReady() const { return m_ready; }
    const ImportPreview::Content& content() const { return m_content; }

Q_SIGNALS:
    void importAsked(const QString& path, const marginalia::ReadOptions& options);
    void ready();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// "✓ 60,902 pairs ready": a mark, a number, what it counts.
    struct Fact {
        QWidget* part = nullptr;
        TextLabel* number = nullptr;
        TextLabel* words = nullptr;
    };
    static QString mappingId();  ///< the choice that is no format
    QWidget* buildTop();
    QWidget* buildColumns();
    QWidget* buildFoot();
    static Fact addFact(QHBoxLayout& row, const QString& icon, Token colour);

    void addFiles();
    void readFile();
    void take(const ImportPreview::Content& content);
    /// What is known of the file, or why nothing is.
    void showContent();
    void showName();
    void showFacts(bool whole);
    void showFormats();
    void showReason();
    void showRow();
    void showFoot();
    bool isWhole() const;
    void showProblems();
    void mappingChanged();
    ReadOptions options() const;
    void ask();

    QStringList m_files;
    std::unique_ptr<ImportPreview> m_reading;
    ImportPreview::Content m_content;
    QElapsedTimer m_clock;
    double m_seconds = 0;  ///< that the reading took
    bool m_ready = false;
    bool m_mapped = false;   ///< by the choices at the left, not by a format
    bool m_guessed = false;  ///< the choices are those that the columns' names suggest

    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_facts = nullptr;
    QComboBox* m_format = nullptr;
    ImportColumns* m_columns = nullptr;
    IconLabel* m_reasonIcon = nullptr;
    TextLabel* m_reason = nullptr;
    QCheckBox* m_replace = nullptr;
    ImportRecord* m_record = nullptr;
    Fact m_good;
    Fact m_left;
    Fact m_bad;
    LinkLabel* m_list = nullptr;
    Button* m_import = nullptr;
};

}  // namespace marginalia
