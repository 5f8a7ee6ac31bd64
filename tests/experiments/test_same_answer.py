"""Whatever earlier runs left in a folder, the result is that of a clean one, byte for byte but what is volatile."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.ensemble import run_ensemble, undecomposed
from simulation.experiments.parts import read_part, write_part
from simulation.experiments.worlds import worlds_of
from simulation.outcomes.folder import HASH, VOLATILE

SMALL = ["scale=0.05", "end=2020-06"]


def asked(folder: Path, runs: int, impact_runs: int) -> Path:
    """The folder of a small result of a programme."""
    result = sim.run(
        "changwon/smart_complex", SMALL, runs=runs, impact_runs=impact_runs, out=folder, workers=1, layer_draws=0
    )
    assert result.folder is not None
    return result.folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a result; of the manifest what lasts, in its order."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(found["manifest.json"])
    assert manifest.pop(VOLATILE)
    found["manifest.json"] = json.dumps(manifest).encode()
    assert manifest[HASH]
    return found


@pytest.mark.statistics
def test_earlier_runs_with_more_and_fewer_runs_leave_no_trace(tmp_path):
    clean = content(asked(tmp_path / "clean", runs=2, impact_runs=1))
    used = tmp_path / "used"
    asked(used, runs=3, impact_runs=3)
    part = next(used.rglob("run-00000.npz"))
    part.unlink()
    found = content(asked(used, runs=2, impact_runs=1))
    assert list(found) != []
    assert set(found) == set(clean)
    assert [name for name in clean if found[name] != clean[name]] == []
    assert json.loads(clean["manifest.json"])["impact_runs"] == 1


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two decomposed runs on disk, and what they were before they were written."""
    folder = tmp_path_factory.mktemp("parts")
    worlds = worlds_of(sim.load("changwon/smart_complex", {"scale": "0.05", "end": "2019-12"}))
    return folder, worlds, run_ensemble(worlds, 2, workers=1, folder=folder, impact_runs=2)


def test_a_unit_read_is_the_unit_made_in_every_order(made):
    folder, _worlds, results = made
    for unit in results.units:
        read = read_part(next(folder.rglob(f"run-{unit.run:05d}.npz")))
        assert list(read.draw.items()) == list(unit.draw.items())
        assert list(read.worlds) == list(unit.worlds)
        for key, world in unit.worlds.items():
            assert read.worlds[key].residual == world.residual
            for kind in ("arrays", "city"):
                left, right = getattr(world, kind), getattr(read.worlds[key], kind)
                assert list(left) == list(right)
                assert all(left[name].tobytes() == right[name].tobytes() for name in left)
        for kind in ("impact", "twins"):
            left, right = getattr(unit, kind), getattr(read, kind)
            assert list(left) == list(right)
            assert all(left[name].tobytes() == right[name].tobytes() for name in left)


def test_fewer_decomposed_runs_are_fewer_whatever_is_on_disk(made):
    folder, worlds, results = made
    fewer = run_ensemble(worlds, 2, workers=1, folder=folder, impact_runs=1)
    assert [bool(unit.impact) for unit in fewer.units] == [True, False]
    assert [name for name in fewer.units[1].twins if name.startswith("additionality")] == []
    assert set(fewer.units[1].twins) == set(undecomposed(results.units[1].twins)) != set()
    fresh = run_ensemble(worlds, 2, workers=1, impact_runs=1)
    for left, right in zip(fewer.units, fresh.units, strict=True):
        assert list(left.twins) == list(right.twins)
        assert list(left.impact) == list(right.impact)


def test_a_part_damaged_anywhere_is_made_again(made, tmp_path):
    _folder, _worlds, results = made
    unit = results.units[0]
    write_part(tmp_path, unit)
    path = next(tmp_path.glob("run-*.npz"))
    whole = path.read_bytes()
    assert read_part(path).run == unit.run
    with zipfile.ZipFile(path) as archive:
        first, start = archive.infolist()[0].header_offset, archive.start_dir
    places = {"method": first + 8, "flags": first + 6, "method in the directory": start + 10, "count": len(whole) - 46}
    generator = np.random.Generator(np.random.Philox(1))
    places |= {f"at {place}": int(place) for place in generator.integers(0, len(whole), 40)}
    for name, place in places.items():
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        path.write_bytes(damaged)
        assert read_part(path) is None, name
    for length in (0, 1, 31, 32, 33, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert read_part(path) is None, length
    path.write_bytes(whole + b"x")
    assert read_part(path) is None


LIMITED = "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
"""A limit on the size of files ends a write as a full disk does: without a word about the file."""


def said_by(program: str, folder: Path) -> str:
    """What a program that runs out of disk says."""
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED + program, str(folder)], capture_output=True, timeout=120, check=False, text=True
    )
    assert ended.returncode != 0
    assert not list(folder.rglob("*.tmp"))
    return " ".join(ended.stderr.split())


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk_names_the_part_file(tmp_path):
    words = ["--lang", "en", "run", "changwon/baseline", "--runs", "1", "--scale", "0.05", "--to", "2019-06", "--out"]
    said = said_by(f"from simulation.cli import main\nsys.argv = ['sandan', *{words}, sys.argv[1]]\nmain()\n", tmp_path)
    assert "this file cannot be read or written" in said
    assert "run-00000.npz" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk_names_the_file_of_a_result(tmp_path):
    said = said_by(
        "from pathlib import Path\nfrom simulation.outcomes.folder import whole_folder\n"
        "with whole_folder(Path(sys.argv[1]) / 'result') as draft:\n"
        "    (draft / 'first.csv').write_text('x')\n"
        "    (draft / 'figures').mkdir()\n"
        "    (draft / 'figures' / 'wide.png').write_bytes(bytes(30_000))\n",
        tmp_path,
    )
    assert said.endswith(f"File too large: '{tmp_path}/result/figures/wide.png'")
    assert list(tmp_path.iterdir()) == []
