"""Tune the encoder on the annotated pairs beside the repository.

    python tests/training/train_encoder.py FOLDER [--hold-out FOLD] [--epochs N] [--start CHECKPOINT] ...

One step reads one pair of articles.  FOLDER gets `last.pt` after every 50 steps, from which the same command
goes on, `figures.txt`, and `rarity.npy` with the rarities of word pieces.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.encoder.windows import WINDOW
from support.gold import SHARED, digest
from training.encoder_data import Example, rarities, read_examples
from training.encoder_net import Encoder, PairHead, Vectors, load_nets, read_checkpoint, vectors_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FITTED = ("train", "news")
"""The gold sets that the encoder is trained on."""
WINDOWS = (100, WINDOW)
"""Range of the window size in training, in word pieces.  It teaches the encoder to read short texts too."""
POSITIVE, MAIN = 2.0, 1.25
"""Weight of a linked pair in the loss, and a factor for one of grade 2."""
FEW = 5
"""Added to the number of links that the loss is divided by, so that a pair with few does not weigh most."""
LISTWISE = 0.25
"""Weight of the loss over rows and columns."""
FOREIGN = 0.1
"""Weight of the loss over pairs with the article of another story."""
FOREIGN_PAIRS = 10
"""Divisor of that loss, which is a sum over all pairs of passages."""
INNER_RATE, OUTER_RATE = 1e-3, 4e-3
"""Highest learning rates of what makes the columns, and of what weighs them."""
WARM_UP = 30
"""Steps until the learning rates are at their highest."""
LEAST_RATE = 0.02
"""Lower bound of the learning rates, as a share of the highest."""
DECAY = 0.01
"""Weight decay of AdamW (Loshchilov and Hutter 2019), its usual value."""
LARGEST_GRADIENT = 1.0
"""Length to which longer gradients are cut."""
SAVED_EVERY = 50
"""Steps between two checkpoints."""
GLANCE = 20
"""Pairs of news-dev that are read in each evaluation but the last."""
BEGINNING = 40
"""Pairs, about, that the weights of the columns are first fitted on."""
STRENGTH = 0.3
"""Inverse of the penalty on these weights."""
LEAST_SPREAD = 0.02
"""Lower bound of the standard deviation of a column, so that the penalty limits steady columns too."""


@dataclass
class Training:
    """The nets that are trained, and what the next step needs."""

    encoder: Encoder
    head: PairHead
    optimizer: Any
    """AdamW."""
    schedule: Any
    """Sets the learning rates of the optimizer."""
    step: int = 0
    """Steps done."""
    other: tuple[Vectors, str] | None = None
    """The right article of the step before, and its story.  Checkpoints leave it out."""

    def save(self, path: Path) -> None:
        """Write a checkpoint; an interruption leaves the one from before."""
        state = {
            "encoder": self.encoder.state_dict(),
            "head": self.head.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = read_checkpoint(path)
        load_nets(state, self.encoder, self.head)
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]

    def take_step(self, example: Example) -> float:
        """Tune the nets on a pair of articles, and return the loss."""
        most = random.Random(self.step).randint(*WINDOWS)  # noqa: S311 - repeatable, not a secret
        left, right = (vectors_of(self.encoder, text.windows(most)) for text in (example.left, example.right))
        loss = loss_of(self.head(left, right), example)
        if self.other is not None and self.other[1] != example.story:
            loss = loss + FOREIGN * functional.softplus(self.head(left, self.other[0])).sum() / FOREIGN_PAIRS
        self.optimizer.zero_grad()
        loss.backward()
        parameters = [*tuned_parameters(self.encoder), *self.head.parameters()]
        torch.nn.utils.clip_grad_norm_(parameters, LARGEST_GRADIENT)
        self.optimizer.step()
        self.schedule.step()
        self.other = right.detached(), example.story
        self.step += 1
        return float(loss.detach())


def loss_of(logits: torch.Tensor, example: Example) -> torch.Tensor:
    """The loss: binary cross-entropy over all pairs of passages, and a listwise loss over rows and columns.

    The listwise loss is the negative logarithm of the softmax share of a passage's counterparts, in the mean
    over the passages that have some.

    Args:
        logits: left passages x right passages.
        example: the pair of articles.
    """
    grades = torch.tensor(example.grades, device=logits.device)
    linked = grades > 0
    weight = torch.ones_like(logits)
    weight[linked] = POSITIVE
    weight[grades == 2] = POSITIVE * MAIN
    cells = functional.binary_cross_entropy_with_logits(logits, linked.float(), weight, reduction="sum") / (
        linked.sum() + FEW
    )
    lists = torch.zeros((), device=logits.device)
    for dimension in (0, 1):
        some = linked.any(dimension)
        if some.any():
            every = logits.logsumexp(dimension)
            right = logits.masked_fill(~linked, -1e4).logsumexp(dimension)
            lists = lists + (every - right)[some].mean()
    return cells + LISTWISE * lists


def average_precision(scores: np.ndarray, right: np.ndarray, total: int) -> tuple[float, float]:
    """Average precision, and the best F1 of any threshold.

    Args:
        scores: the score of each pair of passages.
        right: whether each is a gold link.
        total: number of gold links.
    """
    hits = right[np.argsort(-scores, kind="stable")].astype(float)
    ranks = np.arange(1, len(hits) + 1)
    found = hits.cumsum()
    precision = found / ranks
    return float((precision * hits).sum() / total), float((2 * found / (ranks + total)).max())


def evaluate(encoder: Encoder, head: PairHead, examples: Sequence[Example]) -> str:
    """Average precision and best F1 over all pairs of passages of some pairs of articles, as a text."""
    encoder.eval()
    with torch.inference_mode():
        scores = [head(*_both(encoder, example)).cpu().numpy().ravel() for example in examples]
    encoder.train()
    right = np.concatenate([example.grades.ravel() > 0 for example in examples])
    precision, best = average_precision(np.concatenate(scores), right, int(right.sum()))
    return f"AP {precision:.4f} F1 {best:.4f}"


def begin_head(encoder: Encoder, head: PairHead, fitted: Sequence[Example]) -> None:
    """Fit the weights of the columns to the encoder as it is, so that it is tuned from the first step on.

    Args:
        encoder: the encoder.
        head: what gets the weights.
        fitted: the pairs to train on, of which a few are read.
    """
    chosen = fitted[:: max(1, len(fitted) // BEGINNING)]
    with torch.inference_mode():
        tables = [head.columns(*_both(encoder, example)).flatten(0, 1).cpu().numpy() for example in chosen]
    table = np.vstack(tables)
    answers = np.concatenate([example.grades.ravel() > 0 for example in chosen])
    mean, scale = table.mean(0), table.std(0).clip(LEAST_SPREAD)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight={0: 1.0, 1: POSITIVE})
    model.fit((table - mean) / scale, answers)
    weights = model.coef_[0] / scale
    with torch.no_grad():
        head.linear.weight[0] = torch.tensor(weights)
        head.linear.bias[0] = float(model.intercept_[0] - weights @ mean)


def _both(encoder: Encoder, example: Example) -> tuple[Vectors, Vectors]:
    """The vectors of the left and the right article, in windows of the size that diptych reads."""
    return vectors_of(encoder, example.left.windows()), vectors_of(encoder, example.right.windows())


def tuned_parameters(encoder: Encoder) -> list[torch.nn.Parameter]:
    """The parameters of the encoder that training changes."""
    return [parameter for parameter in encoder.parameters() if parameter.requires_grad]


def freeze(encoder: Encoder, layers: int) -> None:
    """Keep the vectors of word pieces and places and the lower layers as they are.

    Args:
        encoder: the encoder.
        layers: number of lower layers that are kept.
    """
    for part in (encoder.words, encoder.places, *encoder.layers[:layers]):
        part.requires_grad_(requires_grad=False)


def optimizer_of(encoder: Encoder, head: PairHead, rate: float) -> torch.optim.Optimizer:
    """AdamW over the encoder's tuned parameters and the head.

    Args:
        encoder: the encoder, frozen where it is not tuned.
        head: the head.
        rate: the highest learning rate of the encoder.
    """
    inner = [value for name, value in head.named_parameters() if not name.startswith("linear")]
    groups = [
        {"params": tuned_parameters(encoder), "lr": rate},
        {"params": inner, "lr": INNER_RATE},
        {"params": list(head.linear.parameters()), "lr": OUTER_RATE, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def rate_at(step: int, steps: int) -> float:
    """The share of the highest learning rate at a step: a linear rise, then a linear fall."""
    return min((step + 1) / WARM_UP, max(LEAST_RATE, 1 - step / steps))


def begin(options: argparse.Namespace, fitted: Sequence[Example], steps: int) -> Training:
    """The training as the folder's checkpoint has it; without one, from the start.

    Args:
        options: see `parse_options`.
        fitted: the pairs to train on.
        steps: the steps of the whole training.
    """
    rarity = options.folder / "rarity.npy"
    if not rarity.exists():
        np.save(rarity, rarities())
    encoder, head = Encoder().to(options.device), PairHead(np.load(rarity)).to(options.device)
    torch.set_flush_denormal(True)
    freeze(encoder, options.frozen)
    last = options.folder / "last.pt"
    if options.start:
        load_nets(read_checkpoint(options.start), encoder, head)
    elif not last.exists():
        begin_head(encoder, head, fitted)
    optimizer = optimizer_of(encoder, head, options.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step, steps))
    training = Training(encoder, head, optimizer, schedule)
    if last.exists():
        training.load(last)
    return training


def order_of(count: int, epochs: float, seed: int) -> list[int]:
    """The index of the example of each step: each epoch reads all examples, in a random order of its own."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    return [index for _ in range(int(epochs) + 1) for index in chance.sample(range(count), count)]


def train(training: Training, examples: Sequence[Example], options: argparse.Namespace, log: TextIO) -> None:
    """Take the steps that are left, and write checkpoints and figures.

    Args:
        training: the nets; they are changed.
        examples: the example of each step of the whole training.
        options: see `parse_options`.
        log: what gets the figures.
    """
    dev, news_dev = read_examples("dev"), read_examples("news-dev")
    started = time.time()
    losses: list[float] = []

    def report(sets: Mapping[str, Sequence[Example]]) -> None:
        found = " ".join(
            f"{name} {evaluate(training.encoder, training.head, some)}" for name, some in sets.items()
        )
        weights = training.head.linear.weight.detach().cpu().numpy().round(1).tolist()
        seconds, loss = time.time() - started, np.mean(losses or [0])
        log.write(f"{training.step} {seconds:.0f}s loss {loss:.4f} {found} {weights}\n")

    for example in examples[training.step :]:
        if training.step % options.every == 0:
            report({"dev": dev, "news-dev": news_dev[:GLANCE]})
            losses = []
        losses.append(training.take_step(example))
        if training.step % SAVED_EVERY == 0 or training.step == len(examples):
            training.save(options.folder / "last.pt")
    report({"dev": dev, "news-dev": news_dev})


def parse_options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="gets the checkpoints and figures")
    parser.add_argument("--epochs", type=float, default=1.0, help="how often each pair is read")
    parser.add_argument("--hold-out", type=int, default=0, help="the fold that is left out; -1 for none")
    parser.add_argument(
        "--frozen", type=int, default=0, help="lower layers that are not tuned, besides the word pieces"
    )
    parser.add_argument("--rate", type=float, default=1e-4, help="highest learning rate of the encoder")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to start from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=100, help="steps between two evaluations")
    return parser.parse_args()


def main() -> None:
    """Train the encoder as the command line says."""
    options = parse_options()
    options.folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    fitted = [
        example
        for name in FITTED
        for example in read_examples(name)
        if example.fold != options.hold_out and example.grades.any()
    ]
    steps = round(options.epochs * len(fitted))
    training = begin(options, fitted, steps)
    order = order_of(len(fitted), options.epochs, options.seed)[:steps]
    with (options.folder / "figures.txt").open("a", buffering=1, encoding="utf-8") as log:
        for name in FITTED:
            log.write(f"gold/{name} has SHA-256 {digest(SHARED / 'gold' / name)}\n")
        log.write(
            f"seed {options.seed}, {len(fitted)} pairs, {steps} steps from {training.step}\n{options}\n"
        )
        train(training, [fitted[index] for index in order], options, log)


if __name__ == "__main__":
    main()
