"""A scenario file with a comment at every option, and its check before it stands anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simulation.catalogue import labels
from simulation.drafts.layout import PARENT
from simulation.drafts.text import block, flow, plain
from simulation.errors import ScenarioError
from simulation.scenario import Scenario, load
from simulation.scenario.explained import meaning_of, option_meaning
from simulation.scenario.files import EXTENSION
from simulation.texts import Say
from simulation.units import Month

say = Say("scenario_file")
EXAMPLE = {
    "kind": "capital_spending",
    "name_ko": "새 사업",
    "name_en": "A new item",
    "item": "construction",
    "budget": {},
    "sources": {"state": 0.5, "province": 0.2, "city": 0.3},
    "stage": "plan",
    "source": "judgement",
    "status": "assumed",
}
EXAMPLE_MONEY = 10
UNCHANGED = ("kind", "name_ko", "name_en", "note")
"""Options of an instrument that a draft does not offer to change."""


def scenario_text(document: Mapping[str, Any], about: Sequence[str], *, language: str) -> str:
    """A scenario document as a file: remarks first, then every option with what it means.

    Args:
        document: options as a file has them (``extends``, ``override``, ``instruments``, ...).
        about: remarks at the head.
        language: of the comments.
    """
    lines = [f"# {line}" for line in about]
    for key, value in document.items():
        if key == "instruments":
            lines.append("instruments:")
            for name, spec in value.items():
                lines += _instrument_lines(name, spec, language=language)
        else:
            lines += [f"# {meaning}" for meaning in [_meaning(key, language)] if meaning]
            lines += block({key: value})
    return "\n".join(lines) + "\n"


def _meaning(key: str, language: str) -> str:
    return "" if key in (PARENT, "override") else meaning_of(key, language)


def _instrument_lines(name: str, spec: Mapping[str, Any], *, language: str) -> list[str]:
    label = labels().get(f"instrument.{spec.get('kind')}")
    said = [] if label is None else [f"  # {label.name.in_language(language)}"]
    return [*said, *block({name: spec}, 1)]


def draft_text(name: str, parent: str, *, base: Scenario, language: str) -> str:
    """A file that extends a scenario, with every option of it ready to be changed.

    Args:
        name: title of the new scenario.
        parent: the base as the file names it.
        base: the base, resolved.
        language: of the comments.
    """
    file = f"{name}{EXTENSION}"
    about = say("about", language, name=name, file=file)
    lines = [f"# {about}", f"{PARENT}: {plain(parent)}", f"name: {flow({'ko': name, 'en': name})}"]
    lines += ["", f"# {say('changes', language)}", "override:"]
    lines += [f"  # {line}" for line in _changeable(base, language)]
    lines += ["", f"# {say('new_item', language)}", "# instruments:"]
    # Years are those of the plan: a delay moves them on.
    year = (Month.parse(base.end) + -base.shift).year
    example = {**EXAMPLE, "budget": {year - 1: EXAMPLE_MONEY, year: EXAMPLE_MONEY}}
    lines += [f"# {line}" for line in block({"new_item": example}, 1)]
    return "\n".join(lines) + "\n"


def _changeable(base: Scenario, language: str) -> Iterator[str]:
    """One line for each option of the base: key, value, meaning."""
    said = base.model_dump(mode="json", exclude_none=True)
    for option in Scenario.model_fields:
        if option in ("key", "name", "summary", "instruments") or option not in said:
            continue
        value = said[option]
        if isinstance(value, dict) and value:
            yield from (f"{option}.{key}: {flow(each)}" for key, each in value.items())
        else:
            yield f"{option}: {plain(value)}  # {meaning_of(option, language)}"
    for name, spec in base.instruments.items():
        for option, value in spec.model_dump(exclude_defaults=True).items():
            if option not in UNCHANGED:
                meaning = option_meaning(spec.kind_name(), option, language=language)
                yield f"instruments.{name}.{option}: {plain(value)}  # {meaning}"


def parent_as_seen_from(parent: str, target: Path, *, shipped: Mapping[str, Path]) -> str:
    """The base as a file names it: a shipped name, else the path from the folder of the new file."""
    if parent in shipped and not Path(parent).is_file():
        return parent
    return Path(os.path.relpath(Path(parent), target.parent)).as_posix()


@contextmanager
def checked(target: Path, text: str) -> Iterator[Scenario]:
    """Write a scenario beside its place, check it there, and move it in place when the block ends well.

    Raises:
        ScenarioError: it has faults; nothing is written.
    """
    made = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.stem}.{os.getpid()}{EXTENSION}")
    try:
        draft.write_text(text, encoding="utf-8")
        yield load(draft)
        os.replace(draft, target)
    except ScenarioError as error:
        raise error.moved(draft.name, target.name) from error
    finally:
        draft.unlink(missing_ok=True)
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()
