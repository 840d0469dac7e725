// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace marginalia::away {

/// A machine that trains for this one: reached by the person's own ssh, with a folder to work in.
struct Target {
    std::string name;       ///< what it is called here: letters, digits, "-", "_", "."
    std::string host;       ///< as ssh takes it: an alias of its configuration, host, user@host
    std::int64_t port = 0;  ///< 0: as ssh's configuration says
    std::string folder = "~/marginalia";     ///< there; made when it is not
    std::string program = "marginalia-cli";  ///< there: a path, or a name that is found in PATH
    std::string launcher = "plain";          ///< plain: beside ssh's session; sbatch: a Slurm job
    std::vector<std::string> sbatchOptions;  ///< "--partition=gpu", "--gres=gpu:1", ...
    std::string sshConfig;                   ///< another ssh configuration file; empty: one's own
    /// Models that lie there already: as a run names them here -> folder there.
    std::map<std::string, std::string> models;

    bool operator==(const Target&) const = default;
};

/// targets.json beside the person's other settings.
std::string targetsPath();

/// All targets of a file, by name; none when it is not there. An error names file and field.
Result<std::vector<Target>> readTargets(const std::string& path = targetsPath());
Status writeTargets(const std::vector<Target>& targets, const std::string& path = targetsPath());
/// One of them; NotFound lists those that there are.
Result<Target> findTarget(const std::string& name, const std::string& path = targetsPath());

/// What is wrong with a target; `where` begins the field's name in the error.
Status checkTarget(const Target& target, const std::string& where);

Json toJson(const Target& target);
/// Unknown fields and wrong kinds are errors; `where` begins the field's name in them.
Result<Target> targetFromJson(const Json& json, const std::string& where);

}  // namespace marginalia::away
