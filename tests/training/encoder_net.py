"""The encoder and the pair features of its vectors, in torch, for training.

The encoder is BERT (Devlin et al. 2019) as all-MiniLM-L6-v2 has it: six layers, 384 dimensions.  The features
of a pair of passages are late interaction (MaxSim of ColBERT, Khattab and Zaharia 2020) under four learned
token weightings, and likenesses of pooled vectors.  `diptych.alignment.encoder` computes the same in numpy.

Attributes are named as in the checkpoints, so renaming one makes older checkpoints unreadable.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.encoder.protocol import NAMES, WEIGHTINGS
from diptych.alignment.encoder.vectors import LONGEST
from diptych.alignment.encoder.wordpieces import END, PADDING, START
from training.encoder_data import base_folder, word_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.encoder.windows import Window

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
"""Layers, dimensions of a state, attention heads, dimensions inside a layer's net; as in all-MiniLM-L6-v2."""
PLACES = 512
"""Most word pieces of a window with its marks, as in BERT."""
NORM_EPSILON = 1e-12
"""Added to the variance in layer norms, as in BERT."""
DROPOUT = 0.1
"""Share of values that are set to 0 in training, as in BERT."""
BILINEAR = 24
"""Dimensions in which the bilinear column compares pooled vectors."""

_EMBEDDINGS = {
    "words": "embeddings.word_embeddings", "places": "embeddings.position_embeddings",
    "kinds": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm",
}  # fmt: skip
"""Our names of the parts below the layers, and the names in the file of all-MiniLM-L6-v2."""
_LAYER_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "inner": "intermediate.dense",
    "outer": "output.dense", "last": "output.LayerNorm",
}  # fmt: skip
"""The same for the parts of a layer."""


class Layer(nn.Module):  # type: ignore[misc,unused-ignore] # torch need not be there when types are checked
    """A transformer layer with layer norms after attention and after the net."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """The states after this layer.

        Args:
            states: windows x pieces x WIDTH.
            mask: windows x pieces, true where there is a piece; None if there is one everywhere.

        Returns:
            Windows x pieces x WIDTH.
        """
        size = (*states.shape[:2], HEADS, WIDTH // HEADS)
        query, key, value = (
            part(states).view(size).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        wide = None if mask is None else mask[:, None, None, :]
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=wide)
        attended = self.out(attended.transpose(1, 2).reshape(states.shape))
        states = self.norm(states + self._dropped(attended))
        return self.last(states + self._dropped(self.outer(functional.gelu(self.inner(states)))))

    def _dropped(self, values: Tensor) -> Tensor:
        """The values after dropout, which acts in training only."""
        return functional.dropout(values, DROPOUT, self.training)


class Encoder(nn.Module):  # type: ignore[misc,unused-ignore]
    """Word pieces → states in context.  At first its weights are those of all-MiniLM-L6-v2."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(len(word_pieces().numbers), WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._load_base()

    def _load_base(self) -> None:
        """Take the weights of all-MiniLM-L6-v2."""
        raw = load_file(str(base_folder() / "model.safetensors"))
        names = dict(_EMBEDDINGS)
        for number in range(LAYERS):
            for ours, theirs in _LAYER_PARTS.items():
                names[f"layers.{number}.{ours}"] = f"encoder.layer.{number}.{theirs}"
        state = {
            f"{ours}.{kind}": raw[f"{theirs}.{kind}"]
            for ours, theirs in names.items()
            for kind in ("weight", "bias")
            if f"{theirs}.{kind}" in raw
        }
        self.load_state_dict(state)

    def forward(self, pieces: Tensor, mask: Tensor | None) -> Tensor:
        """The states of word pieces.

        Args:
            pieces: windows x pieces, rows of the vocabulary.
            mask: windows x pieces, true where there is a piece; None if there is one everywhere.

        Returns:
            Windows x pieces x WIDTH.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.words(pieces) + self.places(places) + self.kinds.weight[0])
        for layer in self.layers:
            states = layer(states, mask)
        return states


@dataclass(frozen=True)
class Vectors:
    """What an article's passages are compared by: at most the first LONGEST word pieces of each."""

    tokens: Tensor
    """Passages x pieces x WIDTH: a vector of length 1 for each word piece."""
    states: Tensor
    """The same before they are scaled to length 1."""
    mask: Tensor
    """Passages x pieces: true where there is a piece."""
    pooled: Tensor
    """Passages x WIDTH: the mean of a passage's states, of length 1."""
    pieces: Tensor
    """Passages x pieces: rows of the vocabulary."""

    def detached(self) -> Vectors:
        """The same without gradients."""
        return Vectors(
            self.tokens.detach(),
            self.states.detach(),
            self.mask.detach(),
            self.pooled.detach(),
            self.pieces.detach(),
        )


def batch_of(windows: Sequence[Window], device: torch.device) -> tuple[Tensor, Tensor]:
    """The word pieces of windows with the marks around them.

    Args:
        windows: what the encoder reads.
        device: where the tensors are made.

    Returns:
        Windows x pieces: rows of the vocabulary, and true where there is a piece.
    """
    numbers = word_pieces().numbers
    longest = max(len(window.pieces) for window in windows) + 2
    pieces = torch.full((len(windows), longest), numbers[PADDING])
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces) + 2] = torch.tensor([numbers[START], *window.pieces, numbers[END]])
    pieces = pieces.to(device)
    return pieces, pieces != numbers[PADDING]


def vectors_of(encoder: Encoder, windows: Sequence[Window]) -> Vectors:
    """The vectors of an article's passages, on the device of the encoder.

    Args:
        encoder: what reads the windows.
        windows: all windows of the article.
    """
    pieces, mask = batch_of(windows, encoder.kinds.weight.device)
    states = encoder(pieces, mask).reshape(-1, WIDTH)
    where, inside = (part.to(pieces.device) for part in _places_of(windows, pieces.shape[1]))
    states = states[where]
    pooled = (states * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
    return Vectors(
        tokens=functional.normalize(states, dim=-1),
        states=states,
        mask=inside,
        pooled=functional.normalize(pooled, dim=-1),
        pieces=pieces.reshape(-1)[where],
    )


def _places_of(windows: Sequence[Window], width: int) -> tuple[Tensor, Tensor]:
    """Where the word pieces of each passage stand in a batch.

    Args:
        windows: the windows of the batch.
        width: pieces of a row of the batch.

    Returns:
        Passages x pieces: the index of each piece in the flattened batch, and true where there is a piece.
        A passage without pieces has the one that follows it.
    """
    starts, lengths = [], []
    for row, window in enumerate(windows):
        for part in window.parts:
            # The mark at the start comes first.
            starts.append(row * width + 1 + part.start)
            lengths.append(max(1, min(part.end - part.start, LONGEST)))
    steps = torch.arange(max(lengths))[None]
    inside = steps < torch.tensor(lengths)[:, None]
    return torch.where(inside, torch.tensor(starts)[:, None] + steps, 0), inside


class PairHead(nn.Module):  # type: ignore[misc,unused-ignore]
    """The vectors of two articles → columns for each pair of passages, and the logit that weighs them.

    Args:
        rarity: the rarity, 0..1, of each word piece of the vocabulary.
    """

    def __init__(self, rarity: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("rarity", torch.tensor(rarity, dtype=torch.float32))
        self.weigh = nn.Linear(WIDTH, WEIGHTINGS)
        nn.init.zeros_(self.weigh.weight)
        self.by_rarity = nn.Parameter(torch.tensor([0.0, 2.0, 4.0, 2.0]))
        self.by_pair_rarity = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 2.0]))
        self.floors = nn.Parameter(torch.tensor([-2.0, -1.0, -0.5, 0.0]))
        self.bilinear = nn.Linear(WIDTH, BILINEAR, bias=False)
        self.linear = nn.Linear(len(NAMES), 1)
        with torch.no_grad():
            self.linear.weight.fill_(0.7)
            self.linear.bias.fill_(-7.0)

    def columns(self, left: Vectors, right: Vectors) -> Tensor:
        """The columns, in the order of `NAMES`: left passages x right passages x columns."""
        # In the order of the letters: left passages, left pieces, right passages, right pieces, dimensions.
        like = torch.einsum("pid,qjd->piqj", left.tokens, right.tokens)
        like = like.masked_fill(~right.mask[None, None], -1.0)
        best_left = like.amax(3)
        like = like.masked_fill(~left.mask[:, :, None, None], -1.0)
        best_right = like.amax(1).permute(1, 2, 0)
        rarity = self._rarity_here(left, right)
        one = self._coverage(left, best_left, rarity)
        two = self._coverage(right, best_right, rarity).transpose(0, 1)
        cosine = left.pooled @ right.pooled.T
        middle = torch.cat([left.pooled, right.pooled]).mean(0)
        centred_left, centred_right = (
            functional.normalize(side.pooled - middle, dim=-1) for side in (left, right)
        )
        centred = centred_left @ centred_right.T
        product = self.bilinear(left.pooled) @ self.bilinear(right.pooled).T
        above = [centred - best_three(centred, 1), centred - best_three(centred, 0)]
        rest = [cosine, centred, product, torch.minimum(*above), torch.maximum(*above)]
        return torch.cat([torch.minimum(one, two), torch.maximum(one, two), torch.stack(rest, -1)], -1)

    def forward(self, left: Vectors, right: Vectors) -> Tensor:
        """The logit of each pair of passages: left passages x right passages."""
        return self.linear(self.columns(left, right)).squeeze(-1)

    def _coverage(self, side: Vectors, best: Tensor, rarity_here: Tensor) -> Tensor:
        """How much of each passage answers in each one of the other side.

        Args:
            side: the vectors of the passages.
            best: passages x pieces x others, the best cosine of each piece in each passage of the other side.
            rarity_here: the rarity of each piece of the vocabulary in the two articles; see `_rarity_here`.

        Returns:
            Passages x others x WEIGHTINGS.
        """
        raw = self.weigh(side.states)
        raw = raw + self.by_rarity * self.rarity[side.pieces][..., None]
        raw = raw + self.by_pair_rarity * rarity_here[side.pieces][..., None]
        weight = functional.softplus(raw) * side.mask[..., None]
        weight = weight / weight.sum(1, keepdim=True).clamp_min(1e-6)
        covered = [
            torch.einsum("pi,piq->pq", weight[..., number], functional.relu((best - floor) / (1 - floor)))
            for number, floor in enumerate(torch.sigmoid(self.floors))
        ]
        return torch.stack(covered, -1)

    def _rarity_here(self, left: Vectors, right: Vectors) -> Tensor:
        """The rarity, 0..1, of each piece of the vocabulary among the passages of the two articles."""
        count = torch.zeros_like(self.rarity)
        for side in (left, right):
            for pieces, mask in zip(side.pieces, side.mask, strict=True):
                count[pieces[mask].unique()] += 1
        total = len(left.pieces) + len(right.pieces) + 1
        return torch.log(total / (count + 1).clamp(max=total)) / np.log(total)


def best_three(values: Tensor, dimension: int) -> Tensor:
    """The mean of the best three values along a dimension, which stays with size 1."""
    few = min(3, values.shape[dimension])
    return values.topk(few, dim=dimension).values.mean(dimension, keepdim=True)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """A checkpoint of train_encoder.py, in main memory.

    Returns:
        The states of `encoder`, `head`, `optimizer` and `schedule`, and the number of steps done as `step`.
    """
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def load_nets(state: dict[str, Any], encoder: Encoder, head: PairHead) -> None:
    """Give the nets the weights of a checkpoint; see `read_checkpoint`."""
    encoder.load_state_dict(state["encoder"])
    head.load_state_dict(state["head"])
