"""Invented names of many cultures, and the addresses made of them."""

from __future__ import annotations

import unicodedata

from data.demo.dice import Dice

_GIVEN = (
    "Aaliyah Adaeze Aiko Alejandra Amara Amélie Ana Anders Anjali Aoife Arjun Astrid Ayumi Beatriz "
    "Bilal Camila Carlos Chiara Chinedu Clara Dagny Daniela Dmitri Efua Elif Emeka Emilia Erik "
    "Esperanza Fatima Femi Fiona François Freya Gabriela Giulia Grace Hana Haruto Hassan Ines "
    "Ingrid Isla Ivan Jamal Jana Joaquín José Julien Kavya Keiko Kofi Kwame Lars Leila Liam Linh "
    "Lucía Magnus Mai Maja Malik Marek Mateo Mei Mehmet Min-jun Nadia Naoki Ngozi Nikhil Noor "
    "Oksana Olivia Omar Paolo Petra Priya Quang Rafael Rania Ravi Renée Rosa Ruth Samira Sanjay "
    "Sigrid Siobhán Sofia Sunita Tamar Tariq Thandiwe Tomás Ulrike Valentina Viktor Wei Yasmin "
    "Yuki Zainab Zofia"
)

_FAMILY = (
    "Abebe Adeyemi Ahmed Almeida Andersson Bakker Banerjee Bauer Bianchi Boateng Castillo Chen "
    "Choi Costa Cruz Dembélé Diallo Dubois Eriksen Fernández Ferrari Fischer Flores García Gomes "
    "Gupta Haddad Hansen Hernández Hoang Horváth Ibrahim Ito Ivanova Jansen Jensen Kaplan Kato "
    "Keller Khan Kim Kovač Kumar Lambert Laurent Le Lindqvist López MacLeod Marino Martín Mbeki "
    "Mensah Meyer Mohamed Moreau Murphy Mutua Nakamura Navarro Nguyen Novak Nwosu O'Brien "
    "O'Connell Okafor Okonkwo Osei Otieno Owusu Papadopoulos Park Patel Pereira Petrov Popescu "
    "Rahman Rao Reyes Ricci Rossi Sato Schneider Sharma Silva Singh Suzuki Svensson Takahashi "
    "Tanaka Tran Varga Vasquez Vega Weber Wójcik Wong Yamamoto Yilmaz Zhang Zimmermann"
)


def full_names(dice: Dice, count: int) -> list[str]:
    """`count` different names, each a given and a family name.

    There are about ten thousand pairs; asking for more than there are raises ValueError.
    """
    given, family = _GIVEN.split(), _FAMILY.split()
    pairs = len(given) * len(family)
    if count > pairs:
        raise ValueError(f"there are only {pairs} names")
    chosen = dice.order(pairs)[:count]
    return [f"{given[n % len(given)]} {family[n // len(given)]}" for n in chosen.tolist()]


def address(name: str, domain: str) -> str:
    """The email address of a person at a domain, in lower case ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.').replace(chr(39), '')}@{domain}"
