"""House rules that a machine can hold: randomness, imports, length, places, docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from simulation.catalogue import complex_document, complexes, zones

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "simulation"
MODULES = sorted(PACKAGE.rglob("*.py"))
PLACES = [
    path
    for folder in ("simulation", "tests", "benchmarks", "scenarios", ".ci")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".yaml", ".md", ".csv", ".txt", ".json", "") and path.is_file()
]
LONGEST = 300
RANDOM = re.compile(
    r"np\.random|numpy\.random|default_rng|random\.(random|choice|shuffle|randint|seed)|import random|"
    r"os\.urandom|import secrets|uuid4|self\.random\b|model\.random\b"
)
GENERAL_WORDS = ("other", "remaining")
"""Keys of industries that are words of every language and every code."""


def names_of_places_and_industries() -> list[str]:
    """Every key and name that a complex brings: its own, its city, province, districts, zones and industries."""
    found = {"창원", "안산", "경남", "경기도", "gyeonggi", "gyeongnam"}
    for key in complexes():
        said = complex_document(key)
        found |= {key, said["province"], *said["city"].values(), *said["name"].values()}
        found |= {str(word) for each in said["districts"] for word in (each["key"], each["ko"], each["en"])}
        found |= {word for zone in zones(key).itertuples() if zone.kind == "ring" for word in (zone.ko, zone.en)}
        found |= {each["key"] for each in said["industries"]}
    return sorted(found - set(GENERAL_WORDS), key=len, reverse=True)


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tree_of() -> Callable[[Path], ast.Module]:
    """The code of a file, parsed once for all who only read it."""
    return cache(parsed)


NAMES = names_of_places_and_industries()
BOUND = re.compile(r"(?<![a-z_])(" + "|".join(map(re.escape, NAMES)) + r")(?![a-z])", re.IGNORECASE)
"""They are data of a complex, and stand nowhere else."""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_a_room(module, tree_of):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST, "split it"
    assert ast.get_docstring(tree_of(module)), "say what it is"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_keyed_draws_are_the_only_source_of_randomness(module):
    assert not RANDOM.search(module.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_names_have_docstrings(module, tree_of):
    body = tree_of(module).body
    methods = [node for outer in body if isinstance(outer, ast.ClassDef) for node in outer.body]
    for node in [*body, *methods]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def code_without_docstrings(module: Path) -> str:
    """The code of a module without docstrings and comments, where examples may name a place."""
    tree = parsed(module)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            value = body[0].value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                body[0] = ast.Pass()
    return ast.unparse(tree)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_about_a_place_is_wired_into_code(module):
    """Examples under the help of a verb may name one."""
    found = BOUND.search(re.sub(r"epilog='[^']*'", "", code_without_docstrings(module)))
    assert not found, found


@pytest.mark.parametrize("page", sorted(PACKAGE.rglob("*.j2")), ids=lambda path: path.name)
def test_nothing_about_a_place_stands_in_a_page(page):
    assert not BOUND.search(page.read_text(encoding="utf-8"))


def test_the_names_that_are_looked_for_are_those_of_the_data():
    assert {"changwon", "danwon_gu", "시흥시", "petrochemical", "transport_equipment"} <= set(NAMES)
    assert BOUND.search("if place == 'danwon_gu':")
    assert BOUND.search("title = '안산의 고용'")
    assert not BOUND.search("another machine")


def test_only_the_right_rooms_import_heavy_packages(tree_of):
    rooms = {"mesa": "model", "matplotlib": "report", "yaml": "strict_yaml.py", "openpyxl": "drafts"}
    for module in MODULES:
        room = module.relative_to(PACKAGE).parts[0]
        for node in ast.walk(tree_of(module)):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                top = name.split(".")[0]
                assert rooms.get(top, room) == room, f"{module} imports {top}"


@pytest.mark.parametrize("path", PLACES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_machine_path_stands_in_the_repository(path):
    if path.suffix in (".py", ".yaml", ".md", ".csv", ".txt", ".json"):
        text = path.read_text(encoding="utf-8")
        assert path == Path(__file__) or not re.search(r"/(home|work|root|Users)/\w", text)


RULES = [m for m in MODULES if m.relative_to(PACKAGE).parts[0] in ("model", "equations")]
MOST_ARGUMENTS, MOST_BY_PLACE = 8, 2


def functions_of(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def arguments_of(function: ast.FunctionDef) -> list[str]:
    given = [each.arg for each in function.args.posonlyargs + function.args.args + function.args.kwonlyargs]
    return [name for name in given if name not in ("self", "cls")]


def is_compiled(function: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "compiled" for each in function.decorator_list)


EVERYWHERE = [path for path in PLACES if path.suffix == ".py"]


@pytest.mark.parametrize("module", EVERYWHERE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_takes_more_than_a_reader_can_hold(module, tree_of):
    """Compiled or plain, of a test or of the command line, whose options are objects too."""
    many = {each.name: len(arguments_of(each)) for each in functions_of(tree_of(module))}
    assert not {name: count for name, count in many.items() if count > MOST_ARGUMENTS}


OF_RULES = [each for module in RULES for each in functions_of(parsed(module))]
COMPILED = {each.name for each in OF_RULES if is_compiled(each)}
PLAIN = {each.name for each in OF_RULES if not is_compiled(each)}


@pytest.mark.parametrize("module", RULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_compiled_rules_are_called_by_keyword_past_two_arguments(module, tree_of):
    """Names that a plain function bears too are not told apart here and are left out."""
    assert {"leave", "meet", "live", "take_jobs", "seekers"} <= COMPILED - PLAIN
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in COMPILED - PLAIN:
                assert len(node.args) <= MOST_BY_PLACE, f"{module.name}:{node.lineno} {name}"
                assert not any(isinstance(each, ast.Starred) for each in node.args), (
                    f"{module.name}:{node.lineno} {name}"
                )


A_ROW = "each call is a row of a table, read across"
FORCED = {
    "__init__": "a class names what it holds in order",
    "replaced": "a method of a scenario, whose first is self",
    **dict.fromkeys(("column", "inherited", "emptied", "lever", "switch"), A_ROW),
}
"""Functions that take more by place, and why."""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_past_two_arguments_are_given_by_keyword(module, tree_of):
    many = {
        each.name: names
        for each in functions_of(tree_of(module))
        if not is_compiled(each) and each.name not in FORCED
        for names in [[arg.arg for arg in each.args.posonlyargs + each.args.args if arg.arg not in ("self", "cls")]]
        if len(names) > MOST_BY_PLACE
    }
    assert not many
