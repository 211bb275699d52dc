"""Lines with HTML in, lines without it out."""

import pytest

from pipeline.read.text import mended_lines

CASES = [
    # HTML, lines as «kind|mark|text»
    ("<p>Uno.</p><p>Dos.</p>", ["||Uno.", "||Dos."]),
    ("Una línea<br>y otra<br/>y otra", ["||Una línea", "||y otra", "||y otra"]),
    ("<h1>Titular</h1><h2>Ladillo</h2>Texto.", ["headline||Titular", "heading||Ladillo", "||Texto."]),
    ("<ul><li>Uno</li><li>Dos</li></ul>", ["list_item|- |Uno", "list_item|- |Dos"]),
    ("<ol><li>Uno</li><li>Dos</li></ol>", ["list_item|1. |Uno", "list_item|2. |Dos"]),
    (
        "<ul><li>Uno<ul><li>Uno a</li></ul></li><li>Dos</li></ul>",
        ["list_item|- |Uno", "list_item|  - |Uno a", "list_item|- |Dos"],
    ),
    ("<ul>\n<li><b>Uno</b></li>\n<li>Dos</li>\n</ul>\nFin.", ["list_item|- |Uno", "list_item|- |Dos", "||Fin."]),
    ("Dijo <q>basta</q> y <em>salió</em>.", ["||Dijo «basta» y salió."]),
    ("<blockquote><p>No dimitiré.</p></blockquote>", ["quote||No dimitiré."]),
    (
        "<table><tr><th>Año</th><th>Paro</th></tr><tr><td>2025</td><td>11 %</td></tr></table>",
        ["||Año: Paro", "||2025: 11 %"],
    ),
    ("ha registrado<strong>17.853</strong><strong>nuevos casos</strong>", ["||ha registrado 17.853 nuevos casos"]),
    ("al menos a<b>37</b>vecinos", ["||al menos a 37 vecinos"]),
    ("<b>E</b>l alcalde", ["||El alcalde"]),
    ("<a href='x.html'\n  class=y>El enlace</a> sigue", ["||El enlace sigue"]),
    ("Antes<script>var a = '<p>';\n</script> y después", ["||Antes y después"]),
    ('<a href="{{<sitio>}}/a.pdf">El informe</a>', ["||El informe"]),
    ("Texto.<nav><ul><li>Portada</li></ul></nav><button type=submit>Buscar</button>", ["||Texto."]),
    ("<!-- nota\nde la mesa -->Texto.", ["||Texto."]),
    ("&lt;p&gt;Escapado.&lt;/p&gt;", ["||Escapado."]),
    ("Escriba a <prensa@villaluz.es> o llame", ["||Escriba a <prensa@villaluz.es> o llame"]),
    ("Si 3 < 5 y 7 > 2, bien", ["||Si 3 < 5 y 7 > 2, bien"]),
    ("Sin marcas\n\nde ningún tipo", ["||Sin marcas", "||", "||de ningún tipo"]),
]


@pytest.mark.parametrize(("html", "lines"), CASES)
def test_tags_become_lines_marks_and_kinds(html: str, lines: list[str]) -> None:
    assert [f"{line.kind or ''}|{line.mark}|{line.text}" for line in mended_lines(html)] == lines


def test_changed_lines_say_so() -> None:
    changes = [line.changes for line in mended_lines("<p>Uno &amp; dos</p>\ntres\n&iexcl;Cuatro!")]
    assert changes == [{"tags", "entities"}, set(), {"entities"}]
