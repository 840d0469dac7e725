# SPDX-License-Identifier: Apache-2.0
"""What the programs of this folder share: marginalia-cli's bench verbs as functions."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEFAULT_CLI = os.path.join(ROOT, "build/release/bin/marginalia-cli")


def answer_of(command, environment=None):
    """The JSON that a command prints; ends the program with the command's own words if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, **(environment or {})))
    if done.returncode != 0:
        sys.exit(" ".join(command) + " failed:\n" + done.stderr[-2000:])
    return json.loads(done.stdout)


def fast_ways(cli):
    """[{name, saves, plain, test}] of marginalia-cli bench ways."""
    return answer_of([cli, "bench", "ways", "--json"])


def train(cli, folder, objective, dtype, steps, threads, without=(), batch=8, warmup=3, environment=None, pairs=None,
          settings=None):
    """Figures of marginalia-cli bench train on folder/pairs.jsonl with folder/model."""
    command = [cli, "bench", "train", "--pairs", pairs or os.path.join(folder, "pairs.jsonl"), "--model",
               os.path.join(folder, "model"), "--objective", objective, "--dtype", dtype, "--batch", str(batch),
               "--warmup", str(warmup), "--steps", str(steps), "--threads", str(threads), "--json"]
    if without:
        command += ["--without", ",".join(without)]
    if settings:
        command += ["--set", settings]
    return answer_of(command, environment)


def seen_before(path):
    """What an earlier call kept in a file; an empty object where there is none."""
    if not path or not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def keep(path, figures):
    """Puts the figures in the file's place, whole or not at all."""
    if not path:
        return
    with open(path + ".partial", "w", encoding="utf-8") as out:
        json.dump(figures, out, indent=1)
    os.replace(path + ".partial", path)
