"""JSON as the API, app actions and scripts give it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceUnreadable
from tests.data.sources.build import UNHURRIED, WHEN, WHEN_READ, contents, source

SAMPLES = Path(__file__).parents[1] / "samples"


def log(number: int = 1, **fields: Any) -> dict[str, Any]:
    """An API record, with these fields changed."""
    return {"id": number, "type": "user.login", "data": None, "createdAt": WHEN} | fields


def _sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def test_a_page_of_the_api() -> None:
    (record,) = contents(_sample("api_page.json")).rows
    assert record == {
        "line": 1,
        "id": "1",
        "createdAt": WHEN_READ.replace(2020, 12, 18, 14, 27, 59, 723000),
        "updatedAt": WHEN_READ.replace(2020, 12, 18, 14, 27, 57, 584000),
        "type": "app.analytics.pageView",
        "data": '{"_os":"Win32","_pageId":123456,"_platform":"web","_pageTitle":"Welcome",'
        '"_userEmail":"test@test.com",'
        '"_deviceTrackingId":"8017a7e5-5d3d-4a85-ac80-d70da58b45d7",'
        '"_analyticsSessionId":"6fe0cad0-069c-6b65-83dc-21360d15dcc7"}',
        "requestId": "20680bf2-5dc6-49b1-bb3e-602ec22b0a8c",
        "sessionId": "123",
        "userId": "456",
        "appId": "789",
        "organizationId": "1234",
    }


def test_a_page_of_the_screen() -> None:
    read = contents(_sample("table_page.json"))
    assert read.column("line") == list(range(1, 14))
    assert read.rows[0] == {
        "line": 1,
        "createdAt": WHEN_READ,
        "user.type": "app",
        "type": "app.analytics.pageView",
        "app.name": "Charts",
        "user.email": "user@fliplet.com",
        "data": json.loads(_sample("table_page.json"))["logs"][0]["dataString"],
    }
    assert (read.rows[10]["user.type"], read.rows[10].get("data")) == ("studio", None)


def test_push_jobs() -> None:
    read = contents(_sample("push_jobs.json"))
    given = json.loads(_sample("push_jobs.json"))["logs"]
    assert [json.loads(data) for data in read.column("data")] == [log["data"] for log in given]
    assert read.column("id") == ["3419", "3415"]


LOGS = [log(n, data={"n": n}) for n in range(1, 4)]
MINIFIED = [json.dumps(record, separators=(",", ":")) for record in LOGS]
PRETTY = [json.dumps(record, indent=2) for record in LOGS]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (json.dumps({"logs": LOGS}), [1, 2, 3]),
        (json.dumps({"query": {"logs": []}, "logs": LOGS, "totalCount": 3}, indent=1), [1, 2, 3]),
        (json.dumps(LOGS), [1, 2, 3]),
        (json.dumps([{"logs": LOGS[:2], "query": {}}, {"query": [], "logs": LOGS[2:]}]), [1, 2, 3]),
        ("\n".join(MINIFIED), [1, 2, 3]),
        ("\r\n".join([*MINIFIED, ""]), [1, 2, 3]),
        ("\n\n" + "\n\n".join(MINIFIED), [3, 5, 7]),
        (",\n".join(MINIFIED), [1, 2, 3]),
        ("".join(MINIFIED), [1, 1, 1]),
        ("\n".join(PRETTY), [1, 9, 17]),
        ("\n".join(json.dumps({"logs": [record]}) for record in LOGS), [1, 2, 3]),
        ("\n".join(json.dumps({"logs": [r], "query": {}}, indent=1) for r in LOGS), [1, 2, 3]),
        ("\n".join(json.dumps({"trigger": "log", "log": record}) for record in LOGS), [1, 2, 3]),
        (json.dumps([{"trigger": "log", "log": record} for record in LOGS]), [1, 2, 3]),
        ("\n".join(MINIFIED[:2]) + "\n" + PRETTY[2], [1, 2, 3]),
        (PRETTY[0] + "\n" + "\n".join(MINIFIED[1:]), [1, 9, 10]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("size", [1, 100, 1 << 20])
def test_forms_of_documents(text: str, lines: list[int], encoding: str, size: int) -> None:
    read = contents(source(text.encode(encoding)), batch_bytes=size)
    assert not read.rejects
    assert read.rows == [
        {
            "line": line,
            "id": str(n),
            "createdAt": WHEN_READ,
            "type": "user.login",
            "data": f'{{"n":{n}}}',
        }
        for n, line in enumerate(lines, 1)
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("null", None),
        ('{"a": [1, 2]}', '{"a":[1,2]}'),
        ('"{\\"a\\": 1}"', '{"a": 1}'),
        ('"plain"', "plain"),
        ('""', None),
        ("[1]", "[1]"),
        ("5", "5"),
        ("true", "true"),
        ('{"n":12345678901234567890123}', '{"n":12345678901234567890123}'),
        ('{"n": 0.1234567890123456789}', '{"n":0.1234567890123456789}'),
        ('{"n":3.14159265358979323846,"s":"a  b"}', '{"n":3.14159265358979323846,"s":"a  b"}'),
        ('{"s":"cut emoji \\ud83d"}', '{"s":"cut emoji \\ud83d"}'),
        ('{"s":"emoji \\ud83d\\ude00"}', '{"s":"emoji 😀"}'),
    ],
)
@pytest.mark.parametrize("form", ["{}\n", '{{"logs":[{}]}}'])
def test_what_data_may_be(data: str, text: str | None, form: str) -> None:
    record = f'{{"id":1,"type":"t","createdAt":"{WHEN}","data":{data}}}'
    (row,) = contents(form.format(record)).rows
    assert row.get("data") == text


def test_the_text_of_data_stands_in_for_it() -> None:
    records = [
        log(1, dataString='{"a": 1}'),
        log(2, data={"b": 2}, dataString='{"b": 2}'),
        log(3, dataString=None),
    ]
    read = contents(json.dumps(records))
    assert read.column("data") == ['{"a": 1}', '{"b":2}', None]
    assert read.column("extra") == [None, None, None]


def test_nested_flat_and_aliased_names() -> None:
    records = [
        log(1, user={"type": "Apps/Integrations", "email": "a@b.c"}, app={"name": "Charts"}),
        log(2, **{"user.type": "studio", "user.email": "a@b.c", "app.name": "Charts"}),
        log(3, user="a@b.c", app="Charts", Category="App Actions"),
        log(4, user={"id": 5, "email": None}, app=None),
        {"Log type": "t", "Date": WHEN, "Device ID": 12},
    ]
    rows = contents("\n".join(map(json.dumps, records))).rows
    named = ("user.type", "user.email", "app.name")
    assert [[row.get(name) for name in named] for row in rows] == [
        ["app", "a@b.c", "Charts"],
        ["studio", "a@b.c", "Charts"],
        ["appAction", "a@b.c", "Charts"],
        [None, None, None],
        [None, None, None],
    ]
    assert rows[3]["userId"] == "5"
    assert (rows[4]["type"], rows[4]["sessionId"]) == ("t", "12")


def test_unknown_fields_are_kept() -> None:
    records = [
        log(1, note="x", more={"a": [1, None]}, user={"fullName": "A B"}, sessionId=1),
        log(2, note=None, **{"a/b~c": 1.5, 'q"k': True}),
        log(3, sessionId=1, **{"Device ID": 2}),
        log(4),
    ]
    extras = contents(json.dumps({"logs": records})).column("extra")
    assert [extra and json.loads(extra) for extra in extras] == [
        {"note": "x", "more": {"a": [1, None]}, "user.fullName": "A B"},
        {"a/b~c": 1.5, 'q"k': True},
        {"Device ID": 2},
        None,
    ]


def test_unknown_fields_come_in_one_order() -> None:
    records = [log(1, b=1, a=2), log(2, a=2, b=1), log(3, c=0, a=2, b=1)]
    alone = [contents(json.dumps([record])).rows[0]["extra"] for record in records]
    assert contents(json.dumps(records)).column("extra") == alone
    assert alone == ['{"a":2,"b":1}', '{"a":2,"b":1}', '{"a":2,"b":1,"c":0}']


def test_times_in_milliseconds() -> None:
    read = contents(json.dumps([log(createdAt=1644834369185, updatedAt="soon")]))
    assert read.column("createdAt") == [WHEN_READ]
    assert read.column("extra") == ['{"updatedAt":"soon"}']


@pytest.mark.parametrize("text", ['{"logs":[]}', "[]", '{"query":{},"logs": [ ]}', "[]\n[]"])
def test_no_logs_are_no_problem(text: str) -> None:
    assert contents(text).batches == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '{"error":"not authorised","message":"Token expired"}',
            "is an error message, no logs: not authorised: Token expired",
        ),
        ('{"message":"Too many requests"}\n', "is an error message, no logs: Too many requests"),
        ('{"total":1,"items":[{"id":1}]}', "holds no logs, only «total», «items»"),
        ('{"logs":null}', "its «logs» is no list"),
        ("{}", "holds no logs, only an empty object"),
        ("[INFO] started", "is not valid JSON: Expecting value"),
        ("{createdAt: 1, type: 2}", "is not valid JSON: Expecting value"),
    ],
)
def test_documents_without_logs(text: str, reason: str) -> None:
    with pytest.raises(SourceUnreadable) as raised:
        contents(source(text, "page.json"))
    assert raised.value.reason.startswith(reason)


def test_what_is_no_log_among_logs_is_refused() -> None:
    records = [*MINIFIED[:1], '{"error":"not authorised"}', "[5,null,[],{}]", MINIFIED[1]]
    read = contents("\n".join(records))
    assert read.column("id") == ["1", "2"]
    assert [(reject.reason, reject.text) for reject in read.rejects] == [
        ("is an error message, no logs: not authorised", '{"error":"not authorised"}'),
        ("is not an object", "5"),
        ("is not an object", "null"),
        ("no createdAt", "{}"),
    ]


def test_records_without_time_or_type_are_refused() -> None:
    records = [{"type": "t"}, {"createdAt": WHEN}, {"createdAt": "x", "type": "t"}, log(4)]
    read = contents(json.dumps(records))
    assert read.column("id") == ["4"]
    assert read.reasons == [
        (1, "no createdAt"),
        (2, "no log type"),
        (3, 'createdAt "x" is not a time'),
    ]
    assert read.rejects[0].text == '{"type": "t"}'


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | _FLOATS | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)
_RECORDS = st.lists(
    st.fixed_dictionaries(
        {"data": st.dictionaries(_TEXTS, _VALUES, max_size=4), "x": _VALUES},
        optional={"user": st.fixed_dictionaries({"email": _TEXTS}), "y": _VALUES},
    ),
    max_size=6,
)
_FORMS = st.sampled_from(["lines", "page", "list", "pretty", "pages"])


def _written(records: list[dict[str, Any]], form: str, ascii_only: bool) -> str:
    def dump(value: object, indent: int | None = None) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    if form == "lines":
        return "[]\n" + "\n".join(map(dump, records))
    if form == "pages":
        return "[]" + "\n".join(dump({"a": 1, "logs": [r], "b": {}}, indent=1) for r in records)
    if form == "page":
        return dump({"q": [{}], "logs": records, "z": 1})
    return dump(records, indent=1 if form == "pretty" else None)


@UNHURRIED
@given(
    records=_RECORDS,
    form=_FORMS,
    ascii_only=st.booleans(),
    size=st.sampled_from([1, 60, 1 << 20]),
)
def test_every_form_gives_back_what_was_written(
    records: list[dict[str, Any]], form: str, ascii_only: bool, size: int
) -> None:
    given = [log(number) | record for number, record in enumerate(records)]
    read = contents(_written(given, form, ascii_only), batch_bytes=size)
    assert not read.rejects
    assert read.column("id") == [str(number) for number in range(len(given))]
    assert [json.loads(data) for data in read.column("data")] == [r["data"] for r in records]
    assert read.column("user.email") == [r.get("user", {}).get("email") or None for r in records]
    for row, record in zip(read.rows, records, strict=True):
        extra = json.loads(row.get("extra", "{}"))
        assert extra == {n: record[n] for n in ("x", "y") if record.get(n) not in (None, "")}
