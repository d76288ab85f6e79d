"""How the people of the demo do work that has a page of its own, and what they do beside cases."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from vpt.cases.models import Case
from vpt.demo.acts import (
    answers,
    asking,
    assessment,
    attention,
    claims,
    closing,
    measures,
    meetings,
    outcomes,
    partners,
    patterns,
    police_reports,
    post,
    preservation,
    prosecution,
    reception,
    register,
    sharing,
    support,
)
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.protocol.works import Work

ACTS: Mapping[Work, Callable[[Doing], Case]] = {
    Work.PRESERVATION: preservation.secure,
    Work.ASSESSMENT: assessment.assess,
    Work.VPT_TEST: assessment.answer_test,
    Work.INSPECTORATE: assessment.inspect,
    Work.SAFETY: support.keep_safe,
    Work.FIRST_SUPPORT: support.support_first,
    Work.AFTERCARE: support.care_after,
    Work.REACTION: measures.react,
    Work.MEASURE: measures.impose,
    Work.REVIEW: measures.review,
    Work.REPORT_DECISION: police_reports.decide,
    Work.PROTECTION: police_reports.shield,
    Work.FILING: police_reports.file,
    Work.CODE_CHECK: police_reports.check_code,
    Work.COMPLAINT: police_reports.complain,
    Work.RELEASE: police_reports.release,
    Work.DAMAGE: claims.list_damage,
    Work.POLICE_NEWS: outcomes.hear_police,
    Work.DECISION: outcomes.decide,
    Work.JUDGMENT: outcomes.judge,
    Work.MAYOR: outcomes.order,
    Work.CLAIM_FORM: claims.return_form,
    Work.COLLECTION: claims.collect,
    Work.FEEDBACK: closing.tell_back,
    Work.CLOSING: closing.close,
    Work.AGREEMENT: meetings.follow_up,
}
"""Finishes a step of each work by the service its page calls; every work has one."""

BESIDE: tuple[Callable[[Region, Sequence[Reported], datetime], None], ...] = (
    partners.know_whom_to_call,
    closing.take_measures,
    claims.expect,
    outcomes.await_mayor,
    preservation.watch,
    support.answer,
    measures.end,
    measures.invite,
    attention.warn,
    reception.note,
    register.ask,
    post.arrive,
    patterns.link,
    meetings.meet,
)
"""Done once after all cases, each in one commit: letters that came, notices, encounters."""
DRAWN: tuple[Callable[[Region, Sequence[Reported], datetime], int], ...] = (
    sharing.share_some,
    prosecution.hand_in_some,
    answers.answer_some,
    asking.wait_for_partners,
)
"""Done after those, with papers in it: outside any commit; each returns how many it made."""
