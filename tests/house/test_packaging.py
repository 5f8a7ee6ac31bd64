"""What is declared is what there is: packages, layers, versions, options of scenarios, no traces of a machine."""

from __future__ import annotations

import re
from configparser import ConfigParser

from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.specification import Specification
from simulation.scenario import Scenario
from simulation.version import __version__
from tests.house.sources import MODULES, PACKAGE, ROOT, named, placed, text_of

CONFIG = ConfigParser()
CONFIG.read(ROOT / "setup.cfg", encoding="utf-8")
PAGES = [
    path
    for pattern in ("*.md", "*.cfg", "*.toml", "*.cff", "*.txt", "Makefile", ".ci/*", "docs/**/*.md", "*/README.md")
    for path in sorted(ROOT.glob(pattern))
]


def lines(section: str, key: str) -> list[str]:
    """Lines of one option of setup.cfg."""
    return [line.strip() for line in CONFIG[section][key].splitlines() if line.strip()]


LAYERS = [
    [room.strip() for room in line.split("|")] for line in lines("importlinter:contract:layers", "layers")
]  # highest first


def rank(module: str) -> int | None:
    """Height of a module's room, counted from the top; None for what stands outside the order."""
    return next((place for place, rooms in enumerate(LAYERS) if ".".join(module.split(".")[:2]) in rooms), None)


def test_every_room_has_its_place_in_the_order():
    outside = {"simulation", "simulation.version"}
    assert {".".join(named(path).split(".")[:2]) for path in MODULES if rank(named(path)) is None} <= outside


def test_every_folder_with_code_is_shipped():
    folders = {named(path) for path in PACKAGE.rglob("__init__.py")} | {"simulation.scenarios"}
    assert folders == set(lines("options", "packages"))


def test_every_data_file_is_shipped():
    kinds = {path.suffix for path in (PACKAGE / "report" / "fonts").iterdir()}
    assert kinds, "fonts/* is listed"
    stray = [
        path
        for path in PACKAGE.rglob("*")
        if path.is_file()
        and path.suffix not in (".py", ".pyc", ".nbi", ".nbc", ".j2")
        and path.relative_to(PACKAGE).parts[0] != "data"
        and "fonts" not in path.parts
        and path.name not in ("py.typed", "README.md")
    ]
    assert not stray, "setup.cfg does not list these under package_data"


def test_one_version_everywhere():
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_is_asked_for_is_in_the_tested_set():
    tested = {
        re.split("==", line)[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().split()
    }
    asked = {
        re.split(r"[\[<>=]", line)[0].lower().replace("_", "-")
        for line in lines("options", "install_requires")
        + lines("options.extras_require", "test")
        + lines("options.extras_require", "dev")
    }
    assert asked <= tested


def test_no_page_names_a_machine():
    assert [placed(path) for path in PAGES if re.search(r"/(?:home|work|root|Users|tmp)/|C:\\", text_of(path))] == []


def test_nobody_is_named():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"- name: (.*)", citation) == ["sandan contributors"]
    assert "given-names" not in citation
    assert not {"author", "author_email", "maintainer", "maintainer_email"} & set(CONFIG["metadata"])


def test_the_page_of_scenarios_names_every_option():
    page = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    own = {name for model in INSTRUMENT_MODELS.values() for name in model.model_fields}
    shown = own - {"name_ko", "name_en"}
    wanted = {*Scenario.model_fields, *shown, *Specification.model_fields, *INSTRUMENT_MODELS} - {
        "key",
        "name_ko",
        "name_en",
    }
    assert not [name for name in sorted(wanted) if f"`{name}`" not in page]
