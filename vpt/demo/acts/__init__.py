"""How the people of the demo do work that has a page of its own, and what they do beside cases."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from vpt.cases.models import Case
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.protocol.works import Work

ACTS: Mapping[Work, Callable[[Doing], Case]] = {}
"""Finishes a step of each work by the service its page calls; every work has one."""

BESIDE: tuple[Callable[[Region, Sequence[Reported], datetime], None], ...] = ()
"""Done once after all cases, each in one commit: letters that came, notices, encounters."""
