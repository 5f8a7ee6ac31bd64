"""Errors a user can act on: where, which key, which value, what is allowed and what to do, in Korean and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from numbers import Integral
from typing import Any

from simulation.wording import filled


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the project."""

    ko: str
    en: str

    def in_language(self, language: str) -> str:
        """The Korean text for ``ko``, the English one for anything else."""
        return self.ko if language == "ko" else self.en

    def filled(self, language: str, **fields: object) -> str:
        """The text in a language, its braces filled (see :func:`simulation.wording.filled`)."""
        return filled(self.in_language(language), **fields)


LANGUAGES = tuple(each.name for each in fields(Text))
"""Languages of every text, the project's own first."""


MOST_SHOWN = 80
"""Letters of a wrong value that a complaint repeats."""


@dataclass(frozen=True, slots=True)
class InputFault:
    """One fault in one place of one file; line 0 where lines say nothing, as on the command line."""

    file: str
    line: int
    column: int
    key: str
    value: str
    problem: Text
    remedy: Text

    def paragraph(self, language: str) -> str:
        """The fault as one paragraph: file:line:column, key, value, what is wrong, what to do."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        value = self.value if len(self.value) <= MOST_SHOWN else f"{self.value[:MOST_SHOWN]}..."
        shown = f" = {value}" if value else ""
        key = f"{self.key}{shown}: " if self.key else ""
        return f"{place}: {key}{self.problem.in_language(language)} {self.remedy.in_language(language)}"


class SandanError(Exception):
    """An error with a message in both languages; the command line prints it without a traceback."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(ko, en)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel whole from a worker process; by default only the English text would."""
        return type(self), (self.text.ko, self.text.en)

    def message(self, language: str) -> str:
        """The message in the given language."""
        return self.text.in_language(language)


class ScenarioError(SandanError):
    """Faults of one or more input files, reported all at once."""

    def __init__(self, faults: Sequence[InputFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "\n".join(fault.paragraph("ko") for fault in faults), "\n".join(fault.paragraph("en") for fault in faults)
        )

    def moved(self, draft: str, target: str) -> ScenarioError:
        """The same faults, where a file that was tried as a draft is called what it would have been called."""
        return ScenarioError([replace(each, file=each.file.replace(draft, target)) for each in self.faults])

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel with the faults."""
        return type(self), (self.faults,)


class DataError(SandanError):
    """A shipped or user-made data file contradicts itself or a check."""


class StabilityError(SandanError):
    """Parameters with which orders and stocks would swing without bound."""


class MissingExtraError(SandanError):
    """A package that an optional feature needs is not installed."""


def whole_number(name: str, value: object, *, least: int) -> int:
    """A whole number that somebody gave in Python; a truth value, a text and a broken number are none.

    Raises:
        SandanError: it is none, or too small.
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise SandanError(
            f"{name} = {value!r}: {least} 이상의 정수로 적으십시오.",
            f"{name} = {value!r}: give a whole number of {least} or more.",
        )
    return int(value)
