"""Train the model that says whether a passage supports a claim, refutes it, or says too little.

    python training/entailment.py --pairs FOLDER --tokenizer FOLDER --out FOLDER (--until 01:55 | --steps N)

learns from the pairs that training/prepare.py wrote, in 32-bit floats on one core (bf16 is slower without AMX). Word
vectors and the lowest layers stay as they are. Every ten minutes `state.pt` (weights, optimizer, where the run is) and
`model.pt` (the running mean of the weights) are written; started again with the same folder, a run goes on from there,
with other pairs too. The learning rate falls over the steps, or, with --until, over the time that is left.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import signal
import time
import tomllib
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from model import Dropped, Entailment, Shape, from_start
from shards import Shard, arrays, blotted, kept_shard, opened, rounds
from start import opened as start_weights

HERE = Path(__file__).resolve().parent
WARM_UP = 60
"""Steps until the learning rate is full."""
CLIP = 1.0
DECAY = 0.01
LOWER = 0.93
"""What a layer's learning rate is to that of the layer above it."""
DROPPED = 0.1
BLOTTED = 0.04
SMOOTHED = 0.05
"""Shares of numbers inside the model and of plain words that are dropped, and of a label given to all three."""
AVERAGED = 0.99
AVERAGED_EACH = 5
"""The running mean of the weights keeps this share of itself, each so many steps."""


def learning_rate(step: int, progress: float) -> float:
    """Return the share of the full rate: a short climb, then half a cosine down to a fiftieth."""
    return min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


def groups_of(model: Entailment, rate: float) -> list[dict[str, object]]:
    """Return the parameters in groups: what is new learns faster, norms and offsets do not decay."""
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        new = name.startswith(("kinds", "pooled", "label")) or name.endswith("link")
        if not parameter.requires_grad:
            continue
        depth = model.shape.layers - 1 - int(name.split(".")[1]) if name.startswith("layers") else 0
        quick = 30.0 if name.endswith("link") else 5.0 if new else LOWER**depth
        found.setdefault((quick, DECAY if parameter.dim() > 1 else 0.0), []).append(parameter)
    return [
        {"params": parameters, "lr": rate * quick, "full": rate * quick, "weight_decay": decay}
        for (quick, decay), parameters in found.items()
    ]


def as_tensors(
    shards: dict[str, Shard], batch: list[tuple[str, int]], rng: np.random.Generator | None = None
) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Return what the model takes, and the labels; with `rng`, some words are made unreadable."""
    found, labels = arrays(shards, batch)
    if rng is not None:
        found["pieces"] = blotted(found["pieces"], found["kinds"], BLOTTED, rng)
    return [torch.from_numpy(found[name]) for name in ("pieces", "kinds", "links")], torch.from_numpy(labels)


def averaged(mean: Entailment, model: Entailment, step: int) -> None:
    """Move the running mean towards the weights; at first quickly."""
    done = step // AVERAGED_EACH
    share = 1 - min(AVERAGED, (1 + done) / (10 + done))
    trained = [(one, two) for one, two in zip(mean.parameters(), model.parameters(), strict=True) if two.requires_grad]
    with torch.no_grad():
        torch._foreach_lerp_([one for one, _ in trained], [two for _, two in trained], share)


def scores(model: Entailment, shards: dict[str, Shard]) -> dict[str, float]:
    """Return accuracy on the pairs kept apart, by source."""
    right: dict[str, float] = {}
    with torch.inference_mode():
        for source, shard in shards.items():
            order = sorted(range(len(shard)), key=lambda row: len(shard.read[row]))
            hits = 0
            for at in range(0, len(order), 40):
                inputs, labels = as_tensors(shards, [(source, row) for row in order[at : at + 40]])
                hits += int((model(*inputs).argmax(1) == labels).sum())
            right[source] = round(hits / max(len(order), 1), 3)
    return right


def stop_time(text: str) -> float:
    """Return the next moment that a clock shows HH:MM, in seconds."""
    hour, minute = map(int, text.split(":"))
    now = datetime.now().astimezone()
    moment = now.replace(hour=hour, minute=minute, second=0)
    return (moment if moment > now else moment + timedelta(days=1)).timestamp()


def main() -> None:  # noqa: PLR0915  (a run from its arguments to its end, in order)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--begin", type=Path, help="model.pt of an earlier run, whose weights this one begins with")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--longest", type=int, default=128)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--save-every", type=float, default=10, help="minutes")
    ends = parser.add_mutually_exclusive_group(required=True)
    ends.add_argument("--until", help="HH:MM")
    ends.add_argument("--steps", type=int)
    options = parser.parse_args()
    # Threads that wait for each other at every product stand still on a machine that has other work.
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    mixture = tomllib.loads((HERE / "mixture.toml").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(options.tokenizer / "tokenizer.json"))
    learned: dict[str, Shard] = {}
    watched: dict[str, Shard] = {}
    for path in sorted(options.pairs.glob("*.jsonl.gz")):
        source = path.name.removesuffix(".jsonl.gz")
        if source not in mixture:
            continue
        pairs = opened(path)
        key = f"{source}-{options.longest}-{zlib.crc32(path.read_bytes()):08x}"
        for shards, is_tuned_on, most in ((learned, False, None), (watched, True, 300)):
            chosen = [pair for pair in pairs if pair.tuned_on is is_tuned_on][:most]
            shards[source] = kept_shard(
                tokenizer,
                chosen,
                options.longest,
                options.out / f"read/{key}-{'watched' if is_tuned_on else 'learned'}.npz",
            )
        print(source, len(learned[source]), len(watched[source]), flush=True)

    kept = torch.from_numpy(np.load(options.tokenizer / "kept.npy")).long()
    model = from_start(start_weights()[0], kept, Shape())
    if options.begin:
        model.load_state_dict(torch.load(options.begin, weights_only=True)["model"])
    mean = copy.deepcopy(model)
    drop = Dropped(DROPPED, options.seed)
    optimizer = torch.optim.AdamW(groups_of(model, options.rate), betas=(0.9, 0.98), fused=True)
    step, number, spent, pairs_seen = 0, 0, 0.0, 0
    if (state := options.out / "state.pt").is_file():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"])
        mean.load_state_dict(saved["mean"])
        optimizer.load_state_dict(saved["optimizer"])
        step, number, spent, pairs_seen = (saved[name] for name in ("step", "round", "spent", "pairs"))
        print("goes on from step", step, flush=True)
    for group, fresh in zip(optimizer.param_groups, groups_of(model, options.rate), strict=True):
        group["full"] = fresh["full"]

    begun = time.time()
    end = stop_time(options.until) if options.until else 0.0
    saved_at = logged_at = begun
    losses: list[float] = []
    seen = 0
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")

    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked_to_stop.append(number))

    def progress() -> float:
        if options.steps:
            return float(step / options.steps)
        now = time.time()
        return float((spent + now - begun) / (spent + end - begun))

    def save(done: int) -> None:
        state_now = {
            "model": model.state_dict(),
            "mean": mean.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "round": done,
            "pairs": pairs_seen,
            "spent": spent + time.time() - begun,
        }
        torch.save(state_now, options.out / "state.new")
        (options.out / "state.new").replace(options.out / "state.pt")
        torch.save({"model": mean.state_dict(), "step": step}, options.out / "model.pt")

    for batches in rounds(learned, mixture, options.seed, number):
        for batch in batches:
            inputs, labels = as_tensors(learned, batch, np.random.default_rng([options.seed, step]))
            loss = functional.cross_entropy(model(*inputs, drop), labels, label_smoothing=SMOOTHED)
            loss.backward()
            share = learning_rate(step, progress())
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * share
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            pairs_seen += len(labels)
            seen += inputs[0].numel()
            if step % AVERAGED_EACH == 0:
                averaged(mean, model, step)
            if len(losses) == 50:
                now = time.time()
                line = {
                    "step": step,
                    "round": number,
                    "loss": round(sum(losses) / 50, 4),
                    "rate": round(share * options.rate, 7),
                    "pairs": pairs_seen,
                    "pieces a second": round(seen / (now - logged_at)),
                    "minutes": round((spent + now - begun) / 60, 1),
                }
                log.write(json.dumps(line) + "\n")
                log.flush()
                print(line, flush=True)
                losses, seen, logged_at = [], 0, now
            over = progress() >= 1 or bool(asked_to_stop)
            if over or time.time() - saved_at > 60 * options.save_every:
                # A round that was cut short is drawn anew.
                save(number)
                if asked_to_stop:
                    return
                saved_at = time.time()
                line = {"step": step, "kept apart": scores(mean, watched)}
                log.write(json.dumps(line) + "\n")
                log.flush()
                print(line, flush=True)
            if over:
                return
        number += 1


if __name__ == "__main__":
    main()
