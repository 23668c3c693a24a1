"""What a person must have ready: papers by case, and the blank forms among them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from services_catalogue.models import Case, RequiredDocument, ServicePage

#: A case with more papers than this shows these first and folds the others.
FIRST_PAPERS = 12


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to fill in. ``url`` is empty when it is handed out at the counter only."""

    name: str
    url: str
    #: "DOCX", "PDF"; empty when unknown.
    kind: str
    #: Bytes; 0 when unknown.
    size: int
    #: Host of another site that keeps the file; empty for a file of this portal.
    host: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``count`` is "1 bản chính, 2 bản sao", empty when none is stated."""

    key: int
    name: str
    count: str
    required: bool
    note: str
    form: BlankForm | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case; ``number`` counts from 1 and stands in addresses (?th=2)."""

    number: int
    name: str
    papers: tuple[Paper, ...]
    open: bool
    #: Whether the name is the service's own, or the portal's word for a case without one.
    named: bool = True

    @property
    def first(self) -> tuple[Paper, ...]:
        """Papers to show at once."""
        return self.papers[:FIRST_PAPERS] if self.folds else self.papers

    @property
    def more(self) -> tuple[Paper, ...]:
        """Papers to fold away."""
        return self.papers[FIRST_PAPERS:] if self.folds else ()

    @property
    def folds(self) -> bool:
        """Whether folding hides more than a few."""
        return len(self.papers) > FIRST_PAPERS + 3


def cases(page: ServicePage, chosen: str = "") -> list[CaseView]:
    """Cases with papers, in order. ``chosen`` is the number in the address; else the first is open."""
    filled = [one for one in page.cases.all() if one.name.strip() or one.documents.all()]
    number = int(chosen) if chosen.isdecimal() and 0 < int(chosen[:4]) <= len(filled) else 1
    return [_case(one, place, place == number) for place, one in enumerate(filled, start=1)]


def blank_forms(shown: list[CaseView]) -> list[BlankForm]:
    """Every form of all cases once, those that can be fetched first."""
    forms = {
        (paper.form.url or paper.form.name): paper.form
        for case in shown
        for paper in case.papers
        if paper.form
    }
    return sorted(forms.values(), key=lambda form: not form.url)


def _case(case: Case, number: int, is_open: bool) -> CaseView:
    name = case.name.strip()
    papers = tuple(map(_paper, case.documents.all()))
    return CaseView(number, name or _("Giấy tờ cần có"), papers, is_open, named=bool(name))


def _paper(document: RequiredDocument) -> Paper:
    return Paper(
        key=document.pk or 0,
        # Sources number and dash their papers; a box to tick needs neither dash nor bullet.
        name=document.name.strip().lstrip("-–+•* "),
        count=_count(document),
        required=document.required,
        note=document.note.strip(),
        form=_form(document),
    )


def _count(document: RequiredDocument) -> str:
    parts = []
    if document.originals:
        number = document.originals
        text = ngettext("%(number)d bản chính", "%(number)d bản chính", number)
        parts.append(text % {"number": number})
    if document.copies:
        number = document.copies
        text = ngettext("%(number)d bản sao", "%(number)d bản sao", number)
        parts.append(text % {"number": number})
    return ", ".join(parts)


def _form(document: RequiredDocument) -> BlankForm | None:
    file = document.form_file
    if file is not None:
        return BlankForm(
            name=document.form_name or file.title,
            url=file.url,
            kind=file.file_extension.upper(),
            size=file.file_size or 0,
            host="",
        )
    url = document.form_url if document.form_url.startswith(("https://", "http://")) else ""
    if not url and not document.form_name:
        return None
    parts = urlsplit(url)
    path = PurePosixPath(unquote(parts.path))
    suffix = path.suffix.lstrip(".").upper()
    return BlankForm(
        name=document.form_name or path.name or document.name[:120],
        url=url,
        kind=suffix if 2 <= len(suffix) <= 4 else "",
        size=0,
        host=(parts.hostname or "").removeprefix("www."),
    )
