"""The digests of what results depend on."""

from __future__ import annotations

import compileall
import shutil
import subprocess
import sys
from pathlib import Path

import diptych

SCRIPT = "from diptych.folder.code_version import *; print(profile_version(), comparison_version())"


def versions(place: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-B", "-c", SCRIPT], cwd=place, capture_output=True, text=True, check=True, env={}
    )
    return run.stdout.split()


def test_they_depend_on_code_and_weights_and_on_nothing_else(tmp_path: Path) -> None:
    package = tmp_path / "diptych"
    ignored = shutil.ignore_patterns("__pycache__", "reader")
    shutil.copytree(Path(diptych.__file__).parent, package, ignore=ignored)
    profile, comparison = versions(tmp_path)
    compileall.compile_dir(package / "alignment", quiet=1)
    assert versions(tmp_path) == [profile, comparison]
    with (package / "alignment" / "scoring" / "scorer.py").open("a") as file:
        file.write("# changed")
    other_profile, other_comparison = versions(tmp_path)
    assert other_profile == profile
    assert other_comparison != comparison
    with (package / "alignment" / "features" / "embeddings.bin").open("ab") as file:
        file.write(b"0")
    assert versions(tmp_path)[1] not in (comparison, other_comparison)
    with (package / "languages" / "english.py").open("a") as file:
        file.write("# changed")
    assert versions(tmp_path)[0] != profile
