// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include "app/cli_away.h"
#include "app/cli_check.h"
#include "app/cli_config.h"
#include "app/cli_control.h"
#include "app/cli_diff.h"
#include "app/cli_doctor.h"
#include "app/cli_fork.h"
#include "app/cli_import.h"
#include "app/cli_inspect.h"
#include "app/cli_objectives.h"
#include "app/cli_plan.h"
#include "app/cli_read.h"
#include "app/cli_render.h"
#include "app/cli_run.h"
#include "app/cli_synth.h"
#include "app/cli_tokenize.h"
#include "app/cli_training.h"
#include "core/base/text.h"

namespace marginalia::cli {

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> list = {
        {"import",
         "FILE... --project DIR [--format NAME] [--map FILE.json] [--replace-invalid] [--json]",
         MG_TR("cli", "store data files in a project, which is made if it is not there"),
         MG_TR("cli",
               "  --project DIR      the project's folder\n"
               "  --format NAME      the scheme, instead of recognising it (see help read)\n"
               "  --map FILE.json    any columns to ours (see help read)\n"
               "  --replace-invalid  take rows that are not UTF-8, with U+FFFD for wrong bytes\n"
               "  --json             {\"project\", \"files\": [{path, format, records, rows, "
               "refused, "
               "left_out_of_training,\n"
               "                     codes, problems: [{code, line, column, field, found, what, "
               "todo}], ...}]}\n"
               "An import that was interrupted goes on where it ended. Exits with 4 when rows were "
               "refused."),
         runImport},
        {"read",
         "FILE [--format NAME] [--map FILE.json] [--limit N] [--from-byte B] [--replace-invalid] "
         "[--rows]",
         MG_TR("cli", "read a data file and print its records, one JSON object a line"),
         MG_TR(
             "cli",
             "  --format NAME      the scheme, instead of recognising it: trl-preference,\n"
             "                     trl-preference-implicit, trl-unpaired, trl-prompt-completion,\n"
             "                     trl-language-modelling, trl-stepwise, hh-rlhf, sharegpt-pref,\n"
             "                     ultrafeedback-binarized\n"
             "  --map FILE.json    any columns to ours: {\"kind\": \"pair|unpaired|demo|steps\",\n"
             "                     \"fields\": {\"prompt\": COLUMN, \"chosen\": COLUMN, ...}}; a "
             "COLUMN may be a\n"
             "                     path (input.messages) or a template ({question}\\n{options}); "
             "\"explode\":\n"
             "                     COLUMN or {\"keys\": [COLUMNS]} makes several records of a row, "
             "then\n"
             "                     \"*.solution\" is inside the present one; \"text_mode\": chat "
             "or plain;\n"
             "                     \"true_values\": labels that mean true\n"
             "  --limit N          stop after N records\n"
             "  --from-byte B      pass over rows that begin before this byte of the text\n"
             "  --replace-invalid  take rows that are not UTF-8, with U+FFFD for wrong bytes\n"
             "  --rows             say what the columns of a row hold before its records\n"
             "Containers: JSON Lines, JSON, CSV, TSV, Parquet; gzip around the text ones. Lines "
             "have a key\n"
             "\"t\": head, row, record, problem, progress, end, or error when the file cannot be "
             "read "
             "at all.\n"
             "Exits with 4 when rows were refused."),
         runRead},
        {"stats", "--project DIR [--json]", MG_TR("cli", "measures of a project's records"),
         MG_TR("cli",
               "  --json   one object on one line: counts, pairs, unpaired, demos\n"
               "Pairs count by the label in force; the project may be open in a window."),
         runStats},
        {"objectives", "[ID] [--search WORDS] [--data KIND] [--trainable] [--modifiers] [--json]",
         MG_TR("cli", "the training objectives, their parameters, modifiers, and presets"),
         MG_TR("cli",
               "  ID               one objective or modifier only\n"
               "  --search WORDS   those whose names, sentences or sources hold every word\n"
               "  --data KIND      those that train on pairs, unpaired, demos, gold_pairs, groups, "
               "attributes, steps,\n"
               "                   prompts or queries\n"
               "  --trainable      those that this version's trainer can train\n"
               "  --modifiers      the modifiers too\n"
               "  --json           objectives: id, title, summary, formula, needs, parameters, "
               "choices, when, fails,\n"
               "                   watch, reference, golden, checked_against, source, section, "
               "names, "
               "experimental,\n"
               "                   learning_rate, learning_rate_lora, trainable, "
               "why_not_trainable, charts; "
               "modifiers likewise, with\n"
               "                   objectives they go with; presets with settings"),
         runObjectives},
        {"config", "import FILE | import --text COMMAND [--trainer NAME] [--json]",
         MG_TR("cli", "settings of TRL, LLaMA-Factory or axolotl as settings of ours"),
         MG_TR("cli",
               "FILE is YAML or JSON as these programs read it, a Python script that makes the "
               "configuration object,\n"
               "or a shell script with the command\n"
               "(trl dpo --beta 0.1 ..., accelerate launch dpo.py ..., llamafactory-cli train "
               "...).\n"
               "  --text COMMAND   the command itself instead of a file\n"
               "  --trainer NAME   where the file does not say what it is for: dpo, kto, sft, "
               "reward, cpo, orpo,\n"
               "                   tpo, bco, prm, grpo, rloo, gmpo, ppo, gkd, minillm, online_dpo, "
               "xpo, nash_md, a2po\n"
               "  --json           one object: program, trainer, reason, settings, report: [{kind, "
               "line, key, value,\n"
               "                   setting, what}], problems\n"
               "Prints the settings, which train --spec takes; the report goes to stderr: what was "
               "understood, what\n"
               "means something else here, what was left out and why, and the other program's "
               "defaults."),
         runConfig},
        {"check",
         "(FILE... | --project DIR) [--objective ID] [--preset ID] [--spec FILE] [--set "
         "KEY=VALUE,...] [--json]",
         MG_TR("cli", "what an objective makes of the labels: used, converted, dropped and why"),
         MG_TR(
             "cli",
             "  FILE... or --project DIR, --filter, --format, --map, --limit as `train` takes "
             "them\n"
             "  --objective ID   and --preset, --spec, --set, --term, --model: this run, with what "
             "is wrong\n"
             "                   with its settings; without them every objective as it is by "
             "default\n"
             "  --json           {\"objectives\": [{id, labelled, used, converted, unused: "
             "{reason: records},\n"
             "                   trainable, why_not_trainable, problems: [{field, what}]}]}\n"
             "Nothing is written. Exits with 1 when the run that is asked about cannot train."),
         runCheck},
        trainVerb(),
        planVerb(),
        resumeVerb(),
        runVerb(),
        controlVerb(),
        forkVerb(),
        diffVerb(),
        awayVerb(),
        {"sample", "--model FOLDER --prompt TEXT", MG_TR("cli", "let a model write an answer"),
         MG_TR(
             "cli",
             "  --system TEXT          a system message before the prompt\n"
             "  --base FOLDER          also say how likely another model finds each token\n"
             "  --seed N, --count N    first seed; answers, each with the next seed, written side "
             "by side\n"
             "  --plain                no chat template\n"
             "  --device NAME          auto, cpu, cuda, cuda:N\n"
             "  --weights KIND         of the blocks: dense, or packed as nf4 (4.5 bits each) or "
             "int8\n"
             "  --json                 one object an answer: text, reason, seconds, tokens\n"
             "How tokens are chosen; what is left out comes from the model's "
             "generation_config.json, else as said:\n"
             "  --temperature T        0: always the likeliest token (0.7)\n"
             "  --top-k K, --top-p P   keep the K likeliest, the likeliest that add up to P\n"
             "  --min-p P              keep what has P of the likeliest one's probability\n"
             "  --typical-p P          keep the least surprising that add up to P\n"
             "  --epsilon-cutoff E, --eta-cutoff E   drop what is less likely than E; E follows "
             "the entropy\n"
             "  --repetition-penalty R over 1: tokens that were there become less likely\n"
             "  --no-repeat-ngram N    no N tokens twice in a row of the same kind\n"
             "  --bad-words IDS        never these tokens in a row: ids 5,7;9 are two words\n"
             "  --suppress IDS         never these tokens\n"
             "Where an answer ends:\n"
             "  --max-new-tokens N     (256), or --max-length N with the prompt\n"
             "  --min-new-tokens N, --min-length N   no end before\n"
             "  --stop TEXT            ends the answer and is not shown; may be given several "
             "times\n"
             "  --stop-tokens IDS      end the answer, beside those of the model"),
         nullptr},
        {"score", "--model FOLDER --prompt TEXT --completion TEXT",
         MG_TR("cli", "log-probability of an answer, token by token"),
         MG_TR("cli",
               "  --system TEXT   a system message before the prompt\n"
               "  --base FOLDER   also under another model with the same tokenizer\n"
               "  --plain         no chat template\n"
               "  --device NAME   auto, cpu, cuda, cuda:N\n"
               "  --json          tokens with id, text, logp, trained and why not; sum over the "
               "trained"),
         nullptr},
        {"host", "", MG_TR("cli", "keeps models in memory for a window; requests on stdin"),
         MG_TR("cli",
               "One JSON object a line both ways, first {\"hello\":1}; see "
               "core/jobs/host_protocol.h."),
         nullptr},
        {"render", "--model FOLDER FILE [--generation-prompt] [--continue] [--now TIME] [--json]",
         MG_TR("cli", "show a conversation or record as the model sees it, with what is trained"),
         MG_TR("cli",
               "FILE holds a list of messages, {\"messages\": [...], \"tools\": [...]} or a record "
               "as read prints it;\n"
               "- is standard input.\n"
               "  --model FOLDER        with tokenizer.json and a chat template\n"
               "  --generation-prompt   end where the model's answer begins\n"
               "  --continue            end with the last message, so that it can be continued\n"
               "  --now TIME            2025-01-31T12:00:00: the time that templates see\n"
               "  --json                {text, ids, tokens, offsets, mask, trained, straddling, "
               "broken_prefix};\n"
               "                        of a pair {chosen: {...}, rejected: {...}}\n"
               "Without --json the text is printed and trained passages stand between >> and <<."),
         runRender},
        {"tokenize", "--model FOLDER [--text TEXT | FILE] [--special] [--json]",
         MG_TR("cli", "cut a text into the tokens of a model"),
         MG_TR("cli",
               "  --model FOLDER   a folder with tokenizer.json, or the file itself\n"
               "  --text TEXT      the text; else FILE is read, - is standard input\n"
               "  --special        with the tokens that the tokenizer puts around a text\n"
               "  --json           {ids, tokens, offsets, decoded}; offsets count characters\n"
               "Without --json one token a line: id, characters, spelling."),
         runTokenize},
        {"doctor", "[--json]", MG_TR("cli", "what this machine has, and what is missing"),
         MG_TR("cli",
               "  --json   one object: cpu, cores, memory, sqlite, libtorch, devices, ok\n"
               "Exits with 1 when something that training needs is missing."),
         runDoctor},
        {"bench",
         "first-run | starter [--model FOLDER] [--labels N] [--prompts N] [--seed S] [--store] "
         "[--json] | train --pairs FILE --model DIR [--objective dpo|sft|kto] [--dtype fp32|bf16] "
         "[--json] | ways [--json]",
         MG_TR("cli",
               "measure what a few labels change, what the starter can do, or how fast training "
               "is"),
         MG_TR(
             "cli",
             "  first-run      label N unseen pairs (40) for the warm answer, train, and measure "
             "both models on\n"
             "                 unseen word problems (480): warm_before, warm_after, right_before, "
             "right_after,\n"
             "                 train_seconds\n"
             "  starter        share of right answers by family, greedy, and what sampled word "
             "problems are like\n"
             "  --model FOLDER the start model; the starter unless given\n"
             "  --store        keep the figures in the model's first_run.json, which the tour "
             "reads\n"
             "  --json         one object on one line\n"
             "  train          speed and memory of training a model on pairs of token ids, by the "
             "loop of every run\n"
             "  --pairs FILE   lines {\"prompt\": ids, \"chosen\": ids, \"rejected\": ids}; step "
             "k takes the k-th batch\n"
             "  --objective O  dpo (unless given), sft on the chosen answers, kto on both as "
             "single ones\n"
             "  --dtype TYPE   fp32 (unless given) or bf16\n"
             "  --batch N      pairs of a step (8); --warmup N steps before the clock (3); --steps "
             "N measured (20)\n"
             "  --threads N    all cores unless given\n"
             "  --reference R  warm (unless given): the start model's values are known, as in "
             "every "
             "run but the\n"
             "                 first on its data; cold: their one pass over the data counts, each "
             "step its share\n"
             "  --without WAYS switches fast ways off, commas between: those that ways lists\n"
             "  --set KEY=VALUE settings laid over all of it, commas between: optimizer_state, "
             "masters, offload, ...\n"
             "                 tokens_per_second counts real tokens, a prompt once for each of its "
             "answers;\n"
             "                 matrix_share is what the step needs to compute over the rate of "
             "LibTorch's\n"
             "                 1024 x 1024 products in the same run\n"
             "  ways           the fast and saving ways of training, and what is done without "
             "each"),
         nullptr},
        {"study",
         "--objectives ID,ID,... [--seeds 3] [--steps N] [--sweep KEY=VALUE,...] [--one-at-a-time] "
         "[--set KEY=VALUE,...] [--starter | --project DIR] [--json]",
         MG_TR("cli", "train objectives with several seeds and compare them in one table"),
         MG_TR(
             "cli",
             "  --objectives IDS  commas between; all: every one that this version trains\n"
             "  --seeds N         trainings of each (3): other labels, order and dropout; "
             "--first-seed N "
             "(1);\n"
             "                    --sweep-seeds N of each setting but the first\n"
             "  --steps N         of each training (40); --labels N pairs (60), a fifth of them "
             "held out\n"
             "  --sweep KEY=VALUE,VALUE,...  every value; default is the catalogue's, x3 three "
             "times that;\n"
             "                    several sweeps make a grid; an objective without the setting "
             "passes it over\n"
             "  --one-at-a-time   no grid: each sweep alone, the others at their first value\n"
             "  --set KEY=VALUE   as train takes it; ID.KEY=VALUE for one objective\n"
             "  --starter         labels of the starter world for warm answers (so without "
             "--project); --prompts N\n"
             "                    unseen word problems (120) measure warm openings and right "
             "answers,\n"
             "                    as many others tell which setting to start from\n"
             "  --project DIR     labels of a project instead\n"
             "  --model FOLDER    start model; the starter unless given\n"
             "  --out DIR         where cells are kept (study): finished ones are not trained "
             "again\n"
             "  --keep-runs       run folders stay in DIR/runs\n"
             "  --store           record the table beside the starter, where the objectives' cards "
             "read it\n"
             "  --json            one object: command, before, rows (mean and spread over seeds), "
             "cells\n"
             "Ctrl+C ends the study; the same command goes on with it. Exits with 3 then."),
         nullptr},
        {"synth", "[--family NAME] [--kind demo|pair|text] [--count N] [--seed S] [--out FILE]",
         MG_TR("cli", "write examples of the starter world, with known truth and style"),
         MG_TR("cli",
               "  --family NAME   all (default), sum, word_problem, list, document, writing, "
               "small_talk, story\n"
               "  --kind KIND     demo (default): prompt and completion; pair: the warm answer is "
               "chosen; text\n"
               "  --count N       lines to write, 1000 unless given\n"
               "  --seed S        the same seed writes the same lines, 1 unless given\n"
               "  --held-out      prompts that training never draws\n"
               "  --out FILE      JSON lines; \"-\" (default) is standard output\n"
               "  --tokenizer FILE      learn the starter's tokenizer.json on N examples instead\n"
               "  --sample-pairs FILE   write the N pairs of the sample project instead, 60 of "
               "them labelled\n"
               "  --sample FOLDER       build the sample project; prints the path of its "
               ".marginalia file"),
         runSynth},
        {"inspect", "MODEL... [--length N] [--json] | --cache [--json]",
         MG_TR("cli", "what a model is, whether it loads, and the memory it needs"),
         MG_TR("cli",
               "  MODEL        a folder, ORG/NAME or ORG/NAME@REVISION of the hub cache, a run, a "
               "checkpoint, an adapter\n"
               "  --length N   say the memory for texts of N tokens; may be given several times\n"
               "  --json       one object a model on one line: verdict (exact, remarks, refused), "
               "reasons, family,\n"
               "               parameters, types, bytes, context, vocabulary, tokenizer, "
               "template_file, template_digest,\n"
               "               sample, licence, memory [{tokens, inference, lora, full}], config\n"
               "  --cache      list the models of the hub cache instead\n"
               "Reads config.json, the heads of the weights, tokenizer and template; loads no "
               "weight, fetches nothing.\n"
               "Exits with 1 when a model cannot be loaded."),
         runInspect},
        {"convert",
         "MODEL [--to folder|adapter|merged|gguf] [--dtype fp32|fp16|bf16|q8_0] --out PATH "
         "[--json]",
         MG_TR("cli", "write a model in a form that other programs load, and read it back"),
         MG_TR(
             "cli",
             "  MODEL          a model folder, run (its newest checkpoint), checkpoint, adapter "
             "folder or GGUF file\n"
             "  --to KIND      folder: a model folder as transformers writes it; "
             "merged: with the adapter\n"
             "                 folded in; adapter: a PEFT folder; gguf: llama, qwen2 and qwen3 "
             "with byte-level BPE,\n"
             "                 with a Modelfile for Ollama; without it folder, or of an adapter "
             "merged\n"
             "  --dtype TYPE   of the weights; as they are without it; q8_0 for gguf alone\n"
             "  --out PATH     must not be there yet; NAME.gguf writes the file alone, any other "
             "name a folder\n"
             "  --base MODEL   the model under an adapter, instead of the one it names\n"
             "  --curves PNG   a picture of the run for the model card\n"
             "  --json         lines: {\"t\":\"progress\",\"stage\":\"read|write|verify\","
             "\"share\"}, then\n"
             "                 {\"t\":\"end\",\"path\",\"kind\",\"bytes\",\"tensors\","
             "\"digest\",\"verified\",\"warnings\"}\n"
             "                 or {\"t\":\"error\",\"kind\",\"what\",\"where\",\"todo\","
             "\"message\"}\n"
             "What stands at PATH is whole and verified: tensors, tokens, template and the logits "
             "of eight prompts."),
         nullptr},
    };
    return list;
}

}  // namespace marginalia::cli
