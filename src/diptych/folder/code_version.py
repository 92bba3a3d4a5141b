"""What results depend on: the code and data of this program, and the libraries that it computes with."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from diptych.version import __version__

_OF_PROFILES = ("article", "sources", "languages", "alignment/features", "folder/article_profile.py")
"""The parts of the package on which a profile depends."""
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
    return _digest(_files(".", "*.py") + _files("alignment", "*.[!p]*"), libraries)


def _files(part: str, pattern: str) -> list[Path]:
    package = Path(__file__).resolve().parents[1]
    place = package / part
    return sorted(place.rglob(pattern)) if place.is_dir() else [place]


def _digest(files: list[Path], libraries: tuple[str, ...]) -> str:
    found = blake2b(__version__.encode(), digest_size=16)
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
