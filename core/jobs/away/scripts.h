// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// What is run on a target: scripts of a plain POSIX shell, with tools that every Linux has. Words
/// from here reach them as $1, $2, ..., never as text of the script.
namespace marginalia::away::scripts {

/// How scripts end when they cannot go on; 0 is done.
inline constexpr int kNoFolder = 41;   ///< a folder cannot be entered or made
inline constexpr int kNotWhole = 42;   ///< what arrived has another digest
inline constexpr int kElsewhere = 43;  ///< the file there is not as long as we thought
inline constexpr int kNoWrite = 44;    ///< it cannot be written: rights, or a full disk
inline constexpr int kNoSubmit = 45;   ///< sbatch refused

/// $1 folder, $2 program: lines "key<tab>value" about the machine; nothing is made or changed.
std::string doctor();
/// $1 folder: makes it; prints its whole path and the free kilobytes there.
std::string makeFolder();
/// $1 folder: "whole" when it is there, else what lies in $1.part; lines "size name", a file that
/// is not complete yet as "name.new".
std::string listParts();
/// $1 folder, $2 name, $3 bytes there already, $4 SHA-256: stdin goes behind what $1.part/$2.new
/// has; whole and verified it becomes $1.part/$2.
std::string putFile();
/// $1 folder: $1.part becomes it.
std::string settle();
/// $1 run folder, $2 number of the start, $3 launcher, $4 program, $5 the job's command, then
/// options of sbatch: starts the worker unless this start was made before; prints "1 STATE" when it
/// did, "0 STATE" when it found it.
std::string start();
/// $1 run folder, $2 seconds between looks, $3 looks (0: until the run ended), then NAME:OFFSET of
/// every file that is here already. Prints frames (core/jobs/away/frames.h).
std::string follow();
/// $1 run folder; stdin: lines "ID LINE": appends to control.jsonl what is not in it.
std::string control();
/// $1 run folder: takes the job out of the queue if it waits there; prints the state before.
std::string unqueue();
/// $1 run folder: a line "STEPFOLDER" for every whole checkpoint, oldest first.
std::string listCheckpoints();
/// $1 file, $2 offset: its bytes from there on.
std::string sendFile();

}  // namespace marginalia::away::scripts
