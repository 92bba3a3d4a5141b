"""Words that a full stop does not end a sentence after, and words that tell that one did end.

All in lower case and without their last stop.  A word is listed when it is common in news with the stop, and
not a common last word of a sentence in the same case.  What has stops inside ("U.S.", "a.m.", "z.B.") and
single letters are known by their shape and need no entry.
"""

from __future__ import annotations


def _words(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


TITLES = _words(
    "ms mx messrs drs rev hon pres amb supt insp det atty gov govs sen sens rep reps",
    "gen lt col capt cpt cmdr cdr adm maj sgt cpl pvt brig",  # ranks
    "mme mlle mm srta av avda gral sig dott dhr mevr hr fr",  # French, Spanish, Italian, Dutch, German
)
"""Written with a capital, they stand before a name, so they never end a sentence."""

LINKS = _words(
    "mr mrs dr prof sr sra dña vs cf ca approx",
    "bzw ggf ung tzn им ул см",  # German, Polish, Russian
)
"""The same in either case, and words after which a sentence always goes on."""

BEFORE_NUMBERS = _words("no nos nr núm num art arts fig figs pp par sec ch vol eq tel стр")
"""They end no sentence when a number follows: "No. 5", "p. 12"."""

PROPER = _words(
    "jan feb febr mar apr jun jul aug sep sept okt oct nov dec dez",
    "mon tue tues wed thu thur thurs fri sat sun",
    "ala ariz ark calif colo conn del fla ill ind kan ky md mich minn mo mont neb nev okla ore",
    "penn pa tenn tex va vt wash wis wyo",
    "st ste ave blvd rd mt ft assn assoc univ jr esq",
)
"""Written with a capital, they may end a sentence: what follows decides."""

AFTER_HOURS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    "eastern central mountain pacific atlantic greenwich",
)
"""With a capital they go on after "at 5 p.m."; other words with one begin a sentence there."""

OTHERS = _words(
    "inc ltd co corp bros etc al est dept govt intl",
    "usw sog inkl exkl evtl hrsg jh",  # German
    "ee uu ud uds",  # Spanish: "EE. UU."
    "bijv enz godz тыс млн млрд руб гг",  # Dutch, Polish, Russian
)
"""The same in either case."""

OPENERS = _words(
    "the this that these those there here",
    "he she it they we you his her its our their your he's she's it's they're we're that's there's i'm i've",
    "in on at by for from with without to of after before when while where who what why how if",
    "but and or so yet nor not no now then still also however meanwhile although though since because until",
    "once under over during among both each every all some several many most few other another such",
    "one two three four five six seven eight nine ten eleven twelve nobody nothing everyone everything",
    "according asked earlier later last",
    "er sie es wir ihr ein eine aber und auch dies diese dieser nach",  # German
    "il elle ils elles nous mais cette ces dans selon",  # French, Italian
    "ella ellos pero esta este estos según en",  # Spanish
)
"""A capital on one of these comes from the beginning of a sentence: they are hardly ever part of a name.

Articles that are ("La Jolla", "Das") and single letters are left out.
"""

ORDINAL_COMPANIONS = _words(
    "am im vom zum zur bis dem den der des die das ab seit januar februar märz mai juni juli",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
)
"""German words before an ordinal: "am 3. Oktober", "der 2. Weltkrieg", "Montag, 3. Mai"."""

SPEECH_VERBS = _words(
    "said says asked asks wrote writes told tells tweeted added adds recalled replied responded continued",
    "explained shouted declared demanded insisted joked quipped exclaimed wondered answered",
)
"""What follows a name that owns the question or exclamation just quoted: “Why now?” Ms. Berg asked."""
