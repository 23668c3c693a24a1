"""Numbers of legal documents in running text: "60/2014/QH13", "NĐ 23/2015", "02 /2020/tt-btp".

How they are made up (law 64/2025/QH15, decree 78/2025/NĐ-CP): number / year / kind-issuer; single
decisions and directives carry no year; resolutions that ease law 206/2025/QH15 count "66.7".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

#: Who issues documents, as the end of a number names them. Text from tables often runs on without a
#: space ("TT-BXDLuật"): a known issuer tells where the number ends.
_ISSUERS = [
    "BCA",
    "BCT",
    "BDTTG",
    "BGDDT",
    "BGTVT",
    "BKHCN",
    "BKHDT",
    "BLDTBXH",
    "BNG",
    "BNNMT",
    "BNNPTNT",
    "BNV",
    "BQP",
    "BTC",
    "BTNMT",
    "BTP",
    "BTTTT",
    "BVHTTDL",
    "BXD",
    "BYT",
    "NHNN",
    "TANDTC",
    "TTCP",
    "UBDT",
    "VKSNDTC",
    "VPCP",
    "KTNN",
    "TCHQ",
    "TTG",
    "UBND",
    "HDND",
    "HDTP",
    "CP",
    "CTN",
    "TW",
    "UBTVQH",
    "HDBT",
    "BHXH",
    "VPQH",
    "BTM",
    "BCN",
    "BVHTT",
    "BNN",
    "BTS",
]
_LAID = sorted(set(_ISSUERS), key=len, reverse=True)


def _letters(word: str) -> str:
    """Pattern of ``word``: d stands for Đ too."""
    return word.replace("D", "[ĐD]")


_DASH = r"\s?[-–‑]?\s?"
_ISSUER = "(?:" + "|".join(map(_letters, _LAID)) + ")"
_ASSEMBLY = r"(?:UBTV|PL-UBTV|NQ-UBTV)?QH\s?-?\d{2}"
_KINDS = (
    _ASSEMBLY,
    rf"N[ĐD](?:{_DASH}CP)?(?![-\w])|N[ĐD]{_DASH}CP",
    rf"(?:TTLT|NQLT|TT){_DASH}{_ISSUER}(?:{_DASH}{_ISSUER})*",
    rf"(?:QĐ|QD|NQ|CT|KH|TB|PL|L){_DASH}{_ISSUER}",
    rf"(?:NQ|PL){_DASH}{_ASSEMBLY}",
)
_KIND = "(?i:" + "|".join(_KINDS) + ")"
#: A kind that we have no list for: capitals, up to where small letters begin.
_OTHER = r"[A-ZĐ]{2,12}(?:[-–][A-ZĐ]{2,12}){0,4}(?![a-zà-ỹđ])"
_SERIAL = r"(?:(?<![\d/])|(?<=QH\d\d))((?:66\.)?\d{1,5})"
_WITH_YEAR = re.compile(rf"{_SERIAL}\s?/\s?((?:19|20)\d\d)\s?/\s?({_KIND}|{_OTHER})")
_WITHOUT_YEAR = re.compile(rf"{_SERIAL}\s?/\s?((?i:{_KINDS[3]}))")
_DECREE = re.compile(
    r"(?i:nghị\s+định|\bN[ĐD])\s*(?i:số)?\s*:?\s*(\d{1,4})\s?/\s?((?:19|20)\d\d)(?!\s?/|\d)"
)


@dataclass(frozen=True, slots=True)
class LawNumber:
    """``key`` is how the index knows it ("60/2014/QH13", "23/2015/ND-CP"), ``written`` how people do."""

    key: str
    written: str


def law_numbers(text: str) -> Iterator[LawNumber]:
    """Every number in ``text``, repeats included. A decree may leave out its "/NĐ-CP"."""
    if "/" not in text:
        return
    text = unicodedata.normalize("NFC", text)
    for found in _WITH_YEAR.finditer(text):
        yield _number(found[1], found[2], found[3])
    for found in _WITHOUT_YEAR.finditer(text):
        yield _number(found[1], "", found[2])
    for found in _DECREE.finditer(text):
        yield _number(found[1], found[2], "NĐ-CP")


def _number(number: str, year: str, kind: str) -> LawNumber:
    kind = re.sub(r"\s?[-–‑]\s?|\s", "-", kind.strip()).upper()
    kind = re.sub(r"(QH)-(\d\d)$", r"\1\2", kind)
    kind = re.sub(rf"^(TTLT|NQLT|TT|NĐ|ND|QĐ|QD|NQ|CT)(?={_ISSUER})", r"\1-", kind)
    kind = re.sub(r"^(N|Q)D-", r"\1Đ-", kind).replace("-TTG", "-TTg")
    if kind in ("NĐ", "ND"):
        kind = "NĐ-CP"  # only the government makes decrees
    serial = number.lstrip("0") or "0"
    parts = [serial, year, kind] if year else [serial, kind]
    written = "/".join([number, *parts[1:]])
    return LawNumber("/".join(parts).replace("Đ", "D").upper(), written)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed: ``number`` and, where told, ``year`` and the beginning of the kind."""

    number: str
    year: str = ""
    kind: str = ""

    def matches(self, key: str) -> bool:
        """Whether the document ``key`` may be meant."""
        number, *rest = key.split("/")
        year = rest[0] if len(rest) == 2 else ""
        kind = rest[-1]
        return (
            number == self.number
            and (not self.year or year == self.year)
            and (not self.kind or re.match(rf"{re.escape(self.kind)}(?![A-Z])", kind) is not None)
        )


#: Names of kinds as people type them, longest first, and how their numbers begin.
_NAMES = (
    ("thong tu lien tich", "TTLT"),
    ("nghi quyet", "NQ"),
    ("quyet dinh", "QD"),
    ("phap lenh", "UBTVQH"),
    ("nghi dinh", "ND"),
    ("thong tu", "TT"),
    ("chi thi", "CT"),
    ("luat", "QH"),
    ("ttlt", "TTLT"),
    ("nd", "ND"),
    ("tt", "TT"),
    ("qd", "QD"),
    ("nq", "NQ"),
)


def asked(text: str) -> Asked | None:
    """Read "60/2014/qh13", "nd 23/2015", "Nghị định số 23/2015/NĐ-CP"; None without a number."""
    whole = next(law_numbers(text), None)
    if whole:
        number, *rest = whole.key.split("/")
        return Asked(number, rest[0] if len(rest) == 2 else "", rest[-1])
    plain = _without_marks(text)
    found = re.search(
        r"((?:66\.)?\d{1,5})(?:\s*/\s*((?:19|20)\d\d))?(?:\s*/\s*([a-z0-9\s–-]+))?", plain
    )
    if not found:
        return None
    kind = re.sub(r"[\s–-]+", "-", (found[3] or "").strip()).strip("-").upper()
    if not kind:
        before = plain[: found.start()]
        kind = next((short for name, short in _NAMES if re.search(rf"\b{name}\b", before)), "")
    return Asked(found[1].lstrip("0") or "0", found[2] or "", re.sub(r"^QH-(\d\d)$", r"QH\1", kind))


def _without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
