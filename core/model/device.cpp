// SPDX-License-Identifier: Apache-2.0
#include "core/model/device.h"

#include "core/analysis/model_memory.h"
#include "core/base/machine.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>

#include <algorithm>
#include <dlfcn.h>

namespace marginalia {

namespace {

std::string& problem()
{
    static std::string text = "not looked for";
    return text;
}

std::string openCuda()
{
    // Without the driver the library would load half a gigabyte only to find no card.
    if (!hasCardDriver()) {
        return "no NVIDIA driver on this machine";
    }
    if (::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        return ::dlerror();
    }
    return at::hasCUDA() ? std::string() : std::string("the driver shows no usable card");
}

}  // namespace

void loadCudaIfPresent()
{
    static const bool once = [] {
        problem() = openCuda();
        return true;
    }();
    static_cast<void>(once);
}

const std::string& cudaProblem()
{
    return problem();
}

std::vector<std::string> deviceNames()
{
    loadCudaIfPresent();
    std::vector<std::string> names = {"cpu"};
    if (problem().empty()) {
        const int count = at::detail::getCUDAHooks().deviceCount();
        for (int i = 0; i < count; ++i) {
            names.push_back("cuda:" + std::to_string(i));
        }
    }
    return names;
}

Result<c10::Device> chooseDevice(const std::string& name)
{
    const std::vector<std::string> there = deviceNames();
    if (name.empty() || name == "auto") {
        return c10::Device(there.size() > 1 ? there[1] : there[0]);
    }
    const std::string wanted = name == "cuda" ? "cuda:0" : name;
    if (std::find(there.begin(), there.end(), wanted) != there.end()) {
        return c10::Device(wanted);
    }
    std::string list;
    for (const std::string& device : there) {
        list += list.empty() ? device : ", " + device;
    }
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("device", "There is no device \"%1\" here."), {quotedForError(name)}),
                   {}, Text(MG_TR("device", "Choose auto or one of: %1."), {list}));
}

std::int64_t freeMemory(c10::Device device)
{
    return device.is_cpu()
               ? availableMemory()
               : static_cast<std::int64_t>(at::accelerator::getMemoryInfo(device.index()).first);
}

c10::ScalarType chooseDtype(std::int64_t parameters, c10::Device device)
{
    const bool fast = !device.is_cpu() || hasFastBf16();
    return prefersBf16(parameters, fast) ? c10::kBFloat16 : c10::kFloat;
}

}  // namespace marginalia
