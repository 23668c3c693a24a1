"""What telephone numbers, identity numbers and mail addresses look like: for fields and schema alike."""

from __future__ import annotations

import re

#: Codes of provinces as they were when identity numbers began (Thông tư 59/2021/TT-BCA, phụ lục I):
#: a number is given once for life, so the merger of provinces changed none.
_PROVINCES = (
    "001|002|004|006|008|010|011|012|014|015|017|019|020|022|024|025|026|027|030|031|033|"
    "034|035|036|037|038|040|042|044|045|046|048|049|051|052|054|056|058|060|062|064|066|"
    "067|068|070|072|074|075|077|079|080|082|083|084|086|087|089|091|092|093|094|095|096"
)

#: Where the birth was registered (a province, or a country from 101 on), then one digit for century
#: and sex (0 to 3: born 1900 to 2099), two of the year, six at random. Luật Căn cước 2023, điều 12.
IDENTITY_NUMBER = rf"^(?:{_PROVINCES}|[1-3][0-9]{{2}})[0-3][0-9]{{8}}$"
PHONE = r"^0[0-9]{9,10}$"
#: Narrower than RFC 5322: what people have, and what every mail server takes.
EMAIL = (
    r"^[A-Za-z0-9_+\-]+(?:\.[A-Za-z0-9_+\-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$"
)
TAX_CODE = r"^[0-9]{10}(?:-?[0-9]{3})?$|^[0-9]{12}$"


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is so; a line break at its end does not pass."""
    return "\n" not in text and re.match(pattern, text) is not None


def phone_digits(text: str) -> str:
    """The number as digits, with 0 for +84 and without spaces, dots and brackets."""
    return re.sub(r"^(?:\+|00)?84(?=[0-9]{9,10}$)", "0", re.sub(r"[\s.\-()]", "", text))
