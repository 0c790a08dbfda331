"""Devices and addresses: which person uses what from where, a small and steady set each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from data.demo.dice import Dice, Flags, Ints
from data.demo.text import as_json, uuids


@dataclass(frozen=True)
class Model:
    """A kind of device: what the platform and the source call it."""

    os: str
    native: bool
    model: str
    maker: str
    versions: tuple[str, ...]
    width: int
    height: int


_PHONES = (
    Model("iOS", True, "iPhone14,5", "Apple", ("17.6.1", "18.1", "18.5"), 390, 844),
    Model("iOS", True, "iPhone16,1", "Apple", ("18.1", "18.5", "26.0"), 393, 852),
    Model("Android", True, "Pixel 8", "Google", ("14", "15"), 412, 915),
    Model("Android", True, "SM-A546B", "samsung", ("13", "14"), 360, 780),
    Model("Android", True, "SM-S921B", "samsung", ("14", "15"), 360, 780),
)
_LAPTOPS = (
    Model("Win32", False, "Chrome", "", ("10.0",), 1920, 1080),
    Model("Win32", False, "Edge", "", ("10.0",), 1536, 864),
    Model("MacIntel", False, "Safari", "", ("14.6", "15.5"), 1512, 982),
    Model("Linux x86_64", False, "Firefox", "", ("6.8",), 1920, 1080),
)
_LAPTOP_SHARES = (5, 3, 3, 0.6)
_TABLETS = (
    Model("iOS", True, "iPad13,18", "Apple", ("17.7", "18.5"), 820, 1180),
    Model("Android", True, "SM-X210", "samsung", ("14",), 800, 1280),
)


@dataclass(frozen=True)
class Devices:
    """`uuid`, `os` and `platform` are texts and `details` JSON texts, one for each device."""

    uuid: pa.Array
    os: pa.Array
    platform: pa.Array
    details: pa.Array
    native: Flags


@dataclass(frozen=True)
class Ways:
    """Ways people come in: a device at an address, the usual one first, sorted by user.

    `first` and `count` give each user's part. `device` points into `devices`, `ip` into `ips`;
    `session` is the number of the user's session on the device.
    """

    devices: Devices
    ips: tuple[str, ...]
    user: Ints
    device: Ints
    ip: Ints
    session: Ints
    first: Ints
    count: Ints

    def usual(self, dice: Dice, user: Ints, among: Ints | None = None) -> Ints:
        """One of each user's ways (of the first `among`, if given), more often an earlier one."""
        count = self.count[user] if among is None else among
        share = dice.shares(len(user))
        return np.asarray(self.first[user] + np.floor(share * share * count).astype(np.int64))

    def ip_of(self, way: int) -> str:
        """The address of a way."""
        return self.ips[int(self.ip[way])]

    def device_of(self, way: int) -> str:
        """The identifier of a way's device."""
        return str(self.devices.uuid[int(self.device[way])].as_py())


def ways(dice: Dice, site: Ints, moving: Flags) -> Ways:
    """Ways of users who work at `site`; those `moving` about have a phone first, others a laptop,
    and some of them also use the tablet that their site shares.

    Addresses are from ranges kept for documentation and tests (RFC 2544, 3849, 5737).
    """
    users = len(site)
    sites = int(site.max()) + 1
    tablets = [_TABLETS[number % len(_TABLETS)] for number in range(sites)]
    ips = [f"192.0.2.{10 + number}" for number in range(sites)]
    both, tablet = dice.chance(0.55, users), dice.chance(0.35, users)
    away, six = dice.chance(0.5, users), dice.chance(0.15, users)
    own = {
        "phone": [_PHONES[number] for number in dice.below(len(_PHONES), users)],
        "laptop": [_LAPTOPS[number] for number in dice.pick(_LAPTOP_SHARES, users)],
    }
    models = list(tablets)
    found: list[tuple[int, int, int]] = []
    for user, here in enumerate(site.tolist()):
        ips += _addresses(user, bool(six[user]))
        home, mobile = len(ips) - 2, len(ips) - 1
        places = {"phone": [mobile, home], "laptop": [here, home]}
        kinds = ("phone", "laptop") if moving[user] else ("laptop", "phone")
        for kind in kinds if both[user] else kinds[:1]:
            used = places[kind] if away[user] else places[kind][:1]
            found += [(user, len(models), ip) for ip in used]
            models.append(own[kind][user])
        if moving[user] and tablet[user]:
            found.append((user, here, here))
    return _ways(np.array(found, dtype=np.int64), _devices(dice, models), tuple(ips), users)


def _addresses(user: int, six: bool) -> list[str]:
    """The addresses of a user's home and mobile network."""
    end = f"{user // 250}.{user % 250 + 1}"
    return [f"2001:db8:{user + 16:x}::7" if six else f"198.18.{end}", f"198.19.{end}"]


def _ways(found: Ints, devices: Devices, ips: tuple[str, ...], users: int) -> Ways:
    user, device, ip = found.T
    changes = (np.diff(user, prepend=-1) != 0) | (np.diff(device, prepend=-1) != 0)
    count = np.bincount(user, minlength=users)
    return Ways(
        devices,
        ips,
        user,
        device,
        ip,
        7_100_000 + np.cumsum(changes),
        np.cumsum(count) - count,
        count,
    )


def _devices(dice: Dice, models: list[Model]) -> Devices:
    names = uuids(dice, len(models))
    version = dice.below([len(model.versions) for model in models], len(models))
    details: list[dict[str, Any]] = [
        {
            "uuid": uuid,
            "model": model.model,
            "width": model.width,
            "height": model.height,
            "version": model.versions[number],
            "platform": model.os,
            "manufacturer": model.maker,
        }
        for uuid, model, number in zip(names.to_pylist(), models, version.tolist(), strict=True)
    ]
    return Devices(
        names,
        pa.array([model.os for model in models]),
        pa.array(["native" if model.native else "web" for model in models]),
        as_json(details),
        np.array([model.native for model in models]),
    )
