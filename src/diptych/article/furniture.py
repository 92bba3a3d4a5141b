"""Finds page furniture: blocks of a web page that are not part of the article, each with the reason.

A false mark removes a sentence from the comparison.  A missed one only adds a line.  So a block is
furniture only if the whole block matches a pattern.  A pattern that allows more than a few free words also
asks for words that an article does not use in its own voice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

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
        (?:read\ (?:more|also|next)|see\ also|also\ read|more\ coverage):\ .{1,140}
        | related(?:\ (?:articles?|stor(?:y|ies)|news))?:\ .{1,140}
        | (?:related|recommended|popular|more)
          \ (?:articles?|stories|content|coverage|links|topics|posts|reading|news)
        | (?:most|more)\ (?:read|viewed|popular|shared) | (?!.*\.$)more\ from\ (?:the\ )?\S+(?:\ \S+){0,2}
        | trending(?:\ now)? | (?:you\ )?(?:may|might)\ also\ like | recommended\ for\ you
        | editor[’']?s[’']?\ picks? | also\ on\ \S+(?:\ \S+){0,2}
        | read\ (?:the\ )?full\ (?:story|article)(?:\ here)? | click\ here\ (?:to|for)\b.{1,80}
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
        | (?:\d+\ )?comments?(?:\ \(\d+\))? | (?:join|start)\ the\ (?:conversation|discussion)
    """,
}
_FURNITURE = re.compile(
    f"(?:{'|'.join(f'(?P<r{number}>{shape})' for number, shape in enumerate(_SHAPES.values()))})[.!]?",
    re.IGNORECASE | re.VERBOSE,
)
_REASONS = list(_SHAPES)

_LABEL_WORDS = r"[^\W\d_][\w’'&-]*(?:\ [^\W\d_][\w’'&-]*){0,2}"
# A section label before or after the article: "Region / Country", "Home › World › Asia".
_LABEL_PATH = re.compile(rf"{_LABEL_WORDS}(?:\ [/›»>|]\ {_LABEL_WORDS}){{1,5}}", re.VERBOSE)


def mark_furniture(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; those that are furniture have the reason."""
    reasons = [_reason(block.span.of(text)) if len(block.span) <= LONGEST else None for block in blocks]
    for places in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for index in places:  # from either end, up to the first block that is not furniture
            line = blocks[index].span.of(text) if len(blocks[index].span) <= LONGEST else ""
            if reasons[index] is None and _LABEL_PATH.fullmatch(line):
                reasons[index] = "section label"
            if reasons[index] is None:
                break
    if None not in reasons:  # a text that has only such lines is about them
        return list(blocks)
    return [
        block if reason is None else replace(block, furniture=reason)
        for block, reason in zip(blocks, reasons, strict=True)
    ]


def _reason(line: str) -> str | None:
    """Why a block with this text is furniture; None if it is not."""
    found = _FURNITURE.fullmatch(line.strip(" …:»›>→*-|"))
    return None if found is None or found.lastgroup is None else _REASONS[int(found.lastgroup[1:])]
