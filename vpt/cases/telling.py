"""Tells a case to one profile: the only place where rows become words for a document."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from vpt.cases import labels, wording
from vpt.cases.gathering import Gathered
from vpt.documents.kinds.parts import Fact, PersonRow
from vpt.incidents import labels as incident_labels
from vpt.incidents.people import Involved
from vpt.incidents.taxonomy import Category, Channel, Motive, Precision, Relation
from vpt.partners.disclosure import Disclosure, Identities, Profile, Section

Code = TypeVar("Code")

SHORTEST_NAME = 3
PARTICLES = frozenset({"van", "der", "den", "ten", "ter", "het", "del", "demo", "(demo)"})
"""Parts of names that are everyday words: they point at nobody, and every text is full of them."""
LEFT_OUT = "[weggelaten]"
OF_US = "Medewerker van de organisatie"
BY_NUMBER = "Op nummer"
NO_NAME = "Naam niet bekend"
NOT_TOLD = "Naam niet vermeld"
YES, NO = "Ja", "Nee"
NAMES = ("name", "given_name", "surname")
REACHES = ("phone", "email", "customer_number")
IDENTITY: dict[str, str] = {
    "birth_date": "Geboren",
    "phone": "Telefoon",
    "email": "E-mail",
    "customer_number": "Klantnummer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One case, what may be told of it, and who reads it (None for somebody without account)."""

    got: Gathered
    disclosure: Disclosure
    reader_id: UUID | None

    def shows(self, section: Section) -> bool:
        """Tell whether a section may be shown."""
        return self.disclosure.shows(section)

    def may_name(self, row: Involved) -> bool:
        """Tell whether somebody in the incident may be named."""
        is_reader = row.user_id is not None and row.user_id == self.reader_id
        return self.disclosure.may_name(row.role, row.protection, is_reader=is_reader)

    def number(self, row: Involved) -> str:
        """Return the role number: "S1"."""
        return f"{labels.ROLE_LETTER[row.role]}{row.ordinal}"

    def staff(self, user_id: UUID | None) -> str:
        """Return how a colleague is called here: by name, by role number, or by function."""
        if user_id is None:
            return "Systeem"
        party = next((one for one in self.got.running.involved if one.user_id == user_id), None)
        if party is not None and not self.may_name(party):
            return self.number(party)
        if user_id != self.reader_id and not self.disclosure.staff_by_name:
            return OF_US
        return self.got.names.get(user_id, OF_US)

    def text(self, words: str | None) -> str:
        """Return free text in which nobody is named who may not be; own words stay as they are."""
        told = words or ""
        if self.disclosure.profile is Profile.REPORTER:
            return told
        for hidden, instead in self._hidden():
            told = re.sub(rf"(?<!\w){re.escape(hidden)}(?!\w)", instead, told, flags=re.IGNORECASE)
        return told

    def people(self) -> tuple[PersonRow, ...]:
        """Return the people this profile may know of, victims first."""
        order = list(labels.ROLE_LETTER)
        rows = sorted(self.got.running.involved, key=lambda r: (order.index(r.role), r.ordinal))
        told = [row for row in rows if self.disclosure.of_role(row.role) is not Identities.NONE]
        return tuple(self._person(row) for row in told)

    def _person(self, row: Involved) -> PersonRow:
        named = self.may_name(row)
        is_reporter = row.user_id is not None and row.user_id == self.got.incident.reporter_id
        role = labels.SCOPE[row.role] + (", melder" if is_reporter and named else "")
        return PersonRow(
            number=self.number(row),
            role=role,
            name=self._name(row) if named else _unnamed(row),
            details=self._details(row) if named else "",
            reachable="" if row.role == "perpetrator" else self.got.organisation.domicile,
        )

    def _name(self, row: Involved) -> str:
        account = self.got.names.get(row.user_id, "") if row.user_id else ""
        return account or str((row.identity or {}).get("name", "")) or NO_NAME

    def _details(self, row: Involved) -> str:
        if self.disclosure.of_role(row.role) is not Identities.FULL:
            return ""
        identity = row.identity or {}
        told = {**identity, "birth_date": _born(identity)}
        lines = [f"{label}: {told[key]}" for key, label in IDENTITY.items() if told.get(key)]
        return "\n".join([*lines, *([self.text(row.description)] if row.description else [])])

    def _hidden(self) -> Iterator[tuple[str, str]]:
        """Yield what may not be read in free text, longest first, with what stands instead."""
        found: list[tuple[str, str]] = []
        for row in self.got.running.involved:
            identity = row.identity or {}
            if not self.may_name(row):
                account = self.got.names.get(row.user_id, "") if row.user_id else ""
                names = [account, *(str(identity.get(key, "")) for key in NAMES)]
                parts = [part for name in names for part in name.split()]
                found += [(one, self.number(row)) for one in (*names, *parts)]
            if self.disclosure.of_role(row.role) is not Identities.FULL:
                found += [(str(identity.get(key, "")), LEFT_OUT) for key in REACHES]
        usable = {pair for pair in found if points_at_somebody(pair[0])}
        yield from sorted(usable, key=lambda pair: (-len(pair[0]), pair))

    def circumstances(self) -> tuple[Fact, ...]:
        """Return when, where, how and what kind."""
        incident = self.got.incident
        behaviours = "\n".join(self._behaviours())
        facts = [
            Fact("Wanneer", self._when()),
            Fact("Waar", self._where()),
            Fact("Manier van contact", _label(incident_labels.CHANNEL, Channel, incident.channel)),
            Fact("Wat voor agressie", behaviours),
            Fact("Aanleiding", _label(incident_labels.MOTIVE, Motive, incident.motive)),
            Fact(
                "Verhouding tot de organisatie",
                _label(incident_labels.RELATION, Relation, incident.perpetrator_relation),
            ),
            Fact("Ernst", f"{self.got.running.case.severity} van 5"),
            Fact("Wapen of voorwerp", YES if incident.weapon else NO),
            Fact("Politie ter plaatse", YES if incident.police_present else NO),
        ]
        return tuple(fact for fact in facts if fact.value)

    def consequences(self) -> tuple[Fact, ...]:
        """Return injury and damage; medical detail only for whom it is about."""
        incident, answers = self.got.incident, self.got.incident.answers or {}
        facts = [Fact("Letsel", YES if incident.injured else NO)]
        if self.shows(Section.MEDICAL):
            own = [one for one in self.got.running.involved if one.user_id == self.reader_id]
            facts += [Fact("Wat is er met je", one.medical) for one in own if one.medical]
        if answers.get("absence_days") is not None:
            days = answers["absence_days"]
            facts.append(Fact("Verzuim", f"{days} dag" if days == 1 else f"{days} dagen"))
        damage = [self.text(str(loss.get("item", ""))) for loss in answers.get("damage", [])]
        facts.append(Fact("Schade", "\n".join(damage) or (YES if incident.damaged else NO)))
        return tuple(facts)

    def seven_ws(self) -> tuple[Fact, ...]:
        """Return the seven W's that were answered, in their order."""
        given = (self.got.incident.answers or {}).get("seven_ws", {})
        return tuple(
            Fact(label, self.text(given[key]))
            for key, (label, _) in incident_labels.SEVEN_WS.items()
            if given.get(key)
        )

    def _when(self) -> str:
        incident = self.got.incident
        start = wording.moment(incident.occurred_from)
        if incident.occurred_until != incident.occurred_from:
            start = f"{start} tot {wording.moment(incident.occurred_until)}"
        if incident.precision == Precision.EXACT:
            return start
        return f"{start}\n{incident_labels.PRECISION[Precision(incident.precision)]}"

    def _where(self) -> str:
        kind = incident_labels.LOCATION_KIND.get(self.got.incident.location_kind, "")
        place = self.text(str((self.got.incident.answers or {}).get("place", "")))
        return "\n".join(part for part in (self.got.location, kind, place) if part)

    def _behaviours(self) -> Iterator[str]:
        for seen in self.got.behaviours:
            category = incident_labels.CATEGORY[Category(seen.category)]
            subtype = incident_labels.SUBTYPE.get(seen.subtype, "")
            yield f"{category}: {subtype}" if subtype else category


def points_at_somebody(part: str) -> bool:
    """Tell whether a word of a name gives somebody away: particles and scraps do not."""
    return len(part) >= SHORTEST_NAME and part.lower() not in PARTICLES


def _born(identity: Mapping[str, object]) -> str:
    stored = str(identity.get("birth_date") or "")
    return wording.day_of(stored) if stored else ""


def _unnamed(row: Involved) -> str:
    if row.role == "perpetrator" and not row.is_known:
        return NO_NAME
    return BY_NUMBER if row.protection == "number" else NOT_TOLD


def _label(words: Mapping[Code, str], kind: Callable[[str], Code], code: str) -> str:
    """Return the words of a code; nothing for an empty one."""
    return words[kind(code)] if code else ""
