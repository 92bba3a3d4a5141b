"""Spanish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


def _numerals() -> dict[str, int]:
    """The numbers below a hundred, as separate words, and the hundreds: treinta y dos, doscientos."""
    small = counted(
        "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis diecisiete dieciocho diecinueve veinte veintiún/veintiuno/veintiuna veintidós veintitrés"
        " veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    tens = counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    words = small | tens
    for ten, value in tens.items():
        words |= {f"{ten} y {word}": value + more for word, more in small.items() if 0 < more < 10}
    return words | counted(
        "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas"
        " quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas"
        " novecientos/novecientas",
        100,
        100,
    )


class Spanish(LanguageData):
    """Spanish."""

    code = "es"
    decimal_comma = True
    stemmer = "spanish"
    opening_quotes = '«“„"'
    abbreviated_titles = plain_set("srta av avda gral")
    never_final = plain_set("sr sra dña")
    before_numbers = plain_set("núm num")
    abbreviations = plain_set("ee uu ud uds")
    sentence_openers = plain_set("ella ellos pero esta este estos según en")
    header_titles = plain_set("título titulo titular")
    header_publishers = plain_set("fuente periódico")
    header_dates = plain_set("fecha publicado")
    header_others = plain_set("autor autora idioma sección")
    heading_styles = plain_set("título")
    quotation_styles = plain_set("cita")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Spanish."""
        return replace(
            super().language(),
            stop_words=word_set("cuya cuyo debía declaró iba mañana podía contó euro euros"),
            numerals=_numerals(),
            longest_numeral=3,
            magnitudes=spelled(
                {1_000: "mil/millar/millares", 10**6: "millón/millones", 10**12: "billón/billones"}
            )
            | spelled({10: "decena/decenas", 12: "docena/docenas", 20: "veintena", 30: "treintena"})
            | spelled({100: "centenar/centenares"}),
            articles=word_set("un una"),
            bare_magnitudes=word_set("mil"),
            hedges=word_set(
                "unos unas cerca casi aproximadamente alrededor más menos hasta sobre como mínimo máximo",
                "entre prácticamente",
            ),
            vague=word_set(
                "docena decena veintena treintena centenar millar docenas decenas centenares millares",
            ),
            months=numbered(
                "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre setiembre,octubre,"
                "noviembre,diciembre"
            ),
            weekdays=numbered("lunes,martes,miércoles,jueves,viernes,sábado,domingo"),
            small_calendar=True,
            number_links=word_set("de"),
            units=spelled({"€": "euro/euros", "$": "dólar/dólares", "£": "libras", "¥": "yen/yenes"}),
            plural_endings=("s",),
            no_plural_endings=("ss", "us", "is"),
            plurals=word_set("gente"),
            ages=word_set("después antes más atrás"),
            titles=word_set(
                "sr sra srta don doña dr dra doctor doctora profesor profesora presidente presidenta",
                "ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado",
                "diputada juez jueza fiscal general coronel capitán teniente comisario comisaria director",
                "directora rey reina príncipe princesa papa el la los las un una",
            ),
            name_links=word_set("de del la las los el y"),
        )
