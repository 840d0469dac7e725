// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/import_job.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QTableWidget;
class QVBoxLayout;

namespace marginalia {

class Button;
class ElidedLabel;
class IconLabel;
class Tag;
class TextLabel;
class TextView;

/// What a file holds and what becomes of it, before anything is stored: recognition with its
/// reason, columns and what each becomes, a record as it will be stored, and every line that is
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

Q_SIGNALS:
    void importAsked(const QString& path, const marginalia::ReadOptions& options);
    void ready();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildColumns();
    QWidget* buildPreview();
    QWidget* buildFoot();

    void readFile();
    void take(const ImportPreview::Content& content);
    void showFormats();
    void showColumns();
    void showRecord();
    void showFoot();
    void showProblems();
    void mappingChanged();
    ReadOptions options() const;
    void ask();

    QStringList m_files;
    std::unique_ptr<ImportPreview> m_reading;
    ImportPreview::Content m_content;
    int m_record = 0;
    bool m_ready = false;
    bool m_mapped = false;

    ElidedLabel* m_name = nullptr;
    TextLabel* m_facts = nullptr;
    QComboBox* m_format = nullptr;
    QTableWidget* m_columns = nullptr;
    TextLabel* m_reason = nullptr;
    TextLabel* m_place = nullptr;
    QVBoxLayout* m_preview = nullptr;
    TextLabel* m_good = nullptr;
    TextLabel* m_left = nullptr;
    TextLabel* m_bad = nullptr;
    Button* m_import = nullptr;
};

}  // namespace marginalia
