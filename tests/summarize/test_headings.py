"""The heading over the bullets, in English."""

import pytest

from pipeline.summarize.headings import translate_heading


@pytest.mark.parametrize(
    ("source", "draft", "heading"),
    [
        ("Puntos clave", "Key spots", "Key points"),
        ("PUNTOS CLAVES", "KEY SPOTS", "Key points"),
        ("Las claves:", "The keys:", "Key points"),
        ("En cifras:", "In numbers:", "In figures"),
        ("En resumen", "In short", "In summary"),
        ("Resumen ejecutivo", "Executive abstract", "Executive summary"),
        ("Lo  más importante", "The most important", "The most important points"),
        ("Claves del decreto del puerto", "Keys to the port decree", "Keys to the port decree"),
        ("Los datos del muelle:", "The data of the dock:", "The data of the dock"),
    ],
)
def test_headings(source: str, draft: str, heading: str) -> None:
    assert translate_heading(source, draft) == heading
