"""A desk's glossary: its formats, its errors, and what the check says by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.story import Span
from pipeline.verify import Context, Glossary, Term, load_glossary, required_terms
from pipeline.verify.glossary import check

CSV = """\
source,target,note
indulto,pardon,
ministra,minister
Gobierno,government|administration
Ministerio de Hacienda,Finance Ministry
hacienda,!treasure
presunto,alleged
presunto,presumed,forbidden: not AP style
El País,=
Ciudad de México,Ciudad de México
,!terrorist attack,say what happened
"""

TBX_2019_DCA = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <text><body>
    <conceptEntry id="c1">
      <langSec xml:lang="es-ES"><termSec><term>indulto</term></termSec></langSec>
      <langSec xml:lang="en">
        <termSec><term>pardon</term></termSec>
        <termSec><term>amnesty</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""

TBX_2019_DCT = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <text><body>
    <conceptEntry id="c1">
      <langSec xml:lang="es"><termSec><term>indulto</term></termSec></langSec>
      <langSec xml:lang="en-US">
        <termSec><term>pardon</term></termSec>
        <termSec><term>amnesty</term>
          <basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""

TBX_2008 = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en">
  <text><body>
    <termEntry id="c1">
      <langSet xml:lang="es"><tig><term>indulto</term></tig></langSet>
      <langSet xml:lang="en">
        <ntig><termGrp><term>pardon</term></termGrp></ntig>
        <tig><term>amnesty</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""


def write(folder: Path, text: str, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return load_glossary(write(tmp_path, CSV))


FINDINGS = [
    ("El indulto llegó ayer.", "The pardon came yesterday.", ""),
    ("Los indultos llegaron ayer.", "The pardons came yesterday.", ""),
    ("Los indultos llegaron ayer.", "The amnesties came yesterday.", "term-missing"),
    ("El ministro dimitió.", "The minister resigned.", ""),
    ("Las ministras dimitieron.", "The ministers resigned.", ""),
    ("La ministra dimitió.", "The secretary resigned.", "term-missing"),
    ("El Gobierno cayó.", "The government fell.", ""),
    ("El Gobierno cayó.", "The administration’s fall.", ""),
    ("El Ministerio de Hacienda calla.", "The Finance Ministry is silent.", ""),
    ("El Ministerio de Hacienda calla.", "The Ministry of Treasure is silent.", "term-missing"),
    ("La Hacienda calla.", "The treasure is silent.", "term-forbidden"),
    ("El presunto autor huyó.", "The alleged author fled.", ""),
    ("El presunto autor huyó.", "The presumed author fled.", "term-missing term-forbidden"),
    ("Lo publica El País.", "El País reports it.", ""),
    ("Lo publica El País.", "The Country reports it.", "name-translated"),
    ("Lo sabe todo el país.", "The whole country knows it.", ""),
    ("Está en Ciudad de México.", "It is in Mexico City.", "name-translated"),
    ("ESTÁ EN CIUDAD DE MÉXICO", "IT IS IN CIUDAD DE MÉXICO", ""),
    ("Hubo un atentado.", "There was a terrorist attack.", "term-forbidden"),
    ("Hubo un atentado.", "There was an attack.", ""),
]


@pytest.mark.parametrize(("source", "target", "expected"), FINDINGS)
def test_findings(glossary: Glossary, source: str, target: str, expected: str) -> None:
    found = check(source, target, Context(glossary=glossary))
    assert " ".join(finding.code for finding in found) == expected


def test_a_finding_says_what_and_where(glossary: Glossary) -> None:
    context = Context(glossary=glossary)
    missing, forbidden = check("Huyó el presunto autor.", "The presumed author fled.", context)
    assert missing.message == "“presunto” is “alleged” by the glossary."
    assert (missing.severity, missing.source_spans, missing.target_spans) == ("warning", (Span(8, 16),), ())
    assert forbidden.message == "“presumed” is forbidden by the glossary: use “alleged”."
    assert (forbidden.severity, forbidden.target_spans) == ("error", (Span(4, 12),))


def test_no_glossary_no_findings() -> None:
    assert check("El indulto llegó.", "The amnesty came.", Context()) == []


def test_required_terms_come_in_the_order_of_the_sentence(glossary: Glossary) -> None:
    found = required_terms("La ministra del Ministerio de Hacienda negó los indultos y otro indulto.", glossary)
    assert [term.source for term in found] == ["ministra", "Ministerio de Hacienda", "indulto"]
    assert found[0].targets == ("minister",)


INFLECTIONS = [
    ("indulto", "indultos"),
    ("juez", "jueces jueza juezas"),
    ("senador", "senadora senadores senadoras"),
    ("presidente", "presidenta presidentes"),
    ("comunicación", "comunicaciones"),
    ("interés", "intereses"),
    ("clase", "clases"),
    ("país", "países"),
    ("crisis", "crisis"),
    ("ley", "leyes"),
]


@pytest.mark.parametrize(("term", "forms"), INFLECTIONS)
def test_inflected_forms_are_the_term(term: str, forms: str) -> None:
    glossary = Glossary((Term(term, ("x",)),))
    assert all(required_terms(f"Hay {form} aquí.", glossary) for form in forms.split())


@pytest.mark.parametrize(("term", "other"), [("caso", "casa"), ("puerto", "puerta"), ("partido", "partida")])
def test_words_that_differ_by_more_than_gender_are_others(term: str, other: str) -> None:
    assert required_terms(f"Hay una {other} aquí.", Glossary((Term(term, ("x",)),))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "indulto,pardon\nindulto,!amnesty\n",
        "indulto;pardon\nindulto;!amnesty\n",
        "\ufeffindulto,pardon\nindulto,amnesty,forbidden\n",
        "Source,Target,Note\nindulto,pardon,\nindulto,amnesty,Forbidden by the desk\n",
        "en;es\npardon;indulto\n!amnesty;indulto\n",
        "# the desk's terms\n\nindulto, pardon\nindulto, !amnesty\n",
    ],
)
def test_csv(tmp_path: Path, text: str) -> None:
    (term,) = load_glossary(write(tmp_path, text)).terms
    assert (term.source, term.targets, term.forbidden) == ("indulto", ("pardon",), ("amnesty",))


@pytest.mark.parametrize("text", [TBX_2008, TBX_2019_DCA, TBX_2019_DCT])
def test_tbx(tmp_path: Path, text: str) -> None:
    assert load_glossary(write(tmp_path, text, "terms.tbx")).terms == (Term("indulto", ("pardon",), ("amnesty",)),)


def test_the_digest_is_of_what_is_said_not_of_the_format(tmp_path: Path) -> None:
    csv = load_glossary(write(tmp_path, "indulto,pardon\nindulto,!amnesty\n"))
    tbx = load_glossary(write(tmp_path, TBX_2008, "terms.tbx"))
    other = load_glossary(write(tmp_path, "indulto,pardon\n", "other.csv"))
    assert csv.sha256 == tbx.sha256 != other.sha256


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("indulto,pardon\nministra\n", "terms.csv", "line 2: no target for “ministra”"),
        ("indulto,pardon\n,minister\n", "terms.csv", "line 2: no source for “minister”"),
        ("indulto,pardon\nindulto,!pardon\n", "terms.csv", "line 2: “pardon” is both allowed and forbidden"),
        ("source,target\n", "terms.csv", "holds no term"),
        ("<tbx>\n<text>\n</tbx>", "terms.tbx", "line 3: not well-formed XML"),
        ("<html/>", "terms.xml", "line 1: no termEntry or conceptEntry"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, name: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_glossary(write(tmp_path, text, name))


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("indulto,pardon\ncampaña,campaign\n".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="line 2: not UTF-8"):
        load_glossary(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_glossary(tmp_path / "none.csv")
