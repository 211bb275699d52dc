"""A foreign draft laid beside the story."""

from pipeline.story import BlockId, DraftBlock, DraftSentence, Finding, SentenceId
from pipeline.verify.foreign import adopt_draft


def block(number: int, *pairs: tuple[str, str]) -> DraftBlock:
    sentences = []
    text = ""
    for index, (source, target) in enumerate(pairs):
        text += " " if text else ""
        identity = SentenceId(f"s{number}{index}")
        sentences.append(DraftSentence(identity, source, target, len(text), len(text) + len(target)))
        text += target
    source = " ".join(pair[0] for pair in pairs)
    return DraftBlock(BlockId(f"b{number}"), "paragraph", source, text, 0, len(source), sentences=tuple(sentences))


OWN = [
    block(1, ("El puerto reabrió el viernes.", "The port reopened on Friday.")),
    block(
        2,
        ("La huelga dejó 62 buques sin atender.", "The strike left 62 ships unattended."),
        ("La ministra negó la privatización.", "The minister denied the privatisation."),
    ),
]


def no_findings(_source: str, _target: str) -> tuple[Finding, ...]:
    return ()


def test_the_foreign_sentences_take_the_place_of_ours() -> None:
    adopted = adopt_draft(OWN, ["On Friday the port reopened.", "The strike left 62 ships idle."], no_findings)
    assert [each.text for each in adopted.draft] == ["On Friday the port reopened.", "The strike left 62 ships idle."]
    assert [(each.code, each.sentence) for each in adopted.findings] == [("sentence-missing", "s21")]


def test_an_added_sentence_is_kept_and_told() -> None:
    targets = ["The port reopened on Friday.", "Nobody was hurt in Lisbon.", "The strike left 62 ships unattended."]
    adopted = adopt_draft(OWN, targets, no_findings)
    assert [each.text for each in adopted.draft][:2] == targets[:2]
    assert [each.source for each in adopted.draft][1] == ""
    assert [each.code for each in adopted.findings] == ["sentence-added", "sentence-missing"]


def test_sentences_told_as_one_stand_at_the_first() -> None:
    together = "The strike left 62 ships unattended and the minister denied privatisation."
    targets = ["The port reopened on Friday.", together]
    adopted = adopt_draft(OWN, targets, no_findings)
    assert [sentence.text for sentence in adopted.draft[1].sentences] == [together, ""]
    assert [(each.code, each.sentence) for each in adopted.findings] == [("told-together", "s21")]


def test_the_checks_see_each_pair() -> None:
    seen: list[tuple[str, str]] = []

    def verify(source: str, target: str) -> tuple[Finding, ...]:
        seen.append((source, target))
        return (Finding("numbers", "number-missing", "error", "62 is missing"),) if "62" in source else ()

    adopted = adopt_draft(OWN, ["The port reopened on Friday.", "The strike left ships unattended."], verify)
    assert seen[0] == ("El puerto reabrió el viernes.", "The port reopened on Friday.")
    assert ("numbers", "s20") in [(each.check, each.sentence) for each in adopted.findings]


def test_sentence_spans_count_in_the_block() -> None:
    adopted = adopt_draft(OWN, [sentence.text for each in OWN for sentence in each.sentences], no_findings)
    for each in adopted.draft:
        for sentence in each.sentences:
            assert each.text[sentence.start : sentence.end] == sentence.text
