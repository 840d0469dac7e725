// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/data/data_window.h"
#include "widgets/data/check_row.h"
#include "widgets/data/view_delegate.h"

#include <QLineEdit>
#include <QListWidget>

#include <string>
#include <vector>

namespace marginalia {

/// Data on the sample, with its lists of views and filters.
class DataTable : public DataWindow {
protected:
    QListWidget& views() { return part<QListWidget>("data.views"); }
    CheckRow& check(const char* value)
    {
        return part<CheckRow>((std::string("data.filter.") + value).c_str());
    }
    QLineEdit& search() { return part<QLineEdit>("data.search"); }
    void clickView(int row)
    {
        const QRect place = views().visualItemRect(views().item(row));
        QTest::mouseClick(views().viewport(), Qt::LeftButton, {}, place.center());
    }
    qint64 countOfView(int row)
    {
        return views().item(row)->data(ViewDelegate::CountRole).toString().toLongLong();
    }
    std::vector<qint64> numbers()
    {
        std::vector<qint64> out;
        for (int row = 0; row < records().rowCount(); ++row) {
            out.push_back(number(records().idAt(row)));
        }
        return out;
    }
};

}  // namespace marginalia
