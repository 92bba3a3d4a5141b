"""What the alignment knows of Japanese."""

from __future__ import annotations

from diptych.languages.model import Language, plain_set, symbols

JAPANESE = Language(
    name="Japanese",
    code="ja",
    stop_words=plain_set(
        "した して され された している していた いた あった なった そう さん 氏 によると たら なかった",
        "ました だった である れた られた させ 述べた 話した 語った 述べ 話し 語り 言った 年 月 日 時 人",
        "約 中 後 前 上 下 内 的",
    ),
    units=symbols({"¥": "円", "$": "ドル", "€": "ユーロ"}),
    segmenter="ja_word",
)
