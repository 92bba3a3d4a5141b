"""What the alignment knows of Thai."""

from __future__ import annotations

from diptych.languages.model import Language, keyed, numbered, plain_set

THAI = Language(
    name="Thai",
    code="th",
    stop_words=plain_set(
        "คน ทำ เธอ ผม พวก ๆ นี่ ใคร ไหน วันที่ ปี เดือน นาย นาง นางสาว บอก เล่า ระบุ เผย แจ้ง ผู้ เอา",
        "เท่า น้อย",
    ),
    segmenter="th",
    numerals=keyed(
        {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10, "ยี่สิบ": 20}
    ),
    magnitudes=keyed({"ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}),
    months=numbered("มกราคม,กุมภาพันธ์,มีนาคม,เมษายน,พฤษภาคม,มิถุนายน,กรกฎาคม,สิงหาคม,กันยายน,ตุลาคม,พฤศจิกายน,ธันวาคม"),
    small_calendar=True,
)
