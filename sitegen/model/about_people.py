"""Questions about people: what they do, where they work, in which order they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.model.about_changes import AboutChanges
from sitegen.model.about_programme import by_time
from sitegen.model.people import Committee, CommitteeMember, Person
from sitegen.model.programme import Session
from sitegen.text import Text


@dataclass(frozen=True)
class Activity:
    """What somebody does: a role (`speaker`, `chair` …) in a session, and the words given for it."""

    session: Session
    role: str
    label: Text | None = None


@dataclass(frozen=True)
class Office:
    """A seat on a committee."""

    committee: Committee
    member: CommitteeMember


class AboutPeople(AboutChanges):
    """People, their sessions and committees."""

    @cached_property
    def name_counts(self) -> Mapping[str, int]:
        """How many people bear each name."""
        return Counter(person.name.plain for person in self.people.values())

    @cached_property
    def _activities(self) -> Mapping[str, tuple[Activity, ...]]:
        found: dict[str, list[Activity]] = defaultdict(list)
        for session in self.sessions.values():
            for role, contribution in session.contributions:
                found[contribution.id].append(Activity(session, role, contribution.role))
        return {
            person: tuple(sorted(rows, key=lambda row: by_time(row.session)))
            for person, rows in found.items()
        }

    def activities_of(self, person: Person) -> tuple[Activity, ...]:
        """What somebody does in programme and series, by time."""
        return self._activities.get(person.id, ())

    def sessions_with(self, person: Person) -> tuple[Session, ...]:
        """The items somebody has a part in, by time, each once."""
        found = {activity.session.id: activity.session for activity in self.activities_of(person)}
        return tuple(found.values())

    @cached_property
    def _offices(self) -> Mapping[str, tuple[Office, ...]]:
        found: dict[str, list[Office]] = defaultdict(list)
        for committee in self.committees:
            for member in committee.members:
                found[member.person].append(Office(committee, member))
        return {person: tuple(rows) for person, rows in found.items()}

    def offices_of(self, person: Person) -> tuple[Office, ...]:
        """The committees somebody sits on."""
        return self._offices.get(person.id, ())

    def organisation_of(self, person: Person) -> Text | None:
        """Where somebody works: the first organisation named."""
        for value in (person.affiliation, *(position.organisation for position in person.positions)):
            if value:
                return self.name_of_organisation(value)
        return None

    def name_of_organisation(self, value: Text | str) -> Text:
        """The name of an organisation given by id, or as text."""
        return value if isinstance(value, Text) else self.organisations[value].name

    @property
    def people_order(self) -> str:
        """The order of lists of everybody: pinyin on pages in Chinese, family name elsewhere."""
        return "pinyin" if self.language.is_han else "family"

    @cached_property
    def people_sorted(self) -> tuple[Person, ...]:
        """Everybody by name, in `people_order`."""
        order = self.people_order
        return tuple(sorted(self.people.values(), key=lambda person: (person.sort_key_for(order), person.id)))

    @cached_property
    def featured(self) -> tuple[Person, ...]:
        """People for the home page: those marked, else speakers of keynotes and then chairs."""
        marked = tuple(person for person in self.people.values() if person.featured)
        if marked:
            return marked
        found: dict[str, Person] = {}
        for kinds in (("ceremony", "keynote"), ("forum", "course", "camp")):
            for session in self.blocks_of_kind(*kinds):
                for item in session.walk():
                    for _, contribution in item.contributions:
                        found.setdefault(contribution.id, self.people[contribution.id])
        return tuple(found.values())

    def members_of(self, committee: Committee) -> tuple[CommitteeMember, ...]:
        """The members in protocol order, or sorted as the committee says."""
        if committee.sort == "protocol":
            return committee.members
        people, order = self.people, committee.sort
        return tuple(sorted(committee.members, key=lambda member: people[member.person].sort_key_for(order)))
