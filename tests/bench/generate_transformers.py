# SPDX-License-Identifier: Apache-2.0
"""Tokens a second of transformers' generate, greedy, prompt included: what generate_bench --compare runs.

Needs torch and transformers in the Python that runs it. Prints one number.
"""

import argparse
import time

import torch
from transformers import AutoModelForCausalLM

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--dtype", default="fp32", choices=["fp32", "bf16"])
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--tokens", type=int, default=128)
parser.add_argument("--prompt", type=int, default=32)
parser.add_argument("--batch", type=int, default=1)
options = parser.parse_args()

torch.set_num_threads(options.threads)
dtype = torch.bfloat16 if options.dtype == "bf16" else torch.float32
model = AutoModelForCausalLM.from_pretrained(options.folder, dtype=dtype).eval()
vocabulary = model.config.vocab_size
ids = torch.tensor([[(row * 131 + i * 17 + 3) % vocabulary for i in range(options.prompt)]
                    for row in range(options.batch)])


def run(tokens):
    with torch.inference_mode():
        return model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, pad_token_id=0,
                              min_new_tokens=tokens, max_new_tokens=tokens)


run(8)
best = float("inf")
for _ in range(2):
    start = time.perf_counter()
    out = run(options.tokens)
    best = min(best, time.perf_counter() - start)
assert out.shape[1] == options.prompt + options.tokens
print(options.batch * options.tokens / best)
