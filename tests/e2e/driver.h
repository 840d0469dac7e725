// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/workspace.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace marginalia::test {

/// How long a step of the story may take on a busy machine; ends at once when it is done.
constexpr int kPatience = 120'000;

/// Makes the real worker, reader and host be used, and all folders lie below a fresh one.
void useRealPrograms(const QString& home);

/// Presses a key where the focus is, as a person does; gives the focus to the panel in front when
/// nothing has it.
void press(MainWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers = {});
/// Types text where the focus is.
void type(MainWindow& window, const QString& text);
/// Clicks into the middle of a widget that must be visible and enabled.
void click(QWidget& widget);

/// The visible child with this name; null: none.
template <class Widget>
Widget* part(QWidget& root, const QString& name)
{
    for (Widget* one : root.findChildren<Widget*>(name)) {
        if (one->isVisible()) {
            return one;
        }
    }
    return nullptr;
}

/// A panel of the rail by its id and class; brings it to the front with its key.
template <class PanelType>
PanelType* goTo(MainWindow& window, const QString& id)
{
    int number = 0;
    for (const PanelInfo& info : panels()) {
        number += info.area == PanelInfo::Area::Rail ? 1 : 0;
        if (info.id == id) {
            break;
        }
    }
    press(window, static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
    EXPECT_EQ(window.currentPanel(), id);
    return dynamic_cast<PanelType*>(window.panel(id));
}

/// Reads on the session's thread and waits for the answer.
template <class T>
std::optional<T> readNow(Session& session, std::function<Result<T>(ProjectReader&)> work)
{
    QObject receiver;
    std::optional<T> out;
    bool done = false;
    session.reads().ask<T>(
        &receiver, QStringLiteral("test"), std::move(work), [&](Result<T> result) {
            EXPECT_TRUE(result.ok()) << (result.ok() ? std::string() : result.error().message());
            if (result.ok()) {
                out = result.take();
            }
            done = true;
        });
    EXPECT_TRUE(waitUntil([&] { return done; }, kPatience));
    return out;
}

std::int64_t pairCount(Session& session);
/// Newest first: what a person's labels in force are.
std::vector<LabelEvent> trailOf(Session& session);

/// Steps and values of a metric as a fresh reader of the run folder gives them.
std::vector<std::pair<std::int64_t, double>> metricOf(const std::string& run,
                                                      const std::string& metric);

/// Opens the sample by the start page's button; false: it did not come.
bool openSampleByHand(MainWindow& window, Workspace& workspace);

}  // namespace marginalia::test
