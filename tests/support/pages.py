"""A parser for exported HTML pages: elements, text of blocks and passages, links."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "input", "br"}
BLOCKS = {"h2", "p", "h3", "li", "blockquote"}


class Page(HTMLParser):
    """A parsed page."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.blocks: list[list[str]] = []
        """For each article the text of its blocks, without the numbers of passages."""
        self.passages: dict[str, str] = {}
        """The text of each passage, by its id."""
        self.title = ""
        self.style = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(source)
        self.close()
        assert self._open == [], self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if attributes.get("class") == "text":
            self.blocks.append([])
        elif tag in BLOCKS and self._within("text"):
            self.blocks[-1].append("")
        if tag not in VOID:
            self._open.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.style += data
        if self._open and self._open[-1][0] == "title":
            self.title += data
        if not self._within("text") or self._within("n"):
            return
        if any(tag in BLOCKS for tag, _ in self._open):
            self.blocks[-1][-1] += data
        for _, attributes in self._open:
            if "data-n" in attributes:
                name = attributes["id"]
                self.passages[name] = self.passages.get(name, "") + data

    def _within(self, name: str) -> bool:
        return any(name == attributes.get("class") for _, attributes in self._open)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def addresses(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]
