from __future__ import annotations

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from uuid import UUID

import drawn
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.attachment import Attachment
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import Moment
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

ONE_TWITCH = Episode(
    id=UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
    moment=Moment(
        instant_utc=datetime(2026, 11, 23, 0, 30, tzinfo=UTC),
        zone="Europe/London",
        offset_s=0,
        logical_day=date(2026, 11, 22),
    ),
    sites=(SiteRef("calf", Side.LEFT),),
    kind=FeltKind.FLICKER,
    count=3,
    note="like a bird’s heart",
)
AS_JSON = (
    '{"id":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f",'
    '"moment":{"instant_utc":"2026-11-23T00:30:00Z","zone":"Europe/London","offset_s":0,'
    '"logical_day":"2026-11-22","time_known":true},'
    '"sites":[{"code":"calf","side":"left"}],"kind":"flicker","count":3,"intensity_0_10":null,'
    '"bother_0_10":null,"lasted":null,"painful":null,"weak":null,"stiff":null,"doing":null,'
    '"note":"like a bird’s heart","attachments":[]}'
)


def test_an_episode_is_written_field_by_field():
    assert to_json(ONE_TWITCH).decode() == AS_JSON
    assert from_json(Episode, AS_JSON) == ONE_TWITCH
    assert from_json(Episode, AS_JSON.encode()) == ONE_TWITCH


def test_it_can_be_written_for_eyes():
    assert to_json(SiteRef("calf", Side.LEFT), indent=2) == (
        b'{\n  "code": "calf",\n  "side": "left"\n}'
    )


def test_what_is_left_out_is_not_told():
    assert from_json(DayLog, '{"day":"2026-11-22"}') == DayLog(day=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("kind", "objects"),
    [
        (SiteRef, drawn.sites),
        (Moment, drawn.moments),
        (Episode, drawn.episodes),
        (DayLog, drawn.day_logs),
        (MedicineChange, drawn.medicine_changes),
        (Settings, drawn.settings_records),
        (Person, drawn.persons),
        (Attachment, drawn.attachments),
        (Revision, drawn.revisions),
    ],
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_noun_comes_back_as_it_went(kind, objects, data):
    given_object = data.draw(objects)
    wire = to_json(given_object)
    back = from_json(kind, wire)
    assert back == given_object
    assert to_json(back) == wire


@pytest.mark.parametrize(
    "before",
    [
        ONE_TWITCH,
        DayLog(day=date(2026, 11, 22)),
        DayLog(day=date(2026, 11, 22), answers=(DayAnswer(item=DayItem.SLEEP, value=4),)),
        MedicineChange(
            id=UUID(int=1), day=date(2026, 11, 22), name="M", action=MedicineAction.STARTED
        ),
    ],
)
def test_a_revision_knows_which_kind_of_entry_it_keeps(before):
    revision = Revision(
        change_id=UUID(int=7),
        kind=EntryKind.EPISODE,
        entry_id="x",
        number=1,
        recorded_at_utc=datetime(2026, 11, 22, tzinfo=UTC),
        action=Action.EDITED,
        before=before,
    )
    assert type(from_json(Revision, to_json(revision)).before) is type(before)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("count", '"3"', "at count: please give a whole number"),
        ("count", "true", "at count: please give a whole number"),
        ("count", "3.0", "at count: please give a whole number"),
        ("count", "NaN", "at count: "),
        ("count", "Infinity", "at count: "),
        pytest.param("count", "1" + "0" * 5000, "could not be read", id="endless number"),
        ("count", "0", "goes from 1 to 10000; 0 does not fit"),
        ("count", "-1", "goes from 1 to 10000; -1 does not fit"),
        ("intensity_0_10", "11", "A score goes from 0 to 10; 11 does not fit"),
        ("painful", "1", "at painful: please give true or false"),
        ("painful", '"yes"', "at painful: please give true or false"),
        ("kind", '"fasciculation"', "at kind: please give one of these: flicker, "),
        ("note", "null", "at note: please give a text"),
        ("note", "7", "at note: please give a text"),
        ("note", '"a\\u0000b"', "a character that cannot be kept"),
        ("note", '"a\\u001bb"', "a character that cannot be kept"),
        ("note", '"\\ud83d"', "could not be read"),
        ("sites", "[]", "Please choose at least one place"),
        ("sites", '["calf.left"]', "at sites.0: please give an object"),
        (
            "sites",
            '[{"code":"calf","side":"up"}]',
            "at sites.0.side: please give one of these: left, ",
        ),
        ("sites", '[{"code":"Calf!","side":"left"}]', "We do not know the body site Calf!"),
        ("id", '"7"', "at id: please give an id"),
        ("id", "7", "at id: "),
        ("moment", "{}", "at moment.instant_utc: this is missing"),
        ("mood", "1", "at mood: there is no such field"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(field, value, words):
    fields = json.loads(AS_JSON)
    fields[field] = "HERE"
    with pytest.raises(ValueNotUnderstoodError) as refusal:
        from_json(Episode, json.dumps(fields).replace('"HERE"', value))
    assert words in str(refusal.value)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("instant_utc", '"2026-11-23T00:30:00"', "must be given in UTC"),
        ("instant_utc", '"2026-11-23T00:30:00+01:00"', "must be given in UTC"),
        ("instant_utc", "1795393800", "at instant_utc: "),
        ("instant_utc", '"1799-01-01T00:00:00Z"', "too far away"),
        ("offset_s", "1" + "0" * 30, "We do not know that time zone"),
        ("offset_s", "-86400", "We do not know that time zone"),
        ("zone", '"../../etc/passwd"', "We do not know that time zone"),
        ("logical_day", '"2026-11-20"', "do not fit"),
        ("logical_day", '"0001-01-01"', "do not fit"),
        ("logical_day", '"2026-02-30"', "at logical_day: "),
    ],
)
def test_a_moment_that_cannot_be_is_refused(field, value, words):
    fields = json.loads(AS_JSON)["moment"]
    fields[field] = "HERE"
    with pytest.raises(ValueNotUnderstoodError) as refusal:
        from_json(Moment, json.dumps(fields).replace('"HERE"', value))
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "7",
        '"calf.left"',
        "{",
        AS_JSON[:-1],
        AS_JSON + AS_JSON,
        AS_JSON + "," + AS_JSON,
        "\ud800",
        pytest.param("[" * 100_000, id="deep list"),
        pytest.param('{"note":' * 100_000, id="deep object"),
        b"\xff\xfe",
    ],
)
def test_what_is_no_such_object_is_refused(text):
    with pytest.raises(ValueNotUnderstoodError, match="could not be read") as refusal:
        from_json(Episode, text)
    assert len(str(refusal.value)) < 200
    assert str(refusal.value).startswith("This could not be read: ")


def test_the_place_of_a_long_field_is_not_repeated_in_full():
    with pytest.raises(ValueNotUnderstoodError) as refusal:
        from_json(SiteRef, json.dumps({"x" * 10_000: 1, "code": "calf", "side": "left"}))
    assert len(str(refusal.value)) < 160


def test_an_absence_is_written_as_one():
    assert to_json(DayCount(day=date(2026, 11, 22), twitches=None)) == (
        b'{"day":"2026-11-22","twitches":null,"entries":0}'
    )
