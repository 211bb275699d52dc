"""A brief with everything a page has to show, written by hand; its Spanish and English are the tests' own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.story import (
    BlockId,
    BlockKind,
    Brief,
    Bullet,
    BulletId,
    BulletOrigin,
    DraftBlock,
    DraftSentence,
    Evidence,
    Finding,
    SentenceId,
    Severity,
    Span,
)

SIGNATURE = "puntos:0.1.0|model:es-en-tiny|weights:0123456789ab|engine:ctranslate2|type:int8|beam:4|nbest:1|lp:1"


@dataclass
class BriefBuilder:
    """Lays blocks one after another, so that every offset is right."""

    blocks: list[DraftBlock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    length: int = 0
    sentences: int = 0

    def block(
        self, kind: BlockKind, *pairs: tuple[str, str], prefix: str = "", suffix: str = "\n", level: int = 0
    ) -> DraftBlock:
        """Add a block of sentences, each Spanish and English."""
        source = " ".join(spanish for spanish, _ in pairs)
        position = 0
        sentences = []
        for spanish, english in pairs if kind != "noise" else ():
            self.sentences += 1
            name = SentenceId(f"s{self.sentences}")
            end = position + len(english)
            sentences.append(DraftSentence(name, spanish, english, position, end, score=-0.31))
            position = end + 1
        start = self.length + len(prefix)
        self.length = start + len(source) + len(suffix)
        text = source if kind == "noise" else " ".join(english for _, english in pairs)
        number = BlockId(f"b{len(self.blocks) + 1}")
        block = DraftBlock(
            number, kind, source, text, start, start + len(source), prefix, suffix, level, tuple(sentences)
        )
        self.blocks.append(block)
        return block

    def find(
        self,
        check: str,
        severity: Severity,
        message: str,
        where: int,
        spanish: str = "",
        english: str = "",
        redecoded: bool = False,
    ) -> None:
        """Add a finding to sentence number `where`, pointing at these words of it."""
        sentence = next(s for block in self.blocks for s in block.sentences if s.id == f"s{where}")
        self.findings.append(
            Finding(
                check,
                f"{check}-rule",
                severity,
                message,
                sentence.id,
                _span(sentence.source, spanish),
                _span(sentence.text, english),
                redecoded=redecoded,
            )
        )

    def brief(self, bullets: Sequence[Bullet], origin: BulletOrigin = "key_point", heading: str | None = None) -> Brief:
        """Return the brief."""
        source = "".join(block.prefix + block.source + block.suffix for block in self.blocks)
        return Brief(
            name="astillero.txt",
            story_sha256=hashlib.sha256(source.encode("utf-8")).hexdigest(),
            headline=next((block.text for block in self.blocks if block.kind == "headline"), None),
            key_points_heading=heading,
            origin=origin,
            bullets=tuple(bullets),
            draft=tuple(self.blocks),
            findings=tuple(self.findings),
            signature=SIGNATURE,
            metadata={"date": "2026-03-14"},
        )


def bullet_of(block: DraftBlock, number: int, level: int = 0, evidence: Sequence[tuple[int, float]] = ()) -> Bullet:
    """A bullet that says what a block says."""
    return Bullet(
        BulletId(f"k{number}"),
        block.text,
        block.source,
        level,
        tuple(sentence.id for sentence in block.sentences),
        tuple(Evidence(SentenceId(f"s{where}"), score) for where, score in evidence),
    )


def shipyard() -> Brief:
    """A brief whose story has key points, one of them nested, and one flag of every weight."""
    build = BriefBuilder()
    build.block("kicker", ("INDUSTRIA NAVAL", "SHIPBUILDING"))
    build.block(
        "headline",
        ("El astillero de Peñarrubia despide a 1.240 trabajadores", "Peñarrubia shipyard lays off 1,240 workers"),
    )
    build.block("dateline", ("Peñarrubia, 14 mar.-", "Peñarrubia, March 14 –"), suffix=" ")
    build.block(
        "lead",
        (
            "La dirección del astillero comunicó este viernes el despido de 1.240 de sus 3.900 empleados.",
            "The shipyard's management announced on Friday the dismissal of 1,240 of its 3,900 employees.",
        ),
        (
            "El comité de empresa no descarta una huelga.",
            "The works council rules out a strike.",
        ),
    )
    heading = build.block("key_points_heading", ("Las claves", "The keys"))
    first = build.block(
        "key_point",
        (
            "El plan ahorra 2.200.112 euros al mes, según la empresa.",
            "The plan saves 2,200,12 euros a month, according to the company.",
        ),
        prefix="- ",
    )
    nested = build.block(
        "key_point",
        ("La plantilla de Vigo queda fuera.", "The Vigo workforce is left out."),
        prefix="  * ",
        level=1,
    )
    second = build.block(
        "key_point",
        (
            "La ministra Elena Arce se reunirá con los sindicatos; ella pidió calma.",
            "Minister Elena Arce will meet the unions; he called for calm.",
        ),
        prefix="- ",
    )
    build.block("noise", ("Publicidad", ""))
    build.block("heading", ("Un año sin pedidos", "A year without orders"))
    build.block(
        "paragraph",
        (
            "La compañía perdió 48 millones en 2025 y acumula doce meses sin contratos [*ver gráfico*].",
            "The company lost 48 million in 2025 and has gone twelve months without contracts [*see chart*].",
        ),
        (
            "«No hay carga de trabajo», dijo su presidente, A. Lourido.",
            "“There is no workload,” said its president, A. Lourido.",
        ),
        (
            "El acuerdo de 2019 seguirá vigente hasta .",
            "The 2019 agreement will remain in force until .",
        ),
    )
    build.block("list_item", ("Ferrol: 610 despidos", "Ferrol: 610 layoffs"), prefix="1. ")
    build.block("list_item", ("Cádiz: 630 despidos", "Cádiz: 630 layoffs"), prefix="2. ")
    build.block("quote", ("Es un golpe para toda la comarca.", "It is a blow to the whole district."))
    build.block("caption", ("Las gradas, vacías, en enero.", "The empty slipways in January."))
    build.block("noise", ("EFE", ""))
    build.block("noise", ("lou/arc", ""), suffix="")

    build.find("names", "note", "“Peñarrubia” is kept as it is in Spanish.", 3, "Peñarrubia", "Peñarrubia")
    build.find(
        "negation", "error", "The Spanish says “no descarta”; the English says it is ruled out.", 5, "no", "rules out"
    )
    build.find("numbers", "error", "“2.200.112” in Spanish, “2,200,12” in English.", 7, "2.200.112", "2,200,12")
    build.find("gender", "warning", "The Spanish speaks of a woman (“la ministra”, “ella”).", 9, "ella", "he called")
    build.find(
        "attribution", "warning", "“ver gráfico” points to something that is not here.", 11, "ver gráfico", "see chart"
    )
    build.find("omission", "warning", "“a year” may be missing.", 11, "doce meses", redecoded=True)
    hole = next(
        block.source_start + block.source.index(" hasta .") for block in build.blocks if "hasta ." in block.source
    )
    build.findings.append(
        Finding(
            "source",
            "hole",
            "warning",
            "Something is missing in the Spanish after “hasta”.",
            None,
            (Span(hole + 6, hole + 7),),
        )
    )
    build.findings.append(Finding("reading", "encoding", "note", "Read as Windows-1252.", None))
    return build.brief(
        [
            bullet_of(first, 1, evidence=[(11, 0.61)]),
            bullet_of(nested, 2, 1),
            bullet_of(second, 3, evidence=[(4, 0.4), (12, 0.2)]),
        ],
        heading=heading.text,
    )


def ferry() -> Brief:
    """A brief whose story has neither headline nor key points, nor anything to flag."""
    build = BriefBuilder()
    lead = build.block(
        "lead",
        (
            "El transbordador entre Isla Cana y tierra firme reanudará el servicio el lunes.",
            "The ferry between Isla Cana and the mainland will resume service on Monday.",
        ),
    )
    build.block(
        "paragraph",
        ("Llevaba tres semanas parado.", "It had been stopped for three weeks."),
        ("La naviera invirtió dos millones en el casco.", "The shipping line invested two million in the hull."),
        suffix="",
    )
    return build.brief([bullet_of(lead, 1, evidence=[(2, 0.3)])], origin="chosen")


def _span(text: str, words: str) -> tuple[Span, ...]:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)
