"""A small table in HTML, as notebooks show an object: a heading and rows of name and value."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Row = tuple[str, object]


def card(heading: str, rows: Sequence[Row]) -> str:
    """One table of two columns in HTML that asks for nothing from outside; every text is escaped.

    Args:
        heading: caption over the rows.
        rows: name and value; a row whose value is None or an empty text is left out.
    """
    shown = [(name, str(value)) for name, value in rows if value is not None and str(value)]
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(name)}</th>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for name, value in shown
    )
    caption = f'<caption style="text-align:left;white-space:nowrap;font-weight:bold">{escape(heading)}</caption>'
    return f"<table>{caption}<tbody>{body}</tbody></table>"
