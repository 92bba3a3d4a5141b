"""How languages are written: the letters that each has beyond a to z, and common words with their accents.

Text in an unknown encoding is recognised by them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from diptych.languages.base import plain_set
from diptych.languages.detection import COMMON_WORDS

_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_CYRILLIC = "абвгдежзклмнопрстуфхцчш"
"""The letters that all languages of `_LETTERS` in this script have."""

_LETTERS = {
    "af": "èéêëîïôöûü", "br": "êñùü", "ca": "àçèéíïòóúü", "cs": "áčďéěíňóřšťúůýž", "cy": "âêîôûŵŷ",
    "da": "åæéø", "de": "äöüß", "en": "éèêïñöüç", "eo": "ĉĝĥĵŝŭ", "es": "áéíñóúü", "et": "äõöüšž",
    "eu": "çñü", "fi": "äåöšž", "fo": "áæðíóøúý", "fr": "àâæçèéêëîïôœùûüÿ", "ga": "áéíóú", "gl": "áéíïñóúü",
    "hr": "čćđšž", "hu": "áéíóöőúüű", "id": "é", "is": "áæéíðóöþúý", "it": "àèéìîòóù", "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž", "mt": "àċèġħżù", "nl": "éèëïöüó", "no": "åæéøòô", "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõúü", "ro": "âîăşţșț", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sq": "çë",
    "sv": "äåéö", "tr": "âçğîıİöşûü",
    "be": f"{_CYRILLIC}ёійўыьэюя", "bg": f"{_CYRILLIC}ийщъьюя", "mk": f"{_CYRILLIC}иѓѕјљњќџ",
    "ru": f"{_CYRILLIC}ёийщъыьэюя", "sr": f"{_CYRILLIC}иђјљњћџ", "uk": f"{_CYRILLIC}ґєиіїйщьюя",
    "ar": _ARABIC, "fa": f"{_ARABIC}پچژکگی", "ur": f"{_ARABIC}ٹپچڈڑژکگںھہیے",
    "el": "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ", "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}  # fmt: skip
"""The small letters, beyond a to z, in which each language writes its own words and its common loanwords."""

_FURTHER_WORDS = {
    "el": "και το να του η της με που για την τα από στο είναι ο οι στην των σε θα δεν τον",
    "et": "ja on ei et oli see mis kui oma ka aga siis või ning kes üle pärast veel mitte ta",
    "he": "של את על לא הוא זה עם כי גם אל היא כל אבל אם או יש כך אך בין לפני אחרי היה אמר",
    "is": "og að er var sem til við hann ekki það um en með frá fyrir af á í hún því",
    "lt": "ir kad bei buvo iš tai kaip bus yra apie už dėl nuo jis bet arba su po per į",
    "lv": "un ir no ar par lai bija pēc vai pie tiek arī kas tas bet līdz kā gada viņš ka",
    "sl": "je in na se da so za ki pa bi ne tudi od kot po še ob pri bo že ali",
    "sq": "dhe të në për me nga është që se ka një e i do më si por nuk u",
}
"""Common words of languages that `detect` knows by their script, or does not know."""


@cache
def languages_by_letter() -> dict[str, tuple[str, ...]]:
    """Each letter beyond a to z, small and capital, with the codes of the languages that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, letters in _LETTERS.items():
        for letter in sorted({*letters, *letters.upper()}):
            if not letter.isascii():
                found[letter].append(code)
    return {letter: tuple(codes) for letter, codes in found.items()}


@cache
def languages_by_word() -> dict[str, tuple[str, ...]]:
    """Each common word, in small letters and with its accents, with the codes of its languages."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, words in (*COMMON_WORDS.items(), *_FURTHER_WORDS.items()):
        # Romanian has a comma below s and t; encodings before Unicode have a cedilla.
        for word in sorted(plain_set(words, words.translate({ord("ș"): "ş", ord("ț"): "ţ"}))):
            found[word].append(code)
    return {word: tuple(codes) for word, codes in found.items()}
