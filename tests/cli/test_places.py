from __future__ import annotations

import json

from quietmuscle.knowledge.sites import body_sites


def test_each_place_is_listed_as_log_takes_it(cli) -> None:
    lines = cli("places").out.splitlines()
    assert len(lines) == len(body_sites())
    assert any(line.startswith("  ") and "calf.left calf.right calf.both" in line for line in lines)
    for site in body_sites():
        assert any(f"{site.code}.{site.sides[0]}" in line.split() for line in lines), site.code


def test_programs_get_the_sites(cli) -> None:
    sites = json.loads(cli("places", "--json").out)["sites"]
    assert [site["code"] for site in sites] == [site.code for site in body_sites()]
