"""Files of a result read back: in the encodings that office programs save, and named where they are damaged."""

from __future__ import annotations

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulation.errors import SandanError
from simulation.experiments.manifest import worlds_in
from simulation.experiments.result import stored_series
from simulation.outcomes.folder import ABANDONED, whole_folder, write_whole
from simulation.outcomes.stored import stored_table
from simulation.scenario import load

TABLE = "항목,금액\n주거,12.5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_table_is_read_as_office_programs_save_it(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TABLE.encode(encoding))
    assert stored_table(tmp_path / "t.csv").to_dict("records") == [{"항목": "주거", "금액": 12.5}]


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty or damaged"), (b'a,b\n1,2,3\n"', "empty or damaged"), (b"\xff\xff\xff\xff", "neither UTF-8")],
)
def test_what_is_no_table_is_named(content: bytes, word: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(SandanError, match=rf"{tmp_path}/t\.csv: .*{word}"):
        stored_table(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("content", "state"), [(None, "missing"), (b"", "damaged"), (b"\x89HDF\r\n\x1a\n" * 9, "damaged")]
)
def test_series_that_cannot_be_read_are_named_with_what_to_do(
    content: bytes | None, state: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "series.nc").write_bytes(content)
    with pytest.raises(SandanError, match=rf"series\.nc: this file is {state}.*sandan rerun {tmp_path}"):
        stored_series(tmp_path)


def test_a_result_with_options_of_another_version_says_so() -> None:
    world = load("changwon/baseline").model_dump(mode="json")
    manifest = {"program": {"version": "0.0.9"}, "scenario": "changwon/baseline", "worlds": [world]}
    assert worlds_in(manifest)[0].key == "changwon/baseline"
    with pytest.raises(SandanError, match=r"another version \(0\.0\.9\)"):
        worlds_in({**manifest, "worlds": [{**world, "gone": 1}]})


def test_two_programs_that_write_one_folder_at_once_leave_one_of_the_two(tmp_path: Path) -> None:
    def written(name: str) -> None:
        for _ in range(60):
            with whole_folder(tmp_path / "a") as draft:
                (draft / name).touch()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(written, "wxyz"))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_whole(tmp_path / "t.csv", "a")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match=r"t\.csv") as caught:
        write_whole(tmp_path / "t.csv", TABLE)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(tmp_path / "t.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_what_a_killed_program_left_goes_with_the_next_result(tmp_path: Path) -> None:
    """A draft that was filled lately stays: another program may be filling it."""
    for name, age in (
        (".a[1].old.draft", ABANDONED + 60.0),
        (".a[1].new.draft", 0.0),
        (".b.old.draft", ABANDONED * 2),
        (".a[1].x.old", ABANDONED * 2),
    ):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    with whole_folder(tmp_path / "a[1]") as draft:
        (draft / "x").touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a[1].new.draft", ".b.old.draft", "a[1]"]
