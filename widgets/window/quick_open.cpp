// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/quick_open.h"

#include "widgets/common/format.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"

#include <QRegularExpression>

#include <algorithm>

namespace marginalia {

namespace {

PaletteRow rowOf(const QString& id, const QString& text, const QString& icon, const QString& hint)
{
    PaletteRow row;
    row.id = id;
    row.text = text;
    row.icon = icon;
    row.hint = hint;
    return row;
}

/// "Run 14" of "Run 14 · step 500".
QString runName(const ModelChoice& model)
{
    return model.name.section(QStringLiteral(" · "), 0, 0);
}

}  // namespace

Result<Places> readPlaces(ProjectReader& reader, const QString& runsFolder)
{
    Places out;
    MG_TRY(out.views, reader.views());
    for (const ModelChoice& model : listModels(runsFolder, {})) {
        if (!model.run.isEmpty()) {
            out.models.push_back(model);
        }
    }
    return out;
}

QuickOpen::QuickOpen(Session& session, Shell& shell, QWidget* parent)
    : PaletteDialog(QStringLiteral("quickOpen"), tr("Go to"),
                    tr("#12 a record, @3 a run, @3:40 a step, or words"), parent),
      m_session(session),
      m_shell(shell)
{
}

void QuickOpen::open()
{
    PaletteDialog::open();
    m_session.reads().ask<Places>(
        this, QStringLiteral("quick_open"),
        [runs = m_session.runsFolder()](ProjectReader& reader) { return readPlaces(reader, runs); },
        [this](Result<Places> places) {
            if (places.ok()) {
                m_places = places.take();
                fill();
            } else {
                m_session.reportFailure(places.error());
            }
        });
}

void QuickOpen::addViews(std::vector<PaletteRow>& out) const
{
    const auto add = [&](const QString& name, const Filter& filter, const char* icon) {
        out.push_back(rowOf(QStringLiteral("view:") + QString::fromStdString(filter.toText()), name,
                            QLatin1String(icon), tr("view")));
    };
    Filter labelled;
    labelled.labels = {"labelled"};
    Filter none;
    none.labels = {"none"};
    Filter flagged;
    flagged.flagged = true;
    add(tr("All"), {}, "data");
    add(tr("Labelled"), labelled, "check");
    add(tr("Not labelled"), none, "label");
    add(tr("Flagged"), flagged, "flag");
    for (const SavedView& view : m_places.views) {
        add(QString::fromStdString(view.name), view.filter, "filter");
    }
}

std::vector<PaletteRow> QuickOpen::runs(const QString& number, const QString& step) const
{
    std::vector<PaletteRow> out;
    QString last;
    for (const ModelChoice& model : m_places.models) {
        const QString name = runName(model);
        if (model.run == last || !name.section(QLatin1Char(' '), -1).startsWith(number)) {
            continue;
        }
        last = model.run;
        out.push_back(step.isEmpty()
                          ? rowOf(QStringLiteral("run:") + model.run, name, QStringLiteral("train"),
                                  model.detail)
                          : rowOf(QStringLiteral("step:%1:%2").arg(step, model.run),
                                  tr("%1, step %2").arg(name, step), QStringLiteral("train"),
                                  model.detail));
    }
    return out;
}

std::vector<PaletteRow> QuickOpen::everywhere() const
{
    std::vector<PaletteRow> out;
    addViews(out);
    for (PaletteRow& row : runs({}, {})) {
        out.push_back(std::move(row));
    }
    for (const ModelChoice& model : m_places.models) {
        if (model.step > 0) {
            out.push_back(rowOf(QStringLiteral("checkpoint:") + model.folder, model.name,
                                QStringLiteral("compare"), tr("checkpoint")));
        }
    }
    return out;
}

std::vector<PaletteRow> QuickOpen::rowsFor(const QString& typed)
{
    static const QRegularExpression record(QStringLiteral("^#?\\s*([0-9]{1,18})$"));
    static const QRegularExpression run(QStringLiteral("^@\\s*([0-9]*)(?::([0-9]{0,18}))?$"));
    const auto asRecord = record.match(typed);
    if (asRecord.hasMatch()) {
        const qint64 number = asRecord.captured(1).toLongLong();
        return {rowOf(QStringLiteral("record:%1").arg(number),
                      tr("Record #%1").arg(countText(number)), QStringLiteral("data"), {})};
    }
    const auto asRun = run.match(typed);
    if (asRun.hasMatch()) {
        return runs(asRun.captured(1), asRun.captured(2));
    }
    std::vector<std::pair<int, PaletteRow>> scored;
    for (PaletteRow& row : everywhere()) {
        if (const auto score = fuzzyMatch(typed, row.text, &row.marks)) {
            scored.emplace_back(typed.isEmpty() ? 0 : *score, std::move(row));
        }
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PaletteRow> out;
    for (auto& [score, row] : scored) {
        out.push_back(std::move(row));
    }
    return out;
}

void QuickOpen::run(const QString& id)
{
    const QString kind = id.section(QLatin1Char(':'), 0, 0);
    const QString rest = id.section(QLatin1Char(':'), 1);
    if (kind == QLatin1String("record")) {
        m_shell.showPanel(QStringLiteral("data"), QStringLiteral("show"),
                          {{QStringLiteral("record"), rest.toLongLong()}});
    } else if (kind == QLatin1String("view")) {
        m_shell.showPanel(QStringLiteral("data"), QStringLiteral("filter"),
                          {{QStringLiteral("text"), rest}});
    } else if (kind == QLatin1String("run")) {
        m_shell.showPanel(QStringLiteral("train"), QStringLiteral("show_run"),
                          {{QStringLiteral("run"), rest}});
    } else if (kind == QLatin1String("step")) {
        m_shell.showPanel(QStringLiteral("train"), QStringLiteral("show_step"),
                          {{QStringLiteral("run"), rest.section(QLatin1Char(':'), 1)},
                           {QStringLiteral("step"), rest.section(QLatin1Char(':'), 0, 0).toLongLong()}});
    } else if (kind == QLatin1String("checkpoint")) {
        m_shell.showPanel(QStringLiteral("compare"), QStringLiteral("show_checkpoint"),
                          {{QStringLiteral("folder"), rest}});
    }
}

}  // namespace marginalia
