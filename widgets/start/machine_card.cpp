// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/machine_card.h"

#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/launcher.h"
#include "widgets/common/paint.h"

#include <QGridLayout>
#include <QLocale>
#include <QPainter>
#include <QProcess>

namespace marginalia {

namespace {

// Full tuning keeps fp32 weights, gradients and two moments; comparing keeps the weights once.
constexpr double kBytesFull = 16;
constexpr double kBytesCompare = 4;
constexpr double kUsable = 0.7;  // the rest is for activations, the system and the window

double numberOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

QString wordOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string()
               ? QString::fromStdString(found->get<std::string>())
               : QString();
}

}  // namespace

QString modelSizeText(double bytes, double perWeight)
{
    static const double sizes[] = {1e6,   5e6, 1e7, 3e7, 6e7, 1e8, 1.35e8, 3.6e8, 6e8,  1e9,
                                   1.5e9, 2e9, 3e9, 4e9, 7e9, 8e9, 11e9,   14e9,  30e9, 70e9};
    double best = 0;
    for (const double size : sizes) {
        if (size * perWeight <= bytes) {
            best = size;
        }
    }
    if (best == 0) {
        return MachineCard::tr("only the sample");
    }
    if (best >= 1e9) {
        return MachineCard::tr("up to %1B weights").arg(QLocale().toString(best / 1e9, 'g', 2));
    }
    return MachineCard::tr("up to %1M weights").arg(QLocale().toString(best / 1e6, 'f', 0));
}

MachineCard::MachineCard(QWidget* parent) : Card(parent)
{
    setObjectName(QStringLiteral("start.machine"));
    setAccessibleName(tr("What this machine can do"));
    setFill(&Theme::base);
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(u(14), u(12), u(14), u(12));
    m_grid->setHorizontalSpacing(u(10));
    m_grid->setVerticalSpacing(u(8));
    m_grid->setColumnStretch(1, 1);
    m_grid->setAlignment(Qt::AlignTop);
    setWaiting(true);
}

MachineCard::~MachineCard()
{
    if (m_doctor != nullptr) {
        m_doctor->disconnect(this);
        m_doctor->kill();
        m_doctor->waitForFinished();
    }
}

void MachineCard::setWaiting(bool waiting)
{
    m_waiting = waiting;
    // Room for the grey bars; what is known then takes what it needs.
    setMinimumHeight(waiting ? u(134) : 0);
    update();
}

void MachineCard::clear()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void MachineCard::ask()
{
    if (m_doctor != nullptr) {
        return;
    }
    const QString program = cliProgram();
    if (program.isEmpty()) {
        showProblem(
            tr("The program marginalia-cli is not beside the window's. Training and "
               "comparing need it; build or install it."));
        return;
    }
    setWaiting(true);
    clear();
    m_doctor = new QProcess(this);
    connect(m_doctor, &QProcess::finished, this, [this] {
        const QByteArray said = m_doctor->readAllStandardOutput();
        m_doctor->deleteLater();
        m_doctor = nullptr;
        const Json report = Json::parse(said.begin(), said.end(), nullptr, false);
        if (report.is_object()) {
            show(report);
        } else {
            showProblem(tr("This machine could not be checked."));
        }
    });
    connect(m_doctor, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            m_doctor->deleteLater();
            m_doctor = nullptr;
            showProblem(tr("This machine could not be checked."));
        }
    });
    m_doctor->start(program, {QStringLiteral("doctor"), QStringLiteral("--json")});
    m_doctor->closeWriteChannel();
}

void MachineCard::addFact(const QString& name, const QString& value, bool tick)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(name, Face::Small, &Theme::muted), row, 0);
    m_grid->addWidget(new ElidedLabel(value, Face::Small), row, 1);
    if (tick) {
        m_grid->addWidget(new IconLabel(QStringLiteral("check"), &Theme::accent, 14), row, 2);
    }
}

void MachineCard::addNote(const QString& text, Token colour)
{
    auto* note = new TextLabel(text, Face::Caption, colour);
    note->setWordWrap(true);
    m_grid->addWidget(note, m_grid->rowCount(), 0, 1, 3);
}

void MachineCard::show(const Json& report)
{
    setWaiting(false);
    clear();
    const double memory = numberOf(report, "memory");
    const auto cores = static_cast<int>(numberOf(report, "cores"));
    QString gpu;
    double gpuMemory = 0;
    if (const auto devices = report.find("devices");
        devices != report.end() && devices->is_array()) {
        for (const Json& device : *devices) {
            if (device.is_object()) {
                gpu = wordOf(device, "name");
                gpuMemory = numberOf(device, "memory");
            } else if (device.is_string() && device.get<std::string>().starts_with("cuda")) {
                gpu = QString::fromStdString(device.get<std::string>());
            }
        }
    }
    const bool hasGpu = !gpu.isEmpty();
    if (hasGpu) {
        addFact(tr("GPU"), gpuMemory > 0 ? tr("%1, %2").arg(gpu, sizeText(gpuMemory)) : gpu, false);
    }
    const QString processor = tr("%n core(s), %1", nullptr, cores).arg(sizeText(memory));
    addFact(tr("Processor"), processor, false);
    m_grid->addWidget(new Rule, m_grid->rowCount(), 0, 1, 3);
    const double usable = kUsable * (gpuMemory > 0 ? gpuMemory : memory);
    const bool works =
        report.contains("ok") && report["ok"].is_boolean() && report["ok"].get<bool>();
    if (works) {
        addFact(tr("Full tuning"), modelSizeText(usable, kBytesFull), true);
        addFact(tr("Compare only"), modelSizeText(usable, kBytesCompare), true);
        addNote(hasGpu
                    ? tr("Estimates. The exact need is shown before a run starts.")
                    : tr("No GPU: training uses the processor. Estimates; the exact need is shown "
                         "before a run starts."),
                &Theme::muted);
    } else {
        const Json* torch = report.contains("libtorch") ? &report["libtorch"] : nullptr;
        const QString why =
            torch != nullptr && torch->is_object() ? wordOf(*torch, "problem") : QString();
        addNote(why.isEmpty()
                    ? tr("Training does not work here: LibTorch is missing or broken. Run "
                         "packaging/run again; it fetches what is missing.")
                    : why,
                &Theme::error);
    }
    Q_EMIT deviceFound(hasGpu ? (gpuMemory > 0 ? tr("%1 · %2").arg(gpu, sizeText(gpuMemory)) : gpu)
                              : tr("Processor · %1").arg(processor));
}

void MachineCard::showProblem(const QString& sentence)
{
    setWaiting(false);
    clear();
    addNote(sentence, &Theme::error);
}

void MachineCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    if (!m_waiting) {
        return;
    }
    QPainter painter(this);
    const double widths[] = {0.62, 0.48, 0.70, 0.55};
    for (int i = 0; i < 4; ++i) {
        drawBox(painter, QRectF(u(14), u(18) + i * u(28), (width() - u(28)) * widths[i], u(9)),
                uExact(3), theme().hover, {});
    }
}

}  // namespace marginalia
