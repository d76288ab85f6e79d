"""How the people of the demo keep their own settings: a next protocol, a draft, who is away."""

from datetime import datetime, timedelta

from vpt.accounts import absences
from vpt.accounts.grants import Grant
from vpt.administration import confirming
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.infra.db import unit_of_work
from vpt.protocol.edits import Edit, Of, SetTerm, SetText, TermField, TextPlace
from vpt.revision import drafting, releasing
from vpt.revision import queries as versions
from vpt.revision.rules import Release

OWNER, KEEPER = "tineke.rouwhof", "sjoerd.hammink"
AWAY, ASKED = "marloes.schutte", "erik.wesselink"
RELEASED_BEFORE = timedelta(days=45)
"""How long ago the second version was released: newer cases follow it, older ones do not."""
DRAFTED_BEFORE = timedelta(days=3)
SECOND: tuple[Edit, ...] = (
    SetTerm(step="S26", field=TermField.DUE, term="weeks 5"),
    SetText(
        place=TextPlace(of=Of.STEP, key="S02", field="why"),
        nl="Een gesprek op dezelfde dag helpt het meest. Luister, vraag wat nodig is, laat je "
        "collega niet alleen naar huis gaan en bel de volgende ochtend.",
        en="A talk on the same day helps most. Listen, ask what is needed, do not let your "
        "colleague go home alone and ring the next morning.",
    ),
)
NOTE = "Uit de evaluatie met het opvangteam: de volgende ochtend bellen, en sneller afsluiten."
DRAFT: tuple[Edit, ...] = (
    SetTerm(step="S19", field=TermField.DUE, term="weeks 3"),
    SetText(
        place=TextPlace(of=Of.STEP, key="S04", field="why"),
        nl="Camerabeelden worden na twee tot vier weken overschreven en berichten verdwijnen. "
        "Bewaar ze nu, ook als je nog niet weet of er aangifte komt.",
        en="Camera images are overwritten after two to four weeks and messages disappear. "
        "Keep them now, even if you do not know yet whether it will be reported.",
    ),
)


def release_second(region: Region, now: datetime) -> None:
    """Let the owner of the protocol release its second version, some weeks before `now`."""
    then = now - RELEASED_BEFORE
    revision = _draft(region, SECOND, then)
    new = Release(on=local_date(then), owner_id=region.people[OWNER], note=NOTE)
    with unit_of_work():
        releasing.release(region.actor(OWNER), new, revision=revision, now=then)


def keep(region: Region, now: datetime) -> None:
    """Leave a draft with two changes, a role that waits and somebody who is away."""
    _draft(region, DRAFT, now - DRAFTED_BEFORE)
    today, keeper = local_date(now), region.actor(KEEPER)
    with unit_of_work():
        absences.add(
            keeper,
            region.people[AWAY],
            today - timedelta(days=2),
            today + timedelta(days=9),
            now=now - timedelta(days=2),
        )
        confirming.ask(
            keeper, region.people[ASKED], Grant(role=Role.HR), now=now - timedelta(hours=5)
        )


def _draft(region: Region, edits: tuple[Edit, ...], now: datetime) -> int:
    """Begin a draft from the newest version, change it edit by edit; return its revision."""
    owner = region.actor(OWNER)
    newest = versions.newest(versions.versions(owner.organisation_id, now=now))
    if newest is None:
        return 0
    text = versions.text_of(owner.organisation_id, newest.id)
    with unit_of_work():
        revision = drafting.start(owner, text, now=now).revision
    for edit in edits:
        text = drafting.carry_out(text, (edit,))
        with unit_of_work():
            told = drafting.told((edit,))
            revision = drafting.rewrite(owner, text, told, revision=revision, now=now).revision
    return revision
