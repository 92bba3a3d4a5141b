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
    '<h1 id="one">The lock</h1><p>The keeper opened the lock at&nbsp;dawn. Nobody came<span> through</span>.</p>'
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
