"""Example of a dossier for the prosecutor; everybody in it is invented."""

from dataclasses import replace

from vpt.documents.kinds import example_case_file as case
from vpt.documents.kinds.prosecution_dossier import PROFILES, ProsecutionDossierView

META = replace(case.META, title="Dossier", version="1", recipient=case.RECIPIENTS["prosecution"])


def example(profile: str = PROFILES[0]) -> ProsecutionDossierView:
    """Return a well-filled dossier."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    return ProsecutionDossierView(meta=META, people=case.PEOPLE, custody=case.CUSTODY)


def empty_example() -> ProsecutionDossierView:
    """Return a dossier of which nothing is recorded."""
    return ProsecutionDossierView(meta=META, people=(), custody=(), measures=())
