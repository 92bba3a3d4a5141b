"""Spanish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

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
    abbreviated_titles = plain_set(
        "sr sra sres sras srta av avda gral d ing lic arq cnel cap tte sgto mons fr sto sta st ntra pte",
        "dipl fco excmo excma ilmo ilma rvdo",
    )
    never_final = plain_set("sr sra sres sras dña dr dra dres prof profa vs cf aprox pza pl")
    before_numbers = plain_set("núm núms num art arts pág págs cap vol fig tel tfno nº pp")
    capitalized_abbreviations = plain_set("cía dpto depto ed no")
    abbreviations = plain_set("ee uu ud uds vd vds máx mín ej km cm kg ltda")
    final_abbreviations = plain_set("etc a.c d.c a.m p.m")
    sentence_openers = plain_set(
        "ella él ellos ellas yo tú nosotros pero y o ni si esta este estos estas esto ese esa esos eso",
        "aquel aquella según en a al con sin por para de desde hasta entre sobre tras ante bajo durante",
        "mediante un una unos unas su sus mi mis tu nuestro nuestra cuando como donde mientras porque",
        "aunque después luego entonces ahora ayer hoy mañana también además así aún todavía ya no nunca",
        "nada nadie algo alguien todo todos toda todas cada muchos muchas algunos algunas otro otra otros",
        "varios ambos hay era fue es son está se lo le les que qué quién cuándo dónde cómo más sólo solo",
    )
    name_openers = plain_set("el la los las del")
    before_times = plain_set("a las la hacia desde antes después de sobre en el año siglo")
    months = numbered(
        "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre setiembre,octubre,noviembre,diciembre"
    )
    weekdays = numbered("lunes,martes,miércoles,jueves,viernes,sábado,domingo")
    byline_openers = plain_set("por")
    beside_dates = word_set("publicado actualizado el de del a las")
    header_titles = plain_set("título titulo titular")
    header_publishers = plain_set("fuente periódico")
    header_dates = plain_set("fecha publicado")
    header_others = plain_set("autor autora idioma sección")
    heading_styles = plain_set("título")
    quotation_styles = plain_set("cita")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Spanish."""
        language = super().language()
        return language._replace(
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
