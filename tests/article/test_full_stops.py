"""Which stops end a sentence, by language; a bar in a text marks each boundary.

Each text is cut with the words of its own language, which a whole article tells.
"""

from __future__ import annotations

import pytest

from diptych.article.full_stops import words_of
from diptych.article.sentences import sentence_spans
from languages.pairs import texts

TEXTS = texts()


def cut(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, words_of(TEXTS[code]))]


GERMAN = [
    # Abbreviations before a noun or a name.
    "Der Hafen kostet 4 Mio. Kronen.|Die Stadt zahlt 300 Tsd. Kronen, das Land 2 Mrd. Kronen.",
    "Die Fähre braucht 2 Std. Fahrt und 10 Min. Wartezeit.|Alle warten 5 Sek. Ewigkeit.",
    "Nach Abs. 3 Nr. 2 und Art. 7 des Gesetzes ist das erlaubt.|Siehe Kap. IV und Bd. 12.",
    "Die kath. Schule und die ev. Gemeinde luden die Fa. Brandt ein.|Prof. Dr. jur. Eva Lind sprach.",
    "Hr. Weber, geb. Krüger, wohnt in der Hafenstr. 9.|Er kam aus der Ringstr.|Dort ist es laut.",
    # Abbreviations that end a sentence.
    "Wir sahen Möwen, Enten usw.|Kinder lachten.|Der Dom stammt aus dem 12. Jh.|Sein Turm ist jünger.",
    "Die Burg fiel 52 v. Chr.|Soldaten zogen ab.|Im 3. Jh. Reisende zu sehen war selten.",
    # Ordinals.
    "Beim 3. Anlauf gelang ihr 1. Sprung.|Unser 4. Kind kam zum 100. Jubiläum, in jedem 2. Jahr.",
    "Mein 1. Boot sank.|Kein 2. Boot kam.|Ende 18. Jahrhundert war der Ort leer.",
    "Der Markt ist am 4.11. (Sonntag) in Kiel.|Vom 3.–5. Mai und am 6./7. Juni ruht er.",
    "Das Blatt hat 12 Seiten, es fehlt Seite 9.|Dann kam Seite 11.|Er kam als 3. ins Ziel.",
    "Sie wohnt im 1. und 2. Stock.|Im II. Weltkrieg war er als 3. Offizier an Bord.|Er las Band IV.|Sie las.",
    "Karl VII. Nachfolger war jung.|Er folgte auf Karl VII.|Niemand wusste es.",
]
FRENCH = [
    "Il est.|Ensuite il est parti vers l'est.|Demain il sera de retour.",
    "L'art. 12 et l’art. 14 valent encore.|Env. 40 bateaux partent du bd. Carnot.|La Cie. Morel suit.",
    "Mgr. Roux et MM. Petit et Noir saluent M. Le Goff.|J. Le Bihan arrive.|Le port ferme.",
    "Il vend du pain, du sel, etc.|Puis il ferme.|Le chantier (long, cher, ... ?) commence.",
    "Le temple date de 52 av. J.-C. et du vol. IX.|C'est un secret.|Qu’importe.",
]
SPANISH = [
    "El barco sale a las 9 p. m.|La Sra. Luna espera.|Los niños duermen.",
    "Volvió a EE.UU.|El martes llovió en EE. UU.|Las calles siguen vacías.",
    "El Dr. Gil y la Dra. Paz viven en la Avda. Norte, núm. 5.|Según el art. 3, es legal.",
    "El templo es del siglo II a. C.|Roma era pequeña.|Compró pan, sal, etc.|Juan pagó.",
]
ITALIAN = [
    "Secondo l'art. 5 e dall’art. 9, il sig. Neri e il dott. Riva hanno torto.|La legge è chiara.",
    "La torre è del 300 a.C.|Roma era piccola.|Nel 290 a.C. Roma crebbe.",
    "Comprò pane, sale, ecc.|Giulia pagò.|L'avv. Costa e l'on. Russo tacquero a pag. 12.",
]
POLISH = [
    "Mieszka przy ul. Długiej, obok kościoła św. Anny i szkoły im. Kopernika.|To ok. 20 minut drogi.",
    "Zgodnie z art. 5 ust. 2 prof. Lis i gen. Wilk płacą 30 zł.|Morze jest blisko.",
    "Most zbudowano w 1932 r.|Jezioro zamarzło.|W 1933 r. Warszawa czekała.|Zamek jest z XIV w.|Ryby śpią.",
    "Kupił chleb, sól itd.|Sklep zamknięto.|Wieś stała tu w 300 r. n.e.|Las był większy.",
]
RUSSIAN = [
    "Мост построили в 1932 г.|Река замёрзла.|В 1933 г. Петров уехал в г. Тверь, на ул. Садовую.",
    "Это стоило 7 тыс. руб.|Затем цена выросла до 9 млн руб.|Никто не купил.",
    "Он принёс хлеб, соль и т. д.|Потом ушёл.|В XIX в. здесь был лес.|Храм стоит с V в. до н. э.|Рядом поле.",
    "Писатель А. С. Орлов и проф. В. Г. Лебедев молчали.|См. стр. 5 и рис. 2.|В доме тихо.",
]
DUTCH = [
    "Dhr. De Wit en mevr. Van Dam wonen in de Kerkstr. 5.|Het huis kost 2 mln. euro.",
    "Zij kocht brood, zout enz.|Jan betaalde.|Het staat in art. 4 op blz. 12.",
    "A. De Vries kwam uit de V.S.|De boot was weg.",
]


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        (code, marked)
        for code, texts in {
            "de": GERMAN,
            "es": SPANISH,
            "fr": FRENCH,
            "it": ITALIAN,
            "nl": DUTCH,
            "pl": POLISH,
            "ru": RUSSIAN,
        }.items()
        for marked in texts
    ],
)
def test_abbreviations_and_ordinals_of_a_language(code: str, marked: str) -> None:
    assert cut(marked.replace("|", " "), code) == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "At 6 a.m. Dr. Ash woke up.|Shortly after 7 p.m. Sen. Lake left.|By about 9 p.m. Ms. Reed had won.",
        "She slept until 6 a.m.|Dr. Ash woke her.|The shop shut at 9 p.m.|Mr. Lake was late.",
        "Read ch. IV, pt. II and art. XI of vol. V in the set.|He saw fig. 3 in no. XII.|Few did.",
        "It fell to 12 deg. C. and to 9 deg. F. that night.|Nobody had a coat.",
    ],
)
def test_english_times_and_numbers_of_parts(marked: str) -> None:
    assert cut(marked.replace("|", " "), "en") == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "The ferry was late.3|The crew slept.12,13|“We saw it.”4|Nobody else did.",
        "It shut in 1934.2|The town shrank.¹⁴|The rest is known.†|She left.",
        "Was it so?7|He said that it was!8|“I was there,” he said.[9]|The end came.",
        "It covers 40 km².|The rest is 10⁶ units.|Then it grew.",
        "He paid Rs.50 Lakh for No.5 Downing Street, see p.12 The Rules.|It is 3.5 Million, or .5 Billion.",
    ],
)
def test_a_note_after_a_stop_belongs_to_the_sentence_before(marked: str) -> None:
    assert cut(marked.replace("|", " "), "en") == marked.split("|")


@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("en", ["The rain had stopped.", "Everyone went home!", "Who had won?", "Nobody knew.", "I did."]),
        ("en", ["“We saw it.”", "She left (or so he said).", "The ferry was late."]),
        ("en", ['The ferry was "never late."', '"We saw it leave at noon," she said.', "Nobody else did."]),
        ("en", ["She left.", '"We saw the ferry leave at noon."', "He had seen nothing.", '"It was dark."']),
        ("de", ["Der Regen hörte auf.", "Alle gingen heim.", "Über dem Hafen lag Nebel."]),
        ("fr", ["La pluie cessa.", "L'eau montait.", "À midi, tout était calme."]),
        ("ru", ["Дождь кончился.", "Я ушёл домой.", "В порту было тихо."]),
    ],
)
def test_a_stop_without_a_space_ends_a_sentence_between_words(code: str, pieces: list[str]) -> None:
    assert cut("".join(pieces), code) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "It calls java.lang.String and Node.Js, see TheFerryNews.Biz and docs.Example.org or a.b@Mail.Org",
        "Mr.Ash and Dr.Birch of St.Andrews met Prof.Cole at 5 p.m.Monday in the U.S.Embassy",
        "The file report.Final_2 lies in home.Anna/Texts, next to x.Yz=3",
    ],
)
def test_a_name_with_a_stop_inside_is_not_split(text: str) -> None:
    assert cut(text, "en") == [text]


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        (
            "zh",
            "桥在早上倒了。|“我们都听见了一声巨响，然后就跑。|没有人受伤，大家都很平安。”|镇长感谢了所有的人。",
        ),
        ("zh", "他走了！|‘等一等我们，天已经完全黑了！’|没有人回头。"),
        ("zh", '他问过很多次。|"你们明天到底来还是不来？"|没有人回答他。|"我们会来的。"他说。'),
        ("zh", "“雨停了。”她说。|“回家吧。”他说。|“真的吗？”她问。|路很长。[3]|天黑了。²|灯亮了。"),
        ("zh", "“雨停了。”，她说。|路很长。"),
        ("ja", "雨がやんだ。|「もう帰ろう。」と彼は言った。|道は長い。"),
    ],
)
def test_a_quotation_opens_after_a_wide_stop(code: str, marked: str) -> None:
    assert cut(marked.replace("|", ""), code) == marked.split("|")


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        (
            "de",
            "»Kommst du mit?«, fragte sie.|»Nein«, sagte er.|Sie ging.|Er blieb.|Es regnete.|»Nie.«|Er lief.",
        ),
        ("de", "Er rief: »Halt!«|Sie hielt.|›Gut.‹|Er nickte.|»Das war schön. Ich war froh«, sagte er."),
        ("sv", "»Kommer du?» frågade hon.|»Nej», sade han.|Hon gick.|Han stod kvar.|»Aldrig.»|Det regnade."),
        ("fr", "« Tu viens ? » demanda-t-elle.|« Non. Jamais », dit-il.|Elle partit.|Il resta.|Il plut."),
        ("fr", "«Tu viens?» demanda-t-elle.|«Non», dit-il.|Elle partit.|Il resta.|Il plut."),
    ],
)
def test_white_space_tells_which_guillemet_opens(code: str, marked: str) -> None:
    assert cut(marked.replace("|", " "), code) == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "Das sind 4 Mio. Kronen.",
        "Les éd. Noires publient.",
        "La Cie. Morel paie.",
        "Mieszka przy ul. Długiej.",
        "Il est.|Ensuite il est parti.",
        "Llegó de EE.UU.|El lunes llovió.",
        "Он родился в 1932 г.|Потом уехал.",
        "Then it was ok.|They left.",
    ],
)
def test_a_short_text_is_cut_with_the_words_of_all_languages(marked: str) -> None:
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in sentence_spans(text)] == marked.split("|")


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("sv", "Det står i nr. 3 av tidningen.|Kvarnen brann."),
        ("pt", "Ele leu a pág. 12 do livro.|O moinho ardeu."),
        ("cs", "Píše to na str. 12 té knihy.|Mlýn vyhořel."),
    ],
)
def test_a_language_without_words_of_its_own_knows_what_stands_before_numbers(code: str, marked: str) -> None:
    assert cut(marked.replace("|", " "), code) == marked.split("|")
