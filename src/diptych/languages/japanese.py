"""Japanese: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set, spelled

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Japanese(LanguageData):
    """Japanese."""

    code = "ja"
    header_titles = plain_set("タイトル 見出し")
    header_publishers = plain_set("出典")
    header_dates = plain_set("日付")
    header_others = plain_set("作者 著者")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Japanese."""
        language = super().language()
        return language._replace(
            stop_words=plain_set(
                "した して され された している していた いた あった なった そう さん 氏 によると たら",
                "なかった ました だった である れた られた させ 述べた 話した 語った 述べ 話し 語り 言った",
                "年 月 日 時 人 約 中 後 前 上 下 内 的",
            ),
            units=spelled({"¥": "円", "$": "ドル", "€": "ユーロ"}),
            segmenter="ja_word",
        )
