"""The catalogue lists every language's module, in the right place."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import getmembers, isclass

import diptych.languages
from diptych.languages.base import LanguageData
from diptych.languages.catalogue import WITH_ABBREVIATIONS, all_languages
from diptych.languages.registry import language_by_code

SPLITTER_TABLES = (
    "abbreviated_titles",
    "never_final",
    "before_numbers",
    "abbreviated_endings",
    "capitalized_abbreviations",
    "abbreviations",
    "final_abbreviations",
    "after_numbers",
    "sentence_openers",
    "name_openers",
    "before_times",
    "after_hours",
    "before_ordinals",
    "after_ordinals",
    "speech_verbs",
)


def test_every_language_with_a_module_is_listed_once() -> None:
    names = [module.name for module in pkgutil.iter_modules(diptych.languages.__path__) if not module.ispkg]
    found = {
        member
        for name in names
        for _, member in getmembers(import_module(f"diptych.languages.{name}"), isclass)
        if issubclass(member, LanguageData) and member is not LanguageData
    }
    listed = list(all_languages())
    assert len(listed) == len(set(listed))
    assert set(listed) == found


def test_a_language_with_words_for_the_sentence_splitter_is_imported_by_it() -> None:
    for language in all_languages():
        has_words = any(getattr(language, table) for table in SPLITTER_TABLES)
        assert (language in WITH_ABBREVIATIONS) == has_words, language


def test_the_tables_for_comparing_have_the_same_code() -> None:
    for language in all_languages():
        assert language_by_code(language.code).code == language.code
