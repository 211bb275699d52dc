"""The whole recipe on 500 made pairs and a tiny random teacher, each step as its command does it."""

import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
import torch
from safetensors.torch import load_file, save_file
from transformers import MarianMTModel, MarianTokenizer

from scripts.model import (
    agreement,
    average,
    characters,
    distil,
    export,
    fit_self_attention,
    throughput,
    train,
    transfer,
    vocabularies,
    voter,
)
from scripts.model.bergamot import TinyStudent, read_weights
from scripts.model.data import Pieces, read_distilled
from scripts.model.frames import make_pairs
from scripts.model.greedy import translate
from scripts.model.marian import load
from scripts.model.shards import read_shard, write_shard
from scripts.model.stepwise import StepwiseMarian
from scripts.model.teacher import Shortlist, Vote
from tests.scripts.model.marian_file import tiny_student, write_model, write_shortlist

PIVOT_PIECES, PIECES = 500, 440
pytestmark = pytest.mark.filterwarnings("ignore:Recommended:UserWarning")


def write_lines(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with pairs, their two sides, dev lines, and the files of a tiny pivot model."""
    torch.set_num_threads(1)
    work = tmp_path_factory.mktemp("recipe")
    pairs = make_pairs(500)
    write_lines(work / "pairs.tsv", [f"{spanish}\t{english}" for spanish, english in pairs])
    write_lines(work / "spanish.txt", [pair[0] for pair in pairs])
    write_lines(work / "english.txt", [pair[1] for pair in pairs])
    write_lines(work / "dev.es", ["Hubo tres heridos en Lima.", "El paro bajó en mayo."])
    write_lines(work / "dev.en", ["Three people were wounded in Lima.", "Unemployment fell in May."])
    bergamot = work / "bergamot"
    bergamot.mkdir()
    vocabularies.train_pieces(work / "english.txt", bergamot / "vocab.pten.spm", PIVOT_PIECES, False)
    weights = tiny_student(PIVOT_PIECES)
    int8 = frozenset(name for name in weights if "_W" in name or name == "Wemb")
    write_model(bergamot / "model.pten.intgemm.alphas.bin", weights, int8)
    write_shortlist(bergamot / "lex.50.50.pten.s2t.bin", [[i, (i + 1) % PIVOT_PIECES] for i in range(PIVOT_PIECES)])
    return work


@pytest.fixture(scope="module")
def start(work: Path) -> Path:
    """Vocabularies, transfer, fitting and the characters step: the Marian directory that training starts from."""
    vocabulary, bergamot = work / "vocabulary", work / "bergamot"
    vocabulary.mkdir()
    pivot_pieces = bergamot / "vocab.pten.spm"
    english = (work / "english.txt").read_text(encoding="utf-8").splitlines()
    vocabularies.cut_english(pivot_pieces, english, vocabulary / "target.spm", PIECES)
    size = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary / "target.spm")).get_piece_size()
    vocabularies.train_pieces(work / "spanish.txt", vocabulary / "source.spm", size)
    model = transfer.transferred(bergamot, vocabulary, lambda words: words)
    teacher = TinyStudent(read_weights(bergamot / "model.pten.intgemm.alphas.bin"))
    sources = [([5, 6, 7, 0], [8, 9, 10, 11, 0]), ([6, 0], [9, 12, 0])]
    left = fit_self_attention.fit(model, teacher, sources, minutes=0.02)
    assert max(left) < 0.9
    model.save_pretrained(work / "fitted")
    export.write_tokenizer(vocabulary, work / "fitted")
    return work / "fitted"


@pytest.fixture(scope="module")
def vote(work: Path, start: Path) -> Vote:
    """The vote of the student and the pivot."""
    bergamot = work / "bergamot"
    order = vocabularies.english_order(start / "target.spm", bergamot / "vocab.pten.spm")
    pivot = TinyStudent(read_weights(bergamot / "model.pten.intgemm.alphas.bin"), order)
    shortlist = Shortlist(bergamot / "lex.50.50.pten.s2t.bin", order, frequent=50)
    return Vote(StepwiseMarian(load(start)), pivot, 0.5, shortlist)


@pytest.fixture(scope="module")
def shard(work: Path, start: Path, vote: Vote) -> Path:
    """One shard of 64 lines distilled by the vote."""
    bergamot = work / "bergamot"
    spanish = (work / "spanish.txt").read_text(encoding="utf-8").splitlines()[:64]
    own = sentencepiece.SentencePieceProcessor(model_file=str(start / "source.spm"))
    portuguese = sentencepiece.SentencePieceProcessor(model_file=str(bergamot / "vocab.pten.spm"))
    decoded = vote.decode([[*ids, 0] for ids in own.encode(spanish)], [[*ids, 0] for ids in portuguese.encode(spanish)])
    (work / "shards").mkdir()
    write_shard(work / "shards" / "00000", spanish, [f"line {i}" for i in range(64)], decoded)
    write_lines(work / "shards" / "00000.sifted", [f"{'length' if i % 8 == 7 else ''}\tline {i}" for i in range(64)])
    return work / "shards" / "00000.tsv"


def run(command: object, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a step's main() as its command line would."""
    main = getattr(command, "main")  # noqa: B009
    monkeypatch.setattr(sys, "argv", ["step", *arguments])
    try:
        main()
    finally:
        torch.set_float32_matmul_precision("highest")


def test_copied_layers_are_the_teachers(work: Path, start: Path) -> None:
    weights = read_weights(work / "bergamot" / "model.pten.intgemm.alphas.bin")
    model = load(start)
    copied = model.model.encoder.layers[1].fc1.weight.detach().numpy()
    np.testing.assert_allclose(copied, weights["encoder_l2_ffn_W1"].T, atol=1e-6)


def test_a_shard_holds_each_piece_with_its_likely_ones(shard: Path) -> None:
    lines = read_shard(shard)
    assert len(lines) == 64
    for line in lines:
        assert line.likely.shape == line.shares.shape
        assert (np.diff(line.shares.astype(np.float32), axis=1) <= 1e-3).all()
        assert (line.shares.astype(np.float32).sum(1) <= 1.01).all()


def test_lines_that_the_sifting_left_out_are_not_learnt_from(shard: Path) -> None:
    pool = read_distilled(shard.parent, None, 1.0)
    assert (len(pool.lines), pool.faults) == (56, {"length": 8})
    mended = shard.with_suffix(".sifted").read_text().replace("\tline 0\n", "\tLine 0\n")
    other = shard.parent.with_name("mended")
    other.mkdir()
    for suffix in (".tsv", ".npz"):
        other.joinpath(shard.name).with_suffix(suffix).write_bytes(shard.with_suffix(suffix).read_bytes())
    unsifted = read_distilled(other, None, 1.0)
    assert (unsifted.lines, unsifted.faults) == ([], {"not sifted": 64})
    other.joinpath("00000.sifted").write_text(mended)
    first, second, *_ = read_distilled(other, None, 1.0).lines
    assert (first.english, first.likely) == ("Line 0", None)
    assert second.english == "line 1"
    assert second.likely is not None


def test_sharpened_shares_keep_their_order_and_lean_to_the_first(shard: Path) -> None:
    soft, sharp = (read_distilled(shard.parent, None, 1.0, sharpness).lines for sharpness in (1.0, 2.0))
    assert len(soft) == len(sharp)
    for one, other in zip(soft, sharp, strict=True):
        if one.shares is not None and other.shares is not None:
            shares = [line.shares.astype(np.float64) for line in (one, other) if line.shares is not None]
            first = [values[:, 0] / values.sum(1) for values in shares]
            assert (first[1] >= first[0] - 1e-3).all()
            assert (np.diff(shares[1], axis=1) <= 1e-3).all()


def test_following_its_own_english_the_vote_finds_likely_what_it_did(work: Path, start: Path, vote: Vote) -> None:
    spanish = (work / "spanish.txt").read_text(encoding="utf-8").splitlines()[:6]
    own = sentencepiece.SentencePieceProcessor(model_file=str(start / "source.spm"))
    portuguese = sentencepiece.SentencePieceProcessor(model_file=str(work / "bergamot" / "vocab.pten.spm"))
    sources = [[*ids, 0] for ids in own.encode(spanish)], [[*ids, 0] for ids in portuguese.encode(spanish)]
    decoded = vote.decode(*sources)
    english = [line.ids for line in decoded]
    for line, followed in zip(decoded, vote.follow(*sources, english, 0.0), strict=True):
        # A line that ran into the length limit was cut without </s>; along it the last row differs.
        rows = len(line.ids)
        assert followed.likely[:rows].sort(1).values.equal(line.likely[:rows].sort(1).values)
        torch.testing.assert_close(followed.shares[:rows], line.shares[:rows], atol=1e-4, rtol=0)
    for followed in vote.follow(*sources, english, 0.9):
        assert followed.likely[:, 0].tolist() == [*followed.ids, 0]
        assert (followed.shares[:, 0] >= 0.9).all()
        assert (followed.shares.sum(1) <= 1.0001).all()


def test_the_search_gives_its_translations_by_their_mean_log_probability(
    work: Path, start: Path, vote: Vote, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A random model hardly ever ends: here </s> is made likely. A shortlist would make shares depend on the batch.
    monkeypatch.setattr(vote, "shortlist", None)
    bias = vote.bias.clone()
    bias[0] += 4
    monkeypatch.setattr(vote, "bias", bias)
    spanish = (work / "spanish.txt").read_text(encoding="utf-8").splitlines()[:12]
    own = sentencepiece.SentencePieceProcessor(model_file=str(start / "source.spm"))
    portuguese = sentencepiece.SentencePieceProcessor(model_file=str(work / "bergamot" / "vocab.pten.spm"))
    sources = [[*ids, 0] for ids in own.encode(spanish)], [[*ids, 0] for ids in portuguese.encode(spanish)]
    lengths = [int(max(map(len, sources[0])) * 1.6) + 8] * len(spanish)
    for line, found, limit in zip(vote.decode(*sources), vote.search(*sources, 1), lengths, strict=True):
        assert found == ([line.ids] if len(line.ids) < limit - 1 else [])
    beams = vote.search(*sources, 4)
    assert any(len(options) == 4 for options in beams)
    for row, options in enumerate(beams):
        assert len({tuple(ids) for ids in options}) == len(options) <= 4
        alone = [sources[0][row]] * len(options), [sources[1][row]] * len(options)
        followed = vote.follow(*alone, options, 0.0) if options else []
        means = [line.shares[:, 0].log().mean().item() for line in followed]
        assert means == sorted(means, reverse=True)


def test_the_best_of_a_few_is_the_nearest_to_the_reference(
    work: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distil, "to_portuguese", lambda lines: lines)
    distiller = distil.Distiller(start, work / "bergamot", 0.5)
    options = distiller.english.encode(["The port closed.", "The port reopened.", "Rain."])
    assert distiller.nearest(options, "The port has reopened.") == options[1]
    assert distiller.nearest([], "The port has reopened.") == []
    arguments = ["--student", str(start), "--bergamot", str(work / "bergamot"), "--lines", str(work / "pairs.tsv")]
    few = tmp_path / "few.tsv"
    few.write_text("".join((work / "pairs.tsv").read_text(encoding="utf-8").splitlines(keepends=True)[:6]))
    arguments[-1] = str(few)
    run(distil, [*arguments, "--out", str(tmp_path / "best"), "--follow", "0.5", "--best-of", "2"], monkeypatch)
    rows = [row.split("\t") for row in few.read_text(encoding="utf-8").splitlines()]
    spanish, portuguese = distiller.sources([row[0] for row in rows])
    found = [distiller.vote.search([own], [other], 2)[0] for own, other in zip(spanish, portuguese, strict=True)]
    lines = read_shard(tmp_path / "best" / "00000.tsv")
    assert [line.spanish for line in lines] == [row[0] for row in rows]
    for line, options in zip(lines, found, strict=True):
        assert line.likely[:-1, 0].tolist() in [*options, []]


def test_without_references_the_likeliest_that_the_sifting_keeps_is_shown(
    work: Path, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distil, "to_portuguese", lambda lines: lines)
    distiller = distil.Distiller(start, work / "bergamot", 0.5)
    spanish = ["Hubo 3 heridos en Lima.", "El paro bajó en mayo.", "Llueve en Lima."]
    found = [
        ["There were 4 wounded in Lima.", "3 people were wounded in Lima.", "There were 3 wounded in Lima."],
        ["Unemployment fell in May.", "Unemployment rose."],
        ["Lima. Lima. Lima. Lima.", "7 rained in Lima."],
    ]
    options = dict(zip(spanish, map(distiller.english.encode, found), strict=True))

    def search(sources: list[list[int]], _: object, best_of: int) -> list[list[list[int]]]:
        return [options[distiller.spanish.decode(ids[:-1])][:best_of] for ids in sources]

    monkeypatch.setattr(distiller.vote, "search", search)
    shown = [distiller.english.decode(line.ids) for line in distiller.clean(spanish, 3)]
    assert shown == [found[0][1], found[1][0], found[2][0]]
    assert distiller.english.decode(distiller.clean(spanish, 1)[0].ids) == found[0][0]


def test_lines_are_cut_into_other_pieces_only_where_they_are_sampled(start: Path) -> None:
    line, rng = "El paro bajó en mayo en Navolato.", random.Random(1)
    always, never = Pieces(start, 1.0), Pieces(start)
    cuts = {tuple(always.source(line, rng)) for _ in range(20)}
    assert len(cuts) > 5
    assert {always.spanish.decode(list(ids)) for ids in cuts} == {line}
    assert {tuple(never.source(line, rng)) for _ in range(20)} == {tuple(never.spanish.encode(line))}


def test_agreement_is_told_for_each_file(
    work: Path, start: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(distil, "to_portuguese", lambda lines: lines)
    arguments = ["--model", str(start), "--voter", str(start), "--bergamot", str(work / "bergamot"), "--sample", "5"]
    # The vote is the student's own where the pivot has no share in it.
    arguments += ["--pivot-share", "0", "--lines", str(work / "spanish.txt"), str(work / "pairs.tsv")]
    run(agreement, arguments, monkeypatch)
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[0] for row in rows] == ["spanish.txt", "pairs.tsv"]
    assert rows[0][1:] == rows[1][1:]


def test_references_with_unknown_pieces_are_left_out_of_the_shards(
    work: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distil, "to_portuguese", lambda lines: lines)
    pairs = (work / "pairs.tsv").read_text(encoding="utf-8").splitlines()[:5]
    lines = tmp_path / "pairs.tsv"
    lines.write_text("\n".join([*pairs, "Sube el paro en 東京.\tUnemployment up in 東京."]) + "\n", encoding="utf-8")
    arguments = ["--student", str(start), "--bergamot", str(work / "bergamot"), "--lines", str(lines)]
    run(distil, [*arguments, "--out", str(tmp_path / "followed"), "--follow", "0.5"], monkeypatch)
    followed = read_shard(tmp_path / "followed" / "00000.tsv")
    assert [bool(line.english) for line in followed] == [True] * 5 + [False]
    assert [line.spanish for line in followed] == [row.split("\t")[0] for row in lines.read_text().splitlines()]
    assert followed[0].english == pairs[0].split("\t")[1]


def test_one_model_voting_with_itself_decodes_as_transformers_does(start: Path) -> None:
    model, pieces = load(start), Pieces(start)
    spanish = ["El dólar se cotizó a 20,5 pesos.", "Muere Ana Peña a los 90 años"]
    tokenizer = MarianTokenizer.from_pretrained(start)
    inputs = tokenizer(spanish, return_tensors="pt", padding=True)
    generated = model.generate(**inputs, num_beams=1, max_new_tokens=12, do_sample=False)
    expected = [pieces.english.decode([i for i in row if i not in (0, pieces.pad_id)]) for row in generated.tolist()]
    drafts = translate(model, pieces, spanish)
    assert [draft[: len(text)] for draft, text in zip(drafts, expected, strict=True)] == expected


def test_training_goes_on_from_its_checkpoint_and_exports(
    work: Path, start: Path, shard: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spelled, out = work / "spelled", work / "run"
    run(
        characters,
        ["--model", str(start), "--english", str(work / "pairs.tsv"), "--out", str(spelled)],
        monkeypatch,
    )
    pieces = Pieces(spelled)
    assert pieces.english.decode(pieces.english.encode("Peña £")) == "Peña £"

    common = ["--model", str(spelled), "--out", str(out), "--dev", str(work / "dev"), "--score", "--rate", "0.002"]
    data = ["--distilled", f"{shard.parent}:1", "--pairs", f"{work / 'pairs.tsv'}:0.5", "--batch-pieces", "400"]
    run(train, [*common, *data, "--minutes", "0.03"], monkeypatch)
    first = torch.load(out / "checkpoint.pt", weights_only=True)["step"]
    run(train, [*common, *data, "--minutes", "0.06"], monkeypatch)
    assert torch.load(out / "checkpoint.pt", weights_only=True)["step"] > first > 0
    assert len((out / "log.jsonl").read_text().splitlines()) == 2
    assert "loss" in capsys.readouterr().out

    best = work / "best.safetensors"
    arguments = ["--run", str(out), "--model", str(spelled), "--dev", str(work / "dev"), "--counts", "1", "2"]
    arguments += ["--before-shares", "0", "0.5"]
    run(average, [*arguments, "--out", str(best)], monkeypatch)
    scores = json.loads(best.with_suffix(".json").read_text())
    assert [(score["averaged"], score["before"]) for score in scores] == [(1, 0), (1, 0.5), (2, 0), (2, 0.5)]
    run(
        export,
        ["--model", str(spelled), "--tokenizer", str(spelled), "--weights", str(best), "--out", str(work / "final")],
        monkeypatch,
    )
    saved = load_file(work / "final" / "model.safetensors")
    assert {value.dtype for value in saved.values()} == {torch.float16}
    # Decoding starts from the pad's embedding, which CTranslate2 takes for zero.
    assert all(not value[-1].any() for name, value in saved.items() if "embed_tokens" in name)
    model = MarianMTModel.from_pretrained(work / "final", dtype=torch.float32)
    inputs = MarianTokenizer.from_pretrained(work / "final")(["El paro bajó."], return_tensors="pt")
    assert model.generate(**inputs, max_new_tokens=4, num_beams=2).shape[0] == 1


def test_weights_are_mixed_with_those_before_where_both_have_them() -> None:
    weights = {"shared": torch.tensor([1.0, 2.0]), "own": torch.tensor([5.0])}
    found = average.mixed(weights, {"shared": torch.tensor([3.0, 2.0], dtype=torch.float16)}, 0.25)
    assert {name: value.tolist() for name, value in found.items()} == {"shared": [1.5, 2.0], "own": [5.0]}


def test_a_voter_has_the_pieces_of_the_start_and_the_rest_of_the_trained(
    work: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained, out = tmp_path / "trained", tmp_path / "voter"
    run(characters, ["--model", str(start), "--english", str(work / "pairs.tsv"), "--out", str(trained)], monkeypatch)
    stated = json.loads((trained / "replaced.json").read_text())
    (trained / "replaced.json").unlink()
    weights = {name: value + 1 for name, value in load_file(trained / "model.safetensors").items()}
    save_file(weights, trained / "model.safetensors", metadata={"format": "pt"})
    run(voter, ["--model", str(trained), "--start", str(start), "--out", str(out)], monkeypatch)
    assert json.loads((trained / "replaced.json").read_text()) == sorted(stated)
    before, voting = load_file(start / "model.safetensors"), load_file(out / "model.safetensors")
    for name in ("model.decoder.embed_tokens.weight", "final_logits_bias"):
        rows, own, old = (
            value[name].reshape(-1, value[name].shape[-1] if "embed" in name else 1)
            for value in (voting, weights, before)
        )
        kept = [i for i in range(len(rows)) if i not in stated]
        assert rows[stated].equal(old[stated])
        assert rows[kept].equal(own[kept])
    assert voting["model.encoder.layers.0.fc1.weight"].equal(weights["model.encoder.layers.0.fc1.weight"])
    pieces = [Pieces(directory).english.id_to_piece(stated[0]) for directory in (out, start, trained)]
    assert pieces[0] == pieces[1] != pieces[2]


def test_throughput_tells_each_way_as_a_ratio(
    work: Path, start: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--model", str(start), "--pairs", str(work / "pairs.tsv"), "--batches", "1", "--batch-pieces", "200"]
    run(throughput, arguments, monkeypatch)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(throughput.WAYS)
    assert lines[1].split()[-1] == "1.00"


def test_batches_hold_every_line_once() -> None:
    lengths = [5, 1000, 4000, 7, 900, 30]
    groups = distil.batches(lengths)
    assert sorted(i for group in groups for i in group) == list(range(6))
    assert all(
        len(group) * max(lengths[i] for i in group) <= distil.BATCH_PIECES or len(group) == 1 for group in groups
    )
