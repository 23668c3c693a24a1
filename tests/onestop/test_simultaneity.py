"""Many at once, on a database on disk: serials without gap or double, one dossier a key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import Client as Browser

from onestop.models import Blob, Client, Dossier, IdempotentAnswer, Upload
from onestop.models.clients import token_digest
from onestop.recording import Stale, WrongMove
from tests.onestop import making
from tests.onestop.api.bodies import dossier, post, upload

THREADS = 8


def at_once(work, arguments):
    """``work`` of each argument, all starting together; what each answered or raised."""
    barrier = Barrier(len(arguments))

    def one(argument):
        barrier.wait()
        try:
            return work(argument)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(one, arguments))


def test_serials_of_a_day_have_no_gap_and_no_double(committed):
    agency = making.agency("H49.50")
    service = making.service(agencies=[agency])
    made = at_once(lambda _n: [making.dossier(service).code for _ in range(5)], range(THREADS))
    codes = sorted(code for some in made for code in some)
    assert codes == [f"H49.50-261012-{n:04d}" for n in range(1, THREADS * 5 + 1)]
    changes = sorted(Dossier.objects.values_list("change", flat=True))
    assert changes == list(range(changes[0], changes[0] + THREADS * 5))


def test_the_same_request_at_once_makes_one_dossier(committed):
    service = making.service(agencies=[making.agency()])
    Client.objects.create(name="portal", token_digest=token_digest("t"))
    body = dossier(service)

    def send(_n):
        browser = Browser(headers={"Authorization": "Bearer t"})
        answer = post(browser, "dossiers", body, "one-key")
        return answer.status_code, answer.json()

    answers = at_once(send, range(THREADS))
    assert sorted(status for status, _ in answers) == [200] * (THREADS - 1) + [201]
    assert len({told["code"] for _, told in answers}) == 1
    assert (Dossier.objects.count(), IdempotentAnswer.objects.count()) == (1, 1)


def test_one_reference_at_once_under_many_keys_makes_one_dossier(committed):
    service = making.service(agencies=[making.agency()])
    Client.objects.create(name="portal", token_digest=token_digest("t"))
    body = dossier(service)

    def send(number):
        browser = Browser(headers={"Authorization": "Bearer t"})
        answer = post(browser, "dossiers", body, f"key-{number}")
        return answer.status_code, answer.json().get("code")

    answers = sorted(at_once(send, range(THREADS)))
    assert answers[1:] == [(409, "reference-used")] * (THREADS - 1)
    assert (answers[0][0], Dossier.objects.count()) == (201, 1)
    assert IdempotentAnswer.objects.count() == 1


def test_the_same_paper_at_once_has_one_id(committed):
    Client.objects.create(name="portal", token_digest=token_digest("t"))

    def send(_n):
        answer = upload(Browser(headers={"Authorization": "Bearer t"}), b"the same")
        return answer.status_code, answer.json()["id"]

    assert len(set(at_once(send, range(THREADS)))) == 1
    assert (Upload.objects.count(), Blob.objects.count()) == (1, 1)


def test_one_of_two_officers_wins(committed):
    made = making.dossier(making.service(agencies=[making.agency()]))
    results = at_once(
        lambda name: making.move(made, name, version=made.version), ["accept", "deny"]
    )
    assert sorted(isinstance(result, Stale | WrongMove) for result in results) == [False, True]
    made.refresh_from_db()
    assert made.events.count() == 2
