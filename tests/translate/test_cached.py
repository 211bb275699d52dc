"""The cache before the engine: what is asked, what is kept, and when the model is loaded."""

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cache import NoCache, open_cache
from pipeline.cache.sqlite import SqliteCache
from pipeline.errors import TranslationError
from pipeline.models import find_model
from pipeline.settings import GREEDY, Decoding, Settings
from pipeline.translate import EngineIdentity, Hypothesis, open_translator
from pipeline.translate.cached import CachedTranslator
from pipeline.translate.splitting import ClauseTranslator

IDENTITY = EngineIdentity("echo", "0" * 64, "ctranslate2", "int8")


class Upper:
    """A translator that writes capitals, takes four words, and remembers what it was asked."""

    identity = IDENTITY
    max_tokens = 4

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = False

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        self.asked += sentences
        if "fallo" in sentences:
            raise TranslationError("echo: failed")
        ranks = range(decoding.n_best)
        return [tuple(Hypothesis(text.upper() + "!" * rank, -1.0 - rank) for rank in ranks) for text in sentences]

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def close(self) -> None:
        self.closed = True


def fail(message: str) -> None:
    raise AssertionError(message)


def open_on(path: Path, engine: Upper, identity: EngineIdentity = IDENTITY) -> CachedTranslator:
    return CachedTranslator(identity, 4, lambda: engine, SqliteCache(path, fail))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite3"


def texts(answers: Sequence[tuple[Hypothesis, ...]]) -> list[list[str]]:
    return [[hypothesis.text for hypothesis in hypotheses] for hypotheses in answers]


def test_equal_sentences_are_translated_once(path: Path) -> None:
    engine = Upper()
    assert texts(open_on(path, engine).translate(["uno", "dos", "uno"], Decoding())) == [["UNO"], ["DOS"], ["UNO"]]
    assert sorted(engine.asked) == ["dos", "uno"]


def test_a_second_run_asks_and_opens_nothing(path: Path) -> None:
    first = open_on(path, Upper())
    answers = first.translate(["uno", "dos"], Decoding(n_best=2))
    first.close()
    second = CachedTranslator(IDENTITY, 4, lambda: pytest.fail("the model was loaded"), SqliteCache(path, fail))
    assert second.translate(["uno", "dos"], Decoding(n_best=2)) == answers
    assert not second.is_loaded


@pytest.mark.parametrize(
    ("identity", "decoding"),
    [
        (replace(IDENTITY, model="another"), Decoding()),
        (replace(IDENTITY, weights_sha256="1" * 64), Decoding()),
        (replace(IDENTITY, engine="transformers"), Decoding()),
        (replace(IDENTITY, compute_type="float32"), Decoding()),
        (IDENTITY, GREEDY),
        (IDENTITY, Decoding(n_best=2)),
        (IDENTITY, Decoding(length_penalty=0.6)),
        (IDENTITY, Decoding(no_repeat_ngram_size=3)),
    ],
)
def test_whatever_decides_the_answer_is_in_the_key(path: Path, identity: EngineIdentity, decoding: Decoding) -> None:
    first = open_on(path, Upper())
    first.translate(["uno"], Decoding())
    first.close()
    engine = Upper()
    open_on(path, engine, identity).translate(["uno"], decoding)
    assert engine.asked == ["uno"]


@pytest.mark.parametrize("value", ["", "[]x", "3", "[3]", '[["a"]]', '{"a": 1}'])
def test_an_entry_that_is_none_is_translated_again(path: Path, value: str) -> None:
    first = open_on(path, Upper())
    first.translate(["uno"], Decoding())
    first.close()
    with sqlite3.connect(path) as connection:
        key = connection.execute("SELECT key FROM entries").fetchone()[0]
        connection.execute("DELETE FROM entries")
    connection.close()
    cache = open_cache(path, fail)
    cache.put_many({key: value})
    cache.close()
    engine = Upper()
    assert texts(open_on(path, engine).translate(["uno"], Decoding())) == [["UNO"]]
    assert engine.asked == ["uno"]


def test_what_was_done_before_a_failure_is_kept(path: Path) -> None:
    translator = open_on(path, Upper())
    translator.translate(["uno"], Decoding())
    with pytest.raises(TranslationError):
        translator.translate(["fallo"], Decoding())
    translator.close()
    engine = Upper()
    open_on(path, engine).translate(["uno"], Decoding())
    assert engine.asked == []


def test_threads_take_turns(path: Path) -> None:
    engine = Upper()
    translator = open_on(path, engine)
    results: list[list[list[str]]] = []
    threads = [
        threading.Thread(target=lambda: results.append(texts(translator.translate(["uno", "dos"], Decoding()))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[["UNO"], ["DOS"]]] * 8
    assert sorted(engine.asked) == ["dos", "uno"]


def test_closing_closes_the_engine() -> None:
    engine = Upper()
    translator = CachedTranslator(IDENTITY, 4, lambda: engine, NoCache())
    translator.translate(["uno"], Decoding())
    translator.close()
    assert engine.closed


def test_a_long_sentence_is_cut_at_clauses_and_joined() -> None:
    engine = Upper()
    translator = ClauseTranslator(engine)
    answers = translator.translate(["uno dos tres, cuatro cinco seis siete; ocho", "diez"], Decoding(n_best=2))
    assert texts(answers) == [
        ["UNO DOS TRES, CUATRO CINCO SEIS SIETE; OCHO", "UNO DOS TRES,! CUATRO CINCO SEIS SIETE;! OCHO!"],
        ["DIEZ", "DIEZ!"],
    ]
    assert all(len(text.split()) <= 4 for text in engine.asked)


def test_a_clause_takes_no_stop_and_no_capital_of_its_own() -> None:
    class Sentences(Upper):
        def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:  # noqa: ARG002
            return [(Hypothesis(f"The {text.rstrip(',.')}.", -1.0),) for text in sentences]

    answers = ClauseTranslator(Sentences()).translate(["Uno dos tres, cuatro cinco seis siete."], Decoding())
    assert texts(answers) == [["The Uno dos tres the cuatro cinco seis siete."]]


def test_three_thousand_words_lose_none() -> None:
    words = " ".join(f"palabra{number}," for number in range(3000))
    assert texts(ClauseTranslator(Upper()).translate([words], Decoding())) == [[words.upper()]]


RUN = """
import json, sys
from pathlib import Path
from pipeline.settings import Decoding, Settings
from pipeline.translate import open_translator
translator = open_translator(Settings(cache=Path(sys.argv[1])))
long = "La sesión, que duró horas, siguió sin acuerdo alguno entre los grupos de la cámara. " * 9
answers = translator.translate(["El Gobierno aprobó ayer una ayuda.", long], Decoding())
translator.close()
heavy = ("torch", "transformers", "ctranslate2", "sentencepiece", "numpy", "scipy", "pydantic")
print(json.dumps([[[h.text, h.score] for h in a] for a in answers]))
print(json.dumps([name for name in heavy if name in sys.modules]))
"""


def test_what_a_first_and_a_second_run_import(path: Path) -> None:
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", RUN, str(path)], cwd=root, check=True, capture_output=True, text=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert runs[0][0] == runs[1][0], "a cached answer is the one that the model gave"
    assert not {"torch", "transformers"} & set(json.loads(runs[0][1]))
    assert json.loads(runs[1][1]) == []


def test_a_cached_answer_is_a_fresh_one(path: Path) -> None:
    sentences = ["Llueve.", "El juez citó a dos testigos.", "El juez citó a tres testigos.", "Nadie respondió."]
    kept = open_translator(Settings(cache=path))
    kept.translate(sentences[:2], Decoding())
    mixed = kept.translate(sentences, Decoding())
    fresh = open_translator(Settings(cache=None))
    assert mixed == fresh.translate(sentences, Decoding())
    kept.close()
    fresh.close()


def test_another_threads_setting_gives_the_same() -> None:
    sentences = ["Llueve.", "El juez citó a dos testigos en la sede del tribunal.", "Nadie respondió."]
    answers = []
    for threads in (1, 2, 3):
        translator = open_translator(Settings(cache=None, threads=threads))
        answers.append(translator.translate(sentences, Decoding()))
        translator.close()
    assert answers[0] == answers[1] == answers[2]


def test_the_identity_is_known_without_the_model() -> None:
    translator = open_translator(Settings(cache=None))
    assert translator.identity.weights_sha256 == find_model("es-en-tiny").weights_sha256
    assert not translator.is_loaded
    translator.close()
