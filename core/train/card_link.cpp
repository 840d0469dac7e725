// SPDX-License-Identifier: Apache-2.0
#include "core/train/card_link.h"

#include <array>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <map>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr const char* kModule = "libmarginalia_nccl.so";

/// The module lies beside the library that this function is in.
std::string modulePath()
{
    Dl_info info;
    if (::dladdr(reinterpret_cast<const void*>(&modulePath), &info) == 0 ||
        info.dli_fname == nullptr) {
        return kModule;
    }
    const std::string own = info.dli_fname;
    const std::size_t slash = own.rfind('/');
    return slash == std::string::npos ? kModule : own.substr(0, slash + 1) + kModule;
}

std::string machineName()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

CardLink none(std::string problem)
{
    CardLink out;
    out.problem = std::move(problem);
    return out;
}

}  // namespace

CardLink openCardLink(c10::Device device)
{
    if (!device.is_cuda()) {
        return none("it computes on the processor");
    }
    const char* const wanted = std::getenv("MARGINALIA_RANKS");
    if (wanted != nullptr && std::strcmp(wanted, "gloo") == 0) {
        return none("MARGINALIA_RANKS=gloo");
    }
    void* const module = ::dlopen(modulePath().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        return none(std::string("built without NCCL's headers, or it does not load: ") +
                    ::dlerror());
    }
    CardLink out;
    out.make = reinterpret_cast<NcclMake>(::dlsym(module, "marginaliaNcclGroup"));
    const auto name = reinterpret_cast<NcclCardName>(::dlsym(module, "marginaliaCardName"));
    if (out.make == nullptr || name == nullptr) {
        return none(modulePath() + " is of another version");
    }
    try {
        std::array<char, 64> place{};
        name(device.index(), place.data(), place.size());
        out.card = machineName() + " " + place.data();
    } catch (const std::exception& error) {
        return none(error.what());
    }
    return out;
}

std::string cardProblem(const std::vector<std::string>& cards)
{
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i].empty()) {
            return "rank " + std::to_string(i) + " has no NCCL";
        }
        const auto [before, isNew] = seen.emplace(cards[i], i);
        if (!isNew) {
            return "ranks " + std::to_string(before->second) + " and " + std::to_string(i) +
                   " share the card " + cards[i];
        }
    }
    return {};
}

}  // namespace marginalia
