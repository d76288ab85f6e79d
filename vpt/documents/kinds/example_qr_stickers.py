"""Invented stickers for tests and for looking at, one with a name that hardly fits."""

from vpt.documents.kinds.qr_stickers import PROFILES, Sticker, StickersView
from vpt.documents.meta import DocumentMeta

META = DocumentMeta(
    title="QR-stickers",
    reference="GTV",
    version="1",
    recipient="de beheerder van het gebouw",
    issued_at="23 maart 2026",
    issued_at_iso="2026-03-23T09:15:00+01:00",
    organisation="Gemeente Twenteveen (demo)",
    classification="Openbaar",
    demo=True,
)
NAMES = (
    "Balie Stadhuis",
    "Milieustraat Noord",
    "Spreekkamer 2, Werkplein",
    (
        "Publiekshal en wachtruimte van het gemeentelijk servicecentrum Twenteveen-Oost, "
        "ingang Molenstraat naast de bibliotheek"
    ),
    "Zwembad De Vlinder",
)


def example(profile: str = PROFILES[0]) -> StickersView:
    """Return a sheet for five places."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return StickersView(
        meta=META,
        guide="Druk af op ware grootte (100%) en knip langs de kruisjes.",
        places=tuple(_sticker(name, f"4F2A9C0{number}") for number, name in enumerate(NAMES)),
    )


def empty_example() -> StickersView:
    """Return a sheet without a single sticker."""
    return StickersView(meta=META, guide="", places=())


def _sticker(name: str, code: str) -> Sticker:
    return Sticker(
        name=name,
        answer_address=f"https://vpt.twenteveen.example/melden?plek={code}",
        typed_address=f"vpt.twenteveen.example/plek/{code}",
    )
