"""Requests over kept connections: as fast as they are answered, or so many a second whether they are answered or not.

``python -m bench.casework.load QUESTION``; the question is JSON: where, how, and what to send, drawn from in turn.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import Any

SEED = 2014
Asked = tuple[str, str]
"""Path and body of one POST."""


class Wire:
    """Connections to one server; each is given back when its answer is read."""

    def __init__(self, port: int, head: str, wants: str) -> None:
        self.port, self.head, self.wants = port, head, wants
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, asked: Asked) -> None:
        """One request, to the end of its answer. Anything but what is wanted ends the measurement."""
        path, body = asked
        reader, writer = (
            self.free.pop() if self.free else await asyncio.open_connection("127.0.0.1", self.port)
        )
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self.head}Content-Length: {len(body)}\r\n\r\n"
        writer.write((head + body).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length"))
        said = await reader.readexactly(int(length.split(b":")[1]))
        if not answer.startswith(f"HTTP/1.1 {self.wants}".encode()):
            raise RuntimeError(f"{answer.decode()}{said.decode()[:500]}")
        self.free.append((reader, writer))


async def closed(wire: Wire, asked: Sequence[Asked], seconds: float, connections: int) -> list[float]:
    """So many askers, each again as soon as it is answered. Seconds of each request."""
    draw, took = random.Random(SEED), []
    until = perf_counter() + seconds

    async def one() -> None:
        while (began := perf_counter()) < until:
            await wire.post(draw.choice(asked))
            took.append(perf_counter() - began)

    await asyncio.gather(*(one() for _ in range(connections)))
    return took


async def opened(wire: Wire, asked: Sequence[Asked], seconds: float, rate: float) -> list[float]:
    """``rate`` requests a second, each timed from when it was due: who waits in a queue is counted as waiting."""
    draw, began = random.Random(SEED), perf_counter()

    async def one(number: int) -> float:
        due = began + number / rate
        await asyncio.sleep(due - perf_counter())
        await wire.post(draw.choice(asked))
        return perf_counter() - due

    return await asyncio.gather(*(one(n) for n in range(round(rate * seconds))))


async def main(
    port: int, head: str, wants: str, asked: list[Asked], seconds: float, **how: Any
) -> dict[str, float]:
    """Warm up for a second, then measure."""
    wire, way = Wire(port, head, wants), opened if "rate" in how else closed
    await closed(wire, asked, 1.0, 2)
    began = perf_counter()
    took = sorted(await way(wire, asked, seconds, **how))
    over = perf_counter() - began
    return {
        "per_second": len(took) / over,
        "p50_ms": 1000 * took[len(took) // 2],
        "p99_ms": 1000 * took[int(len(took) * 0.99)],
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(**json.load(sys.stdin)))))
