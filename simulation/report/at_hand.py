"""What can be read of the scenarios and complexes at hand; one that cannot takes nothing else away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from simulation.errors import SandanError, Text

Read = TypeVar("Read")
MOST_NAMED = 3
"""Names of one reason that are told; the others are counted."""


def read_each(names: Iterable[str], read: Callable[[str], Read]) -> tuple[list[Read], list[Text]]:
    """Read each of some names, and say in one sentence for each reason what could not be read.

    Args:
        names: names of scenarios or complexes.
        read: reads one of them; its :class:`SandanError` names the file and says what to do.

    Returns:
        What could be read in the order of the names, and the sentences.
    """
    found: list[Read] = []
    refused: dict[Text, list[str]] = {}
    for name in names:
        try:
            found.append(read(name))
        except SandanError as error:
            reason = Text(*(error.message(language).splitlines()[0] for language in ("ko", "en")))
            refused.setdefault(reason, []).append(name)
    return found, [_unread(each, reason) for reason, each in refused.items()]


def _unread(names: list[str], reason: Text) -> Text:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return Text(
        f"읽을 수 없어 목록에서 뺌: {shown}{f' 외 {more}개' if more > 0 else ''}. {reason.ko}",
        f"Left out, since it cannot be read: {shown}{f' and {more} more' if more > 0 else ''}. {reason.en}",
    )
