"""An Elasticsearch to test against: a real one where there is one, else a stand-in on loopback.

In order: the server that ELASTICSEARCH_URL names; Elasticsearch 9 in a container, where Docker
runs; else ``noida-db``, a small binary that speaks the same REST protocol. Which one it was stands in
the report's header.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from importlib.resources import files

IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:9.1.0"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where it answers, what it is, and how to stop it."""

    url: str
    kind: str
    process: subprocess.Popen[bytes] | None = None
    container: str = ""

    def stop(self) -> None:
        """Stop what :func:`start` started."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        if self.container:
            subprocess.run(["docker", "rm", "-f", self.container], check=False, capture_output=True)


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start() -> Cluster:
    """Find or start a cluster and wait until it answers."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        return _ready(Cluster(url, "the server of ELASTICSEARCH_URL"))
    if _docker_runs():
        return _ready(_container())
    return _ready(_stand_in())


def _docker_runs() -> bool:
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], check=False, capture_output=True).returncode == 0


def _container() -> Cluster:
    port = free_port()
    options = ["-e", "discovery.type=single-node", "-e", "xpack.security.enabled=false"]
    options += ["-e", "ES_JAVA_OPTS=-Xms512m -Xmx512m", "-p", f"127.0.0.1:{port}:9200"]
    started = subprocess.run(
        ["docker", "run", "-d", "--rm", *options, IMAGE], check=True, capture_output=True, text=True
    )
    name = started.stdout.strip()
    return Cluster(f"http://127.0.0.1:{port}", f"{IMAGE} in Docker", container=name)


def _stand_in() -> Cluster:
    port = free_port()
    folder = tempfile.mkdtemp(prefix="portal-cluster-")
    binary = str(files("noida_db").joinpath("noida-db"))
    os.chmod(binary, 0o755)
    command = [binary, "start", "--data-dir", folder, "--only", "elasticsearch"]
    command += ["--elasticsearch-port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Cluster(f"http://127.0.0.1:{port}", "noida-db, a stand-in", process)


def _ready(cluster: Cluster) -> Cluster:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{cluster.url}/_cluster/health", timeout=2) as answer:
                if answer.status == 200:
                    return cluster
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    cluster.stop()
    raise RuntimeError(f"{cluster.kind} did not answer at {cluster.url} within 120 s")
