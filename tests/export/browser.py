"""Opens pages about hostile articles in a real browser, which shows their text and nothing else.

    python tests/export/browser.py [--count N] [--browser chromium]

Each page is opened in a headless browser, and the document that comes of it is compared with the articles.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hypothesis import HealthCheck, given, settings

from diptych.export.html import to_html
from support.pages import Page
from support.strategies import comparisons

if TYPE_CHECKING:
    from diptych.comparison import Comparison


def document(browser: str, page: Path) -> str:
    """The document of a browser after it has loaded a page, as HTML."""
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu"),
        *(f"--user-data-dir={page.parent}/profile", "--dump-dom", page.as_uri()),
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--browser", default="chromium")
    options = parser.parse_args()
    seen = 0

    @settings(
        max_examples=options.count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(comparisons())
    def check(comparison: Comparison) -> None:
        nonlocal seen
        path.write_text(to_html(comparison, 0.0), encoding="utf-8")
        page = Page(document(options.browser, path))
        articles = list(comparison.articles)
        assert page.blocks == [[block.span.of(one.text) for block in one.blocks] for one in articles]
        assert not {"script", "img", "svg", "iframe", "object"} & {tag for tag, _ in page.elements}
        assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
        seen += 1

    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        check()
    print(f"{seen} pages, all of them as the articles are")


if __name__ == "__main__":
    main()
