"""Sixteen connections that each ask again as soon as they are answered: how many a second, and how long each took."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from time import perf_counter


async def one(port: int, verb: str, numbers: list[int], head: str, until: float, took: list[float]) -> None:
    """One connection, kept open."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    draw = random.Random(id(took) + len(took))
    method = "POST" if verb == "write" else "GET"
    while (began := perf_counter()) < until:
        number = draw.choice(numbers)
        writer.write(f"{method} /{verb}/{number} HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode())
        length = next(line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length"))
        await reader.readexactly(int(length.split(b":")[1]))
        took.append(perf_counter() - began)
    writer.close()


async def main(
    port: int, verb: str, numbers: list[int], head: str, seconds: float, connections: int
) -> dict[str, float]:
    """Warm up for a second, then measure. ``answered``: how many in all, the warming up among them."""
    answered = 0
    for length in (1.0, seconds):
        took: list[float] = []
        began = perf_counter()
        await asyncio.gather(
            *(one(port, verb, numbers, head, began + length, took) for _ in range(connections))
        )
        over = perf_counter() - began
        answered += len(took)
    took.sort()
    return {
        "answered": answered,
        "per_second": len(took) / over,
        "p50_ms": 1000 * took[len(took) // 2],
        "p99_ms": 1000 * took[int(len(took) * 0.99)],
    }


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run(main(**asked))))
