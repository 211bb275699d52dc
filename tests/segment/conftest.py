from collections.abc import Callable

import pytest

from pipeline.segment import segment
from pipeline.story import Story

Outline = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def outline() -> Outline:
    """The blocks of a text, each as «kind: text», with «> » before the text for each level of a list."""

    def show(text: str) -> list[str]:
        blocks = segment(Story("nota.txt", text)).blocks
        return [f"{block.kind}: {'> ' * block.level}{block.text}" for block in blocks]

    return show
