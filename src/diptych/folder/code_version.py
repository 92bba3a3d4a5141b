"""What results depend on: the code and data of this program, and the libraries that it computes with."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from unicodedata import unidata_version

from diptych.version import __version__

_OF_PROFILES = ("article", "sources", "languages", "alignment/features", "folder/article_profile.py")
"""The parts of the package on which a profile depends."""
_DATA = (".bin", ".json", ".npz", ".onnx", ".txt")
"""Endings of files with weights."""
_LIBRARIES = (
    "stopwordsiso",
    "snowballstemmer",
    "PyStemmer",
    "budoux",
    "charset-normalizer",
    "markdown-it-py",
)
"""The libraries on which a profile depends; those that read documents change little."""


@cache
def profile_version() -> str:
    """A digest of all that the profile of an article depends on, beside the article itself."""
    return _digest([path for part in _OF_PROFILES for path in _files(part, "*.py")], _LIBRARIES)


@cache
def comparison_version() -> str:
    """A digest of all that a comparison depends on: code, weights, and the libraries that compute."""
    libraries = (*_LIBRARIES, "rapidfuzz", "numpy", "onnxruntime")
    data = [path for suffix in _DATA for path in _files("alignment", f"*{suffix}")]
    return _digest(_files(".", "*.py") + data, libraries)


def _files(part: str, pattern: str) -> list[Path]:
    package = Path(__file__).resolve().parents[1]
    place = package / part
    return sorted(place.rglob(pattern)) if place.is_dir() else [place]


def _digest(files: list[Path], libraries: tuple[str, ...]) -> str:
    # The tables of Unicode depend on the version of Python.
    found = blake2b(f"{__version__} {unidata_version}".encode(), digest_size=16)
    for library in libraries:
        try:
            found.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            found.update(library.encode())
    for path in files:
        try:
            found.update(path.read_bytes())
        except OSError:  # not unpacked; then the number of the version has to do
            continue
    return found.hexdigest()
