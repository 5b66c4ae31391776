from __future__ import annotations

import json
import re
from html import unescape
from uuid import UUID

from quietmuscle.knowledge.sites import body_sites
from quietmuscle.model.site import Side
from quietmuscle.web.pages.twitch import place_groups

ID = UUID(int=5)


def sites(html):
    return re.findall(r'data-site="([a-z_.]+)"', html)


def told(html):
    return json.loads(unescape(re.search(r'id="entry">(.*?)</script>', html, re.DOTALL)[1]))


def test_the_list_has_every_place_once_and_says_in_which_region_it_is(client):
    html = client.get("/twitch").text
    listed = re.findall(r'data-site="([a-z_.]+)" data-region="([a-z_.]+)"', html)
    wanted = {
        f"{site.code}.{side}"
        for site in body_sites()
        for side in site.sides
        if side is not Side.BOTH
    }
    assert len(listed) == len(wanted)
    assert {site for site, _region in listed} == wanted
    assert dict(listed)["calf.left"] == "lower_leg.left"
    assert dict(listed)["lower_leg.left"] == "lower_leg.left"
    assert dict(listed)["lower_eyelid.right"] == "face.middle"


def test_the_body_is_drawn_from_front_and_back_with_its_own_left_and_right(client):
    html = client.get("/twitch").text
    front = html[html.index("view-front") : html.index("view-back")]
    assert front.index("your right") < front.index("your left")
    back = html[html.index("view-back") : html.index('id="closer-look"')]
    assert back.index("your left") < back.index("your right")
    assert 'role="button" tabindex="0" aria-pressed="false" data-site="hand.left"' in front
    assert 'aria-label="Left hand"' in front
    assert "style=" not in html


def test_the_closer_looks_cover_every_divided_region_on_each_side(client):
    html = client.get("/offline/closer").text
    looks = re.findall(r'data-closer="([a-z_.]+)"', html)
    divided = [group for group in place_groups() if group.parts]
    assert looks == [str(target.place) for group in divided for target in group.whole.targets]
    assert "<html" not in html
    assert "calf.left" in sites(html)
    assert "style=" not in html


def test_an_entry_that_is_opened_again_comes_with_all_that_was_told(client):
    note = '</script><b>"قفز"'
    client.put(f"/api/episodes/{ID}", json={"sites": ["calf.left"], "note": note, "painful": False})
    html = client.get(f"/twitch?id={ID}").text
    assert note not in html
    assert told(html)["note"] == note
    assert told(html)["sites"] == ["calf.left"]
    assert told(html)["painful"] is False


def test_an_id_that_the_diary_does_not_know_may_still_be_on_the_device(client):
    for spelt in (str(ID), "nonsense", ""):
        answer = client.get(f"/twitch?id={spelt}")
        assert answer.status_code == 200
        assert 'id="entry"' not in answer.text


def test_an_entry_in_the_bin_is_not_opened(client):
    client.put(f"/api/episodes/{ID}", json={"sites": ["calf.left"]})
    client.delete(f"/api/episodes/{ID}")
    assert 'id="entry"' not in client.get(f"/twitch?id={ID}").text


def test_the_list_comes_first_for_who_chose_it_on_this_device(client):
    assert 'id="twitch" data-way="front"' in client.get("/twitch").text
    client.cookies.set("places", "list")
    assert 'id="twitch" data-way="list"' in client.get("/twitch").text


def test_the_shell_is_the_same_page_without_an_entry(client):
    client.put(f"/api/episodes/{ID}", json={"sites": ["calf.left"], "note": "zebra"})
    html = client.get(f"/offline/twitch?id={ID}").text
    assert sites(html) == sites(client.get("/twitch").text)
    assert 'id="entry"' not in html
