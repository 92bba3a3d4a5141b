"""Hostile inputs of every format, made of small valid documents: the same for the same seed and number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import BadZipFile, ZipFile

from sources.documents import (
    BODY,
    CHAPTERS,
    CONTAINER,
    NAV,
    NCX,
    PAGE,
    column,
    docx,
    epub,
    pdf,
    write,
    zipped,
)

STORY = """Title: The lock gate
Publisher: The Daily Reed
Date: 4 March 2020

The lock gate

The old lock on the river gave way on Tuesday night. “Nobody was hurt,” the keeper said. It had been
closed since Jan. 3, 2019, at a cost of $4.2 million.

> We had warned them for years.

- Twelve engineers will come.
- Boats are lent to all.

老闸门在星期二晚上塌了。没有人受伤。
ประตูน้ำเก่าพังลงเมื่อคืนวันอังคาร ไม่มีใครบาดเจ็บ
انهارت بوابة الهويس القديمة ليلة الثلاثاء. لم يصب أحد.
"""

MARKDOWN = """---
title: The lock gate
date: 2020-03-04
---
# The lock gate

The old *lock* on the [river](http://example.org "title") gave **way** on Tuesday.[^1] `code` ~~gone~~

> We had warned them.
> > For years.

1. Twelve engineers
   - and a band
2. Boats

| Boats | 22 |
|---|---|
| Gates | 3 |

<div><p>Raw &amp; <b>bold</b></p><!-- hidden --></div>

```python
print("x")
```
![picture](a.png)\x20\x20
Setext
======
[ref]: http://example.org
"""

HTML = "".join(
    [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The lock gate | Reed</title>',
        '<meta property="og:site_name" content="Reed"><script type="application/ld+json">',
        '{"@type": "NewsArticle", "headline": "The lock gate", "datePublished": "2020-03-04"}</script>',
        "</head>",
        "<body><nav><a href='/'>Home</a></nav><article><time datetime='2020-03-04'>4 March</time>",
        *CHAPTERS,
        "<table><tr><td>Boats</td><td>22</td></tr></table>",
        "<figure><img src='a.png'><figcaption>The gate.</figcaption></figure></article>",
        "<form><select><option>x</option></select></form><footer>Copyright 2020 Reed</footer></body></html>",
    ]
)

PAGES = [
    write(40, 570, "The Daily Reed", size=8)
    + write(40, 540, "The lock gate", size=20, font="B")
    + column(
        40,
        500,
        ["The old lock on the river gave way on", "Tuesday night, and nobody was in-", "jured there."],
    )
    + column(
        220,
        500,
        ["The keeper had asked for a new", "gate in spring. The town said no", "and sent for engineers."],
    )
    + f"q 0.7 0.7 -0.7 0.7 200 100 cm\n{write(0, 0, 'DRAFT')}Q\n"
    + write(195, 20, str(number))
    for number in range(3)
]

SEEDS: dict[str, list[bytes]] = {
    "txt": [STORY.encode(), STORY.encode("utf-16"), STORY[:400].encode("cp1252", "replace")],
    "md": [MARKDOWN.encode(), STORY.encode()],
    "html": [HTML.encode(), PAGE.format(body=CHAPTERS[0]).encode()],
    "epub": [epub(), epub(contents="ncx"), epub(contents="")],
    "docx": [docx(), docx(f"<w:tbl><w:tr><w:tc>{BODY}</w:tc><w:tc>{BODY}</w:tc></w:tr></w:tbl>{BODY}")],
    "pdf": [
        pdf(PAGES, about="/Title(The lock)/Author(Ada)/CreationDate(D:20210502)"),
        pdf(PAGES[:1], more="/Rotate 90"),
    ],
}
"""Valid documents, by ending."""

TOKENS = [
    *(
        b"\x1b[2J\x1b[31m",
        b"\x1b]52;c;QUFB\x07",
        b"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
        b"\x9b2J",
        b"\x07\x08\x00",
    ),
    *("\u202e\u2066\u202a".encode(), "\u200b\u200d\ufeff".encode() * 20, b"a" + "\u0301\u0316".encode() * 50),
    *(
        b"&#x1b;]0;x&#7;",
        b"&#x202e;",
        b"&a;&b;",
        b"&amp;" * 30,
        b"&#99999999999;",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xf4\x90",
    ),
    *(
        b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    ),
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?xml version='1.0' encoding='utf-7'?>",
        b"<p><div><b>",
        b"</p></div>",
        b"<li>" * 40,
    ),
    *(
        b'charset="unicode_escape"',
        b'charset="idna"',
        b"\r\n\r\n",
        b"\n\n",
        b"    ",
        b"\t",
        b"> " * 40,
        b"[" * 60,
        b"*_" * 40,
        b"`" * 33,
    ),
    *(b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e309", b"0.0000001", b"NaN"),
    *(
        b"2 0 R",
        b"4 0 R",
        b"999 0 R",
        b"/Kids[2 0 R]",
        b"/Parent 4 0 R",
        b"/Filter/FlateDecode",
        b"<<" * 50,
        b"[" * 99,
        b" Tj Tf Td cm q Q BT ET ",
    ),
    *(
        b"/Type/ObjStm",
        b"/Count 1000000",
        b"/MediaBox[0 0 0 0]",
        b"/MediaBox[1e30 -1e30 1e30 1e30]",
        b"/Rotate 45",
        b"/FontMatrix[0 0 0 0 0 0]",
    ),
    *(
        b"../../etc/passwd",
        b"file:///etc/passwd",
        b"#" * 20,
        b"w:p",
        b"w:tbl",
        b"w:basedOn",
        b'w:val="-1"',
        b"<w:p>" * 30,
        b"<w:tbl><w:tr><w:tc>" * 10,
    ),
    *(
        b"OEBPS/text/1.xhtml",
        b"META-INF/container.xml",
        b"word/document.xml",
        b"PK\x05\x06",
        b"PK\x01\x02",
        b"%PDF-1.7",
        b"stream\n",
        b"endstream",
    ),
]
"""Text that is inserted in wrong places: control sequences, markup, and characters that parsers neglect."""


def hostile(ending: str, seed: int, number: int) -> bytes:
    """An input of one format."""
    random = Random(f"{seed} {ending} {number}")  # noqa: S311 - no secret
    data = random.choice(SEEDS[ending])
    if ending in {"epub", "docx"} and random.random() < 0.7:  # a whole archive with hostile parts
        return _rezipped(data, random)
    return mutated(data, random, [seed for seeds in SEEDS.values() for seed in seeds])


def _rezipped(data: bytes, random: Random) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return data
    others = [part.encode() for part in (PAGE, NAV, NCX, CONTAINER)]
    texts = [name for name in parts if name.endswith(("document.xml", "1.xhtml", "styles.xml"))]
    pool = texts if texts and random.random() < 0.6 else sorted(parts)
    for name in dict.fromkeys(random.choice(pool) for _ in range(random.randint(1, 2))):
        content = parts[name]
        content = content.encode() if isinstance(content, str) else content
        if random.random() < 0.05:
            del parts[name]
        elif name != "mimetype" or random.random() < 0.05:
            well_formed = random.random() < 0.7
            parts[name] = mutated(content, random, others, _FAULTS_OF_ELEMENTS if well_formed else _FAULTS)
    return zipped(parts)


def mutated(
    data: bytes, random: Random, others: Sequence[bytes], faults: Sequence[Fault] | None = None
) -> bytes:
    """`data` with one to six faults."""
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        data = random.choice(faults or _FAULTS)(bytearray(data), random, others)
    return data


def _place(data: bytearray, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _flip(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    for _time in range(random.choice([1, 2, 8, 40]) if data else 0):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def _cut_off(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    return bytes(data[: _place(data, random)])


def _cut_out(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    at = _place(data, random)
    del data[at : at + random.choice([1, 5, 50, 500])]
    return bytes(data)


def _insert(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    at = _place(data, random)
    data[at:at] = random.choice(TOKENS) * random.choice([1, 1, 1, 10, 300])
    return bytes(data)


def _splice(data: bytearray, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    at, begin = _place(data, random), random.randrange(len(other) + 1)
    data[at : at + random.choice([0, 20])] = other[begin : begin + random.choice([20, 200, 2000])]
    return bytes(data)


def _repeat(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    """Some of it again and again: nesting, floods, loops."""
    at = _place(data, random)
    piece = bytes(data[at : at + random.choice([1, 3, 12, 60, 400])])
    data[at:at] = piece * random.choice([2, 20, 300, 3000])
    return bytes(data[:400_000])


def _renumber(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    for at in random.sample(digits, min(len(digits), random.choice([1, 2, 5]))):
        data[at] = 0x30 + random.randrange(10)
    return bytes(data)


_ELEMENT = re.compile(rb"<([\w:]+)(?: [^<>]*)?>(?:[^<]|<(?!/?\1[ >]))*</\1>|<[\w:]+(?: [^<>]*)?/>")
_VALUE = re.compile(rb"(?<==[\"'])[^\"'<>]*(?=[\"'])|(?<=>)[^<>]+(?=<)")
_SAFE = str.maketrans({"<": "&lt;", "&": "&amp;", '"': "&quot;", "'": "&apos;"})


def _move_element(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    """A whole element twice, elsewhere, in itself or nowhere: what is well formed stays so."""
    found = _ELEMENT.search(data, random.randrange(len(data[:20_000]) + 1))
    if found is None:
        return bytes(data)
    start, end = found.span()
    element = bytes(data[start:end])
    match random.randrange(4):
        case 0:
            del data[start:end]
        case 1:
            data[start:end] = element * random.choice([2, 50, 2000])
        case 2:
            at = data.find(b"<", _place(data, random))
            data[at:at] = element
        case _:
            opening = element[: element.index(b">") + 1]
            if not opening.endswith(b"/>"):
                closing = b"</" + opening[1:].split()[0].rstrip(b">") + b">"
                times = random.choice([2, 30, 240, 3000])
                data[start:end] = opening * times + element + closing * times
    return bytes(data)


def _rewrite(data: bytearray, random: Random, _: Sequence[bytes]) -> bytes:
    """Another value for an attribute, or other words between tags."""
    found = [value.span() for value in _VALUE.finditer(data[:20_000])]
    if found:
        start, end = random.choice(found)
        token = random.choice(TOKENS).decode("utf-8", "replace").translate(_SAFE)
        data[start:end] = "".join(sign for sign in token if sign >= " ").encode() * random.choice([1, 1, 20])
    return bytes(data)


Fault = Callable[[bytearray, Random, Sequence[bytes]], bytes]

_FAULTS_OF_ELEMENTS: list[Fault] = [_move_element, _rewrite]
_FAULTS: list[Fault] = [
    *(_flip, _cut_off, _cut_out, _insert, _insert, _splice, _repeat, _renumber),
    *(_move_element, _move_element, _rewrite, _rewrite),
]
