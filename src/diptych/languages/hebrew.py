"""Hebrew: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language

_JOINED = "והבלמשכ"
"""Letters that are words, joined to the next word: and, the, in, to, from, that, as."""
_ENDINGS = ("ים", "ות", "ה", "ת", "י")
_FINAL_LETTERS = str.maketrans("ךםןףץ", "כמנפצ")
_SHORTEST = 3
"""Fewest letters that a word keeps."""


def bare(word: str) -> str:
    """The word without joined letters and without its ending, if that is a common one.

    A root may begin with such a letter too.  The letter is removed even then: a word has one form everywhere.
    """
    start = 0
    while len(word) - start > _SHORTEST and word[start] in _JOINED:
        start += 1
    word = word[start:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word.translate(_FINAL_LETTERS)


_TO_10 = (
    "אפס אחד/אחת שניים/שתיים/שני/שתי שלושה/שלוש/שלושת ארבעה/ארבע/ארבעת חמישה/חמש/חמשת שישה/שש/ששת"
    " שבעה/שבע/שבעת שמונה/שמונת תשעה/תשע/תשעת עשרה/עשר/עשרת"
)


class Hebrew(LanguageData):
    """Hebrew."""

    code = "he"
    opening_quotes = '„“"'
    months = numbered("ינואר,פברואר,מרץ מרס,אפריל,מאי,יוני,יולי,אוגוסט,ספטמבר,אוקטובר,נובמבר,דצמבר")
    header_titles = plain_set("כותרת")
    header_publishers = plain_set("מקור")
    header_dates = plain_set("תאריך")
    header_others = plain_set("מחבר")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Hebrew."""
        language = super().language()
        return language._replace(
            stop_words=word_set(
                "זו הייתה היו יהיו כמה ליד מאז כבר עוד יותר פחות מאוד בו בה בהם ממנו ממנה לפי כדי אמר אמרה",
                "אמרו סיפר סיפרה הוסיף הוסיפה מסר מסרה אתמול היום מחר איש ביום בידי ידי אפילו מדי פעם",
            ),
            bare=bare,
            numerals=counted(_TO_10) | counted("עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים", 20, 10),
            magnitudes=spelled(
                {100: "מאה/מאות", 1_000: "אלף/אלפים", 10**6: "מיליון/מיליוני", 10**9: "מיליארד"}
            ),
            bare_magnitudes=word_set("מאה אלף מיליון"),
            hedges=word_set("כ כמעט בערך יותר פחות לפחות עד"),
            small_calendar=True,
            units=spelled({"%": "אחוז/אחוזים", "$": "דולר/דולרים", "₪": "שקל/שקלים", "€": "אירו"}),
        )
