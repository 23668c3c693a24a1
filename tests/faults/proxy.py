"""A network that lies: between relay and onestop, on loopback."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from dataclasses import dataclass


@dataclass
class Mischief:
    """How often each happens, from 0 to 1, a piece of data or a connection."""

    refuse: float = 0.05
    cut_request: float = 0.03
    drop_answer: float = 0.10
    delay: float = 0.05


class LyingProxy:
    """Listens on ``port`` and passes on to ``target``, mostly."""

    def __init__(self, port: int, target: int, seed: int) -> None:
        self.port, self.target = port, target
        self.mischief, self.chance = Mischief(), random.Random(seed)
        self.done: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()

    def start(self) -> None:
        self._thread.start()
        self._listening.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def be_honest(self) -> None:
        self.mischief = Mischief(0, 0, 0, 0)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self._loop.run_until_complete(server)
        self._listening.set()
        self._loop.run_forever()

    def _happens(self, what: str) -> bool:
        if self.chance.random() >= getattr(self.mischief, what):
            return False
        self.done[what] += 1
        return True

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._happens("refuse"):
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:  # onestop is dead at the moment
            writer.transport.abort()
            return
        ways = [
            asyncio.ensure_future(self._requests(reader, far_writer)),
            asyncio.ensure_future(self._answers(far_reader, writer)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        writer.transport.abort()
        # What was passed on still arrives: the server acts, only nobody hears of it.
        far_writer.close()

    async def _requests(self, reader: asyncio.StreamReader, far: asyncio.StreamWriter) -> None:
        while data := await _read(reader):
            if self._happens("cut_request"):
                far.write(data[: len(data) // 2])
                return
            far.write(data)
            await far.drain()

    async def _answers(self, far: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await _read(far):
            if self._happens("delay"):
                await asyncio.sleep(self.chance.uniform(0.05, 1.0))
            if self._happens("drop_answer"):
                return
            writer.write(data)
            await writer.drain()


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read(65536)
    except OSError:
        return b""
