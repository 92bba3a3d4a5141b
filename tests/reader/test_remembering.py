"""Coming back to a pair where it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import diptych.comparison
from diptych.alignment.settings import AlignmentSettings
from diptych.memory.habits import Habits
from diptych.memory.pairs import PairMemory
from diptych.preferences.model import Preferences
from diptych.reader import remembering
from diptych.reader.app import DiptychApp
from diptych.reader.selection import Selection
from diptych.sides import Pair, Side
from long_articles import long_pair
from opened import Opened
from small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path
