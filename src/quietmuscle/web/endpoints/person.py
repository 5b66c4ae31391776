"""What the person tells about themselves, for programs."""

from __future__ import annotations

from typing import Self

from pydantic import Field
from pydantic import StrictInt

from quietmuscle.flow import preferences
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Name
from quietmuscle.web.wire import Wire

router = Part(tags=["settings"])


class PersonWire(Wire):
    """What the neurologist reads at the top of the page; all of it is optional."""

    name: Name = ""
    born_on: Day | None = None
    ms_type: MSType | None = None
    diagnosed_year: StrictInt | None = Field(default=None, ge=1900, le=2199)
    main_problem: Name = ""
    questions: tuple[Name, ...] = Field(default=(), max_length=3)

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person as they go over the wire."""
        return cls.model_validate(person)

    def person(self) -> Person:
        """The person that came over the wire."""
        return Person(
            name=self.name,
            born_on=self.born_on,
            ms_type=self.ms_type,
            diagnosed_year=self.diagnosed_year,
            main_problem=self.main_problem,
            questions=self.questions,
        )


@router.get("/person")
def get_person(workspace: ThisWorkspace) -> PersonWire:
    """What was told."""
    return PersonWire.of(preferences.person(workspace))


@router.put("/person")
def put_person(workspace: ThisWorkspace, wanted: PersonWire) -> PersonWire:
    """What is told from now on; a field that is left out is emptied."""
    return PersonWire.of(preferences.change_person(workspace, wanted.person()))
