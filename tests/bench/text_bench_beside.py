#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""text_bench_beside.py TEXT_BENCH FILE [WORK_FOLDER]: our tokenizers beside the tokenizers library.

Trains one tokenizer of every kind on FILE with the library (pip install tokenizers, in an environment of
your own), adds two of 128,000 and 256,000 entries made of nonsense, and measures both programs on the same
documents, one core each, one after the other: time to load, encode, decode. The ids must be equal.
"""

import json
import os
import random
import subprocess
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import (Regex, Tokenizer, decoders, models, normalizers,  # noqa: E402
                        pre_tokenizers, trainers)

LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
          r"|\s*[\r\n]+|\s+(?!\S)|\s+")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
         r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+"
         r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*"
         r"|\s*[\r\n]+|\s+(?!\S)|\s+")
DEEPSEEK = [r"\p{N}{1,3}", "[一-龥぀-ゟ゠-ヿ]+",
            r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"""
            r"""| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""]
VOCABULARY = 16000


def byte_level(text, patterns, normalizer=None):
    t = Tokenizer(models.BPE())
    if normalizer is not None:
        t.normalizer = normalizer
    split = [pre_tokenizers.Split(Regex(p), "isolated") for p in patterns]
    t.pre_tokenizer = pre_tokenizers.Sequence(
        split + [pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=not patterns)])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(text, trainers.BpeTrainer(
        vocab_size=VOCABULARY, show_progress=False, special_tokens=["<|end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return t


def spm_bpe(text, legacy):
    t = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    fallback = [f"<0x{b:02X}>" for b in range(256)]
    t.train_from_iterator(text, trainers.BpeTrainer(
        vocab_size=VOCABULARY, show_progress=False, special_tokens=["<unk>", "<s>", "</s>"] + fallback))
    data = json.loads(t.to_str())
    data["added_tokens"] = data["added_tokens"][:3]
    data["pre_tokenizer"] = None
    replace = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
    data["normalizer"] = {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, replace]}
    data["decoder"] = {"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
        {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
    if not legacy:
        data["normalizer"] = replace
        data["decoder"]["decoders"].pop()
    return Tokenizer.from_str(json.dumps(data))


def unigram(text):
    t = Tokenizer(models.Unigram())
    t.normalizer = normalizers.NFKC()
    t.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    t.decoder = decoders.Metaspace()
    t.train_from_iterator(text, trainers.UnigramTrainer(
        vocab_size=8000, show_progress=False, unk_token="<unk>", special_tokens=["<pad>", "</s>", "<unk>"]))
    return t


def unigram_whole(trained):
    data = json.loads(trained.to_str())
    data["pre_tokenizer"] = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False}
    return Tokenizer.from_str(json.dumps(data))


def word_piece(text):
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer()
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    t.train_from_iterator(text, trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, show_progress=False, special_tokens=["[UNK]", "[CLS]", "[SEP]"]))
    return t


def nonsense(trained, entries):
    """The trained vocabulary, grown by merges of random tokens to `entries`."""
    data = json.loads(trained.to_str())
    vocab, merges = data["model"]["vocab"], data["model"]["merges"]
    chance, names = random.Random(1), [k for k in vocab if k != "<|end|>"]
    while len(vocab) < entries:
        left, right = chance.choice(names), chance.choice(names)
        if left + right not in vocab and len(left + right) < 16:
            vocab[left + right] = len(vocab)
            merges.append([left, right])
    return Tokenizer.from_str(json.dumps(data))


def documents_of(text):
    out, at = [], 0
    while at < len(text):
        line = text.find(b"\n", min(at + 2000, len(text)))
        end = len(text) if line < 0 else line + 1
        out.append(text[at:end].decode())
        at = end
    return out


def fastest(work):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def measure(path, text):
    start = time.perf_counter()
    t = Tokenizer.from_file(path)
    out = {"load_ms": (time.perf_counter() - start) * 1e3}
    documents, encodings = documents_of(text), []

    def encode():
        encodings[:] = [t.encode(d, add_special_tokens=False) for d in documents]

    out["encode_mb_s"] = len(text) / 1e6 / fastest(encode)
    ids = [e.ids for e in encodings]
    whole = text[:1000000].decode(errors="ignore")
    out["encode_1mb_mb_s"] = 1 / fastest(lambda: t.encode(whole, add_special_tokens=False))
    size = sum(len(t.decode(i, skip_special_tokens=False).encode()) for i in ids)
    out["decode_mb_s"] = size / 1e6 / fastest(lambda: [t.decode(i, skip_special_tokens=False) for i in ids])
    checksum = 0
    for one in ids:
        for i in one:
            checksum = (checksum * 31 + i) & 0xFFFFFFFFFFFF
    out["tokens"], out["checksum"] = sum(map(len, ids)), checksum
    return out


def main():
    bench, file = sys.argv[1:3]
    work = sys.argv[3] if len(sys.argv) > 3 else "text-bench"
    os.makedirs(work, exist_ok=True)
    with open(file, "rb") as f:
        text = f.read()
    lines = text.decode().splitlines(keepends=True)
    makers = {
        "gpt2": lambda: byte_level(lines, []),
        "llama3": lambda: byte_level(lines, [LLAMA3]),
        "qwen-nfc": lambda: byte_level(lines, [LLAMA3.replace("{1,3}", "")], normalizers.NFC()),
        "o200k": lambda: byte_level(lines, [O200K]),
        "deepseek": lambda: byte_level(lines, DEEPSEEK),
        "llama2": lambda: spm_bpe(lines, True),
        "gemma": lambda: spm_bpe(lines, False),
        "unigram": lambda: unigram(lines),
        "unigram-whole": lambda: unigram_whole(Tokenizer.from_file(os.path.join(work, "unigram.json"))),
        "wordpiece": lambda: word_piece(lines),
        "128k": lambda: nonsense(Tokenizer.from_file(os.path.join(work, "llama3.json")), 128000),
        "256k": lambda: nonsense(Tokenizer.from_file(os.path.join(work, "llama3.json")), 256000),
    }
    print(f"{'':14} {'load ms':>15} {'encode MB/s':>15} {'1 MB text MB/s':>15} {'decode MB/s':>15}   ids")
    for name, make in makers.items():
        path = os.path.join(work, name + ".json")
        if not os.path.exists(path):
            make().save(path)
        theirs = measure(path, text)
        ours = json.loads(subprocess.run([bench, file, path], check=True, capture_output=True).stdout)
        cells = [f"{ours[k]:7.1f}/{theirs[k]:7.1f}"
                 for k in ("load_ms", "encode_mb_s", "encode_1mb_mb_s", "decode_mb_s")]
        same = all(ours[k] == theirs[k] for k in ("tokens", "checksum"))
        print(f"{name:14} " + " ".join(cells) + ("   equal" if same else "   DIFFERENT"), flush=True)


if __name__ == "__main__":
    main()
