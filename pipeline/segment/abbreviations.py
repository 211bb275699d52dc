"""Spanish abbreviations of news copy, and what a full stop after each of them can mean.

Most are in the list of the Real Academia Española and the ASALE («Ortografía de la lengua española», 2010, appendix 1;
«Diccionario panhispánico de dudas», appendix 2); those under `USAGE` are not, but are common in wire copy of Spain and
America. Abbreviations that are also everyday words («sal.», «fin.», «fig.» apart) are left out on purpose.

RAE puts a space between the parts of an abbreviation («EE. UU.»), copy often none («EE.UU.»): parts are written here
without it and found both ways. An entry that begins with a small letter is also found with a capital or in capitals,
one that begins with a capital only as it stands or in capitals.
"""

from __future__ import annotations

from typing import Final, Literal

Ending = Literal["never", "starter", "capital", "unit", "number", "date"]
"""When the full stop of an abbreviation also ends the sentence.

never: a name, a figure or a complement always follows («Sr.», «p. ej.»).
starter: only before a word that commonly opens sentences («J.», «S. A.»), since a name may follow.
capital: before a capital letter or a figure («etc.», «EE. UU.»).
unit: as `capital` after a figure («a 5 km. El»), as `never` before one («en el km. 5»).
number: always, except before a figure («núm. 5»).
date: always, except between figures («3 mar. 2025») and before a bracket («3 ene. (EFE)»).
"""

ACADEMY: Final[dict[Ending, str]] = {
    "never": """
        SR. DR. sr. sra. srta. sres. sras. srtas. dña. dr. dra. dres. dras. prof. profa. lic. lcdo. lcda. ldo. lda.
        ing. arq. arqto. abg. gral. tte. cnel. cmdte. cte. sgto. alm. mons. pbro. rvdo. rvda. fr. hno. hna. sto. sta.
        excmo. excma. ilmo. ilma. magfco. hble. dir. dpto. depto. art. arts. cap. caps. vol. vols. párr. párrs. apdo.
        av. avd. avda. pza. plza. pl. ctra. gta. urb. edif. tel. teléf. tfno. ref. p.ej. v.g. v.gr. cf. cfr. vid. ca.
        vs. p.o. p.a. p.d. D.N.I. R.D. R.P. Sdad. Soc.
    """,
    "starter": """
        Jr. hnos. cía. cías. inc. corp. ltd. ltda. ud. uds. vd. vds. prov. admón. fdo. S.A. S.L. S.R.L. C.V. D.F. C.D.
        C.F. A.C. S.M. SS.MM. S.A.R. A.M. P.M. aprox. máx. mín.
    """,
    "capital": """
        etc. a.m. p.m. m. a.C. d.C. a.deC. d.deC. a.J.C. EE.UU. FF.AA. CC.OO. JJ.OO. DD.HH. RR.HH. CC.AA. AA.EE.
        RR.PP. FF.CC. AA.VV. VV.AA. ibíd. íd. cit. ss.
    """,
    "unit": """
        km. m. cm. mm. hm. kg. g. gr. mg. t. l. dl. cl. ml. h. min. s. seg. ha. pts. ptas. cts. hab.
    """,
    "number": "núm. núms. n.º nº. n°. nro. p. pp. pág. págs. fol. lám. fig. tít. ed. sec.",
    "date": "ene. feb. mar. abr. may. jun. jul. ago. sept. sep. oct. nov. dic.",
}

USAGE: Final[dict[Ending, str]] = {
    "never": """
        mtro. mtra. Sen. Dip. Rep. Gob. Insp. Ave. Blvd. Bvar. Col. Fracc. Carr. Pdte. Pdta. Pte. Fco. Ma. Mª. Mr.
        Mrs. Ms. St. Mt. Mme. At. Atl. Dep. Rev. Ab. Econ. Psic. Agr. Crnl. Gnl. Bs. ext. i.e. e.g.
    """,
    "starter": "Co. Bros. S.A.U. S.L.U. S.A.B. S.Coop. U.D. R.C.D. F.C. U.S. hnas.",
    "capital": "al. Bs.As.",
    "unit": "kms. mts. kgs. grs. lts. hs. hrs. tm. mw. kw. kwh. mdd. mdp. mill.",
    "number": "no. nos. num. exp.",
    "date": "set. agto.",
}

_LETTER_NOUNS_TEXT: Final = """
siglo vitamina vitaminas grupo plan tipo clase letra hepatitis fase categoría serie opción apartado anexo bloque
sector zona puerta módulo tomo título capítulo línea gripe covid modelo división lote
"""
LETTER_NOUNS: Final = frozenset(_LETTER_NOUNS_TEXT.split())
"""Nouns that a single capital letter follows («hepatitis B.», «siglo V.»), whose stop is no initial's. Ours."""

_STARTERS_TEXT: Final = """
el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella esto eso ello él ella
ellos ellas yo nosotros usted ustedes se me nos no ni sí ya y e o pero sino aunque porque pues si como cuando
donde mientras que quien quienes cual según en con por para sin sobre tras desde hasta entre ante bajo contra
durante mediante a al ante además también tampoco así entonces luego después antes ahora hoy ayer mañana aquí allí
allá embargo finalmente asimismo igualmente ambos ambas algunos algunas muchos muchas varios varias todos
todas todo toda cada otro otra otros otras su sus mi mis tu nuestro nuestra hay había hubo fue era es está están
ha han tiene dijo don doña
"""
STARTERS: Final = frozenset(_STARTERS_TEXT.split())
"""Words that open sentences and are not names: articles, pronouns, prepositions, conjunctions, connectives. Ours.

«De» and «del» are left out because they open surnames («R. De Niro»)."""

NAMES_WITH_MARK: Final = ("Yahoo!", "Jeopardy!", "¡Hola!", "¡HOLA!", "Panic!", "Wham!")
"""Names that end with a question or exclamation mark, as their owners write them."""

_DOMAINS_TEXT: Final = """
    com es org net edu gob gov mx ar co cl pe ve ec uy py bo cr cu do gt hn ni pa sv pr us eu tv info cat gal eus js
    io
"""
DOMAINS: Final = frozenset(_DOMAINS_TEXT.split())
"""Ends of internet names that copy also writes with a capital («Booking.Com»): a dot before one ends no sentence."""


def _entries() -> tuple[dict[str, Ending], dict[str, Ending]]:
    exact: dict[str, Ending] = {}
    folded: dict[str, Ending] = {}
    for table in (ACADEMY, USAGE):
        for ending, forms in table.items():
            for form in forms.split():
                if form[0].islower():
                    folded.setdefault(form.casefold(), ending)
                else:
                    exact.setdefault(form, ending)
                    exact.setdefault(form.upper(), ending)
    return exact, folded


_EXACT, _FOLDED = _entries()


def ending_of(form: str) -> Ending | None:
    """What a full stop means after `form`, an abbreviation with its stops and without spaces; None if it is unknown."""
    if form in _EXACT:
        return _EXACT[form]
    word = form.isupper() and len(form) <= len("CF.")  # «CF.», «PP.» and «M.» are other than «cf.», «pp.» and «m.»
    return None if word else _FOLDED.get(form.casefold())
