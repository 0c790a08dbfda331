"""SQL text laid out to be read: one clause a line, subqueries indented, long lists wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WIDTH = 100
_CLAUSES = (
    r"SELECT|FROM|WHERE|GROUP\ BY|HAVING|ORDER\ BY|LIMIT|JOIN|LEFT\ OUTER\ JOIN|INNER\ JOIN|"
    r"UNION\ ALL|WITH"
)
_TOKENS = r"""
      (?P<quoted>   {text} | "(?:[^"]|"")*" | `[^`]*` )
    | (?P<subquery> \(\s*(?=(?:SELECT|WITH)\b) )
    | (?P<open>     \( )
    | (?P<close>    \) )
    | (?P<comma>    , )
    | (?P<operator> IS\ (?:NOT\ )?DISTINCT\ FROM\b )
    | (?P<clause>   (?:{clauses})\b )
    | (?P<word>     \w+ )
    | (?P<space>    \s+ )
    | (?P<other>    . )
"""
_TEXT = {False: r"'(?:[^']|'')*'", True: r"'(?:[^'\\]|''|\\.)*'"}

_Line = tuple[int, list[str]]
"""How far a line is indented, and the items of the list it holds."""


def laid_out(sql: str, *, backslash_escapes: bool = False) -> str:
    """The same statement with other white space: nothing within quotes changes.

    `backslash_escapes` tells that the engine reads `\\'` within text as a quotation mark.
    """
    pattern = _TOKENS.format(text=_TEXT[backslash_escapes], clauses=_CLAUSES)
    tokens = re.finditer(pattern, sql, re.VERBOSE | re.DOTALL)
    return "\n".join(map(_filled, _lines((str(t.lastgroup), t.group()) for t in tokens)))


def _lines(tokens: Iterable[tuple[str, str]]) -> Iterator[_Line]:
    """The statement's lines; each is a list of items, cut at its commas."""
    brackets: list[str] = []
    cases = 0
    line: _Line = (0, [""])
    for kind, text in tokens:
        within = bool(brackets) and brackets[-1] == "open"
        cases += (text == "CASE") - (text == "END")
        starts = not within and not cases and (kind == "clause" or text == "AND")
        if kind in {"subquery", "open"}:
            brackets.append(kind)
        ends = kind == "close" and brackets[-1:] == ["subquery"]
        if kind == "close":
            brackets = brackets[:-1]
        if starts or ends:
            if line[1] != [""]:
                yield line
            line = (brackets.count("subquery") + (text == "AND"), [""])
        if kind == "comma" and not within:
            line[1].append("")
        elif kind == "space" and (not line[1][-1] or line[1][-1].endswith(" ")):
            continue
        else:
            line[1][-1] += {"space": " ", "subquery": "("}.get(kind, text)
    yield line


def _filled(line: _Line) -> str:
    """The line's items, as many beside each other as fit."""
    level, items = line
    text = "  " * level
    width = len(text)
    for number, item in enumerate(items):
        item = item.rstrip() + ("," if number < len(items) - 1 else "")
        if number and width + 1 + len(item) > _WIDTH:
            text += "\n" + "  " * (level + 2)
            width = 2 * (level + 2)
        elif number:
            text += " "
            width += 1
        text += item
        width += len(item)
    return text
