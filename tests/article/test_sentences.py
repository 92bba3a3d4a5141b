"""Where sentences end; a bar in an expected text marks each boundary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.article.sentences import LONGEST, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "The bridge fell at noon.|Nobody was hurt.",
        "Mr. Alder met Sen. Birch, Lt. Gov. Cole and Reps. Dunn and Elm.|They agreed.",
        "Rep. Ann Ash (D-Md.) voted no, and so did Bo Beech (R-Wis.), her neighbor.|Nobody spoke.",
        "The U.S. Embassy closed at 5 p.m. Monday.|It reopened in the U.S.|The ambassador left.",
        "A car hit the door at 3:12 a.m.|Three people got out.|By 4 a.m. Mayor Reed knew of it.",
        "The 9 p.m. Harrow boat left at 10 P.M. EST on Sat. 7 May.|At 11 p.m. Moscow time it sank.",
        "It reopens at 9 a.m. Sept. 5, or at 5 p.m. Thursday in Washington, D.C.|Seven boats wait.",
        "John F. Kelso and J. R. Lund came on Jan. 3.|Then Hooli Inc. sued.|No. 5 won, as No. 12 had.",
        "Was it him?|No.|He had been in St. Louis.",
        "She read art. 12 aloud.|The law (see Sec. 5.) is old.|(It was passed in 1950.)|Few recall it.",
        "“It is over,” the mayor said.|“We rebuild tomorrow, whatever the cost may be.”|The crowd cheered.",
        "“Who ordered the closure of the bridge?” Ms. Reed asked.|Nobody answered her.",
        "“Stop the trains right there!” he cried.|She did.",
        "“I saw it. I was there.|It fell before our eyes,” said the guard.",
        "“It fell before our eyes on Sunday. I was there.”|Nobody else was.",
        "“It stood for ninety years without repair.|It fell in one night,” said the guard.",
        '"The first sentence has enough words."|"The second one has enough words too."',
        "He waited ... and waited.|Nothing came …|The end.",
        "They left in 2015.|The house cost 3.5 million, up from 1.2 million.",
        "“The old bridge was closed to lorries. ...|We had warned them for many years.”",
        "AUSTIN, Tex. — The river rose.|It fell again.",
        "The claim was wrong.[3]|The source was not.",
        "There he sat.|Doctors said he fell ill.|People lay in the sun.|Ada met a rep.|It was so.",
        "It rained from Sat. Jan. 5 to Wed. Feb. 7 in Salem, Ore.|Then the sun shone.",
        "1. Close the gate.|2. Lock it.",
    ],
)
def test_english(marked: str) -> None:
    assert cut(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("桥塌了。没有人受伤！真的吗？", ["桥塌了。", "没有人受伤！", "真的吗？"]),
        ("「橋が落ちた。」と市長は述べた。誰も答えない。",
         ["「橋が落ちた。」と市長は述べた。", "誰も答えない。"]),
        ("هل سقط الجسر؟ نعم. سقط أمس.", ["هل سقط الجسر؟", "نعم.", "سقط أمس."]),
        ("पुल गिर गया। कोई घायल नहीं हुआ।", ["पुल गिर गया।", "कोई घायल नहीं हुआ।"]),
        ("Am 3. Oktober fiel z. B. Regen. Dr. Ast kam.", ["Am 3. Oktober fiel z. B. Regen.", "Dr. Ast kam."]),
        ("Er sagte: „Die alte Brücke ist gestern eingestürzt.“ Alle schwiegen.",
         ["Er sagte: „Die alte Brücke ist gestern eingestürzt.“", "Alle schwiegen."]),
        ("Il dit : « Le pont est tombé hier soir. » M. Dupré se tut.",
         ["Il dit : « Le pont est tombé hier soir. »", "M. Dupré se tut."]),
        ("They cried, ‘Make the paths straight today!’ ” He left. ”",
         ["They cried, ‘Make the paths straight today!’ ”", "He left. ”"]),
        ("¿Quién fue? ¡Nadie! El Sr. Ruiz calló.", ["¿Quién fue?", "¡Nadie!", "El Sr. Ruiz calló."]),
        ("Am Montag, 3. August, ging er. Sie kam im 19. Jahrhundert.",
         ["Am Montag, 3. August, ging er.", "Sie kam im 19. Jahrhundert."]),
        ("Mme Roux se tait… Puis elle part. Est-ce vrai ? Oui !",
         ["Mme Roux se tait…", "Puis elle part.", "Est-ce vrai ?", "Oui !"]),
        ("La Av. Mayor está cerrada. «No lo sé», dijo la Sra. Gil. EE. UU. calla.",
         ["La Av. Mayor está cerrada.", "«No lo sé», dijo la Sra. Gil.", "EE. UU. calla."]),
        ("“我们等了。一直没有人来帮助我们这些住户。”他说。他问：“真的吗？”没有人回答。",
         ["“我们等了。一直没有人来帮助我们这些住户。”他说。", "他问：“真的吗？”", "没有人回答。"]),
        ("“桥是上个月才修好的。我们每天都从上面走过。”人们沉默了。",
         ["“桥是上个月才修好的。", "我们每天都从上面走过。”", "人们沉默了。"]),
        ("قال د. أحمد: «لن نغادر هذه المدينة أبدا.» ثم صمت. بلغت النسبة 3.5 في المئة.",
         ["قال د. أحمد: «لن نغادر هذه المدينة أبدا.»", "ثم صمت.", "بلغت النسبة 3.5 في المئة."]),
        ('ד"ר כהן שתק. מה יקרה? איש אינו יודע.', ['ד"ר כהן שתק.', "מה יקרה?", "איש אינו יודע."]),
        ("นายกเทศมนตรีเมืองบางทองประกาศเมื่อวันจันทร์ว่าสะพานเก่าจะถูกปิด"
         " ชาวบ้านกว่า 300 คนต้องเดินทางอ้อมไปอีกฝั่งหนึ่ง และยังไม่มีใครรู้ว่าจะนานเพียงใด"
         " นายสมชาย แก้วมณี บอกว่าการซ่อมแซมจะใช้เวลาหกเดือน",
         ["นายกเทศมนตรีเมืองบางทองประกาศเมื่อวันจันทร์ว่าสะพานเก่าจะถูกปิด",
          "ชาวบ้านกว่า 300 คนต้องเดินทางอ้อมไปอีกฝั่งหนึ่ง และยังไม่มีใครรู้ว่าจะนานเพียงใด",
          "นายสมชาย แก้วมณี บอกว่าการซ่อมแซมจะใช้เวลาหกเดือน"]),
        ("Мост рухнул. А. С. Иванов молчал.", ["Мост рухнул.", "А. С. Иванов молчал."]),
    ],
)  # fmt: skip
def test_other_languages(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_text_without_stops_is_cut_at_clauses_then_spaces() -> None:
    clauses = ", ".join(["the river rose and the river fell"] * 60)
    parts = cut(clauses)
    assert len(parts) > 1
    assert all(part.endswith((",", "fell")) for part in parts)
    assert all(LONGEST / 2 <= len(part) <= LONGEST for part in parts[:-1])
    assert all(part.endswith("word") for part in cut("word " * 500))


def test_text_without_spaces_is_cut_between_letters_and_not_before_their_marks() -> None:
    parts = cut("a\u0301" * LONGEST)
    assert "".join(parts) == "a\u0301" * LONGEST
    assert all(part[0] == "a" for part in parts)
    assert len(cut("x" * 1_000_000)) == 1_000_000 // LONGEST


TRAPS = '. |! |.Ab|.1 |."A|²|II. |12. |»|‹|? |… |...|"|“|”|(|)|« | »|Mr.|U.S.|No. 5|the |The |I. |'
TRAPS += "。|」|।|\u0301|\u00a0|x|ก| ก |”说。| "
PIECES = st.sampled_from(TRAPS.split("|"))


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_spans_cover_all_but_white_space_in_order(text: str) -> None:
    end_before = 0
    for start, end in sentence_spans(text):
        assert start < end
        assert text[end_before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST
        end_before = end
    assert text[end_before:].strip() == ""
