"""What the alignment knows of Thai."""

from __future__ import annotations

from diptych.alignment.language import Language, keyed, numbered, plain_set

THAI = Language(
    name="Thai",
    code="th",
    # Not folded: the words of a text without spaces are looked up as they are written.
    stop_words=plain_set(
        "ที่ และ ใน ของ เป็น มี ได้ ให้ จะ ว่า ไม่ การ กับ ก็ จาก โดย นี้ นั้น แต่ หรือ ไป มา อยู่ คน ความ",
        "เมื่อ แล้ว ยัง ต้อง ถูก ซึ่ง เพื่อ กว่า กัน ขึ้น ลง ออก เข้า อีก ทำ ถึง แห่ง ต่อ ตาม จึง เพราะ",
        "ด้วย เขา เธอ เรา ผม พวก ๆ นี่ อะไร ใคร ไหน เช่น ทั้ง ทุก หลาย บาง วัน วันที่ ปี เดือน นาย นาง",
        "นางสาว กล่าว บอก เล่า ระบุ เผย แจ้ง อย่าง ผู้ ไว้ เอา คือ ช่วง หลัง ก่อน ระหว่าง เท่า มาก น้อย",
        "ผ่าน หนึ่ง ขณะ",
    ),
    segmenter="th",
    numerals=keyed(
        {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10, "ยี่สิบ": 20}
    ),
    magnitudes=keyed({"ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}),
    months=numbered("มกราคม,กุมภาพันธ์,มีนาคม,เมษายน,พฤษภาคม,มิถุนายน,กรกฎาคม,สิงหาคม,กันยายน,ตุลาคม,พฤศจิกายน,ธันวาคม"),
    small_calendar=True,
)
