"""Thai: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, counted, numbered, plain_set, spelled

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Thai(LanguageData):
    """Thai."""

    code = "th"
    name_titles = ("นาย", "นาง", "ดร.", "พล", "พ.ต.", "ร.ต.")
    """Words before a name, which is written as two words."""
    clause_openers = tuple(
        plain_set(
            "และ หรือ แต่ ที่ ซึ่ง โดย เพื่อ เพราะ จึง ว่า กับ ของ ใน เมื่อ รวม",
            "ทั้ง พร้อม ก่อน หลัง จน แล้ว ด้วย จาก ถึง ส่วน คือ ได้แก่ เช่น ๆ ฯ",
        )
    )
    """Words and signs at the beginning of a stretch that continues the sentence before it."""
    clause_enders = ("ว่า", "คือ", "ได้แก่", "และ", "หรือ", "ที่", "เช่น", "นาย", "นาง", "นางสาว", "ดร")
    """Words at the end of a stretch whose sentence the next stretch continues."""
    months = numbered(
        "มกราคม,กุมภาพันธ์,มีนาคม,เมษายน,พฤษภาคม,มิถุนายน,กรกฎาคม,สิงหาคม,กันยายน,ตุลาคม,พฤศจิกายน,ธันวาคม"
    )
    header_titles = plain_set("หัวข้อ")
    header_publishers = plain_set("แหล่งที่มา")
    header_dates = plain_set("วันที่")
    header_others = plain_set("ผู้เขียน")

    @classmethod
    def language(cls) -> Language:
        """The tables for comparing texts in Thai."""
        language = super().language()
        return language._replace(
            stop_words=plain_set(
                "คน ทำ เธอ ผม พวก ๆ นี่ ใคร ไหน วันที่ ปี เดือน นาย นาง นางสาว บอก เล่า ระบุ เผย แจ้ง ผู้",
                "เอา เท่า น้อย",
            ),
            segmenter="th",
            numerals=counted("สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ", 2) | counted("ยี่สิบ", 20),
            magnitudes=spelled({100: "ร้อย", 1_000: "พัน", 10_000: "หมื่น", 100_000: "แสน", 10**6: "ล้าน"}),
            small_calendar=True,
        )
