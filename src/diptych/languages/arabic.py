"""Arabic: words for reading any text, and tables for comparing texts in it.

Normalised words have one letter for all forms of alef, and neither hamza nor vowel signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language

# Common words of news whose first letter is waw: it is not a joined “and”.
_OWN_WAW = tuple(
    word_set(
        "وزار وزير وزرا وزيا واحد وادي وقت وقع وقف وقود وطن وضع وكال وكيل ولاي ولاد والد والي وصل وصول وصف",
        "وفا وفد وفق وفر وثيق وثائق وجه وجود وجب واقع واسع واضح واجب وسط وسائل وسيل وحد وحيد ورق ورش وظيف",
        "وظائف وعد وعي ودي ودا وباء وثق واجه واصل وافق وحش وداع وريث ورد ورا",
    )
)
_ARTICLES = ("ال", "لل", "بال", "كال")
_SHORTEST = 3
"""Fewest letters that a word keeps."""


def bare(word: str) -> str:
    """The word without tatweel and without a joined “and”: والجسر → الجسر."""
    word = word.replace("\u0640", "")
    if len(word) > _SHORTEST and word[0] in "وف":
        rest = word[1:]
        if rest.startswith(_ARTICLES) or (word[0] == "و" and not word.startswith(_OWN_WAW)):
            return rest
    return word


_TO_19 = (
    "صفر واحد/واحدة اثنان/اثنين/اثنتان/اثنتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع"
    " ثمانية/ثماني/ثمان تسعة/تسع عشرة/عشر"
)
_TENS = "عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين تسعون/تسعين"


def _numerals() -> dict[str, int]:
    """The numbers below a hundred; the ones come before the tens: اثنان وعشرون, two and twenty."""
    small, tens = counted(_TO_19), counted(_TENS, 20, 10)
    ten = [word for word, value in small.items() if value == 10]
    words = small | tens | spelled({11: "أحد عشر/إحدى عشرة", 12: "اثنا عشر/اثني عشر/اثنتا عشرة/اثنتي عشرة"})
    for word, value in small.items():
        if 2 < value < 10:
            words |= {f"{word} {ending}": 10 + value for ending in ten}
        if 0 < value < 10:
            words |= {f"{word} و{after}": value + more for after, more in tens.items()}
    return words | spelled({200: "مئتان/مئتين/مائتان/مائتين/مئتي/مائتي", 2_000: "ألفان/ألفين/ألفي"})


class Arabic(LanguageData):
    """Arabic."""

    code = "ar"
    stemmer = "arabic"
    opening_quotes = '«“„"'
    months = numbered(
        "يناير,فبراير شباط,مارس آذار,أبريل إبريل نيسان,مايو أيار,يونيو يونيه حزيران,يوليو يوليه تموز,"
        "أغسطس آب,سبتمبر أيلول,أكتوبر,نوفمبر,ديسمبر"
    )
    weekdays = numbered("الاثنين الإثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد")
    header_titles = plain_set("العنوان")
    header_publishers = plain_set("المصدر")
    header_dates = plain_set("التاريخ")
    header_others = plain_set("الكاتب")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Arabic."""
        language = super().language()
        return language._replace(
            stop_words=word_set(
                "كانوا تكون سيكون ستكون لماذا أنهم إنهم لأن لكنه لكنها لقد فقد عندئذ بينما تحت فوق وراء",
                "خلف بدون أية حوالي قرابة جدا فقط ربما لديه لديها لهم بهم فيهم منه منهم عليهم إليه إليها",
                "عنه عنها معه معها بحسب وفق وفقا بشأن عبر قالت قالوا يقول تقول أضاف أضافت أكدت أعلن أوضح",
                "أوضحت ذكر ذكرت أشار أشارت صرح أولى آخر آخرون نفسها يتم",
            ),
            bare=bare,
            numerals=_numerals(),
            longest_numeral=2,
            magnitudes=spelled({100: "مئة/مائة/مئات", 1_000: "ألف/آلاف/ألفا"})
            | spelled({10**6: "مليون/ملايين/مليونا", 10**9: "مليار/مليارات/مليارا"}),
            bare_magnitudes=word_set("مئة مائة ألف مليون مليار"),
            hedges=word_set("نحو حوالي قرابة زهاء تقريبا أكثر أقل حتى على"),
            small_calendar=True,
            units=spelled({"%": "بالمئة/بالمائة", "$": "دولار/دولارا/دولارات", "€": "يورو"}),
        )
