"""Dutch: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Dutch(LanguageData):
    """Dutch."""

    code = "nl"
    decimal_comma = True
    stemmer = "dutch"
    abbreviated_titles = plain_set("mr")
    never_final = plain_set("dhr mevr mw drs ir ing bijv jl resp incl excl")
    before_numbers = plain_set("nr art blz tel par lid hfst")
    abbreviated_endings = ("str",)
    abbreviations = plain_set("mln mld min max gem")
    final_abbreviations = plain_set("enz etc v.chr n.chr")
    sentence_openers = plain_set(
        "een hij zij ze wij we ik jij je dit dat deze die er in op voor met na om uit door bij aan naar",
        "over onder tot tijdens maar en of want dus ook toen nu daar hier daarna volgens als wanneer omdat",
        "hoewel niet geen alle veel sommige zijn haar hun wat wie waar hoe",
    )
    name_openers = plain_set("de het van")
    before_times = plain_set("om in rond na voor vanaf tot sinds")
    byline_openers = plain_set("door")
    heading_styles = plain_set("kop")
