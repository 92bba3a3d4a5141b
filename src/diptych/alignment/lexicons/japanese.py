"""What the alignment knows of Japanese."""

from __future__ import annotations

from diptych.alignment.language import Language, plain_set, symbols

JAPANESE = Language(
    name="Japanese",
    code="ja",
    # Not folded: the words of a text without spaces are looked up as they are written.
    stop_words=plain_set(
        "の は が を に で と も へ や から まで より など する した して され された している していた い",
        "いる いた ある あった あり なる なった なり これ それ あれ この その あの ここ そこ こと もの",
        "ため よう そう さん 氏 という として について による により によると ば たら なら ない なく",
        "なかった です ます ました だ だった である う て た し れ れた られ られた せ させ また しかし",
        "そして さらに 述べた 話した 語った 述べ 話し 語り 言った 年 月 日 時 人 約 中 後 前 上 下 内 的",
    ),
    units=symbols({"¥": "円", "$": "ドル", "€": "ユーロ"}),
    segmenter="ja_word",
)
