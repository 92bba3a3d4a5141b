"""German: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


def _numerals() -> dict[str, int]:
    """The numbers below a million, each written as one word."""
    digits = counted("ein zwei drei vier fünf sechs sieben acht neun", 1)
    tens = counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    small = tens | counted(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
        " sechzehn siebzehn achtzehn neunzehn"
    )
    for ten, value in tens.items():
        small |= {f"{digit}und{ten}": value + ones for digit, ones in digits.items()}
    hundreds = {"hundert": 100} | {f"{digit}hundert": 100 * ones for digit, ones in digits.items()}
    words = small | hundreds | {"tausend": 1_000, "eintausend": 1_000}
    for word, value in hundreds.items():
        words |= {f"{word}{rest}": value + more for rest, more in small.items() if more}
    return words | {
        f"{word}tausend": 1_000 * value for word, value in (small | hundreds).items() if value > 1
    }


def _weekdays() -> dict[str, int]:
    """The weekdays alone and with a time of day: Montagabend."""
    days = numbered("montag,dienstag,mittwoch,donnerstag,freitag,samstag sonnabend,sonntag")
    times = ("", "morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
    return {day + time: number for day, number in days.items() for time in times}


class German(LanguageData):
    """German."""

    code = "de"
    decimal_comma = True
    stemmer = "german"
    opening_quotes = '„»«“‚›"'
    abbreviated_titles = plain_set("hr fr frl fa mag")
    never_final = plain_set(
        "bzw ggf ung vgl sog geb gest verh ev kath hl röm griech lat med phil jur rer nat ing dipl inkl",
        "exkl zzgl abzgl evtl ggü gegr bspw südl nördl westl östl lt gem zzt dt frz engl österr ehem",
        "einschl bes bzgl betr kfm psych",
    )
    before_numbers = plain_set(
        "nr nrn abs art kap bd bde abb tab ziff rn rdnr aufl tel max mind rd abt anm anh jg vol fig",
    )
    abbreviated_endings = ("str",)
    capitalized_abbreviations = plain_set("febr aug sept okt nov dez hbf bhf pl")
    abbreviations = plain_set("mio mrd tsd std min sek hrsg einw zit übers allg mill dgl")
    final_abbreviations = plain_set("usw etc v.chr n.chr u.ä o.ä u.a.m")
    after_numbers = plain_set("jh jhd jhdt")
    sentence_openers = plain_set(
        "er sie es wir ihr ich du man ein eine einer eines einem einen kein keine der die das den dem des",
        "aber und oder doch denn auch dies diese dieser dieses diesen diesem nach dann danach dabei damit",
        "dafür dagegen daher darauf darum darüber dazu davor da dort hier heute gestern morgen jetzt nun",
        "so schon nur noch nicht nichts niemand alle alles als wenn weil während obwohl bevor nachdem seit",
        "seitdem in im am an auf aus bei beim bis durch für gegen mit ohne um unter von vom vor zu zum zur",
        "über wie was wer wo wann warum welche sein seine ihre unser unsere mein meine jeder jede jedes",
        "viele einige mehrere andere beide später zuvor zuletzt zunächst außerdem allerdings jedoch",
        "trotzdem deshalb deswegen ob sollte wird werden war waren hat haben ist sind kann können ja nein",
    )
    before_times = plain_set("am im um ab seit bis gegen vor nach von vom kurz schon erst ende anfang mitte")
    before_ordinals = plain_set(
        "am im vom zum zur bis dem den der des die das ab seit januar februar märz mai juni juli montag",
        "dienstag mittwoch donnerstag freitag samstag sonnabend sonntag beim ins ans fürs jeder jede jedes",
        "jeden jedem dieser diese dieses diesen diesem ein eine einen einem einer eines kein keine mein",
        "meine meinen meinem meiner dein deine sein seine seinen seinem seiner seines ihr ihre ihren ihrem",
        "ihrer ihres unser unsere unseren unserem unserer euer eure als",
    )
    after_ordinals = plain_set(
        "januar februar märz april mai juni juli august september oktober november dezember jan febr aug",
        "sept okt nov dez jahrhundert jahrhunderts jh mal jahrestag geburtstag spieltag spieltags minute",
        "bundesliga weltkrieg weltkriegs todestag platz klasse stock etage lebensjahr auflage",
    )
    months = numbered(
        "januar jan jänner,februar feb,märz,april apr,mai,juni,juli,august aug,september sept sep,"
        "oktober okt,november nov,dezember dez"
    )
    weekdays = _weekdays()
    byline_openers = plain_set("von")
    beside_dates = word_set("veröffentlicht aktualisiert zuletzt am um uhr stand den der")
    header_titles = plain_set("titel überschrift schlagzeile")
    header_publishers = plain_set("quelle zeitung herausgeber")
    header_dates = plain_set("datum veröffentlicht veröffentlichtam")
    header_others = plain_set("autor autorin autoren sprache ressort")
    heading_styles = plain_set("überschrift")
    quotation_styles = plain_set("zitat")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in German."""
        from diptych.languages.model import Nouns

        language = super().language()
        return language._replace(
            stop_words=word_set(
                "angaben bevor bislang bzw demnach dennoch derzeit desto ebenfalls eher erklärte fast",
                "geben genau insgesamt könne laut lassen ließ müsse nannte offenbar sagten sobald sogar",
                "solch solle somit sowohl stehen teilte trotz unserem unseren vieler vorbei weder weiterer",
                "weiterhin wobei wolle zudem zuletzt zuvor letzten letzte gestern euro",
            ),
            numerals=_numerals(),
            magnitudes=spelled({12: "dutzend", 100: "hundert", 1_000: "tausend/tsd"})
            | spelled({10**6: "million/millionen/mio/mill", 10**9: "milliarde/milliarden/mrd"})
            | spelled({10**12: "billion/billionen"}),
            articles=word_set("ein eine einen einer einem"),
            hedges=word_set(
                "etwa rund fast circa ca ungefähr knapp mehr weniger als über unter bis mindestens",
                "höchstens wenigstens nahezu annähernd gut zirka schätzungsweise vermutlich",
            ),
            vague=word_set("dutzend"),
            units=spelled({"%": "prozent", "€": "euro/eur", "$": "dollar", "£": "pfund", "¥": "yen"}),
            plurals=word_set(
                "menschen personen leute einwohner bewohner besucher teilnehmer zuschauer kinder frauen",
                "männer schüler beamte polizisten soldaten helfer einsatzkräfte feuerwehrleute retter",
                "patienten fälle opfer tote verletzte verletzten häuser wohnungen autos fahrzeuge züge",
                "busse stimmen plätze arbeitsplätze stellen mitarbeiter beschäftigte kilometer meter",
                "tonnen liter hektar stunden minuten tage wochen monate",
            ),
            ages=word_set("alt alte alter alten später zuvor vorher"),
            titles=word_set(
                "der die das den dem des ein eine herr herrn frau dr prof professor professorin präsident",
                "präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin",
                "bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin ministerpräsident",
                "ministerpräsidentin senator senatorin landrat landrätin richter richterin staatsanwalt",
                "staatsanwältin sprecher sprecherin direktor direktorin chef chefin leiter leiterin",
                "einsatzleiter einsatzleiterin trainer trainerin könig königin prinz prinzessin papst",
                "bischof general oberst hauptmann kommissar polizeisprecher polizeisprecherin vorsitzender",
                "vorsitzende abgeordnete abgeordneter botschafter innenminister außenminister",
                "finanzminister verkehrsminister",
            ),
            name_links=word_set("von van der den zu zum zur vom am im an"),
            nouns=Nouns(
                determiners=word_set(
                    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem",
                    "keiner im am zum zur vom beim ins ans dieser diese dieses diesen diesem jeder jede",
                    "jedes jeden jedem alle allen viele vielen einige einigen mehrere mehreren sein seine",
                    "seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren mein meine",
                    "meinen welche welcher beide beiden mehr weniger fürs ums kaum",
                ),
                adjective_endings=("e", "en", "er", "es", "em"),
                leads=word_set("in aus nach bei von"),
                endings=tuple(
                    word_set(
                        "ung ungen heit heiten keit keiten schaft schaften tion tionen tat taten nis nisse",
                        "ismus ern eln innen ling linge chen leute zeit jahre jahren",
                    )
                ),
            ),
        )
