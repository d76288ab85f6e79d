"""The chain: contacts, shares, links, outcomes, answers, questions, meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "partnerships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_partnerships_added_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_partnerships_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisations.id"], name=op.f("fk_partnerships_partner_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_partnerships")),
        sa.UniqueConstraint(
            "organisation_id", "partner_id", name=op.f("uq_partnerships_organisation_id_partner_id")
        ),
    )
    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.create_index("ix_partnerships_partner", ["partner_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=False),
        sa.Column("present_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_meetings_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meetings_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisations.id"], name=op.f("fk_meetings_partner_id")
        ),
        sa.ForeignKeyConstraint(["planned_by"], ["users.id"], name=op.f("fk_meetings_planned_by")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_day", ["organisation_id", "held_on"], unique=False)

    op.create_table(
        "outside_letters",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_outside_letters_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_outside_letters_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_outside_letters")),
        sa.UniqueConstraint(
            "organisation_id", "key", name=op.f("uq_outside_letters_organisation_id_key")
        ),
    )
    with op.batch_alter_table("outside_letters", schema=None) as batch_op:
        batch_op.create_index("ix_outside_letters_due", ["state", "next_try_at"], unique=False)
        batch_op.create_index(
            "ix_outside_letters_subject", ["organisation_id", "subject_id"], unique=False
        )

    op.create_table(
        "agenda_items",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_agenda_items_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_agenda_items_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meetings.organisation_id", "meetings.id"],
            name=op.f("fk_agenda_items_organisation_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_agenda_items_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint(
            "organisation_id",
            "meeting_id",
            "case_id",
            name=op.f("uq_agenda_items_organisation_id_meeting_id_case_id"),
        ),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_items_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "chain_outcomes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("dismissal_code", sa.String(length=8), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=True),
        sa.Column("uplift", sa.String(length=8), nullable=False),
        sa.Column("compensation_cents", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_chain_outcomes_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "corrects_id"],
            ["chain_outcomes.organisation_id", "chain_outcomes.id"],
            name=op.f("fk_chain_outcomes_organisation_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_chain_outcomes_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_chain_outcomes_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_chain_outcomes_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_chain_outcomes")),
        sa.UniqueConstraint(
            "organisation_id",
            "corrects_id",
            name=op.f("uq_chain_outcomes_organisation_id_corrects_id"),
        ),
    )
    with op.batch_alter_table("chain_outcomes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_chain_outcomes_case", ["organisation_id", "case_id", "recorded_at"], unique=False
        )
        batch_op.create_index(
            "ix_chain_outcomes_hearing", ["organisation_id", "hearing_on"], unique=False
        )

    op.create_table(
        "shares",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("profile", sa.String(length=16), nullable=False),
        sa.Column("door", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("basis", sa.String(length=24), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("question_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_by", sa.Uuid(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_shares_created_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_shares_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_shares_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "officer_id"],
            ["contact_officers.organisation_id", "contact_officers.id"],
            name=op.f("fk_shares_organisation_id_officer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_shares_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisations.id"], name=op.f("fk_shares_partner_id")
        ),
        sa.ForeignKeyConstraint(["recalled_by"], ["users.id"], name=op.f("fk_shares_recalled_by")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_shares")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "number",
            name=op.f("uq_shares_organisation_id_case_id_number"),
        ),
    )
    with op.batch_alter_table("shares", schema=None) as batch_op:
        batch_op.create_index("ix_shares_officer", ["organisation_id", "officer_id"], unique=False)
        batch_op.create_index(
            "ix_shares_partner", ["partner_id", "organisation_id", "created_at"], unique=False
        )

    op.create_table(
        "agreements",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("by_partner", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_agreements_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_agreements_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["agenda_items.organisation_id", "agenda_items.id"],
            name=op.f("fk_agreements_organisation_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_agreements_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_agreements_organisation_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_agreements_owner_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_agreements")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_agreements_case", ["organisation_id", "case_id", "made_at"], unique=False
        )
        batch_op.create_index("ix_agreements_item", ["organisation_id", "item_id"], unique=False)

    op.create_table(
        "feedback_requests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("ask", sa.String(length=16), nullable=False),
        sa.Column("occurrence", sa.SmallInteger(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("first_asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_feedback_requests_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_feedback_requests_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "officer_id"],
            ["contact_officers.organisation_id", "contact_officers.id"],
            name=op.f("fk_feedback_requests_organisation_id_officer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "share_id"],
            ["shares.organisation_id", "shares.id"],
            name=op.f("fk_feedback_requests_organisation_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_feedback_requests_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_feedback_requests")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "ask",
            "subject_id",
            "occurrence",
            name="uq_feedback_requests_once",
        ),
    )
    with op.batch_alter_table("feedback_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_feedback_requests_due", ["organisation_id", "answered_at", "stopped"], unique=False
        )
        batch_op.create_index(
            "ix_feedback_requests_officer",
            ["organisation_id", "officer_id", "answered_at"],
            unique=False,
        )

    op.create_table(
        "partner_answers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("ask", sa.String(length=16), nullable=False),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("wait", sa.String(length=12), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_by", sa.Uuid(), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["given_by"], ["users.id"], name=op.f("fk_partner_answers_given_by")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by"], ["users.id"], name=op.f("fk_partner_answers_judged_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_partner_answers_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_partner_answers_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "share_id"],
            ["shares.organisation_id", "shares.id"],
            name=op.f("fk_partner_answers_organisation_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_partner_answers_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_partner_answers")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "key",
            name=op.f("uq_partner_answers_organisation_id_case_id_key"),
        ),
    )
    with op.batch_alter_table("partner_answers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_partner_answers_case", ["organisation_id", "case_id", "given_at"], unique=False
        )
        batch_op.create_index(
            "ix_partner_answers_state", ["organisation_id", "state", "given_at"], unique=False
        )

    op.create_table(
        "retired_desk_codes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "report_id"],
            ["police_reports.organisation_id", "police_reports.id"],
            name=op.f("fk_retired_desk_codes_organisation_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_retired_desk_codes_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["retired_by"], ["users.id"], name=op.f("fk_retired_desk_codes_retired_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_retired_desk_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_retired_desk_codes_code")),
    )
    op.create_table(
        "secure_links",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("code_way", sa.String(length=16), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("codes_made", sa.SmallInteger(), nullable=False),
        sa.Column("wrong_codes", sa.SmallInteger(), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("epoch", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "share_id"],
            ["shares.organisation_id", "shares.id"],
            name=op.f("fk_secure_links_organisation_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_secure_links_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_secure_links")),
        sa.UniqueConstraint(
            "organisation_id", "share_id", name=op.f("uq_secure_links_organisation_id_share_id")
        ),
    )
    op.create_table(
        "share_receipts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("copy_number", sa.SmallInteger(), nullable=True),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "share_id"],
            ["shares.organisation_id", "shares.id"],
            name=op.f("fk_share_receipts_organisation_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_share_receipts_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_share_receipts_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_share_receipts")),
    )
    with op.batch_alter_table("share_receipts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_share_receipts_share", ["organisation_id", "share_id", "at"], unique=False
        )

    op.create_table(
        "shared_copies",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("news_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_shared_copies_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["issued_documents.organisation_id", "issued_documents.id"],
            name=op.f("fk_shared_copies_organisation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_shared_copies_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "share_id"],
            ["shares.organisation_id", "shares.id"],
            name=op.f("fk_shared_copies_organisation_id_share_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_shared_copies_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_shared_copies")),
        sa.UniqueConstraint(
            "organisation_id",
            "share_id",
            "number",
            name=op.f("uq_shared_copies_organisation_id_share_id_number"),
        ),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("by_partner", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("contact_officers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("partner_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("user_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("is_vpt", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_index("ix_contact_officers_user", ["user_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_officers_partner_id"), "organisations", ["partner_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_officers_user_id"), "users", ["user_id"], ["id"]
        )

    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.alter_column("recorded_by", existing_type=sa.CHAR(length=32), nullable=True)

    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.alter_column("proposed_by", existing_type=sa.CHAR(length=32), nullable=True)

    with op.batch_alter_table("police_reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("desk_code", sa.String(length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_police_reports_desk_code"), ["desk_code"])


def downgrade() -> None:

    with op.batch_alter_table("police_reports", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_police_reports_desk_code"), type_="unique")
        batch_op.drop_column("desk_code")

    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.alter_column("proposed_by", existing_type=sa.CHAR(length=32), nullable=False)

    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.alter_column("recorded_by", existing_type=sa.CHAR(length=32), nullable=False)

    with op.batch_alter_table("contact_officers", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_contact_officers_user_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_contact_officers_partner_id"), type_="foreignkey")
        batch_op.drop_index("ix_contact_officers_user")
        batch_op.drop_column("version")
        batch_op.drop_column("is_vpt")
        batch_op.drop_column("user_id")
        batch_op.drop_column("partner_id")

    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.drop_column("by_partner")

    op.drop_table("shared_copies")
    with op.batch_alter_table("share_receipts", schema=None) as batch_op:
        batch_op.drop_index("ix_share_receipts_share")

    op.drop_table("share_receipts")
    op.drop_table("secure_links")
    op.drop_table("retired_desk_codes")
    with op.batch_alter_table("partner_answers", schema=None) as batch_op:
        batch_op.drop_index("ix_partner_answers_state")
        batch_op.drop_index("ix_partner_answers_case")

    op.drop_table("partner_answers")
    with op.batch_alter_table("feedback_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_requests_officer")
        batch_op.drop_index("ix_feedback_requests_due")

    op.drop_table("feedback_requests")
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_index("ix_agreements_item")
        batch_op.drop_index("ix_agreements_case")

    op.drop_table("agreements")
    with op.batch_alter_table("shares", schema=None) as batch_op:
        batch_op.drop_index("ix_shares_partner")
        batch_op.drop_index("ix_shares_officer")

    op.drop_table("shares")
    with op.batch_alter_table("chain_outcomes", schema=None) as batch_op:
        batch_op.drop_index("ix_chain_outcomes_hearing")
        batch_op.drop_index("ix_chain_outcomes_case")

    op.drop_table("chain_outcomes")
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_items_case")

    op.drop_table("agenda_items")
    with op.batch_alter_table("outside_letters", schema=None) as batch_op:
        batch_op.drop_index("ix_outside_letters_subject")
        batch_op.drop_index("ix_outside_letters_due")

    op.drop_table("outside_letters")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_day")

    op.drop_table("meetings")
    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.drop_index("ix_partnerships_partner")

    op.drop_table("partnerships")
