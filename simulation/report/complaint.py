"""What went wrong, in one paragraph of the user's language: files, disks, workers and command lines."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from typing import Any

from simulation.errors import SandanError, Text
from simulation.scenario.faults import nearest
from simulation.texts import texts

SYSTEM = texts("complaint")
"""What the system complains of, by the name of its error, and what to do."""
NO_COMMAND = re.compile(r"No such command '(.*?)'")
TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)")
MEANT = {"valid integer": "정수로 적으십시오.", "valid number": "숫자로 적으십시오."}
"""What a value should have been, as the parser of the command line says it, in Korean."""


def complaint(error: Exception, language: str, *, verbs: Sequence[str] = ()) -> str:
    """One paragraph about an error.

    Args:
        error: anything that was raised.
        language: ``ko`` or ``en``.
        verbs: commands there are, to name the nearest.
    """
    if isinstance(error, SandanError):
        return error.message(language)
    if hasattr(error, "format_message"):
        return _usage(error, verbs).in_language(language)
    if isinstance(error, OSError):
        return _of_system(error).in_language(language)
    if isinstance(error, BrokenExecutor):
        return Text(
            "작업 프로세스가 갑자기 끝났습니다(메모리 부족일 수 있음). --workers를 줄여 다시 하면 이어서 합니다.",
            "A worker process ended (out of memory?). Start again with fewer --workers; finished runs are kept.",
        ).in_language(language)
    what = f"{type(error).__name__}: {error}"
    return Text(
        f"프로그램 오류입니다({what}). 'sandan --debug ...'로 위치를 볼 수 있습니다.",
        f"This is a fault of the program ({what}). 'sandan --debug ...' shows where.",
    ).in_language(language)


def _of_system(error: OSError) -> Text:
    """What the system says about a file, and what to do where that is known."""
    file, said = f"{error.filename}: " if error.filename else "", error.strerror or str(error)
    known = SYSTEM.get(errno.errorcode.get(error.errno or 0, ""))
    if known is None:
        number = f" {error.errno}" if error.errno else ""
        return Text(
            f"{file}파일을 읽거나 쓸 수 없습니다(운영체제 오류{number}).",
            f"{file}this file cannot be read or written ({said}).",
        )
    return Text(f"{file}{known.ko}", f"{file}{known.en}")


def _usage(error: Any, verbs: Sequence[str]) -> Text:
    """What is wrong with a command line, as the parser of the command line reports it, and where its help is."""
    kind, message = type(error).__name__, str(error.format_message())
    if kind == "NoArgsIsHelpError":
        return Text(message, message)
    param, context = getattr(error, "param", None), getattr(error, "ctx", None)
    name = str(getattr(error, "option_name", None) or (param.opts[0] if param is not None else ""))
    extra = TOO_MANY.search(message)
    wanted = next((korean for said, korean in MEANT.items() if said in message), "값의 꼴이 맞지 않습니다.")
    korean = {
        "NoSuchOption": f"{name}: 없는 선택지입니다.",
        "MissingParameter": f"{name}: 빠진 인자입니다.",
        "BadParameter": f"{name}: {wanted}",
        "BadOptionUsage": f"{name}: 뒤에 값을 적어야 합니다.",
    }.get(kind, f"명령을 이해하지 못했습니다({message}).")
    english = message if message[-1:] in ".?" else f"{message}."
    if extra:
        korean = f"{extra[1]}: 남는 인자입니다. 빼십시오."
    unknown = NO_COMMAND.search(message)
    if unknown:
        inside = getattr(getattr(context, "command", None), "commands", None)
        close = nearest(unknown[1], list(inside or verbs))
        korean, english = f"{unknown[1]}: 없는 명령입니다.{close.ko}", f"{unknown[0]}.{close.en}"
    path = context.command_path if context is not None else "sandan"
    return Text(f"{korean} 도움말: {path} --help", f"{english} Help: {path} --help")
