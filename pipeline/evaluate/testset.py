"""Test sets: Spanish sentences with an English reference each, a line a sentence."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigurationError, InputNotFoundError


@dataclass(frozen=True, slots=True)
class TestSet:
    """As many sources as references; `name` is what messages and reports call it."""

    __test__ = False  # its name is the field's; it holds no tests

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]


def load_pair(source: Path, reference: Path) -> TestSet:
    """Read a set from two plain files.

    Raises InputNotFoundError, or ConfigurationError where the files are no set of the same length.
    """
    sources, references = _lines(source), _lines(reference)
    if len(sources) != len(references):
        raise ConfigurationError(
            f"{source} has {len(sources)} lines, {reference} has {len(references)}; a test set needs a line for a line"
        )
    return _checked(TestSet(source.name, sources, references))


def load_tsv(path: Path) -> TestSet:
    """Read a set from one file of ``source<TAB>reference`` lines, plain or .xz.

    Raises InputNotFoundError, or ConfigurationError for a line of another form.
    """
    pairs = []
    for number, line in enumerate(_lines(path), start=1):
        columns = line.split("\t")
        if len(columns) != 2:
            raise ConfigurationError(f"{path}, line {number}: {len(columns)} columns, not source<TAB>reference")
        pairs.append((columns[0], columns[1]))
    return _checked(TestSet(path.name, tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)))


def load_named(name: str) -> TestSet:
    """Take one of sacreBLEU's sets by its name (``wmt13``) from its data folder; nothing is downloaded.

    Raises ConfigurationError for a name that sacreBLEU does not know, InputNotFoundError where its data is not on disk.
    """
    from sacrebleu.dataset import DATASETS
    from sacrebleu.utils import SACREBLEU_DIR

    if name not in DATASETS:
        raise ConfigurationError(f"sacreBLEU has no test set called {name!r}; `sacrebleu --list` shows its names")
    if "es-en" not in DATASETS[name].langpairs:
        raise ConfigurationError(f"sacreBLEU's {name} has no Spanish-English pair")
    stem = Path(SACREBLEU_DIR) / name / f"{name.replace('/', '_')}.es-en"
    files = [stem.with_name(f"{stem.name}.{field}") for field in ("src", "ref")]
    if not all(path.exists() for path in files):
        raise InputNotFoundError(f"{name} is not on disk; fetch it first: sacrebleu -t {name} -l es-en --echo src")
    return load_pair(files[0], files[1])


def _lines(path: Path) -> tuple[str, ...]:
    try:
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8-sig")
    except OSError as error:
        raise InputNotFoundError(f"{path}: {error.strerror}; give the path of a file of sentences") from error
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}; a test set is UTF-8 text, a sentence a line") from error
    # Not splitlines: a test set may hold U+2028 or a form feed within a sentence.
    return tuple(line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")) if text else ()


def _checked(test_set: TestSet) -> TestSet:
    if not test_set.sources:
        raise ConfigurationError(f"{test_set.name} is empty; a test set has a sentence a line")
    return test_set
