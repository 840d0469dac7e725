# SPDX-License-Identifier: Apache-2.0
"""Checks exports of marginalia-cli with transformers, PEFT and gguf: same logits, no missing or unexpected keys, same
ids, same rendered text, same dequantised numbers. Run by packaging/verify-exports, which sets up the environment."""
import argparse
import json
import os
import shutil
import subprocess
import sys

import gguf
import numpy as np
import peft
import torch
import transformers
from safetensors.torch import load_file
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

TEXTS = ["What is 45 + 9?", "Übermäßig schöne Grüße! 12345,67 €", "今日はとても良い天気ですね。", "def f(x):\n\treturn  x + 1\r\n",
         "It's, they'LL; we've", "   three   blanks ", "😀 “quotes”", "\n\n\n", "a" * 40, ""]
TALK = [{"role": "user", "content": "What is 2 + 2?"}, {"role": "assistant", "content": "4."}, {"role": "user", "content": "Thanks!"}]
TYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
GGUF_TYPES = {"fp32": gguf.GGMLQuantizationType.F32, "fp16": gguf.GGMLQuantizationType.F16,
              "bf16": gguf.GGMLQuantizationType.BF16, "q8_0": gguf.GGMLQuantizationType.Q8_0}
NAMES = {"self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
         "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
         "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}


class Checks:
    def __init__(self, options):
        self.cli, self.tree, self.work = options.cli, options.tree, os.path.join(options.work, "exports")
        self.golden = os.path.join(options.tree, "tests", "golden")
        self.done, self.failed, self.number = 0, [], 0

    def expect(self, what, good, detail=""):
        self.done += 1
        if not good:
            self.failed.append(f"{what}: {detail}")
            print(f"  FAILED {what}: {detail}", flush=True)

    def convert(self, model, kind, dtype=None, base=None, name=None):
        self.number += 1
        out = os.path.join(self.work, str(self.number), name or "model")
        os.makedirs(os.path.dirname(out))
        words = [self.cli, "convert", model, "--to", kind, "--json", "--out", out]
        words += ["--dtype", dtype] if dtype else []
        words += ["--base", base] if base else []
        run = subprocess.run(words, capture_output=True, text=True)
        last = json.loads(run.stdout.strip().splitlines()[-1]) if run.stdout.strip() else {"t": "nothing"}
        self.expect(f"convert {os.path.basename(model)} --to {kind} {dtype or ''}", run.returncode == 0 and last.get("verified") is True,
                    run.stderr.strip()[-400:])
        return out if run.returncode == 0 else None

    def load(self, folder, what, **how):
        model, info = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager", output_loading_info=True, **how)
        keys = {k: sorted(info[k]) for k in ("missing_keys", "unexpected_keys", "mismatched_keys") if info.get(k)}
        self.expect(f"{what}: keys", not keys, str(keys)[:400])
        return model.eval()

    def same(self, what, a, b, share=0.0):
        difference = (a - b).abs().max().item()
        self.expect(what, difference <= share * b.abs().max().item(), f"largest difference {difference:.3g}")


def ids_of(vocabulary):
    return torch.tensor([[(7919 * i + 104729 * t + 3) % vocabulary for t in range(20)] for i in range(2)])


def rounded(model, kind, numbers=None):
    """The model with its own or other numbers once rounded; what it computes besides stays float32."""
    numbers = {**model.state_dict(), **(numbers or {})}
    model.load_state_dict({k: v.to(kind).float() for k, v in numbers.items()})
    model.tie_weights()
    return model


def logits(model):
    with torch.no_grad():
        return model(ids_of(model.config.vocab_size)).logits.float()


def model_cases(checks):
    root = os.path.join(checks.golden, "models")
    return [os.path.join(root, n) for n in sorted(os.listdir(root)) if os.path.exists(os.path.join(root, n, "expect.safetensors"))]


def check_folders(checks):
    """Every golden family and the starter through a model folder."""
    for folder in model_cases(checks) + [os.path.join(checks.tree, "resources", "starter")]:
        name = os.path.basename(folder)
        before = logits(checks.load(folder, f"{name} itself"))
        out = checks.convert(folder, "folder")
        if out:
            checks.same(f"{name}: logits", logits(checks.load(out, name)), before)
            told = json.load(open(os.path.join(out, "config.json")))
            checks.expect(f"{name}: dtype", told["dtype"] == told["torch_dtype"], str(told.get("dtype")))
    for name in ("llama_plain", "qwen3_tied", "gemma2"):
        folder = os.path.join(checks.golden, "models", name)
        for dtype, kind in TYPES.items():
            out = checks.convert(folder, "folder", dtype)
            if out:
                wanted = rounded(checks.load(folder, name), kind)
                checks.same(f"{name} {dtype}: logits", logits(checks.load(out, f"{name} {dtype}")), logits(wanted))
                checks.expect(f"{name} {dtype}: config", AutoConfig.from_pretrained(out).dtype == kind, "another dtype")


def check_texts(checks):
    """Tokenizer and template of the starter and of models with real pipelines."""
    for folder in [os.path.join(checks.tree, "resources", "starter")] + composites(checks):
        name = os.path.basename(folder)
        out = checks.convert(folder, "folder")
        if out:
            same_texts(checks, name, AutoTokenizer.from_pretrained(folder), AutoTokenizer.from_pretrained(out))


def same_texts(checks, name, before, after):
    for text in TEXTS:
        for special in (False, True):
            a, b = (t(text, add_special_tokens=special)["input_ids"] for t in (before, after))
            checks.expect(f"{name}: ids of {text[:20]!r}", a == b, f"{a[:8]} and {b[:8]}")
    if before.chat_template:
        for prompt in (False, True):
            a, b = (t.apply_chat_template(TALK, tokenize=False, add_generation_prompt=prompt) for t in (before, after))
            checks.expect(f"{name}: rendered text", a == b, f"{a[:60]!r} and {b[:60]!r}")


def check_adapters(checks):
    """Every golden adapter as a PEFT folder and merged."""
    root = os.path.join(checks.golden, "models", "lora")
    for name in sorted(os.listdir(root)):
        folder = os.path.join(root, name)
        base = os.path.join(checks.golden, "models", json.load(open(os.path.join(folder, "expect.json")))["base"])
        wanted = logits(peft.PeftModel.from_pretrained(checks.load(base, name), folder).eval())
        out = checks.convert(folder, "adapter", base=base)
        if out:
            tuned = peft.PeftModel.from_pretrained(checks.load(base, name), out).eval()
            checks.same(f"{name}: logits of the adapter", logits(tuned), wanted, 1e-5)
            tensors = load_file(os.path.join(out, "adapter_model.safetensors"))
            known = peft.get_peft_model_state_dict(tuned, save_embedding_layers=False)
            checks.expect(f"{name}: adapter keys", set(known) == set(tensors), str(set(known) ^ set(tensors))[:300])
        out = checks.convert(folder, "merged", "fp32", base=base)
        if out:
            checks.same(f"{name}: logits of the merged model", logits(checks.load(out, f"{name} merged")), wanted, 5e-5)


def composites(checks):
    """Small random models of the three architectures under real tokenizers: what GGUF is made of."""
    if not hasattr(checks, "made"):
        rope = {"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
        cases = [("llama", "llama3", {"rope_parameters": rope, "max_position_embeddings": 16384}), ("llama", "smollm2", {"attention_bias": True}),
                 ("llama", "gpt2", {"tie_word_embeddings": True}), ("qwen2", "qwen3", {}), ("qwen3", "qwen3", {"head_dim": 32})]
        checks.made = []
        for kind, tokenizer, more in cases:
            files = os.path.join(checks.golden, "text", "tokenizers", tokenizer)
            out = os.path.join(checks.work, "composites", f"{kind}-{tokenizer}")
            size = len(AutoTokenizer.from_pretrained(files)) + 5
            torch.manual_seed(len(checks.made))
            config = AutoConfig.for_model(kind, **{"vocab_size": size, "hidden_size": 64, "intermediate_size": 80, "num_hidden_layers": 2, "num_attention_heads": 4,
                                                   "num_key_value_heads": 2, "max_position_embeddings": 512, "initializer_range": 0.2, **more})
            AutoModelForCausalLM.from_config(config).save_pretrained(out)
            for file in os.listdir(files):
                if file.startswith(("tokenizer", "special_tokens")):
                    shutil.copy(os.path.join(files, file), out)
            with open(os.path.join(out, "chat_template.jinja"), "w") as file:
                file.write("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
                           "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
            checks.made.append(out)
    return checks.made


def gguf_name(name):
    for theirs, ours in (("model.embed_tokens.", "token_embd."), ("model.norm.", "output_norm."), ("lm_head.", "output.")):
        if name.startswith(theirs):
            return ours + name[len(theirs):]
    number, rest = name[len("model.layers."):].split(".", 1)
    stem, end = rest.rsplit(".", 1)
    return f"blk.{number}.{NAMES[stem]}.{end}"


def interleaved(x, heads):
    return x.reshape(heads, 2, x.shape[0] // heads // 2, *x.shape[1:]).swapaxes(1, 2).reshape(x.shape)


def separated(x, heads):
    return x.reshape(heads, x.shape[0] // heads // 2, 2, *x.shape[1:]).swapaxes(1, 2).reshape(x.shape)


def check_gguf(checks):
    """GGUF files as the gguf package and transformers read them, and the folders made of them."""
    for folder in [os.path.join(checks.tree, "resources", "starter")] + composites(checks):
        for dtype in GGUF_TYPES:
            name = f"{os.path.basename(folder)} {dtype}"
            out = checks.convert(folder, "gguf", dtype)
            if out:
                same_gguf(checks, name, folder, out, dtype)


def same_gguf(checks, name, folder, out, dtype):
    reader = gguf.GGUFReader(os.path.join(out, "model.gguf"))
    config = AutoConfig.from_pretrained(folder)
    tensors = {t.name: t for t in reader.tensors}
    weights = {k: v.float().numpy() for k, v in load_file(os.path.join(folder, "model.safetensors")).items()}
    extra = {"rope_freqs.weight"} if (config.rope_parameters or {}).get("rope_type") == "llama3" else set()
    checks.expect(f"{name}: tensor names", set(tensors) == {gguf_name(k) for k in weights} | extra, "they differ")
    read = {}
    for key, x in weights.items():
        ours = gguf_name(key)
        if config.model_type == "llama" and ".attn_q." in ours:
            x = interleaved(x, config.num_attention_heads)
        if config.model_type == "llama" and ".attn_k." in ours:
            x = interleaved(x, config.num_key_value_heads)
        kind = GGUF_TYPES[dtype]
        if x.ndim == 1:
            kind = gguf.GGMLQuantizationType.F32
        elif dtype == "q8_0" and x.shape[-1] % 32:
            kind = gguf.GGMLQuantizationType.F16
        wanted = gguf.quants.dequantize(gguf.quants.quantize(x, kind), kind).reshape(x.shape)
        found = gguf.quants.dequantize(tensors[ours].data, tensors[ours].tensor_type).reshape(x.shape)
        heads = config.num_attention_heads if ".attn_q." in ours else config.num_key_value_heads if ".attn_k." in ours else 0
        read[key] = separated(found, heads) if config.model_type == "llama" and heads else found
        checks.expect(f"{name}: {ours}", tensors[ours].tensor_type == kind and np.array_equal(wanted, found), "other numbers")
    same_metadata(checks, name, reader, folder)
    back = checks.convert(os.path.join(out, "model.gguf"), "folder")
    if not back:
        return
    ours = logits(checks.load(back, f"{name} back"))
    # The base with the numbers that the gguf package reads; llama3's rotation comes back as divisors.
    narrow = TYPES.get(dtype, torch.float32)  # a folder has one type, norms too
    model = rounded(checks.load(folder, name), narrow, {k: torch.from_numpy(v.copy()) for k, v in read.items()})
    checks.same(f"{name}: logits of the GGUF file", ours, logits(model), 1e-5)
    same_texts(checks, f"{name} back", AutoTokenizer.from_pretrained(folder), AutoTokenizer.from_pretrained(back))
    # transformers' own reader leaves out the divisors, llama's biases and qwen3's size of a head.
    if not extra and config.model_type != "qwen3" and not getattr(config, "attention_bias", False):
        theirs = checks.load(out, f"{name} by transformers", gguf_file="model.gguf")
        checks.same(f"{name}: logits by transformers", ours, logits(rounded(model, narrow, theirs.state_dict())), 1e-5)


def same_metadata(checks, name, reader, folder):
    def value(key):
        return reader.fields[key].contents() if key in reader.fields else None
    tokenizer = AutoTokenizer.from_pretrained(folder)
    file = json.load(open(os.path.join(folder, "tokenizer.json")))
    tokens = value("tokenizer.ggml.tokens")
    checks.expect(f"{name}: tokens", all(tokens[i] == t for t, i in tokenizer.get_vocab().items()), "they differ")
    merges = [m if isinstance(m, str) else " ".join(m) for m in file["model"]["merges"]]
    checks.expect(f"{name}: merges", value("tokenizer.ggml.merges") == merges, "they differ")
    for key in ("bos", "eos"):
        checks.expect(f"{name}: {key}", value(f"tokenizer.ggml.{key}_token_id") == getattr(tokenizer, f"{key}_token_id"), str(value(f"tokenizer.ggml.{key}_token_id")))
    checks.expect(f"{name}: template", value("tokenizer.chat_template") == tokenizer.chat_template, "it differs")
    types = value("tokenizer.ggml.token_type")
    special = {i for i, t in tokenizer.added_tokens_decoder.items() if t.special}
    checks.expect(f"{name}: special tokens", special == {i for i, t in enumerate(types) if t == gguf.TokenType.CONTROL}, "they differ")


def main():
    parts = {"folders": check_folders, "texts": check_texts, "adapters": check_adapters, "gguf": check_gguf}
    options = argparse.ArgumentParser()
    options.add_argument("--cli", required=True)
    options.add_argument("--tree", required=True)
    options.add_argument("--work", required=True)
    options.add_argument("parts", nargs="*", choices=[*parts, []], default=[])
    options = options.parse_args()
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    print(f"transformers {transformers.__version__}, peft {peft.__version__}, torch {torch.__version__}")
    checks = Checks(options)
    for name in options.parts or parts:
        before = checks.done, len(checks.failed)
        parts[name](checks)
        print(f"{name}: {checks.done - before[0]} checks, {len(checks.failed) - before[1]} failed", flush=True)
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
