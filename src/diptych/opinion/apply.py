"""Put the opinion of a language model beside diptych's own links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.alignment.differences.finder import graded
from diptych.alignment.kinds import Voice
from diptych.alignment.pipeline.manual_link import ManualLinker

if TYPE_CHECKING:
    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.opinion.model import Opinion, OpinionLink
    from diptych.sides import Pair


def with_opinion(
    articles: Pair[Article], alignment: Alignment, opinion: Opinion, linker: ManualLinker | None = None
) -> Alignment:
    """The alignment with an opinion, whichever voice counts.

    Links that are no candidates get their evidence, the opinion's grade and the score 0.

    Args:
        articles: the articles.
        alignment: the candidates; an opinion that they have already is replaced.
        opinion: about the same articles.
        linker: makes the links that are no candidates, and caches them between calls; None for a new one.
    """
    linker = linker or ManualLinker(articles)
    named = {(one.left, one.right): one for one in opinion.links}
    links = []
    for link in without_opinion(alignment).candidates:
        one = named.pop((link.left, link.right), None)
        links.append(link if one is None else _with(link, one))
    links += [_with(replace(linker.link(*ends), grade=one.grade), one) for ends, one in named.items()]
    links.sort(key=lambda link: (link.left, link.right))
    return replace(alignment, candidates=tuple(links))


def without_opinion(alignment: Alignment) -> Alignment:
    """The alignment without the opinion; links that only the opinion makes stay candidates."""
    bare = tuple(link if link.model_grade is None else _without(link) for link in alignment.candidates)
    return replace(alignment, candidates=bare)


def _without(link: Link) -> Link:
    told = graded(_own(link))
    accepted = tuple(each for each in link.differences if each.verdict is not None)
    differences = tuple(sorted((*told.differs, *accepted), key=lambda each: each.spans.left))
    return replace(link, model_grade=None, differences=differences, may_differ=told.may_differ)


def _own(link: Link) -> list[Difference]:
    """What diptych itself tells of the details of a link, without what the reader has judged."""
    told = (*link.differences, *link.may_differ)
    return [
        replace(each, voice=Voice.OWN)
        for each in told
        if each.voice is not Voice.MODEL and each.verdict is None
    ]


def _with(link: Link, one: OpinionLink) -> Link:
    """A link with the model's grade, and its differences beside those that diptych has found."""
    rejected = link.rejected_differences
    named = [each for each in one.differences if not any(_overlap(each, other) for other in rejected)]
    own = [_agreed(difference, named) for difference in link.differences]
    doubtful = [_agreed(difference, named) for difference in link.may_differ]
    own += [difference for difference in doubtful if difference.voice is Voice.BOTH]
    doubtful = [difference for difference in doubtful if difference.voice is Voice.OWN]
    return replace(link, model_grade=one.grade, differences=tuple(own), may_differ=(*doubtful, *named))


def _agreed(own: Difference, named: list[Difference]) -> Difference:
    """A difference, told by both if it is among those that are named, which it is then taken from."""
    same = [other for other in named if _overlap(own, other)]
    for other in same:
        named.remove(other)
    return replace(own, voice=Voice.BOTH) if same and own.voice is not Voice.MODEL else own


def _overlap(one: Difference, two: Difference) -> bool:
    """Whether two differences are about the same words of both articles."""
    return all(a.start < b.end and b.start < a.end for a, b in zip(one.spans, two.spans, strict=True))
