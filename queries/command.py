"""`python -m queries`: which questions there are, and their answers, in a shell or a cron job."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NoReturn

from data.access import OWNER
from data.engine import open_store
from data.errors import AuditLogError, InvalidFilter, StoreBusy, UnknownQuestion
from queries.answer_search import search
from queries.answers import ADMIN, PRODUCT, PUBLISHER, SECURITY, Answer, Role, answers, of_role
from queries.arguments import add_filter_arguments, filter_from, readable
from queries.documentation import DOCUMENT, questions_text
from queries.elsewhere import answer_of_holder
from queries.filters import key_pair
from queries.formats import as_csv, as_json, as_table
from queries.question import Question, find
from queries.reasons import why_nothing
from queries.run import run, select_for, sql_text
from queries.sentence import sentence

__all__ = ["add_filter_arguments", "filter_from", "main", "readable"]

_ROLES: Mapping[str, Role] = {
    "admin": ADMIN,
    "security": SECURITY,
    "product": PRODUCT,
    "publisher": PUBLISHER,
}

DONE, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 2, 130, 141


def main(arguments: Sequence[str] | None = None, now: datetime | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 2 with one line that says why not."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        args = _parser(given).parse_args(readable(given))
        sys.stdout.write(_answered(args, given, now or datetime.now(UTC)))
        sys.stdout.flush()
    except AuditLogError as error:
        sys.stderr.write(f"{' '.join(str(error).split())}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has seen enough; the interpreter must not try to flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return DONE


def answer(arguments: Sequence[str], now: datetime) -> str:
    """What the command prints for these arguments, in a process that holds the store.

    Raises AuditLogError, also for arguments that the parser does not take.
    """
    try:
        args = _parser(arguments).parse_args(readable(arguments))
    except SystemExit as left:  # --help: its text is for who sits at the shell
        raise InvalidFilter("no question in these arguments") from left
    return str(args.handler(args, now))


def _answered(args: argparse.Namespace, given: Sequence[str], now: datetime) -> str:
    try:
        return str(args.handler(args, now))
    except StoreBusy:
        elsewhere = answer_of_holder(given)
        if elsewhere is None:
            raise
        return elsewhere


class _Parser(argparse.ArgumentParser):
    """A parser that raises: it also reads arguments within the dashboard, which must not exit."""

    def error(self, message: str) -> NoReturn:
        raise InvalidFilter(f"{message}; see `{self.prog} --help`")


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m queries", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="the questions that can be asked")
    listing.add_argument("words", nargs="*", metavar="WORD", help="only those that speak of this")
    listing.add_argument("--role", choices=tuple(_ROLES), help="only those for people of this role")
    listing.add_argument("--json", action="store_true", help="with columns and options, as JSON")
    listing.set_defaults(handler=_list)

    docs = commands.add_parser("docs", help="write docs/questions.md from the questions")
    docs.set_defaults(handler=_docs)

    asking = commands.add_parser(
        "ask",
        help="the answer to a question",
        epilog=_own_options(given),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asking.add_argument("name", metavar="NAME", help="its name or code, see `list`")
    add_filter_arguments(asking)
    asking.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the question (repeatable); `ask NAME --help` tells which it has",
    )
    asking.add_argument("--format", choices=("table", "csv", "json"), default="table")
    asking.add_argument("--sql", action="store_true", help="print the SQL instead of the answer")
    asking.set_defaults(handler=_ask)
    return parser


def _own_options(given: Sequence[str]) -> str | None:
    """What the question that is asked for takes with `--option`, for the end of its help."""
    named = next((word for word in given[1:] if not word.startswith("-")), None)
    if given[:1] != ["ask"] or named is None:
        return None
    try:
        asked = find(named)
    except UnknownQuestion:
        return None
    said = f"{asked.name}: {asked.title}\n\n{asked.explanation}\n"
    if not asked.options:
        return f"{said}\nIt has no options of its own."
    own = (f"  --option {name}={_default(value)}" for name, value in asked.options.items())
    return "\n".join([said, "Its options, as they are where none is given:", *own])


def _default(value: object) -> str:
    return "" if value is None else str(value)


def _list(args: argparse.Namespace, _now: datetime) -> str:
    known = answers() if args.role is None else of_role(answers(), _ROLES[args.role])
    found = search(" ".join(args.words), known)
    if args.json:
        described = [_described(answer) for answer in found]
        return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    if args.words:  # best first
        return "".join(f"{_line(answer.asked)}\n" for answer in found)
    lines: list[str] = []
    for subject in sorted({answer.asked.subject for answer in found}):
        lines += [subject, *(_line(a.asked) for a in found if a.asked.subject == subject), ""]
    return "\n".join(lines)


def _docs(_args: argparse.Namespace, _now: datetime) -> str:
    DOCUMENT.write_text(questions_text(), encoding="utf-8")
    return f"wrote {DOCUMENT.name}\n"


def _line(asked: Question) -> str:
    codes = f" ({', '.join(asked.codes)})" if asked.codes else ""
    return f"  {asked.name + codes:<22} {asked.title}"


def _described(answer: Answer) -> dict[str, Any]:
    asked, place = answer.asked, answer.place
    return {
        "name": asked.name,
        "codes": list(asked.codes),
        "subject": asked.subject,
        "title": asked.title,
        "explanation": asked.explanation,
        "columns": [asdict(column) for column in asked.columns],
        "options": dict(asked.options),
        "roles": list(answer.roles),
        "headline": None if answer.headline is None else asdict(answer.headline),
        "place": {"page": place.page, "tab": place.tab, "filter": dict(place.changes)},
    }


def _ask(args: argparse.Namespace, now: datetime) -> str:
    asked = find(args.name)
    filter = filter_from(args, now)
    options = dict(option_value(asked, *key_pair(text)) for text in args.option)
    store = open_store(read_only=True)
    if args.sql:
        return sql_text(select_for(asked, filter, OWNER, store, **options), store) + "\n"
    frame = run(asked.name, filter, OWNER, store=store, **options)
    if args.format == "json":
        return as_json(frame, asked.columns)
    if args.format == "csv":
        return as_csv(frame, asked.columns)
    head = f"{asked.title}\n{sentence(filter)}\n\n"
    if frame.empty:
        return f"{head}{why_nothing(filter, OWNER, store).text}\n"
    return head + as_table(frame, asked.columns)


def option_value(asked: Question, name: str, text: str) -> tuple[str, Any]:
    """An option's name and its value read from text, in the type that the question's default has.

    Where the default is None the text is read as JSON if it is JSON. Raises InvalidFilter.
    """
    if name not in asked.options:
        known = ", ".join(asked.options) or "none"
        raise InvalidFilter(f"{asked.name} has no option {name}; it has: {known}")
    default = asked.options[name]
    if isinstance(default, str):
        return name, text
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    fits = default is None or value is None or type(value) is type(default)
    if not fits:
        wanted = "true or false" if isinstance(default, bool) else "a whole number"
        raise InvalidFilter(f"option {name} must be {wanted}: {text!r}")
    return name, value
