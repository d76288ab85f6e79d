"""Invented posters for tests and for looking at: one with everything, one with its code alone."""

from dataclasses import replace

from vpt.documents.kinds.example_qr_stickers import META as STICKERS
from vpt.documents.kinds.qr_poster import PROFILES, Poster, PosterView

META = replace(STICKERS, title="Agressie of geweld? Meld het.")


def example(profile: str = PROFILES[0]) -> PosterView:
    """Return two posters."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return PosterView(
        meta=META,
        posters=(
            Poster(
                name="Balie Stadhuis",
                answer_address="https://vpt.twenteveen.example/melden?plek=4F2A9C01",
                typed_address="vpt.twenteveen.example/plek/4F2A9C01",
                contacts=(
                    "Balie of beveiliging: 053 123 45 67",
                    "Politie in de buurt: bureau Centrum, Stationsweg 2",
                ),
                rules=(
                    "We helpen elkaar met respect.",
                    "We schelden, dreigen en slaan niet.",
                    "We filmen niemand zonder te vragen.",
                    "Wie zich hier niet aan houdt, vragen we te vertrekken.",
                ),
            ),
            Poster(
                name="Milieustraat Noord",
                answer_address="https://vpt.twenteveen.example/melden?plek=4F2A9C02",
                typed_address="vpt.twenteveen.example/plek/4F2A9C02",
            ),
        ),
    )


def empty_example() -> PosterView:
    """Return no poster at all."""
    return PosterView(meta=META, posters=())
