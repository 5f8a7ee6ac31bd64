"""House rules that a machine can hold: randomness, imports, length, places, docstrings."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from simulation.catalogue import complex_document, complexes, zones
from tests.house.sources import MODULES, PACKAGE, ROOT, nodes_of, placed, text_of, tree_of

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


NAMES = names_of_places_and_industries()
BOUND = re.compile(r"(?<![a-z_])(" + "|".join(map(re.escape, NAMES)) + r")(?![a-z])", re.IGNORECASE)
"""They are data of a complex, and stand nowhere else."""


def test_a_module_is_a_room():
    assert [placed(each) for each in MODULES if len(text_of(each).splitlines()) > LONGEST] == [], "split it"
    assert [placed(each) for each in MODULES if not ast.get_docstring(tree_of(each))] == [], "say what it is"


def test_keyed_draws_are_the_only_source_of_randomness():
    assert [placed(each) for each in MODULES if RANDOM.search(text_of(each))] == []


def test_public_names_have_docstrings():
    silent = []
    for module in MODULES:
        body = tree_of(module).body
        methods = [node for outer in body if isinstance(outer, ast.ClassDef) for node in outer.body]
        silent += [
            f"{placed(module)}: {node.name}"
            for node in [*body, *methods]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []


def code_without_docstrings(module: Path) -> str:
    """The code of a module without docstrings and comments, where examples may name a place."""
    tree = ast.parse(text_of(module))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            value = body[0].value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                body[0] = ast.Pass()
    return ast.unparse(tree)


def says_a_place(module: Path) -> bool:
    """Whether the text of a module, or what its parts are put together to, holds a name anywhere."""
    texts = (each.value for each in nodes_of(module) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return any(BOUND.search(text) for text in (text_of(module), *texts))


def test_nothing_about_a_place_is_wired_into_code():
    """Examples under the help of a verb may name one."""
    suspect = {each: code_without_docstrings(each) for each in MODULES if says_a_place(each)}
    found = {placed(each): BOUND.findall(re.sub(r"epilog='[^']*'", "", code)) for each, code in suspect.items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_nothing_about_a_place_stands_in_a_page():
    assert [placed(page) for page in sorted(PACKAGE.rglob("*.j2")) if BOUND.search(text_of(page))] == []


def test_the_names_that_are_looked_for_are_those_of_the_data():
    assert {"changwon", "danwon_gu", "시흥시", "petrochemical", "transport_equipment"} <= set(NAMES)
    assert BOUND.search("if place == 'danwon_gu':")
    assert BOUND.search("title = '안산의 고용'")
    assert not BOUND.search("another machine")


def test_only_the_right_rooms_import_heavy_packages():
    rooms = {"mesa": "model", "matplotlib": "report", "yaml": "strict_yaml.py", "openpyxl": "drafts"}
    for module in MODULES:
        room = module.relative_to(PACKAGE).parts[0]
        for node in nodes_of(module):
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


def test_no_machine_path_stands_in_the_repository():
    told = [path for path in PLACES if path.suffix and path != Path(__file__)]
    assert [placed(path) for path in told if re.search(r"/(home|work|root|Users)/\w", text_of(path))] == []


RULES = [m for m in MODULES if m.relative_to(PACKAGE).parts[0] in ("model", "equations")]
MOST_ARGUMENTS, MOST_BY_PLACE = 8, 2


def functions_of(module: Path) -> list[ast.FunctionDef]:
    return [node for node in nodes_of(module) if isinstance(node, ast.FunctionDef)]


def arguments_of(function: ast.FunctionDef) -> list[str]:
    given = [each.arg for each in function.args.posonlyargs + function.args.args + function.args.kwonlyargs]
    return [name for name in given if name not in ("self", "cls")]


def is_compiled(function: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "compiled" for each in function.decorator_list)


EVERYWHERE = [path for path in PLACES if path.suffix == ".py"]


def test_no_function_takes_more_than_a_reader_can_hold():
    """Compiled or plain, of a test or of the command line, whose options are objects too."""
    many = {
        f"{placed(path)}: {each.name}": len(arguments_of(each)) for path in EVERYWHERE for each in functions_of(path)
    }
    assert {name: count for name, count in many.items() if count > MOST_ARGUMENTS} == {}


@cache
def compiled_names() -> set[str]:
    """Names that compiled rules bear and no plain function; those that both bear are not told apart."""
    functions = [each for module in RULES for each in functions_of(module)]
    return {each.name for each in functions if is_compiled(each)} - {
        each.name for each in functions if not is_compiled(each)
    }


def test_compiled_rules_are_called_by_keyword_past_two_arguments():
    assert {"leave", "meet", "live", "take_jobs", "seekers"} <= compiled_names()
    by_place = []
    for module in RULES:
        for node in nodes_of(module):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                spread = any(isinstance(each, ast.Starred) for each in node.args)
                if name in compiled_names() and (len(node.args) > MOST_BY_PLACE or spread):
                    by_place.append(f"{placed(module)}:{node.lineno} {name}")
    assert by_place == []


A_ROW = "each call is a row of a table, read across"
FORCED = {
    "__init__": "a class names what it holds in order",
    "replaced": "a method of a scenario, whose first is self",
    **dict.fromkeys(("column", "inherited", "emptied", "lever", "switch"), A_ROW),
}
"""Functions that take more by place, and why."""


def test_past_two_arguments_are_given_by_keyword():
    many = {
        f"{placed(module)}: {each.name}": names
        for module in MODULES
        for each in functions_of(module)
        if not is_compiled(each) and each.name not in FORCED
        for names in [[arg.arg for arg in each.args.posonlyargs + each.args.args if arg.arg not in ("self", "cls")]]
        if len(names) > MOST_BY_PLACE
    }
    assert many == {}
