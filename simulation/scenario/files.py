"""Where scenarios are: those that ship, those of a user, and what to do where there is none."""

from __future__ import annotations

import os
from glob import glob
from importlib.resources import files
from pathlib import Path

from simulation.catalogue import data_folders
from simulation.errors import InputFault, ScenarioError, Text
from simulation.scenario.faults import nearest

GALLERY = Path(str(files("simulation"))) / "scenarios"
REPOSITORY = Path(str(files("simulation"))).parent / "scenarios"
MOST_NAMED = 12
EXTENSION = ".yaml"
BASELINE, HISTORY = "baseline", "history"
"""Names under which a complex ships the world without programmes, and the years as they came."""


def gallery() -> dict[str, Path]:
    """Scenarios by name such as ``changwon/history``: those that ship, then those of the user's own data folders."""
    shipped = GALLERY if GALLERY.is_dir() else REPOSITORY
    roots = (shipped, *(folder / "scenarios" for folder in data_folders()[1:]))
    found = [(name, root) for root in roots for name in sorted(glob(f"*/*{EXTENSION}", root_dir=root))]
    return {name.removesuffix(EXTENSION).replace(os.sep, "/"): root / name for name, root in found}


def find(name: str | Path) -> Path:
    """The file of a scenario: a path that exists, a shipped name, or a path without its ending.

    Raises:
        ScenarioError: none of them; names the nearest shipped scenarios.
    """
    if not isinstance(name, str | Path):
        problem = Text("시나리오의 이름이나 파일이 아닙니다.", "this is no name and no file of a scenario.")
        raise ScenarioError([InputFault(repr(name), 0, 0, "", "", problem, where_names_are(""))])
    path = Path(name)
    if is_there(path):
        return path
    shipped = gallery()
    if str(name) in shipped:
        return shipped[str(name)]
    if path.name and is_there(path.with_name(f"{path.name}{EXTENSION}")):
        return path.with_name(f"{path.name}{EXTENSION}")
    if str(name).strip() and is_folder(path):
        raise ScenarioError([InputFault(str(name), 0, 0, "", "", *folder_instead(path))])
    problem = Text("시나리오 파일이나 이름을 찾을 수 없습니다.", "there is no scenario file or shipped name like this.")
    shown = str(name).strip() or "''"
    raise ScenarioError([InputFault(shown, 0, 0, "", "", problem, where_names_are(str(name)))])


def where_names_are(name: str = "") -> Text:
    """How many scenarios are shipped, which command lists them, and the one whose name is nearest."""
    first = f"{name}/{BASELINE}"
    count, close = len(gallery()), nearest(first if first in gallery() else name, gallery())
    return Text(
        f"제공되는 시나리오는 {count}개입니다. 'sandan list scenarios'로 볼 수 있습니다.{close.ko}",
        f"{count} scenarios are shipped; 'sandan list scenarios' names them.{close.en}",
    )


def is_folder(path: Path) -> bool:
    """Whether a folder exists; what cannot be a name of one does not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def folder_instead(path: Path) -> tuple[Text, Text]:
    """What to do where a folder stands in place of a scenario: name a file of it, or a shipped scenario."""
    inside = [each for each in sorted(path.glob("*.yaml")) if not each.name.startswith(".")][:MOST_NAMED]
    names, shipped = ", ".join(each.as_posix() for each in inside), where_names_are()
    own = Text(f"안의 파일: {names}. ", f"Files in it: {names}. ") if names else Text("", "")
    return (
        Text("폴더입니다. 시나리오 파일이 아닙니다.", "this is a folder, not a scenario file."),
        Text(f"시나리오를 하나 고르십시오. {own.ko}{shipped.ko}", f"Name one scenario. {own.en}{shipped.en}"),
    )


def is_there(path: Path) -> bool:
    """Whether a file exists; what cannot be a file name does not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
