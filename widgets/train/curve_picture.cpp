// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/curve_picture.h"

#include "widgets/common/job_model.h"
#include "widgets/common/panes.h"
#include "widgets/train/chart_grid.h"
#include "widgets/train/mark_legend.h"
#include "widgets/train/tracked_run.h"

#include <QApplication>
#include <QFileInfo>
#include <QImageWriter>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {
namespace {

// Two rows of charts at their greatest height and the header fill it: a larger picture is the same
// one in more pixels.
constexpr int kLogicalHeight = 722;

Result<std::shared_ptr<RunCurves>> readCurves(const std::string& runFolder)
{
    MG_TRY(const std::unique_ptr<RunReader> reader, RunReader::open(runFolder));
    MG_TRY(const RunReader::News news, reader->poll());
    auto curves = std::make_shared<RunCurves>();
    curves->take(news);
    if (curves->empty()) {
        return failure(ErrorKind::NotFound, MG_TR("train", "The run has no points yet."), runFolder,
                       MG_TR("train", "Try again when its first step is done."));
    }
    return curves;
}

/// "step 70 of 70 · epoch 3.50"
QString progressOf(const RunCurves& curves, const RunHealth& health)
{
    const QLocale locale;
    const auto count = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    const QString step = health.status.total > 0
                             ? ChartGrid::tr("step %1 of %2")
                                   .arg(count(curves.lastStep()), count(health.status.total))
                             : ChartGrid::tr("step %1").arg(count(curves.lastStep()));
    return curves.lastEpoch() > 0
               ? ChartGrid::tr("%1 · epoch %2").arg(step, numberText(curves.lastEpoch(), 2))
               : step;
}

}  // namespace

Result<QImage> curvePicture(const std::string& runFolder, const QSize& size)
{
    MG_TRY(const RunSpec spec, readRunSpec(runFolder));
    MG_TRY(const std::shared_ptr<RunCurves> curves, readCurves(runFolder));
    const RunHealth health = runHealth(runFolder);
    const double scale = size.height() / static_cast<double>(u(kLogicalHeight));

    Pane page(&Theme::window);
    page.setAttribute(Qt::WA_DontShowOnScreen);
    auto* layout = new QVBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const QString name = QString::fromStdString(spec.name);
    // The window numbers its runs; a name says more than "run" before it would.
    bool numbered = false;
    name.toLongLong(&numbered);
    auto* header = new PanelHeader(numbered         ? ChartGrid::tr("Run %1").arg(name)
                                   : name.isEmpty() ? ChartGrid::tr("Run")
                                                    : name);
    header->setSubtitle(runTitle(spec));
    header->showState(health.state);
    header->setDetail(progressOf(*curves, health));
    header->addAction(new MarkLegend);
    layout->addWidget(header);
    auto* grid = new ChartGrid;
    grid->setCharts(chartSpecsOf(spec.objective));
    grid->setRuns({{curves, name, 0, isActive(health.state)}});
    layout->addWidget(grid, 1);
    page.resize((QSizeF(size) / scale).toSize());
    page.show();
    QApplication::sendPostedEvents();
    grid->drawNow(scale);

    QImage image(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme().window);
    QPainter painter(&image);
    page.render(&painter, QPoint(), QRegion(),
                QWidget::DrawWindowBackground | QWidget::DrawChildren);
    return image;
}

Status writeCurvePicture(const QString& runFolder, const QString& file)
{
    applyTheme(ThemeChoice::Light);
    MG_TRY(QImage image, curvePicture(runFolder.toStdString()));
    // The image is what it is in pixels; a ratio would shrink it in programs that honour it.
    image.setDevicePixelRatio(1);
    QImageWriter writer(file, "png");
    if (!writer.write(image)) {
        return failure(ErrorKind::Io,
                       {MG_TR("train", "The picture cannot be written: %1."),
                        {writer.errorString().toStdString()}},
                       file.toStdString());
    }
    return {};
}

}  // namespace marginalia
