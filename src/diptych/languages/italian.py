"""Italian: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set, word_set


class Italian(LanguageData):
    """Italian."""

    code = "it"
    decimal_comma = True
    stemmer = "italian"
    elisions = word_set("all c dall dell d gl l m nell quell sull s t un")
    abbreviated_titles = plain_set("col cap ten don fra dir amm egr gent spett")
    never_final = plain_set("sig sigg dott prof avv ing arch geom rag on sen gen mons ca cfr dr ss vs es")
    before_numbers = plain_set("art artt att nn num pp pag pagg cap vol fig tel comma sec lett")
    capitalized_abbreviations = plain_set("soc")
    abbreviations = plain_set("min max ed op cit")
    final_abbreviations = plain_set("ecc etc a.c d.c p.e.v")
    sentence_openers = plain_set(
        "egli ella lui lei essi esse noi voi io tu ma e ed o se un una uno questo questa questi queste",
        "quello quella in nel nella nei nelle nell' a al alla ai alle all' da dal dalla dai dalle dall' di",
        "dei con per su sul sulla tra fra dopo prima durante poi quindi allora così però tuttavia infatti",
        "inoltre anche ancora già non quando come dove mentre perché oggi ieri domani ora ogni tutti tutte",
        "tutto molti molte alcuni alcune altri secondo sono era erano è ha hanno si ci chi che cosa suo",
        "sua i gli un' c' l' probabilmente",
    )
    name_openers = plain_set("il lo la le del della dello")
    before_times = plain_set("nel dal al alle dalle verso dopo prima fino anno secolo")
    byline_openers = plain_set("di")
    heading_styles = plain_set("titolo")
