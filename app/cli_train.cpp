// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <unistd.h>

namespace marginalia::cli {

namespace {

std::string programFolder()
{
    char path[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
    const std::string whole(path, length > 0 ? static_cast<size_t>(length) : 0);
    const size_t slash = whole.rfind('/');
    return slash == std::string::npos ? std::string(".") : whole.substr(0, slash);
}

}  // namespace

void* openTrainLibrary(std::string* problem)
{
    // Before any OpenMP runtime starts: with active waiting two threads were slower than one on a
    // loaded machine.
    ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    const std::string folder = programFolder();
    for (const char* place : {"/../lib/", "/../lib/marginalia/"}) {
        const std::string path = folder + place + "libmarginalia_train.so";
        if (void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
            return library;
        }
        *problem = ::dlerror();
    }
    return nullptr;
}

int runTrainVerb(const std::string& verb, const Words& words)
{
    std::string problem;
    void* library = openTrainLibrary(&problem);
    if (library == nullptr) {
        std::fprintf(stderr,
                     "marginalia-cli %s: the training library cannot be opened: %s\n"
                     "Run packaging/run again, or `marginalia-cli doctor`.\n",
                     verb.c_str(), problem.c_str());
        return 1;
    }
    using Entry = int (*)(int, char**);
    const auto entry = reinterpret_cast<Entry>(::dlsym(library, "marginalia_train_main"));
    if (entry == nullptr) {
        std::fprintf(stderr, "marginalia-cli %s: the training library is of another version.\n",
                     verb.c_str());
        return 1;
    }
    std::vector<std::string> copies = {verb};
    copies.insert(copies.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& copy : copies) {
        pointers.push_back(copy.data());
    }
    pointers.push_back(nullptr);
    return entry(static_cast<int>(copies.size()), pointers.data());
}

}  // namespace marginalia::cli
