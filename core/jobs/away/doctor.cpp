// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/doctor.h"

#include "core/base/json.h"
#include "core/jobs/away/scripts.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace marginalia::away {

namespace {

using Verdict = Finding::Verdict;

constexpr double kLittleRoomGb = 2;

/// What the script said: of a key that comes several times, all of it.
class Said {
public:
    explicit Said(const std::string& output)
    {
        std::size_t begin = 0;
        while (begin < output.size()) {
            const std::size_t end = std::min(output.find('\n', begin), output.size());
            const std::string line = output.substr(begin, end - begin);
            begin = end + 1;
            const std::size_t tab = line.find('\t');
            if (tab != std::string::npos) {
                m_values[line.substr(0, tab)].push_back(line.substr(tab + 1));
            }
        }
    }

    const std::vector<std::string>& all(const std::string& key) const
    {
        static const std::vector<std::string> none;
        const auto found = m_values.find(key);
        return found == m_values.end() ? none : found->second;
    }
    std::string one(const std::string& key) const
    {
        return all(key).empty() ? std::string() : all(key).front();
    }
    /// Kilobytes as GB; -1 when it did not say.
    double gigabytes(const std::string& key) const
    {
        const std::string text = one(key);
        return text.empty() ? -1 : std::atof(text.c_str()) * 1024 / 1e9;
    }

private:
    std::map<std::string, std::vector<std::string>> m_values;
};

std::string oneDigit(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : ", ") + word;
    }
    return out;
}

class Examination {
public:
    Examination(const Target& target, const std::string& output, std::string version)
        : m_target(target), m_said(output), m_version(std::move(version))
    {
    }

    std::vector<Finding> findings()
    {
        add("connection", Verdict::Ok,
            {MG_TR("jobs", "%1 answers; login shell %2"),
             {m_said.one("machine"), m_said.one("shell")}});
        lookAtTools();
        lookAtFolder();
        lookAtMachine();
        lookAtProgram();
        lookAtLauncher();
        return std::move(m_out);
    }

private:
    void add(const char* id, Verdict verdict, Text what, Text todo = {})
    {
        m_out.push_back({id, verdict, std::move(what), std::move(todo)});
    }

    void lookAtTools()
    {
        if (!m_said.all("missing").empty()) {
            add("tools", Verdict::Problem,
                {MG_TR("jobs", "Tools are missing there: %1"), {joined(m_said.all("missing"))}},
                MG_TR("jobs", "Install them; they come with every Linux."));
        } else if (m_said.one("system").rfind("Linux", 0) != 0) {
            add("tools", Verdict::Remark,
                {MG_TR("jobs", "The system there is %1; only Linux is tested."),
                 {m_said.one("system")}});
        }
    }

    void lookAtFolder()
    {
        const std::string state = m_said.one("folder");
        if (state == "there") {
            add("folder", Verdict::Ok, {MG_TR("jobs", "Working folder %1"), {m_target.folder}});
        } else if (state == "new") {
            add("folder", Verdict::Ok,
                {MG_TR("jobs", "Working folder %1, made by the first run"), {m_target.folder}});
        } else {
            add("folder", Verdict::Problem,
                {state == "file" ? MG_TR("jobs",
                                         "The working folder %1 cannot be made: %2 is no "
                                         "folder.")
                                 : MG_TR("jobs",
                                         "The working folder %1 cannot be written: the "
                                         "rights of %2."),
                 {m_target.folder, m_said.one("near")}},
                MG_TR("jobs", "Name another folder, or ask for the rights."));
        }
        const double room = m_said.gigabytes("free");
        if (room < 0) {
            add("disk", Verdict::Remark, MG_TR("jobs", "How much room there is was not said."));
        } else if (room < kLittleRoomGb) {
            add("disk", Verdict::Problem,
                {MG_TR("jobs", "%1 GB are free where the runs lie."), {oneDigit(room)}},
                MG_TR("jobs", "Make room: model, snapshot and checkpoints lie there."));
        } else {
            add("disk", Verdict::Ok, {MG_TR("jobs", "%1 GB free"), {oneDigit(room)}});
        }
    }

    void lookAtMachine()
    {
        add("memory", Verdict::Ok,
            {MG_TR("jobs", "%1 cores, %2 GB of memory available"),
             {m_said.one("cores"), oneDigit(std::max(m_said.gigabytes("memory"), 0.0))}});
        const auto& gpus = m_said.all("gpu");
        add("gpu", Verdict::Ok,
            gpus.empty() ? Text(MG_TR("jobs", "No GPU that nvidia-smi knows"))
                         : Text(MG_TR("jobs", "GPU: %1"), {joined(gpus)}));
    }

    void lookAtProgram()
    {
        if (m_said.one("program").empty()) {
            add("program", Verdict::Problem,
                {MG_TR("jobs", "There is no program \"%1\" there."), {m_target.program}},
                MG_TR("jobs",
                      "Install this version of Marginalia there, and name the path of its "
                      "marginalia-cli as the target's program."));
            return;
        }
        add("program", Verdict::Ok, {MG_TR("jobs", "Program %1"), {m_said.one("program")}});
        const std::string expected = "marginalia-cli " + m_version;
        if (m_said.one("version") != expected) {
            add("version", Verdict::Problem,
                {MG_TR("jobs", "It says \"%1\", and this one is \"%2\"."),
                 {quotedForError(m_said.one("version")), expected}},
                MG_TR("jobs", "Bring both to the same version."));
            return;
        }
        add("version", Verdict::Ok, {MG_TR("jobs", "Version %1, the same as here"), {m_version}});
        const Json report = Json::parse(m_said.one("doctor"), nullptr, false);
        if (!report.is_object() || report.value("ok", Json()) != Json(true)) {
            add("training", Verdict::Problem, MG_TR("jobs", "Its training library does not work."),
                MG_TR("jobs", "Run `marginalia-cli doctor` there: it says what is missing."));
            return;
        }
        std::vector<std::string> devices;
        for (const Json& device : report.value("devices", Json::array())) {
            devices.push_back(device.is_string() ? device.get<std::string>() : device.dump());
        }
        add("training", Verdict::Ok, {MG_TR("jobs", "It trains on: %1"), {joined(devices)}});
    }

    void lookAtLauncher()
    {
        const std::string sbatch = m_said.one("sbatch");
        if (m_target.launcher == "sbatch") {
            if (sbatch.empty()) {
                add("launcher", Verdict::Problem, MG_TR("jobs", "There is no sbatch there."),
                    MG_TR("jobs",
                          "Name the cluster's login machine as the host, or choose the "
                          "launcher plain."));
            } else {
                add("launcher", Verdict::Ok, {MG_TR("jobs", "Jobs go through %1"), {sbatch}});
            }
        } else if (!sbatch.empty()) {
            add("launcher", Verdict::Remark,
                MG_TR("jobs", "There is a sbatch, and runs would start beside it."),
                MG_TR("jobs", "On a cluster's login machine choose the launcher sbatch."));
        } else if (m_said.one("setsid").empty()) {
            add("launcher", Verdict::Remark,
                MG_TR("jobs", "There is no setsid: a run may end with the connection."),
                MG_TR("jobs", "Install util-linux there."));
        } else {
            add("launcher", Verdict::Ok,
                MG_TR("jobs", "Runs start detached and outlive the connection"));
        }
    }

    const Target& m_target;
    Said m_said;
    std::string m_version;
    std::vector<Finding> m_out;
};

}  // namespace

const char* verdictWord(Finding::Verdict verdict)
{
    switch (verdict) {
        case Verdict::Ok:
            return "ok";
        case Verdict::Remark:
            return "remark";
        case Verdict::Problem:
            break;
    }
    return "problem";
}

std::vector<Finding> examine(const Ssh& ssh, const std::string& version)
{
    const auto answer = ssh.call(
        {.script = scripts::doctor(), .words = {ssh.target().folder, ssh.target().program}});
    if (!answer.ok()) {
        return {{"connection", Verdict::Problem, answer.error().what, answer.error().todo}};
    }
    if (answer->output.find("end\tend\n") == std::string::npos) {
        return {{"connection",
                 Verdict::Problem,
                 {MG_TR("jobs", "The look at the machine broke off: %1"),
                  {quotedForError(answer->errors)}},
                 MG_TR("jobs", "Look whether /bin/sh there is a POSIX shell.")}};
    }
    return Examination(ssh.target(), answer->output, version).findings();
}

bool isFit(const std::vector<Finding>& findings)
{
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.verdict == Verdict::Problem; });
}

}  // namespace marginalia::away
