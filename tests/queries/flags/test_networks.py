"""Networks of addresses, however they are written."""

from __future__ import annotations

import random
from ipaddress import IPv4Address, IPv6Address

import sqlalchemy as sa

from data.engine import Store
from queries.portable import network_of
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import HOME, at, flags, login, logins

NETWORKS = {
    "192.0.2.7": "192.0.2",
    "::ffff:192.0.2.7": "192.0.2",
    "::FFFF:192.0.2.7": "192.0.2",
    "0:0:0:0:0:ffff:192.0.2.7": "192.0.2",
    "2001:db8:1:2::1": "2001:db8:1",
    "2001:0DB8:0001:9::5": "2001:db8:1",
    "2001:db8::1": "2001:db8:0",
    "2001:db8:0:7:1:2:3:4": "2001:db8:0",
    "2001:db8::7:1:2:3:4": "2001:db8:0",
    "::": "0:0:0",
    "::1": "0:0:0",
    "1::": "1:0:0",
    "::2:3:4:5:6:7:8": "0:2:3",
    "1:2:3:4:5:6:7::": "1:2:3",
    "fe80::1%eth0": "fe80:0:0",
    "64:ff9b::192.0.2.7": "64:ff9b:0",
    "": None,
    "office": None,
    "12:30": None,
    "1:2:3:4:5:6:7": None,
    "1:2:3:4:5:6:7:8:9": None,
    "12345::1": None,
    "1:2:12345::1": None,
    "2001:db8:1::5 or so": None,
}
START = "2026-10-05 03:00:00"


def networks(store: Store, *addresses: str) -> dict[str, str | None]:
    """What SQL tells of each address."""
    each = [sa.select(sa.literal(address, sa.Text).label("ip")) for address in addresses]
    c = sa.union_all(*each).subquery("addresses").c
    with store.engine.connect() as connection:
        rows = connection.execute(sa.select(c.ip, network_of(c.ip))).all()
    return dict(map(tuple, rows))


def test_an_address_is_told_by_its_network(stocked: MakeStore) -> None:
    assert networks(stocked(), *NETWORKS) == NETWORKS


def test_networks_are_the_same_however_addresses_are_written(stocked: MakeStore) -> None:
    dice = random.Random(7)
    expected: dict[str, str | None] = {}
    for _ in range(200):
        groups = [dice.choice((0, 0, 1, 0xDB8, dice.randrange(2**16))) for _ in range(8)]
        full = ":".join(f"{group:04x}" for group in groups)
        network = ":".join(f"{group:x}" for group in groups[:3])
        address = IPv6Address(full)
        four = IPv4Address(groups[6] << 16 | groups[7])
        dotted = f"{':'.join(f'{group:X}' for group in groups[:5])}:1:{four}"
        expected |= dict.fromkeys((full, full.upper(), address.compressed, dotted), network)
    assert networks(stocked(), *expected) == expected


def test_an_address_of_the_same_network_in_other_words_is_no_new_one(embedded: MakeStore) -> None:
    known = logins("2026-08-01 03:00", 60, data=HOME | {"ip": "2001:db8:1:2::1"})
    for ip, new in (
        ("2001:0db8:0001:9::5", False),
        ("2001:db8:1::", False),
        ("2001:db8:2:2::1", True),
        ("2001:db8::1", True),
    ):
        store = embedded(*known, login(at(START), data=HOME | {"ip": ip}))
        assert [row["flag"] for row in flags(store)] == ["new_address"] * new, ip
