"""Archives: good members become stories, everything hostile is refused with a reason."""

import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.archives import open_archive
from pipeline.batch.items import Extent, Item, Limits, Refusal
from pipeline.batch.spool import Spool

SMALL = Limits(
    story_bytes=10_000, archive_bytes=100_000, archive_members=50, archive_ratio=20, ratio_floor_bytes=20_000
)


def opened(path: Path, spool: Spool, limits: Limits = SMALL) -> tuple[dict[str, bytes], dict[str, str]]:
    stories: dict[str, bytes] = {}
    refusals: dict[str, str] = {}
    for found in open_archive(path, PurePosixPath(path.name), limits, spool):
        if isinstance(found, Item):
            assert isinstance(found.place, Extent)
            stories[str(found.relative)] = spool.read(found.place)
        else:
            refusals[found.name.rpartition("!")[2]] = found.reason
    return stories, refusals


def tar_of(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for info, data in members:
            info.size = len(data) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(data))
    return path


def of_kind(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info, b""


def test_members_stand_in_a_folder_named_after_the_archive(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "noche.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("efe/paro.txt", "Sube el paro.")
        archive.writestr("efe/", "")
        archive.writestr("__MACOSX/._paro.txt", "x")
    assert opened(path, spool) == ({"noche/efe/paro.txt": b"Sube el paro."}, {})


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_tar_archives_of_every_compression(tmp_path: Path, spool: Spool, ending: str) -> None:
    path = tmp_path / f"noche.{ending}"
    mode = "w" if ending == "tar" else f"w:{ending.rpartition('.')[2].replace('tgz', 'gz')}"
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload] # the mode is one of a table
        info = tarfile.TarInfo("./paro.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"Sube."))
    assert opened(path, spool) == ({"noche/paro.txt": b"Sube."}, {})


HOSTILE_TAR = [
    (of_kind("enlace", tarfile.SYMTYPE, "/etc/passwd"), "link"),
    (of_kind("duro", tarfile.LNKTYPE, "otro"), "link"),
    (of_kind("disco", tarfile.BLKTYPE), "device"),
    (of_kind("cero", tarfile.CHRTYPE), "device"),
    (of_kind("tubo", tarfile.FIFOTYPE), "device"),
    ((tarfile.TarInfo("../fuera.txt"), b"x"), "climbs out"),
    ((tarfile.TarInfo("a/../../fuera.txt"), b"x"), "climbs out"),
    ((tarfile.TarInfo("/etc/cron.d/x"), b"x"), "absolute"),
    ((tarfile.TarInfo("dentro.zip"), b"x"), "archive in an archive"),
    ((tarfile.TarInfo("larga.txt"), b"x" * 10_001), "--max-story-size"),
]


@pytest.mark.parametrize(("member", "reason"), HOSTILE_TAR, ids=lambda value: value if isinstance(value, str) else "")
def test_hostile_tar_members_are_refused_and_the_good_one_taken(
    tmp_path: Path, spool: Spool, member: tuple[tarfile.TarInfo, bytes], reason: str
) -> None:
    good = (tarfile.TarInfo("paro.txt"), b"Sube.")
    stories, refusals = opened(tar_of(tmp_path / "noche.tgz", member, good), spool)
    assert stories == {"noche/paro.txt": b"Sube."}
    assert reason in refusals[member[0].name]


def zip_link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("x.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


HOSTILE_ZIP: list[tuple[Callable[[zipfile.ZipFile], None], str]] = [
    (zip_link, "link"),
    (lambda archive: archive.writestr("../x.txt", "x"), "climbs out"),
    (lambda archive: archive.writestr("a\\..\\..\\x.txt", "x"), "climbs out"),
    (lambda archive: archive.writestr("/x.txt", "x"), "absolute"),
    (lambda archive: archive.writestr("C:\\x.txt", "x"), "absolute"),
    (lambda archive: archive.writestr("x.tar.gz", "x"), "archive in an archive"),
    (lambda archive: archive.writestr("x.txt", "x" * 10_001), "--max-story-size"),
]


@pytest.mark.parametrize(("add", "reason"), HOSTILE_ZIP)
def test_hostile_zip_members_are_refused_and_the_good_one_taken(
    tmp_path: Path, spool: Spool, add: Callable[[zipfile.ZipFile], None], reason: str
) -> None:
    path = tmp_path / "noche.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        add(archive)
        archive.writestr("paro.txt", "Sube.")
    stories, refusals = opened(path, spool)
    assert stories == {"noche/paro.txt": b"Sube."}
    assert reason in " ".join(refusals.values())


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "bomba.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", "0" * 10_000)
    stories, refusals = opened(path, spool)
    assert stories == {}
    assert "zip bomb" in " ".join(refusals.values())


def test_a_zip_whose_header_lies_about_a_size_is_not_believed(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "miente.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", "0" * 90_000)
    data = path.read_bytes()
    path.write_bytes(data.replace((90_000).to_bytes(4, "little"), (9).to_bytes(4, "little")))
    stories, refusals = opened(path, spool)
    assert stories == {}
    assert refusals


def test_a_tar_that_unpacks_to_too_much_ends_there(tmp_path: Path, spool: Spool) -> None:
    members = [(tarfile.TarInfo(f"{number}.txt"), b"%d" % number * 4_000) for number in range(40)]
    stories, refusals = opened(tar_of(tmp_path / "mucho.tgz", *members), spool)
    assert 0 < len(stories) < 40
    assert any("zip bomb" in reason or "more than" in reason for reason in refusals.values())


def test_too_many_members(tmp_path: Path, spool: Spool) -> None:
    members = [(tarfile.TarInfo(f"{number}.txt"), b"x") for number in range(51)]
    stories, refusals = opened(tar_of(tmp_path / "muchos.tgz", *members), spool)
    assert len(stories) == 50
    assert "50 members" in " ".join(refusals.values())


@pytest.mark.parametrize("name", ["roto.zip", "roto.tar", "roto.tgz", "roto.tar.xz", "roto.tar.bz2"])
@pytest.mark.parametrize("data", [b"", b"no es un archivo", b"PK\x03\x04" + bytes(50), b"\x1f\x8b\x08" + bytes(50)])
def test_a_damaged_archive_is_told(tmp_path: Path, spool: Spool, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    stories, refusals = opened(path, spool)
    assert stories == {}
    assert len(refusals) == 1


def test_a_name_that_comes_twice_is_told(tmp_path: Path, spool: Spool) -> None:
    twice = [(tarfile.TarInfo("a.txt"), b"x"), (tarfile.TarInfo("a.txt"), b"y")]
    stories, refusals = opened(tar_of(tmp_path / "doble.tgz", *twice), spool)
    assert stories == {"doble/a.txt": b"x"}
    assert "already" in refusals["a.txt"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=4)), max_size=6),
    kind=st.sampled_from(["zip", "tgz"]),
)
def test_whatever_is_done_to_its_bytes_an_archive_never_raises(
    tmp_path: Path, spool: Spool, cuts: list[tuple[int, bytes]], kind: str
) -> None:
    path = tmp_path / f"ruido.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "Sube el paro en mayo. " * 10)
    else:
        tar_of(path, (tarfile.TarInfo("a.txt"), b"Sube el paro en mayo. " * 10))
    data = bytearray(path.read_bytes())
    for at, noise in cuts:
        data[at : at + len(noise)] = noise
    path.write_bytes(bytes(data))
    found = list(open_archive(path, PurePosixPath(path.name), SMALL, spool))
    assert all(isinstance(each, Item | Refusal) for each in found)


def test_a_zip_member_without_any_name_is_refused(tmp_path: Path, spool: Spool) -> None:
    path = tmp_path / "noche.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"Sube el paro.")
        archive.writestr("b.txt", b"Baja el paro.")
    taken, refused = opened(path, spool)
    assert list(taken.values()) == [b"Baja el paro."]
    assert list(refused.values()) == ["a member without a name"]
