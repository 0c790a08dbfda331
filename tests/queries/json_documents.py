"""Random JSON documents, as `data` may hold them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TEXTS = ("", "a", "B", "b", "Ann@x.com", "7", "12.5", "é", "É%_", "shop", "2026-10-01", "true")
MOMENTS = ("2026-10-01T00:00:00Z", "2026-10-01T05:00:00.000500Z", "2026-10-02T10:00:00+02:00")


def scalars() -> st.SearchStrategy[Any]:
    numbers = st.sampled_from([-1, 0, 7, 12.5, 7.0, 400, 999999999999999999])
    return st.sampled_from([*TEXTS, *MOMENTS, None, True, False]) | numbers


def documents() -> st.SearchStrategy[Any]:
    keys = st.sampled_from(["a", "b", "b c", "list", "deep", "ip", "_platform", "statusCode"])
    return st.recursive(
        scalars(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=8,
    )
