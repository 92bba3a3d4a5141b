"""French: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language

_TO_16 = "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"


def _numerals() -> dict[str, int]:
    """The numbers below a hundred, each as its separate words: quatre vingt dix."""
    small = counted(_TO_16) | {"dix sept": 17, "dix huit": 18, "dix neuf": 19}
    words = dict(small)
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre vingt"}
    tens |= {70: "septante", 90: "nonante"}
    for value, ten in tens.items():
        words[ten] = value
        last = 20 if value in (60, 80) else 10
        for word, more in small.items():
            if 0 < more < last:
                words[f"{ten} {word}"] = value + more
                words[f"{ten} et {word}"] = value + more
    return words | {"quatre vingts": 80}


class French(LanguageData):
    """French."""

    code = "fr"
    decimal_comma = True
    stemmer = "french"
    elisions = word_set("c d j l m n qu s t jusqu lorsqu puisqu quoiqu")
    opening_quotes = '«“„"'
    abbreviated_titles = plain_set("m mm mme mmes mlle mlles mgr me pr st ste sts stes ph th")
    never_final = plain_set("mr mrs dr prof cf vs gén env av bd éd éds sté boul pl rte ibid")
    before_numbers = plain_set("art arts no nos chap vol fig pp réf tél al")
    capitalized_abbreviations = plain_set("janv févr juill sept oct nov déc")
    abbreviations = plain_set("cie éd apr min hab coll trad ex")
    final_abbreviations = plain_set("etc")
    sentence_openers = plain_set(
        "il elle ils elles nous vous on je tu mais cette ces ce cet dans selon un une puis ensuite alors",
        "ainsi après avant pendant depuis pour par avec sans sur sous en au aux à et ou où donc or car si",
        "quand lorsque comme que qui quel quelle ça cela ceci celui celle ceux son sa ses leur leurs mon",
        "ma mes notre nos votre vos tout tous toute toutes chaque plusieurs certains certaines beaucoup",
        "peu rien personne aucun aucune aujourd'hui hier demain enfin cependant pourtant toutefois",
        "néanmoins déjà encore même malgré parmi entre lors chez contre y c' j' qu' n' s' l' lorsqu'",
        "puisqu'",
    )
    name_openers = plain_set("le la les des du de")
    before_times = plain_set("en à vers dès avant après depuis le")
    months = numbered(
        "janvier janv,février févr,mars,avril avr,mai,juin,juillet juil,août,septembre sept,"
        "octobre oct,novembre nov,décembre déc"
    )
    weekdays = numbered("lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche")
    byline_openers = plain_set("par")
    beside_dates = word_set("publié mis à jour le modifié")
    header_titles = plain_set("titre")
    header_publishers = plain_set("éditeur journal")
    header_dates = plain_set("publié publiéle")
    header_others = plain_set("auteur auteurs langue rubrique")
    heading_styles = plain_set("titre")
    quotation_styles = plain_set("citation")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in French."""
        language = super().language()
        return language._replace(
            stop_words=word_set(
                "auparavant autour bientôt devait disent ensuite faire faut hier jamais lorsqu met mettre",
                "mieux nouvelle oui pourra pourtant presque puisqu quelqu raconte voir affirme affirmé",
                "ajoute ajouté annonce annoncé déclare déclaré estime explique expliqué indique indiqué",
                "précise précisé mme euro euros",
            ),
            numerals=_numerals(),
            longest_numeral=5,
            magnitudes=spelled({100: "cent/cents/centaine/centaines", 1_000: "mille/millier/milliers"})
            | spelled({10**6: "million/millions", 10**9: "milliard/milliards", 10**12: "billion/billions"})
            | spelled({10: "dizaine/dizaines", 12: "douzaine/douzaines", 20: "vingtaine", 30: "trentaine"})
            | spelled({40: "quarantaine", 50: "cinquantaine"}),
            articles=word_set("un une"),
            bare_magnitudes=word_set("cent mille"),
            hedges=word_set(
                "environ près presque plus moins quelque quelques autour jusqu jusque au maximum minimum",
                "approximativement quasiment entre dépassant",
            ),
            vague=word_set(
                "dizaine vingtaine trentaine quarantaine cinquantaine centaine millier dizaines centaines",
            ),
            small_calendar=True,
            number_links=word_set("de d"),
            units=spelled(
                {"%": "pourcent", "€": "euro/euros", "$": "dollar/dollars", "£": "livres", "¥": "yen/yens"}
            ),
            plural_endings=("s", "x"),
            no_plural_endings=("ss", "us", "is", "as"),
            plurals=word_set("personnes pays mois corps repas"),
            ages=word_set("plus auparavant après avant"),
            titles=word_set(
                "m mm mme mmes mlle dr docteur pr professeur président présidente ministre premier",
                "première maire sénateur sénatrice député députée juge procureur procureure général",
                "colonel capitaine lieutenant commandant préfet préfète directeur directrice roi reine",
                "prince princesse pape le la les l un une",
            ),
            name_links=word_set("de du des d la le les l et en sur sous"),
        )
