// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

#include <QString>

#include <functional>

class QTableWidget;
class QWidget;

namespace marginalia {

/// A scheme's name for people: "Pairs in message lists" for "trl-preference", the id itself when
/// there is none.
QString formatTitle(const QString& format);

/// Fills the table of the import dialog: column, what it holds, a choice of what it becomes.
/// `changed` runs when a choice is made by the person.
void fillColumns(QTableWidget& table, const std::vector<ColumnInfo>& columns, const QString& format,
                 QWidget* owner, const std::function<void()>& changed);

/// The mapping that the choices of the table make (see Mapping in core/data/reader.h).
Json mappingOf(const QTableWidget& table);

}  // namespace marginalia
