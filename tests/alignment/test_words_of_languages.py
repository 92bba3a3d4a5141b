"""Words of languages other than English, in the form in which they are compared."""

from __future__ import annotations

import pytest

from diptych.alignment.features.article_features import PassageFeatures, features_of
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.features.tokens import Token, Tokenizer
from diptych.article.model import Span
from diptych.languages.registry import language_by_code
from support.small_articles import article


def tokens(text: str, code: str) -> tuple[Token, ...]:
    return Tokenizer(text, language_by_code(code)).tokens(Span(0, len(text)))


def content(text: str, code: str) -> list[str]:
    return [token.term for token in tokens(text, code) if token.content]


def passages(code: str, *sentences: str) -> tuple[str, tuple[PassageFeatures, ...]]:
    made = article("Test", sentences)
    return made.text, features_of(made, language_by_code(code)).passages


def names(code: str, *sentences: str) -> list[list[str]]:
    text, found = passages(code, *sentences)
    return [[name.span.of(text) for name in passage.names] for passage in found]


def quotes(code: str, *sentences: str) -> list[list[str]]:
    text, found = passages(code, *sentences)
    return [[quote.span.of(text) for quote in passage.quotes] for passage in found]


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        ("de", "Häuser", "Haus"),
        ("de", "Straße", "Strasse"),
        ("fr", "l’hôpital", "hôpital"),
        ("fr", "écoles", "École"),
        ("es", "habitación", "habitaciones"),
        ("ar", "والجسر", "الجسر"),
        ("ar", "جسر", "الجسر"),
        ("ar", "أعمدة", "اعمدة"),
        ("ar", "مدرسـة", "مدرسة"),
        ("ar", "كِتابٌ", "كتاب"),
        ("he", "בשיטפון", "השיטפון"),
        ("he", "הסוחרים", "סוחר"),
        ("it", "dell'acqua", "acqua"),
        ("ru", "мостом", "моста"),
    ],
)
def test_forms_of_one_word_compare_equal(code: str, one: str, two: str) -> None:
    assert content(one, code) == content(two, code)


def test_stop_words_are_those_of_the_language() -> None:
    assert content("der Brand und die Brücke", "de") == ["brand", "bruck"]
    assert content("وقال إن الجسر كان قديما", "ar") == content("الجسر قديما", "ar")
    assert content("les enfants de l’école", "fr") == ["enfant", "ecol"]


def test_an_elided_word_has_a_place_of_its_own() -> None:
    text = "l’eau"
    assert [token.span.of(text) for token in tokens(text, "fr")] == ["l’", "eau"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("zh", "建筑公司否认了这种说法", ["建筑", "公司", "否认", "说法"]),
        ("ja", "観光協会は寄付を募り始めた", ["観光", "協会", "寄付", "募り", "始め"]),
        ("th", "สะพานเก่าจะถูกปิด", ["สะพาน", "เก่า", "ปิด"]),
    ],
)
def test_text_without_spaces_is_cut_into_words(code: str, text: str, expected: list[str]) -> None:
    found = [token for token in tokens(text, code) if token.content]
    assert [token.term for token in found] == expected
    assert [token.span.of(text) for token in found] == expected


def test_traditional_characters_are_cut_by_a_model_of_their_own() -> None:
    assert "關閉" in content("市長說，這座橋將會關閉", "zh")


def test_vowel_signs_do_not_split_words() -> None:
    assert len(tokens("पुल गिर गया", "hi")) == 3
    assert len(tokens("כָּתַב", "he")) == 1
    assert len(tokens('ד"ר כהן', "he")) == 2


def test_a_german_noun_is_no_name() -> None:
    assert names(
        "de",
        "Gestern sprach Bürgermeisterin Heike Sandmann von einem Verlust.",
        "Sandmann will den Speicher in Marnhagen retten.",
        "Die Feuerwehr kam mit Wasser.",
    ) == [["Heike Sandmann"], ["Sandmann", "Marnhagen"], []]


def test_scripts_without_capitals_show_no_names() -> None:
    assert names("ar", "وصل سامي الحداد إلى المدينة.") == [[]]
    assert names("zh", "周建民市长到了现场。") == [[]]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "„Wir gehen“, sagte er. »Wir bleiben«, sagte sie.", ["Wir gehen", "Wir bleiben"]),
        ("fr", "« Nous partons », dit-il.", ["Nous partons"]),
        ("fr", "« Il a dit “non” hier », dit-elle.", ["Il a dit “non” hier"]),
        ("es", "«Nos vamos», dijo.", ["Nos vamos"]),
        ("sv", "”Vi går”, sade han.", ["Vi går"]),
        ("ar", "قال: «سمعنا صوتا».", ["سمعنا صوتا"]),
        ("zh", "他说：“我们走。”", ["我们走"]),
        ("ja", "彼は「『帰る』と言った」と話した。", ["帰る』と言った"]),
        ("he", 'ד"ר כהן אמר: "לא נוותר".', ["לא נוותר"]),
    ],
)
def test_quotations_have_the_marks_of_their_language(code: str, text: str, expected: list[str]) -> None:
    assert quotes(code, text) == [expected]


@pytest.mark.parametrize(
    ("code", "text", "kind", "value", "of"),
    [
        ("de", "Es waren 22.000 Menschen da.", QuantityKind.COUNT, 22_000, "mensch"),
        ("de", "Das kostet 3,5 Millionen Euro.", QuantityKind.MONEY, 3_500_000, "€"),
        ("de", "Das kostet 3,5 Mio. Euro im Jahr.", QuantityKind.MONEY, 3_500_000, "€"),
        ("de", "Das Werk nahm 4 Mrd. Dollar ein.", QuantityKind.MONEY, 4_000_000_000, "$"),
        ("de", "Es waren 2 Tsd. Menschen da.", QuantityKind.COUNT, 2_000, "mensch"),
        ("de", "Das kostet 40 € im Jahr.", QuantityKind.MONEY, 40, "€"),
        ("de", "Rund 12 % sagten nein.", QuantityKind.PERCENT, 12, "%"),
        ("fr", "Cela coûte 1,2 million d'euros.", QuantityKind.MONEY, 1_200_000, "€"),
        ("fr", "Il y avait 320 habitants.", QuantityKind.COUNT, 320, "habit"),
        ("fr", "Il y avait 12 personnes.", QuantityKind.COUNT, 12, "person"),
        ("es", "Cuesta 2,5 millones de euros.", QuantityKind.MONEY, 2_500_000, "€"),
        ("es", "Fue el 3 de octubre en Madrid.", QuantityKind.DATE, 1003, ""),
        ("ar", "وبلغت النسبة ٢٢٪ هذا العام.", QuantityKind.PERCENT, 22, "%"),
        ("zh", "市里拿出3.5亿元。", QuantityKind.MONEY, 350_000_000, "元"),
        ("zh", "十月三日通车。", QuantityKind.DATE, 1003, ""),
        ("ja", "修理に8000万円かかる。", QuantityKind.MONEY, 80_000_000, "¥"),
    ],
)
def test_a_quantity_is_a_number_of_something(
    code: str, text: str, kind: QuantityKind, value: float, of: str
) -> None:
    ((found,),) = [passage.quantities for passage in passages(code, text)[1]]
    assert (found.kind, found.value, found.of) == (kind, value, of)
