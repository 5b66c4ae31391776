from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge.claims import all_claims
from quietmuscle.knowledge.glossary import glossary
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.knowledge.sources import sources
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def page_of(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_more_leads_to_learn_and_learn_to_everything(client: TestClient) -> None:
    assert 'href="/learn"' in page_of(client, "/more")
    doors = re.findall(r'href="(/learn/[a-z-]+|/kind)"', page_of(client, "/learn"))
    assert len(set(doors)) == 7
    assert all(client.get(door).status_code == 200 for door in doors)


def test_what_people_are_told_and_what_is_true_of_it(client: TestClient) -> None:
    page = page_of(client, "/learn/causes")
    for claim in all_claims():
        assert claim.name in page
        assert claim.told.text in page
        assert all(fact.text in page for fact in claim.true)
    assert "Right, but of something else" in page


@pytest.mark.parametrize("each", lookalikes(), ids=lambda each: each.id)
def test_a_look_alike_with_all_its_sentences_and_their_status(client: TestClient, each) -> None:
    assert each.name in page_of(client, "/learn/look-alikes")
    page = page_of(client, f"/learn/look-alikes/{each.id}")
    assert all(fact.text in page for fact in each.facts)
    assert page.count('class="standing ') >= len(each.notice) + 2
    assert "Where these come from" in page


@pytest.mark.parametrize("each", strategies(), ids=lambda each: each.id)
def test_a_strategy_with_evidence_limits_and_steps(client: TestClient, each) -> None:
    assert each.name in page_of(client, "/learn/what-helps")
    page = page_of(client, f"/learn/what-helps/{each.id}")
    assert all(fact.text in page for fact in each.facts)


def test_who_should_not_is_said_beside_it(client: TestClient) -> None:
    page = page_of(client, "/learn/what-helps/fluids")
    assert "With desmopressin, the body keeps water." in page


@pytest.mark.parametrize("address", ["/learn/look-alikes/tick", "/learn/what-helps/cure"])
def test_what_there_is_not_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_words_are_explained(client: TestClient) -> None:
    page = page_of(client, "/learn/words")
    assert all(term.word in page and term.fact.text in page for term in glossary())


def test_every_source_stands_there_with_its_address_as_text(client: TestClient) -> None:
    page = page_of(client, "/learn/sources")
    for source in sources():
        assert source.title in page
        for address in source.addresses:
            assert f">{address}</a>" in page
    links = re.findall(r'<a href="https?://[^>]*>', page)
    assert links
    assert all('rel="noreferrer external"' in link for link in links)
    assert not re.search(r'(src|srcset|ping|action)="https?:', page)
    assert re.search(r"\d+ sentences \(\d+ %\)", page)


def test_what_does_not_suit_says_why_and_what_is_not_known_is_asked(
    client: TestClient, diary
) -> None:
    page = page_of(client, "/learn/what-helps/fluids")
    assert "Before you try it, answer these." in page
    assert "Do you have heart failure?" in page
    assert "Is your list of medicines complete" in page
    assert "Before you try it" not in page_of(client, "/learn/what-helps/sleep")
    diary.preferences.put_health(Health(heart_failure=Answer.YES))
    page = page_of(client, "/learn/what-helps/fluids")
    assert "Not offered to you" in page
    assert page.count("With heart failure, more drink can flood the lungs.") == 2
    assert page_of(client, "/learn/what-helps").count("Not offered to you") == 1
