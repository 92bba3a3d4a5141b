"""Draw the screenshot of the README: the reader with the sample articles, at a difference.

    python tests/support/readme_picture.py

It is the screenshot that the key `p` writes in the reader.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.export.screenshot import picture_of
from diptych.samples import sample_articles
from diptych.sources.open import load

PICTURE = Path(__file__).parents[2] / ".readme" / "reader.svg"
SIZE = (150, 44)


async def draw() -> str:
    """The screen as SVG."""
    app = DiptychApp(sample_articles().map(load), preferences=Preferences(theme="textual-dark"))
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("slash", *"25 countries", "enter", "escape")
        await pilot.pause()
        return picture_of(app)


def main() -> None:
    """Write the screenshot."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")


if __name__ == "__main__":
    main()
