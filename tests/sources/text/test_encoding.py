"""Bytes to text."""

from __future__ import annotations

import random

import pytest

from diptych.errors import SourceError
from diptych.sources.text.encoding import decode
from diptych.sources.text.single_byte import single_byte_encoding

ENGLISH = "“The mayor’s bridge didn’t fall by itself,” she said — it cost £3 million. Nobody answered.\n"
FRENCH = "L’été dernier, le maire a déclaré que le pont était sûr. « Nous avons tout vérifié », a-t-il dit.\n"
GERMAN = "Die Brücke über den Fluß ist gestern eingestürzt, „früher als gedacht“, sagte der Bürgermeister.\n"
RUSSIAN = "Мост через реку рухнул вчера вечером. Никто не пострадал, сказал мэр, потому что он был закрыт.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, FRENCH * 2000])
def test_the_encodings_of_news(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_the_library_knows_others() -> None:
    assert decode((RUSSIAN * 3).encode("cp1251"), "x") == RUSSIAN * 3


@pytest.mark.parametrize("word", ["Zürich", "São Paulo", "François", "£5"])
def test_a_single_accent_in_a_long_text_is_of_windows_1252(word: str) -> None:
    text = f"{'The bridge had been closed since the spring, the mayor said. ' * 9}She was in {word} then."
    assert decode(text.encode("cp1252"), "x") == text


def test_japanese_in_the_encoding_of_mails() -> None:
    text = "古い橋は月曜日に閉鎖された。\n"
    assert decode(text.encode("iso2022_jp"), "x") == text
    coloured = "A \x1b[31mred\x1b[0m quay, \x1b$ and no end."
    assert decode(coloured.encode(), "x") == coloured


def test_a_page_may_name_its_encoding_and_latin_1_is_windows_1252() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{ENGLISH}'
    assert decode(page.encode("cp1252"), "x") == page
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), "x") == page
    unknown = f'<html><meta charset="no-such-thing"><p>{ENGLISH}'
    assert decode(unknown.encode("cp1252"), "x") == unknown


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("gb2312", "gb18030", "市长——他不愿意回答——离开了，大桥还没有开放。"),
        ("Shift_JIS", "cp932", "橋は10～20分で渡れる。市長が－5度と話した。"),
        ("x-sjis", "cp932", "橋①は閉鎖。"),
        ("big5", "cp950", "市長約翰‧史密斯說，大橋要九百萬。"),
        ("ks_c_5601-1987", "cp949", "펲시 다리"),
        ("windows-874", "cp874", "นายกเทศมนตรีกล่าวว่า “สะพานจะปิด”"),
        ("tis-620", "cp874", "นายกเทศมนตรีกล่าวว่า “สะพานจะปิด”"),
        ("iso-8859-9", "cp1254", "“Köprü kapatıldı” – dedi başkan."),
    ],
)
def test_a_page_means_the_wider_form_of_the_encoding_that_it_names(
    declared: str, encoding: str, text: str
) -> None:
    page = f'<html><meta charset="{declared}"><p>{text}'
    assert decode(page.encode(encoding), "x") == page


@pytest.mark.parametrize(
    "declared", ["undefined", "idna", "punycode", "hex", "utf-16", "UTF-16LE", "utf32", "x-"]
)
def test_a_name_that_cannot_be_the_encoding_is_ignored(declared: str) -> None:
    page = f'<html><meta charset="{declared}"><p>{ENGLISH * 3}'
    for text in (page, f"{page} "):
        assert decode(text.encode("cp1252"), "x") == text


@pytest.mark.parametrize("order", ["utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "古い橋は月曜日に閉鎖された。\n", "🌉 closed"])
def test_utf_32_without_a_mark(text: str, order: str) -> None:
    assert decode(text.encode(order), "x") == text


def test_korean_in_the_encoding_of_mails() -> None:
    text = "시장은 ISO 9001 다리를 가을까지 닫는다고 말했다.\n"
    assert decode(text.encode("iso2022_kr"), "x") == text


def test_japanese_mails_with_the_latin_letters_of_japan() -> None:
    data = "古い橋は \n".encode("iso2022_jp").replace(b"\x1b(B", b"\x1b(J") + b"\x1b(Bclosed"
    assert decode(data, "x") == "古い橋は \nclosed"


def test_damaged_utf8_stays_utf8() -> None:
    data = (FRENCH * 3).encode()
    cut = data[:-1] + b"\xc3"
    assert decode(cut, "x") == (FRENCH * 3)[:-1] + "\ufffd"
    assert decode(data + b"\xff", "x") == FRENCH * 3 + "\ufffd"


def test_stray_controls_are_text() -> None:
    assert (
        decode(b"It fell.\0 Nobody \x1b[31mwas\x1b[0m hurt.", "x")
        == "It fell.\0 Nobody \x1b[31mwas\x1b[0m hurt."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(1000), "“x” is binary, not text"),
        (random.Random(7).randbytes(5000), "“x” is binary, not text"),  # noqa: S311 - nothing secret
        (bytes(range(256)) * 10, "“x” is binary, not text"),
    ],
)
def test_binary(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "“x”")
    assert str(caught.value) == f"{message}; save the article as plain text, Markdown or HTML."


IN_ONE_BYTE = {
    "“The lock won’t be ready,” she said – it costs £7… or €8.": "cp1252 mac_roman",
    "The crêpes are £4 each… It’s a steal, said the owner.": "cp1252 cp1254",
    "Ça coûte 40 € de plus : une œuvre du maître a déjà été vendue.": "cp1252 iso8859_15 mac_roman",
    "Předseda družstva včera řekl, že mlýn ještě neprodají.": "cp1250 iso8859_2 cp852",
    "Za tři dny začne sněžit. Silničáři jsou připraveni.": "cp1250 iso8859_2",
    "Wójt powiedział, że świetlica będzie zamknięta aż do jesieni.": "cp1250 iso8859_2 cp852",
    "Źródło podało, że most już się nie nadaje do użytku.": "cp1250 iso8859_2",
    "Starosta povedal, že ľudia budú ešte dlho čakať na novú lávku.": "cp1250 iso8859_2",
    "A híd felújítása őszig tart, és nem lesz olcsó, mondta a jegyző.": "cp1250 iso8859_2",
    "Načelnik kaže da će škola biti otvorena tek iduće godine.": "cp1250 iso8859_2",
    "Župan je rekel, da denarja za nov proračun ni več.": "cp1250 iso8859_2",
    "Primarul a spus că podul va fi închis şi în luna mai.": "cp1250 iso8859_2",
    "Köprü dün akşam kapatıldı; işçiler çağrıldı, ancak başlayamadılar.": "cp1254 iso8859_9",
    "Şimdiye kadar kimse yaralanmadı, dedi belediye başkanı.": "cp1254 iso8859_9",
    "Tilts būs slēgts līdz rudenim, sacīja mērs, jo naudas nepietiek.": "cp1257 iso8859_13",
    "Tiltas bus uždarytas iki rudens, nes trūksta pinigų, sakė meras.": "cp1257 iso8859_13",
    "Sild jääb sügiseni suletuks, ütles linnapea, sest raha ei jätku.": "cp1257 cp1252",
    "Мэр сказал, что мост закроют до осени, потому что нет денег.": "cp1251 koi8_r iso8859_5 cp866",
    "Мер сказав, що міст зачинять до осені, бо грошей ще немає.": "cp1251 koi8_u",
    "Ο δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή μέχρι το φθινόπωρο.": "cp1253 iso8859_7",
    "ראש העיר אמר כי הגשר לא ייפתח לפני החורף, אבל יש דרך אחרת.": "cp1255",
    "הַגֶּשֶׁר, שהיה סגור מאז האביב, ייפתח שוב בסתיו.": "cp1255",
    "גִּבְעוֹן היא עיר ליד ירושלים, בהרי יהודה.": "cp1255",
    "كُتِبَ على الجِسرِ: مُغلَقٌ حَتّى الشِّتاء.": "cp1256",
    "قال رئيس البلدية إن الجسر لن يفتح قبل الشتاء بعد أن كان مغلقا.": "cp1256",
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, encoding) for text, encodings in IN_ONE_BYTE.items() for encoding in encodings.split()],
)
def test_a_sentence_in_an_encoding_of_one_byte(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "市长说，大桥要到秋天才能开放，因为钱还不够。居民们很不满意。"),
        ("big5", "市長說，大橋要到秋天才能開放，因為錢還不夠。居民們很不滿意。"),
        ("cp932", "市長によると、橋は秋まで閉鎖される。住民は不満を述べている。"),
        ("euc_jp", "市長によると、橋は秋まで閉鎖される。住民は不満を述べている。"),
        ("cp949", "시장은 돈이 모자라서 다리를 가을까지 닫는다고 말했다. 주민들은 불만이다."),
        ("cp874", "นายกเทศมนตรีกล่าวว่าสะพานจะปิดจนถึงฤดูใบไม้ร่วงเพราะเงินไม่พอ"),
    ],
)
def test_several_bytes_for_a_character_are_left_to_the_library(encoding: str, text: str) -> None:
    assert single_byte_encoding(text.encode(encoding)) is None


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
def test_letters_that_tell_encodings_apart_may_come_late(encoding: str) -> None:
    text = f"{'Starosta mluvil o nové lávce a o ceně. ' * 90}Žádná škoda, řekl později. „Uvidíme.“"
    text = text if encoding == "cp1250" else text.replace("„", '"').replace("“", '"')
    assert decode(text.encode(encoding), "x") == text
