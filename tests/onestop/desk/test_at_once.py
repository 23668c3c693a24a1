"""Officers who press at the same moment, on a database on disk."""

from __future__ import annotations

from django.urls import reverse

from onestop.desk.models import SentLetter
from onestop.vocabulary import DossierStatus as S
from tests.onestop import making
from tests.onestop.desk.conftest import at_desk, officer
from tests.onestop.test_simultaneity import at_once


def test_letters_are_numbered_without_gap_or_double(committed):
    agency = making.agency()
    service = making.service(agencies=[agency])
    dossiers = [making.dossier(service) for _ in range(6)]
    browsers = [at_desk(officer(agency, f"can-bo-{n}")) for n in range(6)]

    def accept(pair):
        browser, dossier = pair
        address = reverse("desk:act", args=[dossier.code, "tiep-nhan"])
        return browser.post(address, {"seen": dossier.version}).status_code

    assert at_once(accept, list(zip(browsers, dossiers, strict=True))) == [302] * 6
    numbers = SentLetter.objects.filter(form="01").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_of_many_who_act_on_one_dossier_one_does(committed):
    agency = making.agency()
    dossier = making.dossier(making.service(agencies=[agency]))
    browsers = [at_desk(officer(agency, f"can-bo-{n}")) for n in range(4)]
    actions = ["tiep-nhan", "tu-choi", "yeu-cau-bo-sung", "tiep-nhan"]

    def act(pair):
        browser, slug = pair
        data = {"seen": dossier.version, "reason": "Lý do", "other": "Giấy khác"}
        address = reverse("desk:act", args=[dossier.code, slug])
        return browser.post(address, data).status_code

    answers = at_once(act, list(zip(browsers, actions, strict=True)))
    assert sorted(answers) == [302, 409, 409, 409]
    dossier.refresh_from_db()
    assert dossier.status in {S.ACCEPTED, S.DENIED, S.WAITING_PAPERS}
    assert (dossier.events.count(), dossier.letters.count()) == (2, 1)
