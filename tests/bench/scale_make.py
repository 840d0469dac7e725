# SPDX-License-Identifier: Apache-2.0
"""Models of random weights and pairs of random tokens, for tests/bench/scale; the standard library alone."""

import array
import json
import os
import random
import shutil
import struct

# hidden, layers, heads, key heads, width of a head, intermediate, vocabulary, tied
SHAPES = {
    "1m": (128, 4, 4, 4, 32, 384, 1024, True),
    "7m": (256, 6, 4, 4, 64, 688, 4096, False),
    "32m": (512, 8, 8, 4, 64, 1376, 8192, False),
    "135m": (576, 30, 9, 3, 64, 1536, 49152, True),
    # With the starter's tokenizer, for runs from text: what ranks train.
    "1m-text": (128, 4, 4, 4, 32, 384, 1024, True),
    "13m-text": (384, 6, 6, 2, 64, 1024, 8192, True),
    "24m-text": (512, 8, 8, 4, 64, 1376, 1024, True),
    "101m-text": (768, 14, 12, 4, 64, 2048, 16384, True),
}


class Shape:
    """Numbers of a model, after performance.md 1."""

    def __init__(self, name):
        (self.hidden, self.layers, self.heads, self.key_heads, self.head_width, self.intermediate, self.vocabulary,
         self.tied) = SHAPES[name]
        self.queries = self.heads * self.head_width
        self.keys = self.key_heads * self.head_width
        self.blocks = self.layers * (self.hidden * (self.queries + 2 * self.keys) + self.queries * self.hidden
                                     + 3 * self.hidden * self.intermediate)
        self.head = self.vocabulary * self.hidden
        self.weights = self.blocks + self.head * (1 if self.tied else 2) + (2 * self.layers + 1) * self.hidden

    def config(self):
        return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": self.hidden,
                "num_hidden_layers": self.layers, "num_attention_heads": self.heads,
                "num_key_value_heads": self.key_heads, "head_dim": self.head_width,
                "intermediate_size": self.intermediate, "vocab_size": self.vocabulary, "hidden_act": "silu",
                "max_position_embeddings": 2048, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
                "tie_word_embeddings": self.tied, "attention_bias": False, "mlp_bias": False, "bos_token_id": 1,
                "eos_token_id": 2, "pad_token_id": 0, "torch_dtype": "float32"}

    def tensors(self):
        """(name, sizes); those of one dimension are ones."""
        out = [("model.embed_tokens.weight", (self.vocabulary, self.hidden))]
        for i in range(self.layers):
            at = f"model.layers.{i}."
            out += [(at + "self_attn.q_proj.weight", (self.queries, self.hidden)),
                    (at + "self_attn.k_proj.weight", (self.keys, self.hidden)),
                    (at + "self_attn.v_proj.weight", (self.keys, self.hidden)),
                    (at + "self_attn.o_proj.weight", (self.hidden, self.queries)),
                    (at + "mlp.gate_proj.weight", (self.intermediate, self.hidden)),
                    (at + "mlp.up_proj.weight", (self.intermediate, self.hidden)),
                    (at + "mlp.down_proj.weight", (self.hidden, self.intermediate)),
                    (at + "input_layernorm.weight", (self.hidden,)),
                    (at + "post_attention_layernorm.weight", (self.hidden,))]
        out.append(("model.norm.weight", (self.hidden,)))
        return out if self.tied else out + [("lm_head.weight", (self.vocabulary, self.hidden))]


def write_weights(path, tensors, seed):
    """float32 weights: normal with deviation 0.02, drawn from a pool of a million numbers that repeats."""
    draw = random.Random(seed)
    pool = array.array("f", (draw.gauss(0, 0.02) for _ in range(1 << 20)))
    header, place = {}, 0
    for name, sizes in tensors:
        count = sizes[0] * (sizes[1] if len(sizes) > 1 else 1)
        header[name] = {"dtype": "F32", "shape": list(sizes), "data_offsets": [place, place + 4 * count]}
        place += 4 * count
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name, sizes in tensors:
            if len(sizes) == 1:
                array.array("f", [1.0] * sizes[0]).tofile(out)
                continue
            left = sizes[0] * sizes[1]
            while left > 0:
                begin = draw.randrange(1 << 19)
                part = pool[begin:begin + min(left, 1 << 19)]
                part.tofile(out)
                left -= len(part)


def model(folder, name, tokenizer=None):
    """The model folder of a shape, made unless it is there; with the tokenizer of another folder on demand."""
    place = os.path.join(folder, name)
    if os.path.exists(os.path.join(place, "config.json")):
        return place
    os.makedirs(place, exist_ok=True)
    shape = Shape(name)
    write_weights(os.path.join(place, "model.safetensors"), shape.tensors(), 2011)
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja") if tokenizer else ():
        shutil.copy(os.path.join(tokenizer, file), place)
    with open(os.path.join(place, "config.json"), "w", encoding="utf-8") as out:  # last: then it is complete
        json.dump(shape.config(), out)
    return place


def pairs(folder, prompt, answer, count):
    """File of pairs of token ids, all with these lengths, in the vocabulary of every shape."""
    path = os.path.join(folder, f"pairs-{prompt}-{answer}-{count}.jsonl")
    if not os.path.exists(path):
        draw = random.Random(7)

        def ids(length):
            return [draw.randrange(3, 1024) for _ in range(length)]

        with open(path + ".partial", "w", encoding="ascii") as out:
            for _ in range(count):
                out.write(json.dumps({"prompt": ids(prompt), "chosen": ids(answer), "rejected": ids(answer)}) + "\n")
        os.replace(path + ".partial", path)
    return path


def texts(folder, count):
    """File of pairs in words that the starter's tokenizer knows, all of much the same length."""
    path = os.path.join(folder, f"texts-{count}.jsonl")
    if not os.path.exists(path):
        draw = random.Random(7)

        def sums(length):
            numbers = [draw.randrange(10, 99) for _ in range(length)]
            return " ".join(f"{a} + {b} = {a + b}." for a, b in zip(numbers[::2], numbers[1::2]))

        with open(path + ".partial", "w", encoding="ascii") as out:
            for _ in range(count):
                out.write(json.dumps({"prompt": sums(12), "chosen": sums(12), "rejected": sums(12)}) + "\n")
        os.replace(path + ".partial", path)
    return path
