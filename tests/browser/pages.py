"""Words that the browser's tests share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # the package has no types
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
# Opens a page in a window: width in pixels, scheme, scripts or not.
Show = Callable[..., AbstractContextManager[Page]]
NARROW = 390


def assert_accessible(page: Page) -> None:
    """Fail with axe's report where axe finds anything."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
