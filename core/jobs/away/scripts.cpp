// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/scripts.h"

namespace marginalia::away::scripts {

namespace {

/// "~/..." in a word: the home there.
constexpr const char* kHome = R"sh(
home() { case $1 in "~") echo "$HOME";; "~/"*) echo "$HOME/${1#"~/"}";; *) echo "$1";; esac; }
)sh";

/// Sets `state` of the run in the present folder: none, queued, running, gone. A process is the one
/// that was started only if it began when that one did. A queue that does not answer is no end.
constexpr const char* kState = R"sh(
alive() {
  state=none
  if [ -s away.job ]; then
    read -r job < away.job
    if answer=$(squeue -h -j "$job" -o %T 2>&1); then
      case $answer in
        '') state=gone;;
        PENDING*|CONFIGURING*|REQUEUED*|REQUEUE_*|SUSPENDED*) state=queued;;
        RUNNING*|COMPLETING*|STOPPED*|SIGNALING*|STAGE_OUT*|RESIZING*) state=running;;
        *) state=gone;;
      esac
    else
      case $answer in *nvalid*job*id*) state=gone;; *) state=running;; esac
    fi
  elif [ -s away.pid ]; then
    read -r pid began < away.pid
    state=gone
    if [ -r "/proc/$pid/stat" ]; then
      line=$(cat "/proc/$pid/stat" 2>/dev/null); line=${line##*") "}
      set -- $line
      if [ "$1" != Z ] && { [ "$began" = 0 ] || [ "${20}" = "$began" ]; }; then state=running; fi
    elif [ ! -d /proc/self ] && kill -0 "$pid" 2>/dev/null; then
      state=running
    fi
  fi
}
)sh";

constexpr const char* kDigest = R"sh(
digest() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum < "$1" | cut -c1-64
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 < "$1" | cut -c1-64
  else openssl dgst -sha256 -r < "$1" | cut -c1-64; fi
}
)sh";

constexpr const char* kDoctor = R"sh(
say() { printf '%s\t%s\n' "$1" "$2"; }
say shell "${SHELL:-?}"
say system "$(uname -sm)"
say machine "$(uname -n)"
folder=$(home "$1"); program=$(home "$2")
near=$folder
case $near in /*) ;; *) near=$HOME/$near;; esac
while [ ! -e "$near" ] && [ "$near" != / ]; do near=$(dirname -- "$near"); done
if [ ! -d "$near" ]; then say folder file
elif [ ! -w "$near" ] || [ ! -x "$near" ]; then say folder closed
elif [ -d "$folder" ]; then say folder there
else say folder new; fi
say near "$near"
say free "$(df -Pk "$near" 2>/dev/null | { read -r skip; read -r a b c d rest; echo "$d"; })"
say cores "$(getconf _NPROCESSORS_ONLN 2>/dev/null)"
say memory "$(while read -r key value unit; do if [ "$key" = MemAvailable: ]; then echo "$value"; fi; done 2>/dev/null < /proc/meminfo)"
for tool in tail head wc cat cut grep df; do command -v "$tool" >/dev/null 2>&1 || say missing "$tool"; done
command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 || command -v openssl >/dev/null 2>&1 || say missing sha256sum
if command -v setsid >/dev/null 2>&1; then say setsid yes; fi
if command -v nvidia-smi >/dev/null 2>&1; then
  nvidia-smi --query-gpu=name,memory.total --format=csv,noheader 2>&1 | while IFS= read -r line; do say gpu "$line"; done
fi
if command -v sbatch >/dev/null 2>&1; then say sbatch "$(sbatch --version 2>&1 | head -n 1)"; fi
if command -v "$program" >/dev/null 2>&1; then
  say program "$(command -v "$program")"
  say version "$("$program" --version 2>&1 < /dev/null | head -n 1)"
  say doctor "$("$program" doctor --json 2>/dev/null < /dev/null | tail -n 1)"
fi
say end end
)sh";

constexpr const char* kMakeFolder = R"sh(
folder=$(home "$1")
mkdir -p -- "$folder" && cd -- "$folder" || exit 41
pwd -P
df -Pk . | { read -r skip; read -r a b c d rest; echo "$d"; }
)sh";

constexpr const char* kListParts = R"sh(
if [ -d "$1" ]; then echo whole; cd -- "$1" || exit 41
elif [ -d "$1.part" ]; then cd -- "$1.part" || exit 41
else exit 0; fi
for name in *; do
  if [ -f "./$name" ]; then echo "$(($(wc -c < "./$name"))) $name"; fi
done
)sh";

constexpr const char* kPutFile = R"sh(
mkdir -p -- "$1.part" && cd -- "$1.part" || exit 41
have=0
if [ -f "./$2.new" ]; then have=$(($(wc -c < "./$2.new"))); fi
[ "$have" -eq "$3" ] || exit 43
cat >> "./$2.new" || exit 44
if [ "$(digest "./$2.new")" != "$4" ]; then rm -f "./$2.new"; exit 42; fi
mv -f "./$2.new" "./$2" || exit 44
)sh";

constexpr const char* kSettle = R"sh(
if [ -d "$1" ]; then exit 0; fi
mv "$1.part" "$1" || exit 44
)sh";

/// The number of the start is taken by making a file that must not be there: of two who start at
/// once one does. The worker's process writes its own number before it becomes the worker.
constexpr const char* kStart = R"sh(
cd -- "$1" || exit 41
number=$2; launcher=$3; program=$(home "$4"); command=$5; shift 5
alive
case $state in running|queued) echo "0 $state"; exit 0;; esac
made=0
if (set -C; : > "away.start-$number") 2>/dev/null; then
  made=1
  if [ -f exit.json ]; then mv -f exit.json "exit-$((number - 1)).json"; fi
  rm -f away.pid away.job status.json
  if [ "$launcher" = sbatch ]; then
    if ! job=$(sbatch --parsable --job-name=marginalia --chdir="$PWD" --output="$PWD/worker.out" --open-mode=append "$@" --wrap="$command"); then
      rm -f "away.start-$number"
      exit 45
    fi
    printf '%s\n' "${job%%;*}" > away.job
  else
    apart=; if command -v setsid >/dev/null 2>&1; then apart=setsid; fi
    nohup $apart /bin/sh -c 'began=0
      if [ -r "/proc/$$/stat" ]; then began=$(cut -d" " -f22 "/proc/$$/stat"); fi
      printf "%s %s\n" "$$" "$began" > away.pid.new && mv -f away.pid.new away.pid
      exec "$1" run "$2"' sh "$program" "$PWD" < /dev/null >> worker.out 2>&1 &
  fi
fi
tries=0
while [ ! -s away.pid ] && [ ! -s away.job ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
alive
echo "$made $state"
)sh";

constexpr const char* kFollow = R"sh(
cd -- "$1" || exit 41
LC_ALL=C; export LC_ALL
pause=$2; looks=$3; shift 3
seen=
for pair in "$@"; do seen="$seen $pair"; done
run_was=; status_was=; gone=0; look=0
piece=1048576
part() {
  if [ ! -f "$1" ]; then return 0; fi
  case $1 in *[!A-Za-z0-9._/-]*) return 0;; esac
  at=0
  case "$seen " in *" $1:"*) at=${seen##*" $1:"}; at=${at%% *};; esac
  size=$(($(wc -c < "$1")))
  if [ "$size" -lt "$at" ]; then printf 'S %s %s\n' "$1" "$size"; exit 0; fi
  count=$((size - at))
  if [ "$count" -gt "$piece" ]; then count=$piece; more=1; fi
  if [ "$count" -gt 0 ]; then
    printf 'F %s %s %s\n' "$1" "$at" "$count" || exit 0
    tail -c "+$((at + 1))" < "$1" | head -c "$count"
    at=$((at + count))
  fi
  now="$now $1:$at"
}
whole() {
  if [ ! -f "$1" ]; then return 0; fi
  text=$(cat "$1" 2>/dev/null)
  case $1 in
    run.json) if [ "$text" = "$run_was" ]; then return 0; fi; run_was=$text;;
    status.json) if [ "$text" = "$status_was" ]; then return 0; fi; status_was=$text;;
  esac
  printf 'W %s %s\n%s' "$1" "${#text}" "$text" || exit 0
}
while :; do
  more=0; now=; ended=0
  alive
  if [ -f exit.json ]; then ended=1; fi
  whole run.json
  whole status.json
  for name in metrics.jsonl samples.jsonl rows.bin log.txt worker.out tb/events.out.tfevents.* rounds/[0-9]*.bin rounds/[0-9]*.idx; do part "$name"; done
  seen=$now
  printf 'B %s\n' "$state" || exit 0
  if [ "$more" = 0 ]; then
    if [ "$ended" = 1 ]; then whole exit.json; printf 'E\n'; exit 0; fi
    case $state in gone|none) gone=$((gone + 1));; *) gone=0;; esac
    if [ "$gone" -ge 3 ]; then printf 'L\n'; exit 0; fi
    if [ "$looks" -gt 0 ] && [ "$gone" = 0 ]; then
      look=$((look + 1))
      if [ "$look" -ge "$looks" ]; then exit 0; fi
    fi
    sleep "$pause"
  fi
done
)sh";

constexpr const char* kControl = R"sh(
cd -- "$1" || exit 41
while IFS= read -r line; do
  id=${line%% *}
  if [ -f control.jsonl ] && grep -q -F -e "$id" control.jsonl; then continue; fi
  printf '%s\n' "${line#* }" >> control.jsonl || exit 44
done
)sh";

constexpr const char* kUnqueue = R"sh(
cd -- "$1" || exit 41
alive
if [ "$state" = queued ]; then scancel "$job" || exit 45; fi
echo "$state"
)sh";

constexpr const char* kListCheckpoints = R"sh(
cd -- "$1/checkpoints" 2>/dev/null || exit 0
for name in step-*; do
  case $name in *.partial) continue;; esac
  if [ -f "$name/manifest.json" ]; then echo "$name"; fi
done
)sh";

constexpr const char* kSendFile = R"sh(
[ -f "$1" ] || exit 41
tail -c "+$(($2 + 1))" < "$1"
)sh";

}  // namespace

std::string doctor()
{
    return std::string(kHome) + kDoctor;
}

std::string makeFolder()
{
    return std::string(kHome) + kMakeFolder;
}

std::string listParts()
{
    return kListParts;
}

std::string putFile()
{
    return std::string(kDigest) + kPutFile;
}

std::string settle()
{
    return kSettle;
}

std::string start()
{
    return std::string(kHome) + kState + kStart;
}

std::string follow()
{
    return std::string(kState) + kFollow;
}

std::string control()
{
    return kControl;
}

std::string unqueue()
{
    return std::string(kState) + kUnqueue;
}

std::string listCheckpoints()
{
    return kListCheckpoints;
}

std::string sendFile()
{
    return kSendFile;
}

}  // namespace marginalia::away::scripts
