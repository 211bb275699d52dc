"""The simulated queue keeps to the laws of queueing, so its table can be believed where nothing can be measured."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.cluster.queueing import Plant, simulate

PLANT = Plant(
    workers=16,
    worker_words_per_s=200.0,
    window_words=600.0,
    story_words=300.0,
    variation=0.5,
    driver_window_s=0.005,
    driver_story_s=0.005,
    bytes_per_word=30.0,
    link_bytes_per_s=125e6,
)


def test_a_driver_with_time_to_spare_keeps_all_workers_busy() -> None:
    flow = simulate(PLANT, 3200)
    assert flow.words_per_s == pytest.approx(PLANT.limits_words_per_s["workers"], rel=0.06)
    assert flow.workers_busy > 0.94


@pytest.mark.parametrize(
    ("limit", "plant"),
    [
        ("driver", replace(PLANT, workers=1600)),
        ("driver", replace(PLANT, workers=400, driver_story_s=0.05)),
        ("network", replace(PLANT, workers=400, link_bytes_per_s=125e3)),
    ],
)
def test_the_slowest_part_sets_the_speed(limit: str, plant: Plant) -> None:
    assert min(plant.limits_words_per_s, key=plant.limits_words_per_s.__getitem__) == limit
    assert simulate(plant, 20_000).words_per_s == pytest.approx(plant.limits_words_per_s[limit], rel=0.06)


@settings(max_examples=25, deadline=None)
@given(
    workers=st.integers(1, 60),
    driver_story_s=st.floats(0.0001, 0.1),
    variation=st.floats(0.1, 1.0),
    link_bytes_per_s=st.floats(1e4, 1e9),
)
def test_no_part_does_more_than_it_can(
    workers: int, driver_story_s: float, variation: float, link_bytes_per_s: float
) -> None:
    plant = replace(
        PLANT,
        workers=workers,
        driver_story_s=driver_story_s,
        variation=variation,
        link_bytes_per_s=link_bytes_per_s,
    )
    flow = simulate(plant, 500)
    assert max(flow.workers_busy, flow.driver_busy, flow.link_busy) <= 1.0 + 1e-9
    # Utilisation law: each part is busy for the windows that came through, no more and no less.
    assert flow.driver_busy == pytest.approx(flow.words_per_s / plant.limits_words_per_s["driver"])
    assert flow.link_busy == pytest.approx(flow.words_per_s / plant.limits_words_per_s["network"])
