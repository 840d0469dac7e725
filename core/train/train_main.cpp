// SPDX-License-Identifier: Apache-2.0
#include "core/model/device.h"
#include "core/train/verbs.h"

#include <c10/util/Exception.h>

#include <cstdio>
#include <cstring>
#include <exception>

/// The one entry of libmarginalia_train.so: argv[0] is the verb. Gives the exit code; nothing is
/// thrown out of it.
extern "C" __attribute__((visibility("default"))) int marginalia_train_main(int argc, char** argv)
{
    using namespace marginalia;
    try {
        loadCudaIfPresent();
        const cli::Words words(argv + 1, argv + argc);
        for (const TrainVerb& verb : trainVerbs()) {
            if (std::strcmp(verb.name, argv[0]) == 0) {
                return verb.run(words);
            }
        }
        std::fprintf(stderr, "marginalia-cli %s: the training library does not know this verb.\n",
                     argv[0]);
        return 2;
    } catch (const c10::Error& error) {
        std::fprintf(stderr, "marginalia-cli %s: %s\n", argv[0], error.what_without_backtrace());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "marginalia-cli %s: %s\n", argv[0], error.what());
    }
    return 1;
}
