"""The English words for comparing details of linked passages.

First names follow the usual lists of English hypocorisms; the rest was collected from news prose.
"""

from __future__ import annotations

from diptych.languages.base import counted, plain_set, spelled
from diptych.languages.details.lexicon import DetailLexicon


def _groups(text: str) -> tuple[frozenset[str], ...]:
    """The comma-separated groups of words."""
    return tuple(plain_set(group) for group in text.split(","))


def _kinds(text: str) -> dict[str, str]:
    """Each word of the comma-separated groups with the first word of its group."""
    return {word: group.split()[0] for group in text.split(",") for word in group.split()}


def _measures(text: str) -> dict[str, tuple[str, float]]:
    """Units with their dimension and size, from "length: mile miles 1609.344, foot 0.3048; area: …"."""
    found = {}
    for part in text.split(";"):
        dimension, _, groups = part.partition(":")
        for group in groups.split(","):
            *words, size = group.split()
            found.update(dict.fromkeys(words, (dimension, float(size))))
    return found


def _opposites(text: str) -> dict[str, frozenset[str]]:
    """Each word of two groups with those of the other, from "rose grew|fell shrank; guilty|innocent"."""
    found: dict[str, frozenset[str]] = {}
    for pair in text.split(";"):
        one, two = (frozenset(group.split()) for group in pair.split("|"))
        for group, other in ((one, two), (two, one)):
            found.update({word: found.get(word, frozenset()) | other for word in group})
    return found


_DAY = 1.0
_WEEK, _MONTH, _YEAR = 7 * _DAY, 30.4 * _DAY, 365.25 * _DAY

_PERIODS = spelled({_DAY / 1440: "minute/minutes", _DAY / 24: "hour/hours", _DAY: "day/days"}) | spelled(
    {_WEEK: "week/weeks", _MONTH: "month/months", _YEAR: "year/years", 10 * _YEAR: "decade/decades"}
)

ENGLISH_DETAILS = DetailLexicon(
    at_least=plain_set("least more over exceeding upward upwards above minimum surpassing topping"),
    at_most=plain_set("most less fewer under up below maximum within"),
    nearly=plain_set("nearly almost close approaching"),
    about=plain_set("about approximately around estimated roughly some perhaps maybe or"),
    range_links=plain_set("to through until"),
    range_openers=plain_set("between from"),
    rates=plain_set("a an per each every annually yearly monthly weekly daily apiece"),
    fractions={
        "half": 1 / 2,
        "halves": 1 / 2,
        "third": 1 / 3,
        "thirds": 1 / 3,
        "quarter": 1 / 4,
        "quarters": 1 / 4,
        "fourth": 1 / 4,
        "fourths": 1 / 4,
        "fifth": 1 / 5,
        "fifths": 1 / 5,
        "sixth": 1 / 6,
        "tenth": 1 / 10,
        "tenths": 1 / 10,
    },
    vague_counts={
        "nobody": (0, 0),
        "none": (0, 0),
        "no": (0, 0),
        "dozens": (23, 120),
        "scores": (39, 200),
        "hundreds": (199, 1_000),
        "thousands": (1_900, 10_000),
        "millions": (2e6, 1e9),
    },
    wholes=plain_set("of the its their these other more"),
    speeds=frozenset({("per", "hour"), ("an", "hour"), ("a", "second"), ("per", "second")}),
    percentage=plain_set("percentage percent"),
    votes=plain_set("vote votes goals points seats"),
    points=plain_set("point points"),
    measures=_measures(
        "length: mile miles 1609.344, km kilometer kilometers kilometre kilometres 1000,"
        " meter meters metre metres 1, yard yards 0.9144, foot feet ft 0.3048, inch inches 0.0254,"
        " centimeter centimeters centimetre centimetres cm 0.01;"
        "area: acre acres 4046.86, hectare hectares 10000;"
        "speed: mph 1609.344, kph 1000, knot knots 1852;"
        "weight: ton tons tonne tonnes 1000, pound pounds lb lbs 0.4536, kg kilo kilos kilogram kilograms 1,"
        " ounce ounces 0.02835, gram grams 0.001;"
        "temperature: degree degrees 1;"
        "volume: gallon gallons 3.785, liter liters litre litres 1, barrel barrels 159"
    ),
    seasons={"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4},
    heads=plain_set("head person household family share barrel gallon"),
    periods=_PERIODS,
    relative=plain_set("last this next past previous"),
    lasting={f"{unit}long": unit for unit in ("", *_PERIODS)},
    old=plain_set("old aged age"),
    day_parts={
        "morning": (0, 12.5),
        "noon": (12, 12),
        "midday": (11, 14),
        "afternoon": (12, 18.5),
        "evening": (16.5, 24),
        "midnight": (24, 24),
    },
    clock_steps={("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15},
    halves={"am": 0, "pm": 12},
    days={"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    vague_days=plain_set("before after by until till since between through"),
    vague_nouns=plain_set("year month day week earlier late later early mid end start beginning"),
    nationalities=plain_set(
        "afghan albanian algerian american angolan argentine armenian australian austrian azerbaijani",
        "bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese",
        "cambodian canadian chadian chilean chinese colombian congolese croatian cuban cypriot czech danish",
        "dutch ecuadorean egyptian english estonian ethiopian finnish french georgian german ghanaian greek",
        "guatemalan haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli",
        "italian ivorian jamaican japanese jordanian kazakh kenyan korean kurdish kuwaiti laotian latvian",
        "lebanese liberian libyan lithuanian malaysian maltese mexican moldovan mongolian moroccan namibian",
        "nepalese nicaraguan nigerian norwegian omani pakistani palestinian panamanian paraguayan peruvian",
        "polish portuguese qatari romanian russian rwandan saudi scottish senegalese serbian singaporean",
        "slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese tanzanian thai tunisian",
        "turkish ugandan ukrainian uruguayan venezuelan vietnamese welsh yemeni zambian zimbabwean",
    ),
    offices={"chief executive": "ceo"}
    | _kinds(
        "president,ceo,coo,cfo,chairman chairwoman chair chairperson,founder,"
        "senator sen,representative rep congressman congresswoman,"
        "captain capt,colonel col,major maj,sergeant sgt,lieutenant lt,general gen,"
        "director,attorney lawyer,prosecutor,"
        "secretary,minister,officer,official,editor,judge,mayor,governor gov,"
        "commissioner,commander,coach,manager,treasurer,agent,chief,administrator,analyst,adviser advisor,"
        "ambassador,principal,superintendent,professor,dean"
    ),
    rivals=_groups(
        "president ceo coo cfo chairman,chairman manager treasurer,judge prosecutor,"
        "senator representative,captain colonel major sergeant lieutenant"
    ),
    ranks=plain_set("assistant deputy vice associate lieutenant lt"),
    loose_offices=plain_set("professor coach editor official officer agent analyst adviser"),
    former=plain_set("former ex retired onetime ousted"),
    acting=plain_set("acting interim"),
    title_ends=plain_set(
        "who whom whose which that of at in on for from with and but or said was is has had"
    ),
    owners=plain_set("company firm chain corporation business group organization bank retailer maker"),
    kin=plain_set("wife husband son daughter brother sister mother father fiancee fiance widow widower"),
    nicknames=_groups(
        "william bill billy will willy willie liam,robert bob bobby rob robbie bert,"
        "richard dick rick ricky rich richie,james jim jimmy jamie,john jack johnny jon jackie,"
        "jonathan jon johnny,joseph joe joey,thomas tom tommy,charles chuck charlie charley,"
        "edward ed eddie ted teddy ned,theodore ted teddy theo,michael mike mickey mick,david dave davey,"
        "daniel dan danny,samuel sam sammy,samantha sam,benjamin ben benny benji,stephen steven steve,"
        "anthony tony,andrew andy drew,matthew matt,christopher chris kit,christine christina chris tina,"
        "patrick pat paddy,patricia pat patty trish,nicholas nick nicolas,gregory greg gregg,"
        "timothy tim timmy,kenneth ken kenny,ronald ron ronnie,donald don donnie,douglas doug,"
        "lawrence larry laurence,gerald jerry gerry,jeffrey jeff geoffrey geoff,frederick fred freddy,"
        "alexander alex al,alexandra alex sandra,albert al bert,alfred al fred,raymond ray,"
        "zachary zach zack zac,peter pete,philip phil phillip,henry harry hank,harold harry hal,"
        "francis frank,franklin frank,martin marty,leonard len lenny leo,nathaniel nathan nate nat,"
        "elizabeth liz beth betsy betty lisa eliza,margaret maggie meg peggy marge,"
        "katherine catherine kathryn kate katie kathy cathy,kathleen kathy,susan sue susie,"
        "deborah debra deb debbie,jennifer jen jenny,barbara barb,cynthia cindy,rebecca becky,"
        "victoria vicky tori,jessica jess,amanda mandy,pamela pam,sarah sally sara,dorothy dot,"
        "eugene gene,vincent vince,walter walt,louis lou lewis,russell russ,stanley stan,clifford cliff,"
        "bernard bernie,mitchell mitch,randall randy rand,terrence terry terence,teresa theresa terry"
    ),
    saying=plain_set(
        "said says say saying told tells wrote writes added adds asserted asserts declared declares"
        " argued argues insisted insists stated states tweeted tweets"
    ),
    telling=plain_set("told tells wrote writes"),
    clause_openers=plain_set("who whom whose which that where"),
    parts=plain_set("part parts portion portions section sections provision provisions"),
    undoing=plain_set(
        "overturn overturns overturned overturning strike strikes struck striking invalidate invalidated"
        " invalidating invalidates repeal repeals repealed repealing annul annulled void voided voiding"
        " down out"
    ),
    superlatives=plain_set(
        "largest biggest oldest youngest highest lowest longest shortest smallest richest poorest tallest"
        " deadliest worst busiest fastest"
    ),
    some_of=(("one", "of"), ("among",)),
    negations=plain_set(
        "not no never didn't doesn't don't wasn't weren't isn't aren't hasn't haven't hadn't won't wouldn't",
        "couldn't can't cannot",
    ),
    auxiliaries=plain_set("did does do was were is are has have had will would could can any"),
    opposites=_opposites(
        "denied denies deny|confirmed confirms confirm admitted admits admit acknowledged;"
        "rose rise rises increased climbed grew gained up higher|"
        "fell fall falls decreased dropped shrank lost down lower;"
        "killed died dead|survived alive unhurt;"
        "accepted approved backed supported passed|rejected refused opposed blocked failed;"
        "won win wins|lost lose loses;guilty|innocent;true|false;legal|illegal;opened open|closed shut;"
        "before|after;allowed|banned barred forbidden;arrested detained|released freed;first|last;"
        "more|fewer less;convicted|acquitted;for|against;with|without;male men man|female women woman"
    ),
    magnitudes={"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12},
    trifles=plain_set("a an the and"),
    fates=_kinds(
        "killed kill kills killing dead died die dying deaths fatalities slain,"
        "injured injuring injures hurt hurting wounded wounding injuries,"
        "arrested arresting arrests detained detaining,missing,hospitalized hospitalised"
    ),
    conjunctions=plain_set("and but while"),
    victims=plain_set(
        "people persons victims men women others individuals were was are is have has been more in all",
        "reported confirmed feared believed still",
    ),
    ordinals=counted("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 2),
)
