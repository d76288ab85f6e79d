"""Where the pages of the protocol have something to show: a draft with an own step in it."""

from collections.abc import Callable, Mapping

from vpt.core import clock
from vpt.core.actor import Actor
from vpt.infra.db import unit_of_work
from vpt.protocol import editing, loader
from vpt.protocol.definition import Protocol, Text
from vpt.protocol.edits import AddStep, NewFact, NewOutcome, NewStep
from vpt.revision import drafting, queries

Found = Callable[[Actor], list[dict[str, object]]]
TITLE = "Team bijpraten"
STEP = NewStep(
    title=Text(TITLE),
    why=Text("Het team hoort het van ons."),
    reporter=Text("We praten het team bij."),
    basis=Text("Eigen afspraak."),
    phase="closing",
    party="manager",
    due="working_days 5",
    outcomes=(
        NewOutcome(title=Text("Besproken"), fact=NewFact(title=Text("Team is bijgepraat"))),
        NewOutcome(title=Text("Niet nodig")),
    ),
)


def a_draft(actor: Actor) -> Protocol:
    """Return the protocol of the draft; begin one, and add the own step, where they are not."""
    found, now = queries.draft_of(actor), clock.now()
    if found is None:
        held = queries.newest(queries.versions(actor.organisation_id, now=now))
        assert held is not None
        text = queries.text_of(actor.organisation_id, held.id)
        with unit_of_work():
            found = drafting.start(actor, text, now=now)
    protocol = loader.load(found.text)
    if any(step.title.nl == TITLE for step in protocol.steps):
        return protocol
    text = editing.apply(found.text, AddStep(step=STEP))
    with unit_of_work():
        drafting.rewrite(actor, text, ("AddStep", ""), revision=found.revision, now=now)
    return loader.load(text)


def ids(actor: Actor) -> dict[str, object]:
    """Return what the addresses of the draft need."""
    own = next(step for step in a_draft(actor).steps if step.title.nl == TITLE)
    outcome = own.outcomes[1].key
    return {
        "step_key": own.key, "outcome_key": outcome, "text_of": "party", "text_key": "hr",
    }  # fmt: skip


def _own(*names: str) -> Found:
    return lambda actor: [{name: ids(actor)[name] for name in names}]


def _steps(actor: Actor) -> list[dict[str, object]]:
    return [{"step_key": "S05"}, *_own("step_key")(actor)]


def _texts(actor: Actor) -> list[dict[str, object]]:
    a_draft(actor)
    return [{"text_of": "party", "text_key": "hr"},
            {"text_of": "protocol", "text_key": "after_report"}]  # fmt: skip


def _versions(actor: Actor) -> list[dict[str, object]]:
    listed = queries.versions(actor.organisation_id, now=clock.now())
    return [{"number": one.number} for one in listed][:2]


SUBJECTS: Mapping[str, Found] = {
    "protocols.add_outcome": _own("step_key"),
    "protocols.edit_outcome": _own("step_key", "outcome_key"),
    "protocols.edit_step": _steps,
    "protocols.edit_text": _texts,
    "protocols.move_step": _own("step_key"),
    "protocols.remove_outcome": _own("step_key", "outcome_key"),
    "protocols.remove_step": _own("step_key"),
    "protocols.show": _versions,
    "protocols.withdraw": _versions,
}
NO_PAGE = {
    "protocols.download": "a download",
    "protocols.download_draft": "a download",
    "protocols.start": "leads to the draft there is; looked at with the versions",
}
