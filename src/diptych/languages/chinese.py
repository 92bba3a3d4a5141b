"""Chinese: words for reading any text, and tables for comparing texts in it.

All are in simplified and in traditional characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set, spelled

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Chinese(LanguageData):
    """Chinese."""

    code = "zh"
    attribution_verbs = plain_set("说 說 说道 說道 表示 称 稱 问 問 问道 喊道 答道")
    """Verbs of speech after a quotation; a comma, full stop or colon follows them."""
    header_titles = plain_set("标题 標題 题目")
    header_publishers = plain_set("来源 來源")
    header_dates = plain_set("日期")
    header_others = plain_set("作者")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Chinese."""
        language = super().language()
        return language._replace(
            stop_words=plain_set(
                "种 種 条 條 项 項 件 张 張 辆 輛 座 家 一個 說 會 著 没有 沒有 這 那個 們 我們 他們 與",
                "因為 雖然 對 於 從 將 為 該 並 已经 已經 還 可能 能够 应 應 必须 必須 讓 給 太 非常 十分",
                "後 前 里 裡 內 外 時 天 個 名 位 這個 這樣 什麼 誰 嗎 據 表示 稱 认为 認為 指出 介绍 報道",
                "报道 告诉 当天 当时 目前 今天 昨天 明天 今年 去年 進行 进行 來 出 過 约 約 大约 左右 需要",
                "正在 次 當 由於 包括 不少 很多 打算 准备",
            ),
            units=spelled({"元": "元/人民币", "$": "美元", "€": "欧元/歐元", "¥": "日元/日圓"}),
            segmenter="zh-hans",
        )
