"""A night on many nodes as a queueing model: one driver, one link, many workers, by discrete-event simulation.

A closed network: a worker holds at most two windows, so a window that comes back makes room for the next. The link into
the driver and the driver itself each serve one window at a time, in order of arrival. Service times at the workers are
gamma-distributed around words / speed; at link and driver they are fixed.
"""

from __future__ import annotations

import heapq
import random
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

DEPTH: Final = 2
_Event = Literal["made", "arrived", "taken"]


@dataclass(frozen=True, slots=True)
class Plant:
    """What a night runs on, and what it does.

    `worker_words_per_s` is the speed of one worker, `variation` the coefficient of variation of a window's time.
    `driver_window_s` and `driver_story_s` are what the driver spends on a window and on each of its stories.
    """

    workers: int
    worker_words_per_s: float
    window_words: float
    story_words: float
    variation: float
    driver_window_s: float
    driver_story_s: float
    bytes_per_word: float
    link_bytes_per_s: float
    latency_s: float = 0.001

    @property
    def stories_per_window(self) -> float:
        """How many stories share a window."""
        return self.window_words / self.story_words

    @property
    def driver_s(self) -> float:
        """What the driver spends on a window."""
        return self.driver_window_s + self.driver_story_s * self.stories_per_window

    @property
    def link_s(self) -> float:
        """How long the briefs of a window are on the link."""
        return self.bytes_per_word * self.window_words / self.link_bytes_per_s

    @property
    def limits_words_per_s(self) -> dict[str, float]:
        """What each part could do at most, if the others were no obstacle (the bottleneck law)."""
        return {
            "workers": self.workers * self.worker_words_per_s,
            "driver": self.window_words / self.driver_s,
            "network": self.window_words / self.link_s,
        }


@dataclass(frozen=True, slots=True)
class Flow:
    """How a simulated night ran: its speed, and how much of the time each part was at work."""

    words_per_s: float
    workers_busy: float
    driver_busy: float
    link_busy: float


def simulate(plant: Plant, windows: int, seed: int = 1) -> Flow:
    """Run `windows` windows through the plant and return how it went."""
    chance = random.Random(seed)
    shape = 1.0 / plant.variation**2
    mean_s = plant.window_words / plant.worker_words_per_s
    events: list[tuple[float, int, _Event, int]] = []
    held = [0] * plant.workers
    arrived: deque[int] = deque()
    worked_s = link_free_s = now_s = 0.0
    submitted = taken = number = 0
    driver_idle = True

    def push(at_s: float, event: _Event, worker: int) -> None:
        nonlocal number
        number += 1
        heapq.heappush(events, (at_s, number, event, worker))

    def begin(at_s: float, worker: int) -> None:
        nonlocal worked_s
        service_s = chance.gammavariate(shape, mean_s / shape)
        worked_s += service_s
        push(at_s + service_s, "made", worker)

    def submit(worker: int) -> None:
        nonlocal submitted
        if submitted < windows:
            submitted += 1
            held[worker] += 1
            if held[worker] == 1:
                begin(now_s + plant.latency_s, worker)

    for _ in range(DEPTH):
        for worker in range(plant.workers):
            submit(worker)
    while taken < windows:
        now_s, _, event, worker = heapq.heappop(events)
        match event:
            case "made":
                held[worker] -= 1
                if held[worker]:
                    begin(now_s, worker)
                link_free_s = max(link_free_s, now_s) + plant.link_s
                push(link_free_s + plant.latency_s, "arrived", worker)
            case "arrived":
                arrived.append(worker)
            case "taken":
                taken += 1
                driver_idle = True
                submit(worker)
        if driver_idle and arrived:
            driver_idle = False
            push(now_s + plant.driver_s, "taken", arrived.popleft())
    return Flow(
        words_per_s=windows * plant.window_words / now_s,
        workers_busy=worked_s / now_s / plant.workers,
        driver_busy=windows * plant.driver_s / now_s,
        link_busy=windows * plant.link_s / now_s,
    )
