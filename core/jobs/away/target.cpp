// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/target.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"

#include <algorithm>
#include <set>

namespace marginalia::away {

namespace {

constexpr int kTargetsVersion = 1;
constexpr std::int64_t kMostTargetBytes = 1 << 20;

bool isPlainName(const std::string& text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= 64 && text[0] != '-' && text[0] != '.' &&
           std::all_of(text.begin(), text.end(), fits);
}

bool hasControl(const std::string& text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Error badField(const std::string& where, const char* field, Text what, Text todo = {})
{
    return failure(ErrorKind::Invalid, std::move(what), where + "." + field, std::move(todo));
}

/// The host goes to ssh as a word of its own behind "--", and is still not allowed to look like an
/// option: another program may stand behind the name ssh.
Status checkHost(const Target& target, const std::string& where)
{
    const std::string& host = target.host;
    if (host.empty()) {
        return badField(
            where, "host", MG_TR("jobs", "No host is named."),
            MG_TR("jobs", "Name it as you would for ssh: an alias, host or user@host."));
    }
    const bool spaces = host.find(' ') != std::string::npos;
    if (host[0] == '-' || spaces || hasControl(host) || host.find("@-") != std::string::npos) {
        return badField(
            where, "host", {MG_TR("jobs", "This is no host for ssh: %1"), {quotedForError(host)}},
            MG_TR("jobs", "Name it as you would for ssh: an alias, host or user@host."));
    }
    return {};
}

Status checkPaths(const Target& target, const std::string& where)
{
    for (const auto& [field, text] : {std::pair{"folder", &target.folder},
                                      {"program", &target.program},
                                      {"ssh_config", &target.sshConfig}}) {
        const bool may = std::string(field) == "ssh_config";
        if ((text->empty() && !may) || hasControl(*text) || (!text->empty() && (*text)[0] == '-')) {
            return badField(where, field,
                            {MG_TR("jobs", "This is no path: %1"), {quotedForError(*text)}});
        }
    }
    for (const auto& [here, there] : target.models) {
        if (here.empty() || there.empty() || there[0] != '/' || hasControl(there)) {
            return badField(where, "models",
                            {MG_TR("jobs", "The model's folder there is not a whole path: %1"),
                             {quotedForError(there)}},
                            MG_TR("jobs", "Whole paths begin with \"/\"."));
        }
    }
    return {};
}

Status checkLauncher(const Target& target, const std::string& where)
{
    if (target.launcher != "plain" && target.launcher != "sbatch") {
        return badField(
            where, "launcher",
            {MG_TR("jobs", "There is no launcher \"%1\"."), {quotedForError(target.launcher)}},
            MG_TR("jobs", "It is plain or sbatch."));
    }
    for (const std::string& option : target.sbatchOptions) {
        if (option.size() < 2 || option[0] != '-' || hasControl(option)) {
            return badField(
                where, "sbatch_options",
                {MG_TR("jobs", "This is no option of sbatch: %1"), {quotedForError(option)}},
                MG_TR("jobs", "Options begin with \"-\", e.g. --partition=gpu."));
        }
    }
    return {};
}

/// The fields of a target, each with what its JSON must be.
template <class Visit>
void visitTexts(Target& target, Visit visit)
{
    visit("name", target.name);
    visit("host", target.host);
    visit("folder", target.folder);
    visit("program", target.program);
    visit("launcher", target.launcher);
    visit("ssh_config", target.sshConfig);
}

Status readTexts(const Json& json, const std::string& where, Target& out)
{
    Status status;
    visitTexts(out, [&](const char* field, std::string& text) {
        const auto found = json.find(field);
        if (found == json.end() || !status.ok()) {
            return;
        }
        if (!found->is_string()) {
            status = badField(where, field, MG_TR("jobs", "A text is needed here."));
            return;
        }
        text = found->get<std::string>();
    });
    return status;
}

Status readOthers(const Json& json, const std::string& where, Target& out)
{
    if (const auto port = json.find("port"); port != json.end()) {
        if (!port->is_number_integer()) {
            return badField(where, "port", MG_TR("jobs", "A whole number is needed here."));
        }
        out.port = port->get<std::int64_t>();
    }
    if (const auto options = json.find("sbatch_options"); options != json.end()) {
        if (!options->is_array() ||
            !std::all_of(options->begin(), options->end(),
                         [](const Json& each) { return each.is_string(); })) {
            return badField(where, "sbatch_options",
                            MG_TR("jobs", "A list of texts is needed here."));
        }
        out.sbatchOptions = options->get<std::vector<std::string>>();
    }
    if (const auto models = json.find("models"); models != json.end()) {
        if (!models->is_object() ||
            !std::all_of(models->begin(), models->end(),
                         [](const Json& each) { return each.is_string(); })) {
            return badField(where, "models",
                            MG_TR("jobs",
                                  "An object of texts is needed here: model here, folder "
                                  "there."));
        }
        out.models = models->get<std::map<std::string, std::string>>();
    }
    return {};
}

}  // namespace

std::string targetsPath()
{
    return configFolder() + "/targets.json";
}

Status checkTarget(const Target& target, const std::string& where)
{
    if (!isPlainName(target.name)) {
        return badField(
            where, "name",
            {MG_TR("jobs", "This is no name for a target: %1"), {quotedForError(target.name)}},
            MG_TR("jobs", "Names are of letters, digits, \"-\", \"_\" and \".\", 64 at most."));
    }
    if (target.port < 0 || target.port > 65535) {
        return badField(where, "port",
                        {MG_TR("jobs", "There is no port %1."), {std::to_string(target.port)}},
                        MG_TR("jobs", "Ports are 1 to 65535; 0 is ssh's own choice."));
    }
    MG_CHECK(checkHost(target, where));
    MG_CHECK(checkPaths(target, where));
    return checkLauncher(target, where);
}

Json toJson(const Target& target)
{
    Json out = Json::object();
    Target copy = target;
    visitTexts(copy, [&](const char* field, std::string& text) {
        if (!text.empty()) {
            out[field] = text;
        }
    });
    if (target.port != 0) {
        out["port"] = target.port;
    }
    if (!target.sbatchOptions.empty()) {
        out["sbatch_options"] = target.sbatchOptions;
    }
    if (!target.models.empty()) {
        out["models"] = target.models;
    }
    return out;
}

Result<Target> targetFromJson(const Json& json, const std::string& where)
{
    if (!json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("jobs", "An object is needed here."), where);
    }
    static const std::set<std::string> known = {"name",           "host",       "port",
                                                "folder",         "program",    "launcher",
                                                "sbatch_options", "ssh_config", "models"};
    for (const auto& [key, value] : json.items()) {
        if (!known.contains(key)) {
            return failure(ErrorKind::Invalid,
                           MG_TR("jobs", "There is no such setting of a target."),
                           where + "." + quotedForError(key));
        }
    }
    Target out;
    MG_CHECK(readTexts(json, where, out));
    MG_CHECK(readOthers(json, where, out));
    MG_CHECK(checkTarget(out, where));
    return out;
}

Result<std::vector<Target>> readTargets(const std::string& path)
{
    std::vector<Target> out;
    if (!fileExists(path)) {
        return out;
    }
    MG_TRY(const std::string text, readFile(path, kMostTargetBytes));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("version", Json()) != Json(kTargetsVersion) ||
        !json.contains("targets") || !json["targets"].is_array()) {
        return failure(ErrorKind::Parse,
                       MG_TR("jobs",
                             "This is no list of targets: {\"version\": 1, \"targets\": "
                             "[...]} is needed."),
                       path,
                       MG_TR("jobs", "Mend the file, or delete it and add the targets again."));
    }
    std::set<std::string> names;
    for (std::size_t i = 0; i < json["targets"].size(); ++i) {
        const std::string where = path + ": targets[" + std::to_string(i) + "]";
        MG_TRY(Target target, targetFromJson(json["targets"][i], where));
        if (!names.insert(target.name).second) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("jobs", "Two targets are called \"%1\"."), {target.name}},
                           where + ".name");
        }
        out.push_back(std::move(target));
    }
    std::sort(out.begin(), out.end(),
              [](const Target& left, const Target& right) { return left.name < right.name; });
    return out;
}

Status writeTargets(const std::vector<Target>& targets, const std::string& path)
{
    Json list = Json::array();
    for (const Target& target : targets) {
        MG_CHECK(checkTarget(target, target.name));
        list.push_back(toJson(target));
    }
    MG_CHECK(makeFolders(folderOf(path)));
    return writeFileAtomically(
        path, Json({{"version", kTargetsVersion}, {"targets", list}}).dump(1) + "\n");
}

Result<Target> findTarget(const std::string& name, const std::string& path)
{
    MG_TRY(const std::vector<Target> all, readTargets(path));
    std::string names;
    for (const Target& target : all) {
        if (target.name == name) {
            return target;
        }
        names += (names.empty() ? "" : ", ") + target.name;
    }
    return failure(ErrorKind::NotFound,
                   {MG_TR("jobs", "There is no target \"%1\"; there are: %2."),
                    {quotedForError(name), names.empty() ? "-" : names}},
                   path, MG_TR("jobs", "Add it: marginalia-cli away add NAME --host HOST."));
}

}  // namespace marginalia::away
