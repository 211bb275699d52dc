from pathlib import Path

import numpy as np
import pytest
import torch

from scripts.model.bergamot import BergamotFileError, TinyStudent, read_shortlist, read_weights
from tests.scripts.model.marian_file import MULTIPLIER, tiny_student, write_model, write_shortlist

QUANTISED = frozenset({"Wemb", "encoder_l1_self_Wq", "decoder_l2_rnn_W"})


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    write_model(path, tiny_student(40), QUANTISED)
    return path


def test_matrices_come_back_within_half_a_quantisation_step(model_file: Path) -> None:
    read = read_weights(model_file)
    for name, matrix in tiny_student(40).items():
        tolerance = 0.5 / MULTIPLIER + 1e-6 if name in QUANTISED else 0
        assert read[name].shape == matrix.shape
        assert np.abs(read[name] - matrix).max() <= tolerance, name


@pytest.mark.parametrize("cut", [0, 7, 40, 2000])
def test_a_cut_file_is_refused(model_file: Path, cut: int) -> None:
    model_file.write_bytes(model_file.read_bytes()[:cut])
    with pytest.raises(BergamotFileError, match=r"model\.bin: not a Marian binary"):
        read_weights(model_file)


def test_a_shortlist_gives_each_source_piece_its_targets(tmp_path: Path) -> None:
    targets = [[0], [], [4, 7], [9]]
    write_shortlist(tmp_path / "lex.bin", targets)
    starts, flat = read_shortlist(tmp_path / "lex.bin")
    assert [flat[starts[i] : starts[i + 1]].tolist() for i in range(4)] == targets


def test_another_file_is_no_shortlist(tmp_path: Path) -> None:
    (tmp_path / "lex.bin").write_bytes(b"lex")
    with pytest.raises(BergamotFileError, match="not a Marian binary shortlist"):
        read_shortlist(tmp_path / "lex.bin")


def test_padding_a_batch_changes_no_score(model_file: Path) -> None:
    student = TinyStudent(read_weights(model_file))
    short, long = [5, 6, 0], [7, 8, 9, 10, 11, 12, 0]
    together = student.step(student.start([short, long]), None, 0)
    for row, source in enumerate((short, long)):
        alone = student.step(student.start([source]), None, 0)
        torch.testing.assert_close(together[row], alone[0])
