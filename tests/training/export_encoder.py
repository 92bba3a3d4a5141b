"""Write a trained encoder as the package's data: an int8 ONNX graph, its word pieces, its head's weights.

    python tests/training/export_encoder.py CHECKPOINT FOLDER

FOLDER gets `encoder.onnx`, `pieces.txt` and `head.npz`; see `diptych.alignment.encoder.vectors.load_encoder`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.encoder.wordpieces import END, PADDING, START, UNKNOWN
from training.encoder_data import archive_pieces, word_pieces
from training.encoder_net import WIDTH, Encoder, PairHead, load_nets, read_checkpoint

MARKS = (PADDING, UNKNOWN, START, END)
OPSET = 17
"""Version of the ONNX operators."""
IN_GRAPH = ("rarity", "weigh.weight", "weigh.bias")
"""Parts of the head that `head.npz` leaves out or has in another form."""


class Graph(torch.nn.Module):  # type: ignore[misc,unused-ignore] # torch need not be there when types are checked
    """What the ONNX graph computes."""

    def __init__(self, encoder: Encoder, head: PairHead) -> None:
        super().__init__()
        self.encoder, self.head = encoder, head

    def forward(self, pieces: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The states of one window's pieces, and their token weights before the rarity is added.

        Args:
            pieces: 1 x pieces, rows of the kept vocabulary.

        Returns:
            Pieces x WIDTH, and pieces x WEIGHTINGS.
        """
        states = self.encoder(pieces, None)
        return states[0], self.head.weigh(states)[0]


def kept_pieces() -> list[str]:
    """The marks, every single character, and the pieces that occur in the news archive, in BERT's order."""
    count: Counter[int] = Counter()
    for pieces in archive_pieces():
        count.update(pieces)
    return [
        piece
        for piece, number in word_pieces().numbers.items()
        if piece in MARKS or count[number] or len(piece.removeprefix("##")) == 1
    ]


def write_graph(graph: Graph, path: Path) -> None:
    """Write a graph as ONNX, with weights of 8 bits whose scales differ by channel."""
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph,
            (torch.ones(1, 40, dtype=torch.long),),
            str(whole),
            input_names=["pieces"],
            output_names=["states", "weights"],
            dynamic_axes={"pieces": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        # With 7 bits for weights no sum overflows on processors without VNNI: all give the same results.
        quantize_dynamic(
            str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    encoder, head = Encoder(), PairHead(np.zeros(len(word_pieces().numbers)))
    load_nets(read_checkpoint(options.checkpoint), encoder, head)
    pieces = kept_pieces()
    rows = [word_pieces().numbers[piece] for piece in pieces]
    words = torch.nn.Embedding(len(rows), WIDTH)
    words.weight.data = encoder.words.weight.data[rows]
    encoder.words = words

    write_graph(Graph(encoder, head).eval(), options.folder / "encoder.onnx")
    (options.folder / "pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    np.savez(
        options.folder / "head.npz",
        rarity=head.rarity.numpy()[rows].astype(np.float16),
        **{name: value.numpy() for name, value in head.state_dict().items() if name not in IN_GRAPH},
    )
    for path in sorted(options.folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
