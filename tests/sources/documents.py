"""Small documents of every format, made anew: valid ones, and material for hostile ones."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of `parts`; "mimetype" is stored first and unpacked, as EPUB wants it."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(parts.items(), key=lambda part: part[0] != "mimetype"):
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return stream.getvalue()


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The River Keeper</dc:title><dc:creator>Ada Reed</dc:creator><dc:creator>Ben Marsh</dc:creator>
<dc:publisher>Quay Press</dc:publisher><dc:date>1931-05-02T00:00:00Z</dc:date></metadata>
<manifest>{items}
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx">{references}</spine></package>"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>"""

CHAPTERS = (
    '<h1 id="one">The lock</h1><p>The keeper opened the lock at&nbsp;dawn. Nobody came<span> through</span>.'
    "</p>"
    "<blockquote><p>Water waits for no boat.</p></blockquote>"
    '<h1 id="two">The weir</h1><p>On the second day the weir gave way.</p><ul><li>Two boats sank.</li></ul>',
    '<h1>The town</h1><p>The town sent twelve engineers &amp; a band.</p><h2 id="night">The night</h2>'
    "<p>They worked through the night.</p>",
)

NAV = PAGE.format(
    body='<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><h1>Contents</h1><ol>'
    '<li><a href="text/1.xhtml#one">The lock</a></li><li><a href="text/1.xhtml#two">The weir</a></li>'
    '<li><a href="text/2.xhtml">The town</a><ol><li><a href="text/2.xhtml#night">The night</a></li></ol></li>'
    "</ol></nav>"
)

NCX = """<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="a"><navLabel><text>The lock</text></navLabel><content src="text/1.xhtml#one"/></navPoint>
<navPoint id="b"><navLabel><text>The weir</text></navLabel><content src="text/1.xhtml#two"/></navPoint>
<navPoint id="c"><navLabel><text>The town</text></navLabel><content src="text/2.xhtml"/>
<navPoint id="d"><navLabel><text>The night</text></navLabel><content src="text/2.xhtml#night"/></navPoint>
</navPoint></navMap></ncx>"""


def epub(
    chapters: Sequence[str] = CHAPTERS,
    *,
    contents: str = "nav",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A book.

    Args:
        chapters: the bodies of its pages.
        contents: "nav", "ncx" or "" for its table of contents.
        parts: other parts, or parts instead of its own.
    """
    numbers = range(1, len(chapters) + 1)
    package = PACKAGE.format(
        items="".join(
            f'<item id="c{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers
        ),
        references='<itemref idref="nav"/>' * (contents == "nav")
        + "".join(f'<itemref idref="c{n}"/>' for n in numbers),
    )
    own: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        **{
            f"OEBPS/text/{n}.xhtml": PAGE.format(body=body) for n, body in zip(numbers, chapters, strict=True)
        },
    }
    if contents == "nav":
        own["OEBPS/nav.xhtml"] = NAV
    if contents == "ncx":
        own["OEBPS/toc.ncx"] = NCX
    return zipped(own | dict(parts or {}))


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES = f"""<w:styles {WORD}>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My Crosshead"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="LP"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
</w:styles>"""

CORE = """<cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>The lock gate</dc:title>
<dc:creator>Ada Reed</dc:creator>
<dcterms:created xsi:type="dcterms:W3CDTF">2021-05-02T08:00:00Z</dcterms:created></cp:coreProperties>"""

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(said: str, style: str = "", more: str = "") -> str:
    """A paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>"


BODY = (
    paragraph("The lock gate", "H1")
    + paragraph("The gate broke on Tuesday. Nobody was hurt.")
    + paragraph("What the town says", "Own")
    + paragraph("We had warned them.", "Q")
    + paragraph("One gate is left.", "L")
)


def docx(body: str = BODY, *, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document.

    Args:
        body: what its body holds.
        parts: other parts, or parts instead of its own.
    """
    kinds = ["styles", "footnotes", "header", "comments"]
    kinds += ["numbering"] if parts and "word/numbering.xml" in parts else []
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for kind in kinds
    )
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in kinds
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    own: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="d" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{package}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/footnotes.xml": f"<w:footnotes {WORD}><w:footnote>{paragraph('A note.')}</w:footnote>"
        "</w:footnotes>",
        "word/header.xml": f"<w:hdr {WORD}>{paragraph('The Daily Reed, page 1')}</w:hdr>",
        "word/comments.xml": f"<w:comments {WORD}><w:comment>{paragraph('Check this.')}</w:comment>"
        "</w:comments>",
        "docProps/core.xml": CORE,
    }
    return zipped(own | dict(parts or {}))


def pdf(
    pages: Sequence[str],
    *,
    about: str = "",
    size: tuple[int, int] = (400, 600),
    more: str = "",
    all_pages: str = "",
    letters: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF document.

    Args:
        pages: the drawing orders of each; fonts are /F, /B (bold), /I and /U.
        about: what its dictionary of properties holds.
        size: of its pages, in points.
        more: what else the dictionary of each page holds.
        all_pages: what else the dictionary of all pages holds.
        letters: what the font /U says that its characters are.
    """
    fonts = "".join(
        f"/{key} <</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for key, name in (("F", "Helvetica"), ("B", "Helvetica-Bold"), ("I", "Times-Roman"))
    )
    after = 4 + 2 * len(pages)
    fonts += (
        f"/U <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode {after} 0 R>>"
    )
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/MediaBox[0 0 {size[0]} {size[1]}]"
        f"{all_pages}/Resources<</Font<<{fonts}>>>>>>",
        f"<<{about}>>",
    ]
    for at, orders in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {5 + 2 * at} 0 R{more}>>")
        objects.append(f"<</Length {len(orders.encode('cp1252'))}>>stream\n{orders}\nendstream")
    codes = "".join(
        f"<{key.encode('cp1252').hex()}> <{value.encode('utf-16-be').hex()}>\n"
        for key, value in (letters or {}).items()
    )
    table = f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{codes.count('> <')} beginbfchar\n"
    table += f"{codes}endbfchar"
    table = f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n{table}\nendcmap\nend\nend"
    objects.append(f"<</Length {len(table)}>>stream\n{table}\nendstream")
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def write(x: float, y: float, text: str, *, size: float = 10, font: str = "F") -> str:
    """The operators that draw a line of text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def column(x: float, y: float, lines: Sequence[str], *, size: float = 10, leading: float = 12) -> str:
    """The operators that draw lines below one another; spaces at their beginning indent them."""
    return "".join(
        write(x + 5 * (len(line) - len(line.lstrip())), y - leading * at, line.lstrip(), size=size)
        for at, line in enumerate(lines)
        if line
    )
