// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/drop_veil.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace marginalia {

namespace {

DropPlan::Kind kindOf(const QString& path)
{
    const QFileInfo info(path);
    if (info.isDir()) {
        const QDir folder(path);
        if (!folder.entryList({QStringLiteral("*.marginalia")}, QDir::Files).isEmpty()) {
            return DropPlan::Kind::Project;
        }
        return folder.exists(QStringLiteral("config.json")) ? DropPlan::Kind::Model
                                                            : DropPlan::Kind::Nothing;
    }
    const QString name = info.fileName().toLower();
    if (name.endsWith(QLatin1String(".marginalia"))) {
        return DropPlan::Kind::Project;
    }
    for (const char* suffix : {".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet",
                               ".jsonl.gz", ".json.gz", ".csv.gz", ".tsv.gz", ".gz"}) {
        if (name.endsWith(QLatin1String(suffix))) {
            return DropPlan::Kind::Data;
        }
    }
    return DropPlan::Kind::Nothing;
}

}  // namespace

DropPlan planPaths(const QStringList& paths, bool projectOpen)
{
    DropPlan plan;
    for (const QString& path : paths) {
        const DropPlan::Kind kind = kindOf(path);
        if (kind == DropPlan::Kind::Nothing) {
            plan.kind = kind;
            plan.paths.clear();
            plan.sentence = DropVeil::tr(
                                "%1 is nothing to open here; drop JSON Lines, JSON, CSV, "
                                "Parquet, a project or a model folder")
                                .arg(QFileInfo(path).fileName());
            return plan;
        }
        // A project or a model stands for itself; several data files are one import.
        if (plan.paths.isEmpty() || kind == plan.kind) {
            plan.kind = kind;
            plan.paths << path;
        }
    }
    const int count = static_cast<int>(plan.paths.size());
    switch (plan.kind) {
        case DropPlan::Kind::Project:
            plan.sentence = DropVeil::tr("Opens the project %1")
                                .arg(QFileInfo(plan.paths[0]).completeBaseName());
            break;
        case DropPlan::Kind::Model:
            plan.sentence = DropVeil::tr("Adds this model");
            break;
        case DropPlan::Kind::Data:
            plan.sentence =
                projectOpen ? DropVeil::tr("Imports %n data file(s)", nullptr, count)
                            : DropVeil::tr("Makes a project from %n data file(s)", nullptr, count);
            break;
        case DropPlan::Kind::Nothing:
            break;
    }
    return plan;
}

DropPlan planDrop(const QMimeData* mime, bool projectOpen)
{
    QStringList paths;
    for (const QUrl& url : mime->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return planPaths(paths, projectOpen);
}

DropVeil::DropVeil(QWidget* host) : QWidget(host)
{
    setObjectName(QStringLiteral("dropVeil"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropVeil::cover(const DropPlan& plan)
{
    m_plan = plan;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropVeil::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool can = m_plan.kind != DropPlan::Kind::Nothing;
    drawBox(painter, QRectF(rect()), 0, {}, can ? t.accent : t.error, 2);
    painter.setFont(textFont(Face::Title, QFont::DemiBold));
    const double w = painter.fontMetrics().horizontalAdvance(m_plan.sentence) + u(48);
    const QRectF box((width() - w) / 2, height() * 0.42, w, u(56));
    drawBox(painter, box, uExact(6), t.raised, can ? t.accent : t.error);
    painter.setPen(can ? t.text : t.error);
    painter.drawText(box, Qt::AlignCenter, m_plan.sentence);
}

}  // namespace marginalia
