"""Words of pictures and tables that are no variable: titles, remarks, conditions, in Korean and English."""

from __future__ import annotations

from simulation.catalogue import labels, name_of
from simulation.errors import Text
from simulation.texts import Say, texts
from simulation.wording import inside

WORDS = texts("report")
say = Say("report")


def named(key: str, title: str | None = None, *, prefix: str = "variable") -> Text:
    """Name of a label in both languages, or the title that it fills."""
    name = labels()[f"{prefix}.{key}"].name
    return (
        name
        if title is None
        else Text(*(WORDS[title].filled(each, name=name.in_language(each)) for each in ("ko", "en")))
    )


def outlook_name(outlook: str, language: str) -> str:
    """What is known of outside demand, as every title states it."""
    return name_of(f"outlook.{outlook}", language)


def layers(outlook: str, language: str) -> str:
    """Kinds of uncertainty that a band holds under an outlook."""
    kinds = ["luck", "parameters"] + (["outside_world"] if outlook == "announced" else [])
    joined = ", ".join(inside(name_of(f"uncertainty.{kind}", language)) for kind in kinds)
    return joined if outlook == "announced" else f"{joined} ({say('fixed_world', language)})"
