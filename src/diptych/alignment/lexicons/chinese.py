"""What the alignment knows of Chinese, in simplified and in traditional characters."""

from __future__ import annotations

from diptych.alignment.language import Language, plain_set, symbols

CHINESE = Language(
    name="Chinese",
    code="zh",
    # Not folded: the words of a text without spaces are looked up as they are written.
    stop_words=plain_set(
        "种 種 条 條 项 項 件 张 張 辆 輛 座 家",
        "的 了 在 是 我 有 和 就 不 人 都 一 一个 一個 上 也 很 到 说 說 要 去 你 会 會 着 著 没有 沒有 看",
        "自己 这 這 那 那个 那個 他 她 它 们 們 我们 我們 他们 他們 她们 你们 与 與 及 或 但 但是 而 而且",
        "因 因为 因為 所以 如果 虽然 雖然 对 對 于 於 从 從 向 以 被 把 将 將 由 为 為 之 其 此 该 該 等",
        "并 並 并且 已 已经 已經 曾 还 還 又 再 才 只 只是 可 可以 可能 能 能够 应 應 必须 必須 让 讓 使",
        "给 給 比 更 最 太 非常 十分 后 後 前 中 里 裡 内 內 外 下 时 時 时候 年 月 日 天 个 個 名 位 些",
        "这些 那些 这个 這個 这样 這樣 什么 什麼 怎么 如何 哪 谁 誰 吗 嗎 呢 吧 啊 据 據 表示 称 稱 认为",
        "認為 指出 介绍 報道 报道 告诉 当天 当时 目前 今天 昨天 明天 今年 去年 以及 关于 通过 進行 进行",
        "开始 受到 来 來 去 出 起 得 地 过 過 约 約 大约 左右 需要 正在 所 好 第 次 每 各 同 当 當 自 至",
        "因此 由于 由於 其中 包括 有关 一些 一种 一样 其他 许多 不少 很多 多 打算 准备",
    ),
    units=symbols({"元": "元 人民币", "$": "美元", "€": "欧元 歐元", "¥": "日元 日圓"}),
    segmenter="zh-hans",
)
