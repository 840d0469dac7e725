// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/uid.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/training_rows.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// rows.bin: one trained completion of one step (decisions.md 5); 64 bytes, little-endian.
struct RowRecord {
    std::uint32_t step = 0;
    std::uint16_t attempt = 0;
    std::uint16_t unit = 0;  ///< pair or row number in the step
    RowRole role = RowRole::Demo;
    std::uint8_t flags = 0;
    std::uint16_t round = 0;
    std::uint32_t tokens = 0;
    std::uint32_t snapshotIndex = 0;
    float loss = 0;
    float policySum = 0;     ///< nats
    float referenceSum = 0;  ///< nats; 0 without a reference
    float weight = 1;
    float reward = 0;
    float influence = 0;  ///< abs dL/dS: pull on this step
    Uid uid;
};

/// One item of data.bin: the record as the run saw it.
struct SnapshotItem {
    Uid uid;
    RecordKind kind = RecordKind::Pair;
    TextMode textMode = TextMode::Chat;
    Messages prompt;
    /// 0 is a, 1 is b, 2 a reference answer beside them; of a group all; of steps one each.
    std::vector<Messages> answers;
    std::vector<AnswerFacts> facts;    ///< of answers where something is said of them, else empty
    std::vector<bool> stepLabels;      ///< one a step
    std::vector<double> alignedLogps;  ///< of answer 0 per token under other models, nats
    std::string aspect;                ///< the one quality in which the answers differ
    bool gold = false;                 ///< answer 2 is there
    bool expanded = false;             ///< answer 1 is the prompt as a language model expanded it
    Verdict verdict = Verdict::None;
    Strength strength = Strength::Plain;
    std::optional<bool> desirable;
    std::string annotator;
    double weight = 1;
    std::string split = "train";  ///< "train" or "held_out"
    Json tools;
    Json templateArguments;
};

/// What the rule of training_rows.h looks at of an item.
TrainingFacts factsOf(const SnapshotItem& item, bool usable = true);

/// Writes data.bin and data.idx of a new run folder.
class SnapshotWriter {
public:
    static Result<std::unique_ptr<SnapshotWriter>> create(const std::string& runFolder);
    virtual ~SnapshotWriter() = default;
    virtual Status add(const SnapshotItem& item) = 0;
    /// Syncs; gives the SHA-256 of data.bin.
    virtual Result<std::string> finish() = 0;
};

/// Reads a snapshot; every item is checked against its crc.
class SnapshotReader {
public:
    static Result<std::unique_ptr<SnapshotReader>> open(const std::string& runFolder);
    virtual ~SnapshotReader() = default;
    virtual std::int64_t size() const = 0;
    virtual Result<SnapshotItem> item(std::int64_t index) = 0;
    virtual const std::string& digest() const = 0;
};

/// "held_out" or "train" by the hash of the prompt, so that a prompt stays in one split
/// (decisions.md 1).
std::string splitOf(const Messages& prompt, double heldOutShare);

/// Makes runs/<UTC time>-<6 hex>/ with run.json; the snapshot is written next, then the worker is
/// started. A model of the hub cache becomes its snapshot's folder, with {"model_source":
/// {"repository", "commit"}} beside the settings.
Result<std::string> createRunFolder(const std::string& runsFolder, const RunSpec& spec,
                                    const Json& extra = {});
/// run.json of a folder: {"schema", "program", "settings", "digests", "created", ...}.
Result<Json> readRunJson(const std::string& runFolder);
Result<RunSpec> readRunSpec(const std::string& runFolder);
/// Changes keys of run.json (RFC 7396), e.g. what the worker resolved: {"resolved": {"dtype":
/// "fp32", ...}}.
Status patchRunJson(const std::string& runFolder, const Json& patch);

enum class RunState : std::uint8_t {
    Waiting,
    Loading,
    Caching,
    Running,
    Pausing,
    Paused,
    Writing,
    Done,
    Stopped,
    Failed,
    Lost
};
const char* runStateWord(RunState state);  ///< the state words of look.md 3, lower case
std::optional<RunState> runStateFromWord(const std::string& word);

/// status.json: renewed every second by the worker.
struct RunStatus {
    std::int64_t pid = 0;
    std::uint64_t startTime = 0;  ///< of the process, clock ticks after boot
    std::string bootId;
    std::string token;
    RunState state = RunState::Waiting;
    double share = 0;  ///< of loading or caching, 0 to 1
    std::int64_t step = 0;
    std::int64_t total = 0;
    double etaSeconds = -1;
    std::int64_t atMilliseconds = 0;
    double memoryMb = 0;
};

/// exit.json: only the worker writes it.
struct RunExit {
    std::string reason;  ///< finished, stopped, failed
    int code = 0;
    std::string message;
    std::int64_t step = 0;
};

/// Of a run that trains on another machine (core/jobs/away): who that is, and how the line is.
struct RunAway {
    std::string target;
    std::string host;
    bool followed = false;   ///< a program here fetches its records now
    bool connected = false;  ///< and reaches the host
    bool queued = false;     ///< it waits in the queue there
    std::string problem;     ///< why it is not connected, or what a lost worker said last
};

/// What a run folder says of its run now: exit.json, else whether the worker of status.json lives.
struct RunHealth {
    RunState state = RunState::Waiting;
    RunStatus status;
    std::optional<RunExit> exit;
    bool attached =
        false;  ///< the worker lives and is ours: pid, start time, boot id, token and lock agree
    bool notResponding = false;  ///< silent for 15 s
    /// The worker is on another machine: the state is what was heard last, and the run is attached
    /// while it is followed and connected.
    std::optional<RunAway> away;
};
RunHealth runHealth(const std::string& runFolder);

/// One line of metrics.jsonl.
struct MetricLine {
    std::int64_t seq = 0;
    std::int64_t attempt = 0;
    std::int64_t step = -1;  ///< -1: an event that belongs to no step
    std::string event;  ///< empty: a step's metrics; start, resume, control, checkpoint, sample,
                        ///< skip, eval, end
    double epoch = 0;
    double time = 0;  ///< Unix seconds
    std::vector<std::pair<std::string, double>>
        values;   ///< metric name (TRL's) -> value; NaN stays NaN
    Json detail;  ///< of events
};

/// A sample written on the way: one line of samples.jsonl.
struct SampleLine {
    std::int64_t step = 0;
    std::string prompt;
    std::string text;
    std::uint64_t seed = 0;
};

/// Follows a run folder, live or finished: whole lines only, a torn last one waits or is dropped;
/// after a resume the points of earlier attempts beyond from_step are withdrawn.
///
/// One thread. Never blocks on the worker; remembers offsets and inode, so that each call costs
/// what is new.
class RunReader {
public:
    static Result<std::unique_ptr<RunReader>> open(const std::string& runFolder);
    virtual ~RunReader() = default;

    struct News {
        std::vector<MetricLine> lines;
        std::vector<RowRecord> rows;
        std::vector<SampleLine> samples;
        std::optional<std::int64_t>
            withdrawBeyondStep;  ///< drop points with a larger step before appending `lines`
        RunHealth health;
    };
    /// What came since the last call.
    virtual Result<News> poll() = 0;
    /// Rows of one step, read from rows.bin by search; for "behind step n".
    virtual Result<std::vector<RowRecord>> rowsOfStep(std::int64_t step) = 0;
    virtual const std::string& folder() const = 0;
};

/// The worker's side: appends metrics, rows, samples, status; obeys control.jsonl at step
/// boundaries.
class RunWriter {
public:
    /// Takes the folder's lock; Locked when another worker holds it.
    static Result<std::unique_ptr<RunWriter>> open(const std::string& runFolder);
    virtual ~RunWriter() = default;

    virtual std::int64_t attempt() const = 0;
    virtual Status step(std::int64_t step, double epoch,
                        const std::vector<std::pair<std::string, double>>& values) = 0;
    /// Held-out values: a line of the event "eval" with values, names beginning with eval_.
    virtual Status evaluation(std::int64_t step, double epoch,
                              const std::vector<std::pair<std::string, double>>& values) = 0;
    virtual Status event(const std::string& name, std::int64_t step, const Json& detail) = 0;
    virtual Status rows(const std::vector<RowRecord>& rows) = 0;
    virtual Status sample(const SampleLine& sample) = 0;
    virtual Status status(RunState state, double share, std::int64_t step, std::int64_t total,
                          double etaSeconds) = 0;
    virtual Status finish(const RunExit& exit) = 0;

    struct Control {
        std::string id;
        std::string kind;  ///< pause, resume, stop, save, sample, set
        Json detail;
    };
    /// New lines of control.jsonl, without those acknowledged or older than this attempt.
    virtual Result<std::vector<Control>> controls() = 0;
    /// Writes the event that acknowledges an obeyed line.
    virtual Status acknowledge(const Control& control, std::int64_t step,
                               const Json& detail = {}) = 0;
};

/// Appends a request to control.jsonl; gives its id. The window's side.
Result<std::string> requestControl(const std::string& runFolder, const std::string& kind,
                                   const Json& detail = {});

/// Checkpoints of a run that are complete, oldest first: step and folder.
struct CheckpointInfo {
    std::int64_t step = 0;
    std::string folder;
    bool resumable = false;  ///< holds optimizer state; weight-only ones serve Compare
};
std::vector<CheckpointInfo> listCheckpoints(const std::string& runFolder);

/// Runs below a runs/ folder, newest first.
std::vector<std::string> listRuns(const std::string& runsFolder);

}  // namespace marginalia
