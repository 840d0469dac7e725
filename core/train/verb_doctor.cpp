// SPDX-License-Identifier: Apache-2.0
#include "core/train/verb_doctor.h"

#include "core/base/machine.h"
#include "core/model/device.h"
#include "core/model/panel_kernels.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <torch/headeronly/version.h>

#include <cstdio>
#include <dlfcn.h>

namespace marginalia {

namespace {

/// Path of the library that holds `symbol`.
std::string libraryOf(const void* symbol)
{
    Dl_info info;
    return ::dladdr(symbol, &info) != 0 && info.dli_fname != nullptr ? info.dli_fname : "";
}

/// Whether the library computes: a product whose value is known.
bool computes()
{
    return at::mm(at::ones({3, 4}), at::ones({4, 5})).sum().item<double>() == 60.0;
}

Json report()
{
    Json out = machineReport();
    Json devices = Json::array();
    for (const std::string& name : deviceNames()) {
        devices.push_back(name);
    }
    const bool works = computes();
    out["libtorch"] = {{"version", TORCH_VERSION},
                       {"path", libraryOf(reinterpret_cast<const void*>(&at::get_num_threads))},
                       {"cpu_path", at::get_cpu_capability()},
                       {"threads", at::get_num_threads()},
                       {"works", works}};
    out["products"] = {{"fp32", panelsName(floatPanels())}, {"bf16", panelsName(halfPanels())}};
    out["train_library"] = libraryOf(reinterpret_cast<const void*>(&runDoctor));
    out["devices"] = devices;
    out["cuda"] = cudaProblem().empty() ? "in use" : cudaProblem();
    out["ok"] = works;
    return out;
}

void printForPeople(const Json& json)
{
    const auto text = [](const Json& value) {
        return value.is_string() ? value.get<std::string>() : value.dump();
    };
    const auto gigabytes = [](const Json& value) { return value.get<double>() / (1U << 30U); };
    std::printf("Processor   %s, %s cores\n", text(json["cpu"]).c_str(),
                text(json["cores"]).c_str());
    std::printf("Memory      %.1f GiB, %.1f GiB free\n", gigabytes(json["memory"]),
                gigabytes(json["memory_available"]));
    std::printf("SQLite      %s\n", text(json["sqlite"]["version"]).c_str());
    if (json["sqlite"].contains("warning")) {
        std::printf("            %s\n", text(json["sqlite"]["warning"]).c_str());
    }
    const Json& torch = json["libtorch"];
    std::printf(
        "LibTorch    %s, %s, %s threads%s\n            %s\n", text(torch["version"]).c_str(),
        text(torch["cpu_path"]).c_str(), text(torch["threads"]).c_str(),
        torch["works"].get<bool>() ? "" : ": DOES NOT COMPUTE RIGHT", text(torch["path"]).c_str());
    std::printf("Training    %s\n", text(json["train_library"]).c_str());
    std::printf("Products    %s, bf16 %s\n", text(json["products"]["fp32"]).c_str(),
                text(json["products"]["bf16"]).c_str());
    std::printf("Devices    ");
    for (const Json& device : json["devices"]) {
        std::printf(" %s", text(device).c_str());
    }
    std::printf("  (CUDA: %s)\n", text(json["cuda"]).c_str());
}

}  // namespace

int runDoctor(const cli::Words& words)
{
    const cli::Options options(words, {"json"}, {});
    if (!options.ok()) {
        return cli::usageError("doctor", options.problem());
    }
    const Json json = report();
    if (options.has("json")) {
        std::puts(json.dump().c_str());
    } else {
        printForPeople(json);
    }
    return json["ok"].get<bool>() ? 0 : 1;
}

}  // namespace marginalia
