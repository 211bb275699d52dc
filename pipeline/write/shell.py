"""The shell of every HTML page: one file that needs no other and no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib import resources


def html_page(title: str, style: str, body: Iterable[str], *, footer: str, script: str = "") -> str:
    """Return a page in English.

    `body` are the pieces of HTML before the footer, one of them with the id ``main``; `style` comes after the style
    that all pages share. The page's policy lets nothing run but `script`, and nothing be fetched.
    """
    allowed = "'none'"
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        allowed = f"'sha256-{digest}'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(title)} · puntos</title>",
            f"<style>\n{load_asset('base.css')}{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to the text</a>',
            *body,
            f'<footer><p class="signature">{escape(footer)}</p></footer>',
            *([f"<script>{script}</script>"] if script else []),
            "</body>",
            "</html>\n",
        ]
    )


def load_asset(name: str, package: str = "pipeline.write") -> str:
    """Return the text of a file in the `assets` folder of a package."""
    return resources.files(package).joinpath("assets", name).read_text(encoding="utf-8")
