"""Give the command files that are made to expand, to loop or to flood, and measure time and memory.

    python tests/sources/bombs.py [NAME ...]

Each is opened by `diptych text`, in a folder of its own that is gone afterwards.  It must end within 10
seconds and 1 GB, the process that reads for it included, with status 0 or 2 and without a traceback, and
print nothing that a terminal obeys.  In brackets: seconds of the processor, of all processes together.  Some
take most of both, so this is no part of the tests.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from sources.documents import CONTAINER, PACKAGE, PAGE, WORD, docx, epub, paragraph, write, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS, MEGABYTES = 10.0, 1000
WHOLE = 49_000_000
"""Bytes of the largest source that is read."""
LONG = 9_900_000

MEASURED = """
import resource, sys, time
began, who = time.perf_counter(), (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
from diptych.cli import main
status = main(["text", sys.argv[1]])
used = [resource.getrusage(one) for one in who]
spent = sum(one.ru_utime + one.ru_stime for one in used)
held = (one.ru_maxrss // 1024 for one in used)
print("@", status, time.perf_counter() - began, spent, *held, file=sys.stderr)
"""

FONT = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
WORDS = write(40, 500, "harbour council").encode()
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "haha">{}]>'.format(
    "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
)


def filled(unit: str, size: int) -> bytes:
    """`unit` again and again."""
    data = unit.encode("utf-8", "surrogatepass")
    return data * (size // len(data))


def objects(*contents: bytes) -> bytes:
    """A PDF of these objects, the first its root."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(contents, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(contents) + 1,
            table,
            len(contents) + 1,
            len(body),
        )
    )


def packed(orders: bytes, times: int = 1) -> bytes:
    """A stream that unpacks to `orders`."""
    for _ in range(times):
        orders = zlib.compress(orders, 9)
    return b"<</Filter[%b]/Length %d>>stream\n%b\nendstream" % (b"/FlateDecode" * times, len(orders), orders)


def one_page(stream: bytes, *forms: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page with this stream, and other objects from number 5 on."""
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 400 600]%b%b>>>>" % (FONT, more)
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"
    return objects(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream, *forms)


def form(calls: int, orders: bytes) -> bytes:
    """A drawing that other drawings call; it calls number `calls` itself."""
    start = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 600]%b/XObject<</X %d 0 R>>>>/Length %d>>" % (
        FONT,
        calls,
        len(orders),
    )
    return b"%bstream\n%b\nendstream" % (start, orders)


def prose(length: int) -> str:
    """Words in random order, which compress badly."""
    some = random.Random(1)  # noqa: S311 - no secret
    words = ["".join(some.choice("abcdefghij") for _ in range(6)) for _ in range(3000)]
    return " ".join(some.choice(words) for _ in range(length // 7))


def nested_forms() -> bytes:
    """A billion words, by drawings that call drawings."""
    forms = [form(at + 1, b"/X Do " * 10) for at in range(5, 16)]
    return one_page(packed(b"/X Do " * 10), *forms, form(5, WORDS), more=b"/XObject<</X 5 0 R>>")


def scattered() -> bytes:
    some = random.Random(1)  # noqa: S311 - no secret
    places = ((some.randrange(400), some.randrange(600)) for _ in range(300_000))
    return one_page(packed(b"".join(b"BT /F 1 Tf %d %d Td (word) Tj ET\n" % place for place in places)))


def styles() -> bytes:
    chain = (
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="n{at}"/>'
        f'<w:basedOn w:val="s{at + 1}"/></w:style>'
        for at in range(200_000)
    )
    return docx(parts={"word/styles.xml": f"<w:styles {WORD}>{''.join(chain)}</w:styles>"})


def contents() -> bytes:
    links = "".join(f'<li><a href="text/1.xhtml#p{at}">c{at}</a></li>' for at in range(300_000))
    return epub(parts={"OEBPS/nav.xhtml": PAGE.format(body=f'<nav type="toc"><ol>{links}</ol></nav>')})


def laughing_book() -> bytes:
    package = PACKAGE.format(items='<item id="c1" href="text/1.xhtml"/>', references='<itemref idref="c1"/>')
    page = f"{LAUGHS}<html><body><p title='&a9;'>It fell. &a11;</p></body></html>"
    laughing = package.replace("?>", f"?>{LAUGHS}", 1).replace("The River", "&a11;")
    return epub(parts={"OEBPS/text/1.xhtml": page, "OEBPS/book.opf": laughing})


BOMBS: dict[str, Callable[[], bytes]] = {
    "swells.docx": lambda: docx(paragraph("harbour council") * 1_000_000),
    "long.docx": lambda: docx("".join(paragraph(prose(60)) for _ in range(2)) + paragraph(prose(40_000_000))),
    "deep.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 100_000),
    "styles.docx": styles,
    "laughs.docx": lambda: docx(
        parts={
            "word/document.xml": f"{LAUGHS}<w:document {WORD}><w:body>"
            f"{paragraph('&a11;')}</w:body></w:document>"
        }
    ),
    "noise.docx": lambda: b"PK\x03\x04" + os.urandom(WHOLE),
    "laughs.epub": laughing_book,
    "long.epub": lambda: epub([f"<p>{prose(1_000_000)}</p>"] * 40, contents=""),
    "pages.epub": lambda: epub(["<p>It fell.</p>"] * 19_000, contents=""),
    "contents.epub": contents,
    "parts.epub": lambda: zipped(
        {**{f"d/{at}": b"" for at in range(60_000)}, "META-INF/container.xml": CONTAINER}
    ),
    "swells.pdf": lambda: one_page(packed(b" " * 1_000_000_000)),
    "swells-thrice.pdf": lambda: one_page(packed(b" " * 1_000_000_000, 3)),
    "words.pdf": lambda: one_page(packed(WORDS * 3_000_000)),
    "scattered.pdf": scattered,
    "forms.pdf": nested_forms,
    "itself.pdf": lambda: one_page(
        packed(b"/X Do " * 10), form(5, b"/X Do " * 10 + WORDS), more=b"/XObject<</X 5 0 R>>"
    ),
    "loop.pdf": lambda: objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 100/Kids[2 0 R 3 0 R]/Parent 3 0 R>>",
        b"<</Type/Pages/Count 1000000/Kids[2 0 R 3 0 R]>>",
    ),
    "count.pdf": lambda: one_page(packed(WORDS)).replace(b"/Count 1", b"/Count 2000000000"),
    "nested.pdf": lambda: b"%PDF-1.7\n1 0 obj " + b"<</A " * 9_000_000,
    "noise.pdf": lambda: b"%PDF-1.7\n" + os.urandom(WHOLE),
    **{
        f"{name}.html": lambda unit=unit: b"<html><body>" + filled(unit, WHOLE)  # type: ignore[misc]
        for name, unit in {
            "less": "<",
            "references": "&amp;",
            "nested": "<div>",
            "paragraphs": "<p>ab</p>",
            "links": "<a href=x>b</a>",
            "attribute": "<p a='",
            "prose": "<p>Fünf “quoted” words here.</p>",
            "sequences": "\x1b]52;c;A\x07",
            "marks": "a\u0301\u0316",
            "table": "<tr><td>x",
            "comment": "<!--",
            "dates": "<meta property='article:published_time' content='2020-01-01'>",
        }.items()
    },
    **{
        f"{name}-{size // 1_000_000}.{ending}": lambda unit=unit, size=size: filled(unit, size)  # type: ignore[misc]
        for name, unit in {
            "line": "x",
            "sentences": "Ab cd. ",
            "paragraphs": "The council met again today\n\n",
            "short": "ab\n\n",
            "items": "- a\n",
            "lines": "one line of text that no stop ends and that is rather long\n",
            "marks": "a\u0301\u0316",
            "sequences": "\x1b]52;c;AAAA\x07",
            "quotes": "“A b. ",
            "less": "<",
            "references": "&#x1b;",
            "brackets": "[",
            "nested": "> " * 30 + "a\n",
            "chinese": "中文。",
            "joiners": "a\u200d",
        }.items()
        for size in (LONG, WHOLE)
        for ending in ("txt", "md")
    },
}


def measured(path: Path) -> tuple[float, float, int, str, list[str]]:
    """Seconds, CPU seconds, megabytes, the message on a file, and what is wrong with these."""
    command = [sys.executable, "-c", MEASURED, str(path)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    *said, last = run.stderr.strip().splitlines() or ["nothing"]
    faults = [] if last.startswith("@") else [f"ends with {run.returncode}: {last[:200]}"]
    status, seconds, spent, own, child = last.split()[1:] if not faults else ("", "0", "0", "0", "0")
    taken, held = float(seconds), int(own) + int(child)
    faults += _faults(status, taken, held, run.stdout, run.stderr)
    return (
        taken,
        float(spent),
        held,
        f"{len(run.stdout)} characters" if status == "0" else " ".join(said)[:150],
        faults,
    )


def _faults(status: str, seconds: float, held: int, printed: str, said: str) -> Iterator[str]:
    if status not in ("0", "2"):
        yield f"status {status}"
    if seconds > SECONDS:
        yield f"{seconds:.1f} s"
    if held > MEGABYTES:
        yield f"{held} MB"
    if "Traceback" in said:
        yield "a traceback"
    if any((sign < " " and sign != "\n") or sign in "\x7f\x9b\u202e" for sign in printed):
        yield "what a terminal obeys"


def main(names: list[str]) -> int:
    if names[:1] == ["--make"]:
        Path(names[2]).write_bytes(BOMBS[names[1]]())
        return 0
    chosen = [name for name in BOMBS if not names or any(part in name for part in names)]
    failed, longest, most_spent, largest = 0, 0.0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            path = Path(folder, name)
            # Made elsewhere: a process begins with the memory of its parent, as the system counts it.
            subprocess.run([sys.executable, __file__, "--make", name, str(path)], check=True)
            seconds, spent, held, said, faults = measured(path)
            if seconds > SECONDS:  # by itself, or because the machine had other things to do?
                seconds, spent, held, said, faults = min(measured(path), (seconds, spent, held, said, faults))
            path.unlink()
            failed += bool(faults)
            longest, most_spent = max(longest, seconds), max(most_spent, spent)
            largest = max(largest, held)
            said = said.replace(folder, "")
            print(
                f"{name:20} {seconds:5.1f} s ({spent:4.1f}) {held:5} MB  {said}  {'; '.join(faults).upper()}",
                flush=True,
            )
    times = f"longest {longest:.1f} s, {most_spent:.1f} s of the processor"
    print(f"{len(chosen)} files, {failed} failures; {times}, most {largest} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
