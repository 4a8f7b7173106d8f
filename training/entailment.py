"""Train the model that says whether a passage supports a claim, refutes it, or says too little.

    python training/entailment.py --pairs FOLDER --tokenizer FOLDER --out FOLDER (--until 01:55 | --steps N)

learns from the pairs that training/prepare.py wrote, in 32-bit floats on the processor (bf16 is slower without AMX).
Word vectors stay as they are; there is no dropout. Every ten minutes `state.pt` (weights, optimizer, where the run is)
and `model.pt` (weights alone) are written; started again with the same folder, a run goes on from there. The learning
rate falls over the steps, or, with --until, over the time that is left.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import time
import tomllib
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from model import Entailment, Shape, from_start
from shards import Shard, arrays, kept_shard, opened, rounds
from start import opened as start_weights

HERE = Path(__file__).resolve().parent
WARM_UP = 60
"""Steps until the learning rate is full."""
CLIP = 1.0
DECAY = 0.01


def learning_rate(step: int, progress: float) -> float:
    """Return the share of the full rate: a short climb, then half a cosine down to a fiftieth."""
    return min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


def groups_of(model: Entailment, rate: float) -> list[dict[str, object]]:
    """Return the parameters in groups: what is new learns faster, norms and offsets do not decay."""
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        new = name.startswith(("kinds", "pooled", "label")) or name.endswith("link")
        quick = 30.0 if name.endswith("link") else 5.0 if new else 1.0
        found.setdefault((quick, DECAY if parameter.dim() > 1 else 0.0), []).append(parameter)
    return [
        {"params": parameters, "lr": rate * quick, "full": rate * quick, "weight_decay": decay}
        for (quick, decay), parameters in found.items()
    ]


def as_tensors(shards: dict[str, Shard], batch: list[tuple[str, int]]) -> tuple[list[torch.Tensor], torch.Tensor]:
    found, labels = arrays(shards, batch)
    return [torch.from_numpy(found[name]) for name in ("pieces", "kinds", "links")], torch.from_numpy(labels)


def scores(model: Entailment, shards: dict[str, Shard]) -> dict[str, float]:
    """Return accuracy on the pairs kept apart, by source."""
    right: dict[str, float] = {}
    model.eval()
    with torch.inference_mode():
        for source, shard in shards.items():
            order = sorted(range(len(shard)), key=lambda row: len(shard.read[row]))
            hits = 0
            for at in range(0, len(order), 40):
                inputs, labels = as_tensors(shards, [(source, row) for row in order[at : at + 40]])
                hits += int((model(*inputs).argmax(1) == labels).sum())
            right[source] = round(hits / max(len(order), 1), 3)
    model.train()
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
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--longest", type=int, default=128)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--workers", type=int, default=3, help="batches of a step, each on a thread of its own")
    parser.add_argument("--save-every", type=float, default=10, help="minutes")
    ends = parser.add_mutually_exclusive_group(required=True)
    ends.add_argument("--until", help="HH:MM")
    ends.add_argument("--steps", type=int)
    options = parser.parse_args()
    # One thread a batch, not several threads a product: threads that wait for each other at every product stand still
    # on a machine that has other work.
    torch.set_num_threads(1)
    workers = ThreadPoolExecutor(options.workers, initializer=torch.set_num_threads, initargs=(1,))
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
    model = from_start(start_weights()[0], kept, Shape(options.layers))
    optimizer = torch.optim.AdamW(groups_of(model, options.rate), betas=(0.9, 0.98), fused=True)
    step, number, spent = 0, 0, 0.0
    if (state := options.out / "state.pt").is_file():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, number, spent = saved["step"], saved["round"], saved["spent"]
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
            return step / options.steps
        now = time.time()
        return (spent + now - begun) / (spent + end - begun)

    def save(done: int) -> None:
        state_now = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "round": done,
            "spent": spent + time.time() - begun,
        }
        torch.save(state_now, options.out / "state.new")
        (options.out / "state.new").replace(options.out / "state.pt")
        torch.save({"model": model.state_dict(), "layers": options.layers, "step": step}, options.out / "model.pt")

    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]

    def gradients(batch: list[tuple[str, int]]) -> tuple[float, int, int, tuple[torch.Tensor, ...]]:
        inputs, labels = as_tensors(learned, batch)
        loss = functional.cross_entropy(model(*inputs), labels, reduction="sum")
        return loss.item(), len(labels), inputs[0].numel(), torch.autograd.grad(loss, parameters)

    for batches in rounds(learned, mixture, options.seed, number):
        for at in range(0, len(batches), options.workers):
            done = list(workers.map(gradients, batches[at : at + options.workers]))
            pairs_seen = sum(count for _, count, _, _ in done)
            for parameter, *parts in zip(parameters, *(grads for *_, grads in done), strict=True):
                parameter.grad = sum(parts[1:], start=parts[0]) / pairs_seen
            share = learning_rate(step, progress())
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * share
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(sum(loss for loss, *_ in done) / pairs_seen)
            step += 1
            seen += sum(pieces for _, _, pieces, _ in done)
            if len(losses) == 50:
                now = time.time()
                line = {
                    "step": step,
                    "round": number,
                    "loss": round(sum(losses) / 50, 4),
                    "rate": round(share * options.rate, 7),
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
                line = {"step": step, "kept apart": scores(model, watched)}
                log.write(json.dumps(line) + "\n")
                log.flush()
                print(line, flush=True)
            if over:
                return
        number += 1


if __name__ == "__main__":
    main()
