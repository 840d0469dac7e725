// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/record.h"
#include "widgets/common/panes.h"

class QVBoxLayout;

namespace marginalia {

/// The right side of the import dialog: one record after the other as it will be stored.
class ImportRecord : public Pane {
    Q_OBJECT

public:
    explicit ImportRecord(QWidget* parent = nullptr);

    /// `whole`: these are all of the file's.
    void setRecords(const std::vector<Record>& records, bool whole);
    /// By so many records on or back.
    void move(int by);
    int current() const { return m_at; }

Q_SIGNALS:
    /// Another record is shown.
    void moved();

private:
    QWidget* buildHead();
    void showRecord();
    void showTags(const Record& record);
    void part(QWidget* title, const QString& name, const std::string& words, Token edge);
    QWidget* answerHead(const QString& name, Tone tone, const std::string& words);

    std::vector<Record> m_records;
    bool m_whole = false;
    int m_at = 0;
    TextLabel* m_place = nullptr;
    QWidget* m_back = nullptr;
    QWidget* m_on = nullptr;
    QVBoxLayout* m_parts = nullptr;
};

}  // namespace marginalia
