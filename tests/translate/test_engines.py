"""The two engines: the same pieces, the same sentences, and the same answer in any company."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ModelDamagedError
from pipeline.models import find_model
from pipeline.settings import GREEDY, ComputeType, Decoding
from pipeline.translate.engines.batches import batch_by_length, max_output_tokens
from pipeline.translate.engines.conversion import convert
from pipeline.translate.engines.ctranslate2 import CTranslate2Translator
from pipeline.translate.engines.pieces import PieceTokenizer
from pipeline.translate.engines.transformers import TransformersTranslator
from pipeline.translate.translator import EngineIdentity
from tests.translate.sentences import news_sentences

MODEL = find_model("es-en-tiny")
SENTENCES = news_sentences()


def open_ctranslate2(converted: Path, compute_type: ComputeType) -> CTranslate2Translator:
    identity = EngineIdentity(MODEL.name, MODEL.weights_sha256, "ctranslate2", compute_type)
    return CTranslate2Translator(identity, MODEL.directory, converted, max_tokens=80, positions=512)


@pytest.fixture(scope="module")
def int8() -> CTranslate2Translator:
    return open_ctranslate2(MODEL.directory / "ctranslate2" / "int8", "int8")


@pytest.fixture(scope="module")
def float32(tmp_path_factory: pytest.TempPathFactory) -> CTranslate2Translator:
    converted = tmp_path_factory.mktemp("model") / "float32"
    convert(MODEL.directory, converted, "float32")
    return open_ctranslate2(converted, "float32")


@pytest.fixture(scope="module")
def reference() -> Iterator[TransformersTranslator]:
    identity = EngineIdentity(MODEL.name, MODEL.weights_sha256, "transformers", "float32")
    engine = TransformersTranslator(identity, MODEL.directory, max_tokens=80, positions=512, threads=1)
    yield engine
    engine.close()


def test_both_engines_give_the_same_200_sentences(
    float32: CTranslate2Translator, reference: TransformersTranslator
) -> None:
    assert len(SENTENCES) == 200
    ours = float32.translate(SENTENCES, Decoding())
    theirs = reference.translate(SENTENCES, Decoding())
    for sentence, (one,), (other,) in zip(SENTENCES, ours, theirs, strict=True):
        assert one.score is not None
        assert other.score is not None
        # Where two hypotheses score the same, the last bit of a sum may choose either.
        assert one.text == other.text or abs(one.score - other.score) <= 2e-4, sentence
        assert one.score == pytest.approx(other.score, abs=5e-4)


@pytest.mark.parametrize(
    "decoding",
    [Decoding(beam_size=4, n_best=4, length_penalty=0.6), Decoding(beam_size=4, n_best=4, no_repeat_ngram_size=3)],
    ids=lambda decoding: decoding.signature,
)
def test_both_engines_rank_hypotheses_alike(
    float32: CTranslate2Translator, reference: TransformersTranslator, decoding: Decoding
) -> None:
    for ours, theirs in zip(
        float32.translate(SENTENCES[:8], decoding), reference.translate(SENTENCES[:8], decoding), strict=True
    ):
        assert [one.text for one in ours] == [other.text for other in theirs]
        assert [one.score for one in ours] == pytest.approx([other.score for other in theirs], abs=5e-4)


def test_both_engines_are_given_the_same_pieces(reference: TransformersTranslator) -> None:
    pieces = PieceTokenizer(MODEL.directory)
    ids = json.loads((MODEL.directory / "vocab.json").read_bytes())
    for sentence in SENTENCES:
        assert [ids[piece] for piece in pieces.encode(sentence)] == reference.encode(sentence)
        assert reference.count_tokens(sentence) == len(pieces.encode(sentence))


@pytest.mark.parametrize("decoding", [Decoding(), GREEDY], ids=["beam", "greedy"])
def test_a_sentence_is_the_same_in_any_company(int8: CTranslate2Translator, decoding: Decoding) -> None:
    sentences = SENTENCES[:40]
    together = int8.translate(sentences, decoding)
    assert [int8.translate([sentence], decoding)[0] for sentence in sentences] == together
    mixed = random.Random(7).sample(sentences, len(sentences))
    assert dict(zip(mixed, int8.translate(mixed + SENTENCES[40:80], decoding), strict=False)) == dict(
        zip(sentences, together, strict=True)
    )


def test_no_unknown_piece_is_ever_written(int8: CTranslate2Translator) -> None:
    strange = ["Ωμέγα y Кремль y 北京 hablaron.", "⁇", "\u0001\u0002", "𝕏 compró ℵ por ₿ 3."]
    for (hypothesis,) in int8.translate(strange, Decoding()):
        assert "⁇" not in hypothesis.text
        assert "<unk>" not in hypothesis.text


def test_nothing_asked_nothing_given(int8: CTranslate2Translator) -> None:
    assert int8.translate([], Decoding()) == []
    assert len(int8.translate([""], Decoding())) == 1


def test_a_model_that_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"damage")
    with pytest.raises(ModelDamagedError, match="puntos models verify es-en-tiny"):
        open_ctranslate2(tmp_path, "int8")


def test_a_conversion_is_made_once_and_whole(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "config.json").write_text("{}")
    with pytest.raises(ModelDamagedError, match="damaged"):
        convert(damaged, tmp_path / "converted", "int8")
    assert not (tmp_path / "converted").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["damaged"]


@pytest.mark.parametrize(
    ("lengths", "budget", "batches"),
    [
        ([], 10, []),
        ([3, 5, 3, 3], 6, [(1,), (0, 2), (3,)]),
        ([3, 3, 3], 100, [(0, 1, 2)]),
        ([50, 2], 10, [(0,), (1,)]),
        ([1, 2, 1, 2], 4, [(1, 3), (0, 2)]),
    ],
)
def test_batches_hold_one_length(lengths: list[int], budget: int, batches: list[tuple[int, ...]]) -> None:
    assert list(batch_by_length(lengths, budget)) == batches


def test_output_stays_within_the_positions() -> None:
    assert [max_output_tokens(tokens, 512) for tokens in (2, 80, 400)] == [20, 176, 511]
