"""Finds page furniture: blocks of a web page that are not part of the article, each with the reason.

A false mark removes a sentence from the comparison.  A missed one only adds a line.  So a block is
furniture only if the whole block matches a pattern.  A pattern that allows more than a few free words also
asks for words that an article does not use in its own voice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.languages.catalogue import all_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Block

LONGEST = 320
"""Most code points of furniture: a cookie notice may have three sentences."""

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|youtube|tiktok|bluesky|threads)"
)
_PIECE = r"(?:article|story|post|page|report)"

_SHAPES = {
    "navigation": rf"""
        (?:skip|jump)\ to\ (?:the\ )?(?:main\ )?(?:content|navigation|menu|search|footer)
        | (?:(?:site|main|mobile|primary|page|top|footer|skip|toggle|open|close|show|hide|index)\ )*
          (?:navigation|menu)
        | (?:back|return)\ to\ (?:top|home(?:page)?|(?:the\ )?(?:main\ )?(?:page|results))
        | (?:previous|next|older|newer)\ (?:{_PIECE}|posts|stories|articles)
        | (?:show|load|view|see|read)\ (?:more|less|all)
        | (?:log|sign)\ (?:in|out|up)(?:\ (?:/|or|\|)\ (?:log\ in|sign\ (?:in|up)|register))?
        | loading | print(?:\ this\ page)? | home\ page
    """,
    "appeal for donations": r"""
        (?:please\ )?(?:donate|give)\ (?:now|today|monthly|here)
        | (?:please\ )?(?:make|consider)\ (?:a|making\ a)\ (?:[\w-]+\ )?(?:donation|gift)\b.{0,120}
        | (?!.*["“”]).{0,160}\byour\ (?:[\w-]+\ ){0,2}tax[\ -]deductible
          \ (?:gift|donation|contribution)\b.{0,160}
        | your\ (?:[\w-]+\ )?(?:gift|donation|contribution)\ (?:today\ )?(?:can|will|helps?|makes?)\b.{0,160}
        | (?:please\ )?support\ (?:our|independent)\ (?:work|journalism|reporting|newsroom)\b.{0,120}
    """,
    "subscription": r"""
        (?:subscribe|sign\ up)(?:\ (?:here|now|today|free|for\ free|to\ read\ more))?
        | (?:subscribe|sign\ up)\ (?:to|for|and\ get)\b.{0,80}
          \b(?:newsletters?|alerts?|inbox|e-?mails?|channel|podcast|briefing|updates|digest)\b.{0,80}
        | get\ (?:our|the)\b.{0,80}\b(?:newsletter|in\ your\ inbox|delivered\ to\ your)\b.{0,80}
        | (?:already|not)\ (?:a|yet\ a)\ (?:subscriber|member)\?.{0,60}
        | (?:download|get)\ (?:the|our)\ (?:[\w-]+\ ){0,3}app\b.{0,60}
    """,
    "sharing": rf"""
        (?:share|tweet|e-?mail)\ this(?:\ {_PIECE})?(?:\ (?:on|via|with)\b.{{0,60}})?
        | share\ (?:on|via)\ {_NETWORK}
        | (?:follow|like|find|join)\ (?:us|[\w.\ ’'-]{{2,40}})\ on\ {_NETWORK}\b.{{0,60}}
        | (?:{_NETWORK}(?:\ |\ ?[|/,·•]\ ?)){{1,8}}(?:{_NETWORK}|e-?mail|print|share|copy\ link)
        | share | copy\ link
    """,
    "related links": r"""
        [\[(]?(?:read\ (?:more|also|next)|see\ also|also\ read|learn\ more|more\ (?:coverage|here)):
          \ ?.{1,140}
        | [\[(]?(?:read|more):\ ?.{1,140}(?<![.”"])(?!\.)
        | more\ (?:on|about)\ (?:this(?:\ (?:story|topic|subject))?|the\ story)
        | more\ on\ this(?:\.{3}|…|:)\ .{1,140}
        | more\ (?:\S+\ ){1,2}(?:news|stories|coverage|videos?) | learn\ more(?:\ (?:here|about\ .{2,60}))?
        | (?:top|latest|other|featured|further)\ (?:stories|news|articles|videos|reading|coverage)
        | (?:read|see)\ the\ (?:full|whole)\ (?:transcript|interview|report)\b.{0,60}
        | related(?:\ (?:articles?|stor(?:y|ies)|news))?:\ .{1,140}
        | (?:related|recommended|popular|more)
          \ (?:articles?|stories|content|coverage|links|topics|posts|reading|news)
        | (?:most|more)\ (?:read|viewed|popular|shared) | (?!.*\.$)more\ from\ (?:the\ )?\S+(?:\ \S+){0,2}
        | trending(?:\ now)? | (?:you\ )?(?:may|might)\ also\ like | recommended\ for\ you
        | editor[’']?s[’']?\ picks? | also\ on\ \S+(?:\ \S+){0,2}
        | read\ (?:the\ )?full\ (?:story|article)(?:\ here)? | click\ here\ (?:to|for)\b.{1,80}
    """,
    "player": r"""
        now\ (?:watching|playing) | (?-i:JUST\ WATCHED|MUST\ WATCH)\ .{1,290}
        | up\ next | next\ (?:video|episode)(?:\ (?:starts\ )?in\b.{0,20})?
        | (?:watch|play|listen\ to)\ (?:(?:the|this|full)\ ){0,2}
          (?:video|audio|clip|episode|podcast|article|story)(?:\ (?:now|here|again))?
        | (?:watch|listen)(?:\ (?:now|live|again|here))?
        | (?:watch|listen|video|audio|podcast):\ .{1,140}(?<![.”"])(?!\.)
        | replay | pause | mute | unmute | autoplay | full\ ?screen | (?:closed\ )?captions | subtitles
        | (?:video|audio|media)\ (?:player|duration|unavailable|playback|quality)
          (?:(?:\ is)?\ (?:loading|unavailable|unsupported)\b.{0,60} | \ poster\ frame | :?\ [\d:]{4,8})?
        | (?:media|video)\ (?:playback\ )?is\ (?:unsupported|not\ (?:supported|available))\b.{0,80}
        | this\ (?:video|audio|content)\ (?:is\ (?:not|no\ longer)\ available|cannot\ be\ played)\b.{0,80}
        | your\ browser\ (?:does\ not|doesn[’']t)\ support\b.{0,100}
        | (?:duration|length|running\ time):?\ \d{1,2}:\d\d(?::\d\d)?
        | \d{1,2}:\d\d\ ?/\ ?\d{1,2}:\d\d
        | (?:enlarge|view|open|hide|show)\ (?:the\ |this\ )?(?:photos?|images?|pictures?|captions?|gallery)
    """,
    "advertisement": r"""
        advertisements? | sponsored(?:\ (?:content|post|by\b.{1,40}))? | paid\ (?:post|content)
        | (?:story|article)\ continues\ (?:below|after)(?:\ (?:the\ )?advertisement)?
        | continue\ reading(?:\ (?:the\ main\ story|below|after\ the\ advertisement))?
    """,
    "cookie notice": r"""
        (?:we|this\ (?:web)?site|our\ (?:web)?site)\ uses?\ cookies\b.{0,280}
        | (?:accept|manage|reject)(?:\ all)?\ cookies | cookie\ (?:policy|settings|preferences)
        | by\ (?:using|continuing\ to\ (?:use|browse))\ (?:this|our)\ (?:web)?site,?\ you\b.{0,200}
        | privacy\ policy | terms\ (?:of\ (?:use|service)|and\ conditions)
    """,
    "copyright": r"""
        (?:copyright|©|\(c\))\ ?(?:©\ ?|\(c\)\ ?)?(?:\d{4}|by)\b.{0,160}
        | (?!.*["“”]).{0,120}\ball\ rights\ reserved\b.{0,160}
        | this\ material\ may\ not\ be\ (?:published|reproduced)\b.{0,160}
    """,
    "credit": rf"""
        (?!.*\.$)(?:photo(?:graph)?|image|picture|video)s?(?:\ credits?)?(?::|\ by|\ courtesy\ of)
          \ (?-i:[A-Z])[^.!?]{{2,60}}
        | \((?:ap\ photo|photo|reuters|afp|getty\ images)\b[^)]{{0,70}}\)
        | (?:[^.!?,]{{2,50}}/\ ?)?(?:getty\ images|ap\ photo|associated\ press\ photo)(?:/[^.!?,]{{2,50}})?
        | (?!.*["“”]).{{2,160}}\ contributed\ (?:reporting|research|to\ this\ {_PIECE})
          (?:\ from\ [^.]{{2,50}})?
        | reporting\ by\ [^.]{{2,90}};\ editing\ by\ .{{2,90}}
    """,
    "print edition": rf"""
        a\ version\ of\ this\ {_PIECE}\ (?:appears|appeared|ran|was\ published)\ (?:in|on)\b.{{0,240}}
    """,
    "section label": r"""
        (?:tags?|topics?|filed\ under|categor(?:y|ies)|sections?|regions?)(?::\ .{1,100})?
    """,
    "comments": r"""
        (?:leave|post|add|write)\ a\ (?:comment|reply) | (?:view|show|read|see)\ (?:all\ )?(?:\d+\ )?comments
        | (?:\d+\ |loading\ )?comments?(?:\ \(\d+\))? | (?:join|start)\ the\ (?:conversation|discussion)
    """,
}

_STARTS = {
    "navigation": (
        "skip jump site main mobile primary page top footer toggle open close show hide index navigation "
        "menu back return previous next older newer load view see read log sign print home"
    ),
    "appeal for donations": "please donate give make consider your support",
    "subscription": "subscribe sign get already not download",
    "sharing": (
        "share tweet email e-mail follow like find join copy facebook twitter x instagram linkedin whatsapp "
        "telegram reddit youtube tiktok bluesky threads"
    ),
    "related links": (
        "[ ( read see also learn more top latest other featured further related recommended popular most "
        "trending you may might editor click"
    ),
    "player": (
        "now just must up next watch play listen video audio podcast replay pause mute unmute autoplay full "
        "closed caption subtitle media this your duration length running enlarge view open hide show 0"
    ),
    "advertisement": "advertisement sponsored paid story article continue",
    "cookie notice": "accept manage reject cookie by privacy terms",
    "copyright": "copyright © (c) this",
    "credit": "photo image picture video ( getty ap associated reporting",
    "print edition": "a",
    "section label": "tag topic filed categor section region",
    "comments": "leave post add write view show read see comment loading join start 0",
}
"""The beginnings of nearly all blocks of a shape, in small letters; 0 stands for any digit."""
_SIGNS = {
    "appeal for donations": "deductible",
    "cookie notice": "cookies",
    "copyright": "all rights reserved",
    "credit": "getty images; ap photo; press photo; contributed",
}
"""Some of these are in all other blocks of a shape, in small letters."""


@cache
def _shape(reason: str) -> re.Pattern[str]:
    """Matches blocks that are furniture for this reason, with a stop or without.

    To compile all shapes takes 4 % of the time to the first frame, and most articles need few.
    """
    return re.compile(rf"(?:{_SHAPES[reason]})(?:[.!]|\.{{3}})?", re.IGNORECASE | re.VERBOSE)


_RELATED = "related links"
_LONGEST_LABEL = 40
"""Most code points of the label above a list of teasers, such as "More on this story"."""
_LONGEST_TEASER = 140
_STOP = re.compile(r"[.!?…。！？][\"'”’»)]*$")
"""The end of a block that has a sentence; the headline of another article has none."""

_BYLINE = "byline"
_LONGEST_BYLINE = 100
_LEAST_NAMES = 2
"""Words with a capital in a byline."""
_JOINING_WORD = 3
"""Letters of the words in a byline that may have no capital: and, for, von."""
_TITLE = "repeated title"
_FIRST_BLOCKS = 4
"""Blocks at the beginning among which the title may stand again."""
_LABEL_WORDS = r"[^\W\d_][\w’'&-]*(?:\ [^\W\d_][\w’'&-]*){0,2}"
_BETWEEN_LABELS = "/›»>|"


@cache
def _label_path() -> re.Pattern[str]:
    """A section label before or after the article: "Region / Country", "Home › World › Asia"."""
    return re.compile(rf"{_LABEL_WORDS}(?:\ [{_BETWEEN_LABELS}]\ {_LABEL_WORDS}){{1,5}}", re.VERBOSE)


def mark_furniture(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; those that are furniture have the reason."""
    reasons = [_reason(block.span.of(text)) if len(block.span) <= LONGEST else None for block in blocks]
    for places in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for index in places:  # from either end, up to the first block that is not furniture
            line = blocks[index].span.of(text) if len(blocks[index].span) <= LONGEST else ""
            if reasons[index] is None and _is_label_path(line):
                reasons[index] = "section label"
            if reasons[index] is None:
                break
    for index, block in enumerate(blocks[:_FIRST_BLOCKS]):
        line = block.span.of(text) if len(block.span) <= _LONGEST_BYLINE else "."
        if _STOP.search(line):
            break
        if reasons[index] is None and block.kind is BlockKind.PARAGRAPH and is_byline(line):
            reasons[index] = _BYLINE
    for index, reason in enumerate(reasons):
        if reason == _RELATED and len(blocks[index].span) <= _LONGEST_LABEL:
            for teaser in _teasers(text, blocks, index + 1):
                reasons[teaser] = reasons[teaser] or _RELATED
    if None not in reasons:  # a text that has only such lines is about them
        return list(blocks)
    return [
        block if reason is None else replace(block, furniture=reason)
        for block, reason in zip(blocks, reasons, strict=True)
    ]


def is_byline(line: str) -> bool:
    """Whether a line is nothing but the names of authors: "By Ada Reed and Bo Alder"."""
    if not line.strip() or len(line) > _LONGEST_BYLINE or _STOP.search(line):
        return False
    first, *words = line.split()
    if len(words) < _LEAST_NAMES or first[0].islower():
        return False
    names = [word for word in words if word.lstrip("(")[:1].isupper()]
    joins = all(word in names or len(word) <= _JOINING_WORD for word in words)
    if len(names) < _LEAST_NAMES or words[0] not in names or not joins or any(map(str.isdigit, line)):
        return False
    return any(first.casefold() in language.byline_openers for language in all_languages())


def _teasers(text: str, blocks: Sequence[Block], at: int) -> range:
    """The indexes of the headlines that follow a label; a heading before a paragraph is not one of them."""
    end = at
    while end < len(blocks) and len(blocks[end].span) <= _LONGEST_TEASER:
        if _STOP.search(blocks[end].span.of(text)):
            break
        end += 1
    if end < len(blocks) and end > at and blocks[end - 1].kind is BlockKind.HEADING:
        end -= 1
    return range(at, end)


def mark_repeated_title(text: str, blocks: Sequence[Block], title: str, *, known: bool) -> list[Block]:
    """The same blocks; one that repeats the title at the beginning of the article is furniture.

    Args:
        text: the text of the article.
        blocks: its blocks.
        title: its title.
        known: whether the source names the title, so that a paragraph with the same words repeats it.
    """
    marked = list(blocks)
    stands = False
    for index, block in enumerate(blocks[:_FIRST_BLOCKS]):
        if block.furniture is None and _letters(block.span.of(text)) == _letters(title) != "":
            if stands or (known and block.kind is not BlockKind.HEADING):
                marked[index] = replace(block, furniture=_TITLE)
            stands = True
    return marked if any(block.furniture is None for block in marked) else list(blocks)


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))


def _is_label_path(line: str) -> bool:
    return any(sign in line for sign in _BETWEEN_LABELS) and _label_path().fullmatch(line) is not None


def _reason(line: str) -> str | None:
    """Why a block with this text is furniture; None if it is not."""
    line = line.strip(" …:»›>→*-|")
    # As without regard to case in a pattern, where i also stands for the two letters of Turkish.
    folded = line.casefold().replace("ı", "i").replace("\u0307", "")
    if folded[:1].isdecimal():
        folded = f"0{folded[1:]}"
    for reason, starts in _STARTS.items():
        signs = _SIGNS[reason].split("; ") if reason in _SIGNS else []
        possible = folded.startswith(tuple(starts.split())) or any(sign in folded for sign in signs)
        if possible and _shape(reason).fullmatch(line):
            return reason
    return None
