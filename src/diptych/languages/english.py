"""English: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language

_TO_19 = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
IN_NAMES = plain_set("inc ltd co corp bros jr st ste")
"""Abbreviations in names, which any language writes so."""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


class English(LanguageData):
    """English."""

    code = "en"
    stemmer = "english"
    abbreviated_titles = plain_set(
        "ms mx messrs drs rev hon pres amb supt insp det atty gov govs sen sens rep reps gen lt col capt",
        "cpt cmdr cdr adm maj sgt cpl pvt brig",
    )
    never_final = plain_set("mr mrs dr prof vs cf ca approx deg vol vols ch pp eq")
    before_numbers = plain_set("no nos art arts fig figs par pt sec tel rs")
    capitalized_abbreviations = plain_set(
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala",
        "ariz ark calif colo conn del fla ill ind kan ky md mich minn mo mont neb nev okla ore penn pa",
        "tenn tex va vt wash wis wyo st ste ave blvd rd mt ft assn assoc univ jr esq",
    )
    abbreviations = plain_set("inc ltd co corp bros etc al est dept govt intl")
    sentence_openers = plain_set(
        "the this that these those there here he she it they we you his her its our their your he's she's",
        "it's they're we're that's there's i'm i've in on at by for from with without to of after before",
        "when while where who what why how if but and or so yet nor not no now then still also however",
        "meanwhile although though since because until once under over during among both each every all",
        "some several many most few other another such one two three four five six seven eight nine ten",
        "eleven twelve nobody nothing everyone everything according asked earlier later last",
    )
    before_times = plain_set(
        "at by around about before after shortly just until till since from on in early late nearly almost",
        "between and exactly today yesterday tomorrow",
    )
    after_hours = plain_set(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat",
        "sun mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april",
        "may june july august september october november december jan feb mar apr jun jul aug sep sept oct",
        "nov dec eastern central mountain pacific atlantic greenwich",
    )
    speech_verbs = plain_set(
        "said says asked asks wrote writes told tells tweeted added adds recalled replied responded",
        "continued explained shouted declared demanded insisted joked quipped exclaimed wondered answered",
    )
    months = numbered(
        "january jan,february feb,march,april apr,may,june jun,july jul,august aug,"
        "september sept sep,october oct,november nov,december dec"
    )
    weekdays = numbered("monday,tuesday,wednesday,thursday,friday,saturday,sunday")
    byline_openers = plain_set("by")
    beside_dates = word_set("published posted updated last modified created on at of the am pm a.m p.m")
    header_titles = plain_set("title headline")
    header_publishers = plain_set("publisher publication source site sitename newspaper")
    header_dates = plain_set("date published datepublished pubdate")
    header_others = plain_set(
        "author authors byline by url link language lang section category tags description updated",
    )
    heading_styles = plain_set("heading")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in English."""
        from diptych.languages.details.english import ENGLISH_DETAILS

        language = super().language()
        return language._replace(
            stop_words=word_set(
                "a about above after again against ago all almost already also although always am among an",
                "and another any anybody anyone anything are around as at away back be became because",
                "become been before began behind being below between both but by came can cannot come",
                "could did do does doing done down during each either else enough even ever every everyone",
                "everything few first for from further gave get gets getting give given go goes going gone",
                "got had has have having he her here hers herself him himself his how however i if in",
                "indeed instead into is it its itself just keep kept know last later least less let like",
                "likely made make makes making many may maybe me might mine more most much must my myself",
                "near nearly neither never next no nobody none nor not nothing now of off often on once",
                "one ones only onto or other others our ours ourselves out over own per perhaps put quite",
                "rather really said same saw say saying says see seem seemed seems seen several shall she",
                "should since so some somebody someone something still such take taken taking than that",
                "the their theirs them themselves then there these they thing things this those though",
                "through thus to today together told tomorrow tonight too took toward towards under until",
                "up upon us use used using very was way we well went were what whatever when where whether",
                "which while who whole whom whose why will with within without would yes yesterday yet you",
                "your yours yourself m re ve ll d t s don't doesn't didn't won't wouldn't can't couldn't",
                "shouldn't isn't aren't wasn't weren't haven't hasn't hadn't i'm i've i'll i'd you're",
                "you've you'll you'd he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'll",
                "we'd they're they've they'll they'd that's that'll there's here's what's who's let's",
                "according added mr mrs ms dr",
            ),
            numerals=counted(_TO_19) | counted(_TENS, 20, 10),
            magnitudes=spelled(
                {12: "dozen", 100: "hundred", 1_000: "thousand", 10**5: "lakh", 10**7: "crore"}
            )
            | spelled({10**6: "million", 10**9: "billion", 10**12: "trillion"}),
            articles=word_set("a an"),
            hedges=word_set(
                "about almost approximately around close estimated least less more most nearly only over",
                "roughly some than under up to upward upwards just perhaps maybe fewer between exceeding",
            ),
            vague=word_set("dozen"),
            units=spelled({"%": "per cent/percent/%", "$": "$/dollar/dollars", "€": "€/euro/euros"})
            | spelled({"£": "£/pounds", "¥": "¥/yen"}),
            plural_endings=("s",),
            no_plural_endings=("ss", "us", "is", "'s"),
            plurals=word_set(
                "people men women children police troops lawmen congressmen congresswomen seamen mice feet",
            ),
            ages=word_set("old ago earlier later before after"),
            titles=word_set(
                "mr mrs ms miss dr prof professor president vice senator sen representative rep",
                "congressman congresswoman governor gov justice judge secretary minister chancellor king",
                "queen prince princess pope sir lady lord general gen colonel col captain capt lieutenant",
                "lt sergeant sgt officer attorney mayor ambassador director chairman chairwoman speaker",
                "leader sheriff detective agent former rev reverend the a an",
            ),
            name_links=word_set("of for the de da del di du la le van von der den bin al el &"),
            details=ENGLISH_DETAILS,
        )
