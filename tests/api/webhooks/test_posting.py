"""Somebody else's server may be slow, endless, broken or an impostor: the sender is none the worse."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.models import Outcome
from api.webhooks.posting import LARGEST_ANSWER, Mailbox


@contextmanager
def speaking(talk, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that reads one request and then lets ``talk`` do with the connection what it likes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            plain, _address = listener.accept()
            with context.wrap_socket(plain, server_side=True) if context else plain as connection:
                told = b""
                while not told.endswith(b"{}"):
                    told += connection.recv(65536)
                talk(connection)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join(timeout=10)


def post(settings, port: int, scheme: str = "http", host: str = "127.0.0.1", **more):
    settings.WEBHOOK_TRUSTED_HOSTS = [f"{host}:{port}"]
    with Mailbox(f"{scheme}://{host}:{port}/", **more) as mailbox:
        return mailbox.post("{}", {})


def test_a_server_that_drips_forever_is_left(settings):
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not stop.wait(0.05):
            connection.sendall(b"a")

    begun = monotonic()
    with speaking(drip) as port:
        answer = post(settings, port, total=0.5)
        stop.set()
    assert answer.outcome == Outcome.TIMED_OUT
    assert monotonic() - begun < 30, "ended by us: the server would have gone on"


def test_an_endless_answer_is_not_read(settings):
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with speaking(flood) as port:
        answer = post(settings, port)
    assert (answer.outcome, len(answer.text)) == (Outcome.DELIVERED, LARGEST_ANSWER)


@pytest.mark.parametrize("said", [b"", b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 99999 ?\r\n\r\n"])
def test_what_is_no_answer_is_none(settings, said):
    with speaking(lambda connection: connection.sendall(said)) as port:
        assert post(settings, port).outcome == Outcome.UNREACHABLE


def test_nobody_there(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert post(settings, port).outcome == Outcome.UNREACHABLE


@pytest.fixture
def certificate(tmp_path):
    """A server's context for ``xa.example``, and a client's that believes its issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "xa.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("xa.example")]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    pem, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(pem, private, serialization.NoEncryption()) + made.public_bytes(pem)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=made.public_bytes(pem).decode())
    return server, client


@pytest.mark.parametrize(
    ("host", "outcome"),
    [("xa.example", Outcome.DELIVERED), ("other.example", Outcome.BAD_TLS)],
)
def test_the_certificate_must_name_the_host_not_the_address(
    settings, names, certificate, host, outcome
):
    server, client = certificate
    names[host] = [["127.0.0.1"]]
    answer = b"HTTP/1.1 204 No Content\r\n\r\n"
    with speaking(lambda connection: connection.sendall(answer), server) as port:
        assert post(settings, port, "https", host, context=client).outcome == outcome


def test_an_unknown_issuer_is_not_believed(settings, names, certificate):
    server, _client = certificate
    names["xa.example"] = [["127.0.0.1"]]
    with speaking(lambda connection: None, server) as port:
        assert post(settings, port, "https", "xa.example").outcome == Outcome.BAD_TLS
