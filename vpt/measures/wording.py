"""Which words a letter has now: the organisation's own version, or the one of the product."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vpt.accounts import service as accounts
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.history import queries as history
from vpt.history import service as keeping
from vpt.history.models import SettingVersion
from vpt.history.queries import Version
from vpt.history.rules import Kind, Seen
from vpt.history.service import Change
from vpt.measures import proofing, templates
from vpt.measures.templates import Template, TemplateFault


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The words of a kind of letter; `number` is 0 for those of the product."""

    key: str
    template: Template
    number: int = 0

    @property
    def version(self) -> str:
        """Return which version it is, as documents keep it."""
        return f"own{self.number}" if self.number else f"vpt{self.template.version}"

    @property
    def wording(self) -> str:
        """Return what `IssuedDocument.wording` keeps."""
        return f"{self.key}@{self.version}"


def in_force(organisation_id: UUID, key: str) -> InForce:
    """Return the words of a kind of letter now. NotVisible for a kind that has none."""
    if key not in templates.templates():
        raise NotVisible("not_found")
    row = history.newest(organisation_id, Kind.LETTER, key)
    return _of(key, row) if row else of_product(key)


def of_product(key: str) -> InForce:
    """Return the words that come with the product."""
    return InForce(key=key, template=templates.templates()[key])


def of_version(organisation_id: UUID, key: str, number: int) -> InForce:
    """Return the words of an earlier version. NotVisible when there is none."""
    return _of(key, history.get(organisation_id, Kind.LETTER, number, key))


def read(key: str, text: str) -> Template:
    """Return a template somebody wrote.

    Raises RuleBroken with the code of the fault, and for a template of another letter.
    """
    try:
        template = templates.load(f"{key}.toml", text)
    except TemplateFault as fault:
        raise RuleBroken(f"letter_{fault.code}", line=fault.line, what=fault.what) from fault
    product = templates.templates()[key]
    if (template.key, template.title) != (product.key, product.title):
        raise RuleBroken("letter_of_other_kind", title=product.title)
    return template


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words somebody wrote for a letter, and what they declare about them."""

    template: Template
    contact_is_ours: bool = False
    """A telephone number or mail address in it is of the organisation, not of a person."""


def change(actor: Actor, written: Written, seen: Seen, *, now: datetime) -> SettingVersion | None:
    """Store the organisation's own words of a letter; None when nothing changed.

    What was issued keeps its words. How many pages it takes is up to the caller: drawing does not
    belong in a unit of work. Raises NotAllowed, NotVisible, StaleData("setting_changed"),
    RuleBroken("letter_contact") and what `proofing.ensure` refuses.
    """
    policy.ensure(actor, Permission.TEXTS_EDIT)
    template = written.template
    proofing.ensure(template)
    if proofing.holds_contact(template) and not written.contact_is_ours:
        raise RuleBroken("letter_contact", field="contact_is_ours")
    accounts.queue_up(actor.organisation_id)
    key = template.key
    before = in_force(actor.organisation_id, key)
    keeping.ensure_newest(actor, Kind.LETTER, seen, subject=key)
    after = replace(template, version=before.template.version)
    if after == before.template:
        return None
    after = replace(template, version=before.number + 1)
    found = Change(
        kind=Kind.LETTER,
        subject=key,
        before={"text": templates.dump(before.template)},
        after={"text": templates.dump(after)},
        back_to=seen.back_to,
    )
    return keeping.keep(actor, found, now=now)


def versions(organisation_id: UUID, key: str) -> list[Version]:
    """Return the versions of a letter, newest first, each with the parts that changed."""
    rows = history.list_versions(organisation_id, Kind.LETTER, key)
    texts = [templates.load(f"{key}.toml", str(row.content["text"])) for row in rows]
    told = []
    for place, row in enumerate(rows):
        before = texts[place + 1] if place + 1 < len(texts) else None
        told.append(replace(row, changed=_changed(before, texts[place])) if before else row)
    return told


def _changed(before: Template, after: Template) -> tuple[str, ...]:
    names = ("subject", "clauses", "notices", "verified")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _of(key: str, row: SettingVersion) -> InForce:
    text = str(row.content["text"])
    return InForce(key=key, template=templates.load(f"{key}.toml", text), number=row.number)
