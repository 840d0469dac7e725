# SPDX-License-Identifier: Apache-2.0
"""TRL's side of against_trl, run by the Python of an environment that has trl, transformers and torch.

trl_side.py data FOLDER                    writes pairs.jsonl and a small random model
trl_side.py train FOLDER SETTINGS          trains as SETTINGS (JSON) say, prints one line "RESULT {...}"
"""

import json
import os
import random
import resource
import sys
import tempfile
import time

VOCABULARY, PAIRS = 4096, 512
BEGIN, END = 1, 2


def write_data(folder):
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    draw = random.Random(2011)

    def words(least, most):
        return [draw.randrange(3, VOCABULARY) for _ in range(draw.randint(least, most))]

    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "pairs.jsonl"), "w", encoding="ascii") as out:
        for _ in range(PAIRS):
            pair = {"prompt": [BEGIN] + words(63, 127), "chosen": words(31, 159) + [END],
                    "rejected": words(31, 159) + [END]}
            out.write(json.dumps(pair) + "\n")
    torch.manual_seed(2011)
    shape = LlamaConfig(vocab_size=VOCABULARY, hidden_size=256, intermediate_size=688, num_hidden_layers=6,
                        num_attention_heads=4, num_key_value_heads=4, max_position_embeddings=1024,
                        bos_token_id=BEGIN, eos_token_id=END, pad_token_id=0, tie_word_embeddings=False)
    LlamaForCausalLM(shape).save_pretrained(os.path.join(folder, "model"))


def word_tokenizer():
    """Word wN is token N, so that TRL's own tokenizing gives back the ids of the file."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import PreTrainedTokenizerFast

    names = ["<none>", "<begin>", "<end>"] + [f"w{i}" for i in range(3, VOCABULARY)]
    whole = Tokenizer(WordLevel({name: i for i, name in enumerate(names)}, unk_token="<none>"))
    whole.pre_tokenizer = WhitespaceSplit()
    return names, PreTrainedTokenizerFast(tokenizer_object=whole, pad_token="<none>", bos_token="<begin>",
                                          eos_token="<end>", padding_side="left")


def trainer_of(settings, model, pairs, arguments):
    """The trainer, and how many real tokens a pair has."""
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

    names, tokenizer = word_tokenizer()
    objective = settings["objective"]
    adapter = {}
    if "lora" in settings:
        import peft

        adapter = {"peft_config": peft.LoraConfig(task_type="CAUSAL_LM", **settings["lora"])}
    if objective == "sft":
        rows = Dataset.from_list([{"input_ids": p["prompt"] + p["chosen"],
                                   "completion_mask": [0] * len(p["prompt"]) + [1] * len(p["chosen"])}
                                  for p in pairs])
        return SFTTrainer(model=model, args=SFTConfig(completion_only_loss=True, **arguments), train_dataset=rows,
                          processing_class=tokenizer, **adapter), lambda p: len(p["prompt"]) + len(p["chosen"])

    def text(ids):
        return " ".join(names[i] for i in ids)

    def both(p):
        return 2 * len(p["prompt"]) + len(p["chosen"]) + len(p["rejected"])

    known = {"precompute_ref_log_probs": settings["cached"]}
    if objective == "kto":
        rows = [{"prompt": text(p["prompt"]) + " ", "completion": text(p[key]), "label": key == "chosen"}
                for p in pairs for key in ("chosen", "rejected")]
        arguments["per_device_train_batch_size"] *= 2
        return KTOTrainer(model=model, args=KTOConfig(beta=0.1, **known, **arguments),
                          train_dataset=Dataset.from_list(rows), processing_class=tokenizer), both
    rows = Dataset.from_list([{"prompt": text(p["prompt"]) + " ", "chosen": text(p["chosen"]),
                               "rejected": text(p["rejected"])} for p in pairs])
    return DPOTrainer(model=model, args=DPOConfig(beta=0.1, **known, **arguments), train_dataset=rows,
                      processing_class=tokenizer, **adapter), both


def quiet():
    import logging
    import warnings

    import datasets
    import transformers

    warnings.filterwarnings("ignore")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    datasets.disable_progress_bars()
    logging.getLogger("trl").setLevel(logging.ERROR)


def train(folder, settings):
    import torch
    import transformers
    import trl

    quiet()
    torch.set_num_threads(settings["threads"])
    batch, warmup, steps = settings["batch"], settings["warmup"], settings["steps"]
    with open(os.path.join(folder, "pairs.jsonl"), encoding="ascii") as file:
        pairs = [json.loads(line) for line in file][:batch * (warmup + steps)]
    model = transformers.AutoModelForCausalLM.from_pretrained(os.path.join(folder, "model"), dtype=torch.float32,
                                                              attn_implementation="sdpa")
    arguments = dict(output_dir=tempfile.mkdtemp(), per_device_train_batch_size=batch, max_steps=warmup + steps,
                     learning_rate=1e-5, weight_decay=0.0, lr_scheduler_type="constant", logging_steps=1,
                     report_to=[], use_cpu=True, bf16=settings["dtype"] == "bf16", gradient_checkpointing=False,
                     save_strategy="no", disable_tqdm=True, train_sampling_strategy="sequential",
                     dataloader_pin_memory=False, max_length=None)
    trainer, tokens = trainer_of(settings, model, pairs, arguments)
    begins, losses = [], []

    class Clock(transformers.TrainerCallback):
        def on_step_begin(self, *_, **__):
            begins.append(time.perf_counter())

        def on_log(self, args, state, control, logs=None, **_):
            if "loss" in (logs or {}):
                losses.append(logs["loss"])

    trainer.add_callback(Clock())
    trainer.remove_callback(transformers.PrinterCallback)
    trainer.train()
    begins.append(time.perf_counter())
    seconds = [end - begin for begin, end in zip(begins[warmup:-1], begins[warmup + 1:])]
    total = sum(tokens(p) for p in pairs[batch * warmup:])
    print("RESULT " + json.dumps({
        "tokens_per_second": total / sum(seconds), "median_step": sorted(seconds)[len(seconds) // 2],
        "fastest_step": min(seconds), "tokens_per_step": total / steps,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "losses": losses,
        "versions": {"trl": trl.__version__, "transformers": transformers.__version__, "torch": torch.__version__},
    }), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "data":
        write_data(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "train":
        train(sys.argv[2], json.loads(sys.argv[3]))
    else:
        sys.exit(__doc__)
