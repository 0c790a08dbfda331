"""Push results: sums over nested batches, failures by code."""

from __future__ import annotations

from typing import Any

import pytest

from data.push import PushPart, push_result


def job(*results: dict[str, Any]) -> dict[str, Any]:
    return {"result": [{"job": "1", "result": list(results)}]}


def test_sums_over_batches_and_methods() -> None:
    data = {
        "result": [
            {
                "result": [
                    {
                        "method": "gcm",
                        "success": 2,
                        "failure": 1,
                        "message": [{"error": "NotRegistered"}, {"error": None}],
                    }
                ]
            },
            {
                "result": [
                    {"method": "gcm", "success": 3, "failure": 0},
                    {
                        "method": "apn",
                        "success": 0,
                        "failure": 2,
                        "message": [{"error": {"code": "Bad"}}, {"error": "Bad"}],
                    },
                ]
            },
        ]
    }
    result = push_result(data, is_push=True)
    assert result is not None
    assert (result.batches, result.success, result.failure) == (2, 5, 3)
    assert result.parts == (
        PushPart("apn", None, 0, 0),
        PushPart("gcm", None, 5, 0),
        PushPart("apn", "Bad", 0, 2),
        PushPart("gcm", "NotRegistered", 0, 1),
    )


@pytest.mark.parametrize(
    ("result", "failures"),
    [
        ({"method": "apn", "failure": 3, "message": [{"error": "A"}]}, {"A": 1, "not given": 2}),
        ({"method": "apn", "failure": 1, "message": [{"error": "A"}, {"error": "A"}]}, {"A": 1}),
        ({"method": "apn", "success": 1, "message": [{"error": "A"}]}, {"A": 1}),
        ({"method": "apn", "failure": "2"}, {"not given": 2}),
        ({"method": "apn", "failure": 0, "message": None}, {}),
    ],
)
def test_failures_add_up_to_the_count(result: dict[str, Any], failures: dict[str, int]) -> None:
    found = push_result(job(result), is_push=False)
    assert found is not None
    assert {p.error: p.failure for p in found.parts if p.error} == failures
    assert found.failure == sum(failures.values())


def test_a_job_is_a_push_only_with_a_push_result() -> None:
    assert push_result({"result": {"success": True}}, is_push=False) is None
    assert push_result({"success": 3, "failure": 1}, is_push=False) is None
    counted = push_result({"success": 3, "failure": 1}, is_push=True)
    assert counted is not None
    assert (counted.success, counted.failure) == (3, 1)


def test_totals_beside_the_batches_are_not_counted_twice() -> None:
    data = {"success": 9, "failure": 9, **job({"method": "wns", "success": 9, "failure": 9})}
    found = push_result(data, is_push=True)
    assert found is not None
    assert (found.success, found.failure) == (9, 9)


@pytest.mark.parametrize(
    ("data", "batches"),
    [
        ({"method": "apn", "success": 1}, 1),
        ({"result": [{"method": "apn", "success": 1}, {"method": "gcm", "success": 1}]}, 1),
        (job({"method": "apn", "success": 1}, {"method": "gcm", "failure": 0}), 1),
        ([job({"method": "apn", "success": 1}), job({"method": "apn", "success": 1})], 2),
        ([[{"method": "apn", "success": 1}], [[{"method": "apn", "success": 1}]]], 2),
        ([{"method": "apn", "success": 1}, job({"method": "apn", "success": 1}), "x", None], 2),
    ],
)
def test_batches_are_lists_of_results(data: Any, batches: int) -> None:
    found = push_result(data, is_push=False)
    assert found is not None
    assert found.batches == batches
