"""Handling the case: support, assessment, measures, police reports, damage, aftercare, closing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "contact_officers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["users.id"], name=op.f("fk_contact_officers_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_contact_officers_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_contact_officers_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contact_officers")),
    )
    with op.batch_alter_table("contact_officers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_officers_party", ["organisation_id", "party", "valid_from"], unique=False
        )

    op.create_table(
        "mandates",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("level_to", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_mandates_until_after_from")),
        sa.ForeignKeyConstraint(["given_by"], ["users.id"], name=op.f("fk_mandates_given_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_mandates_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_mandates_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["users.id"], name=op.f("fk_mandates_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_mandates")),
    )
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mandates_role", ["organisation_id", "role", "valid_until"], unique=False
        )

    op.create_table(
        "parked_forms",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_parked_forms_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_parked_forms_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_parked_forms_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_parked_forms")),
        sa.UniqueConstraint(
            "organisation_id",
            "user_id",
            "path",
            name=op.f("uq_parked_forms_organisation_id_user_id_path"),
        ),
    )
    with op.batch_alter_table("parked_forms", schema=None) as batch_op:
        batch_op.create_index("ix_parked_forms_parked", ["parked_at"], unique=False)

    op.create_table(
        "assessments",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("row", sa.String(length=1), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("matrix_version", sa.String(length=16), nullable=False),
        sa.Column("grounds_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_assessments_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_assessments_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_assessments_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_assessments_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_assessments")),
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assessments_case", ["organisation_id", "case_id", "made_at"], unique=False
        )

    op.create_table(
        "attention_notices",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("watch_for_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("what_to_do_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_attention_notices_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_attention_notices_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "follows_id"],
            ["attention_notices.organisation_id", "attention_notices.id"],
            name=op.f("fk_attention_notices_organisation_id_follows_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_attention_notices_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_attention_notices_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["users.id"], name=op.f("fk_attention_notices_sent_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["users.id"], name=op.f("fk_attention_notices_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_attention_notices")),
    )
    with op.batch_alter_table("attention_notices", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attention_notices_ends", ["organisation_id", "ends_at"], unique=False
        )
        batch_op.create_index(
            "ix_attention_notices_sent", ["organisation_id", "sent_at", "id"], unique=False
        )

    op.create_table(
        "case_links",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("removed_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_case_links_two_cases")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_case_links_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "from_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_links_organisation_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_case_links_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "to_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_links_organisation_id_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_case_links_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["users.id"], name=op.f("fk_case_links_removed_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_links")),
    )
    with op.batch_alter_table("case_links", schema=None) as batch_op:
        batch_op.create_index("ix_case_links_from", ["organisation_id", "from_id"], unique=False)
        batch_op.create_index("ix_case_links_to", ["organisation_id", "to_id"], unique=False)

    op.create_table(
        "claim_forms",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("asked_cents", sa.Integer(), nullable=False),
        sa.Column("barcode_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_claim_forms_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_claim_forms_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_claim_forms_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_claim_forms_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_claim_forms_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_claim_forms")),
    )
    with op.batch_alter_table("claim_forms", schema=None) as batch_op:
        batch_op.create_index("ix_claim_forms_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "complaints",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("manner", sa.String(length=16), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("proxy_id", sa.Uuid(), nullable=True),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_complaints_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_complaints_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "proxy_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_complaints_organisation_id_proxy_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_complaints_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_complaints_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_complaints_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_complaints")),
        sa.UniqueConstraint(
            "organisation_id",
            "victim_id",
            "filed_on",
            name=op.f("uq_complaints_organisation_id_victim_id_filed_on"),
        ),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index("ix_complaints_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "damage_items",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("claimant", sa.String(length=16), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("incurred_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(length=16), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=False),
        sa.Column("route_chosen", sa.String(length=16), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(claimant = 'victim') = (victim_id IS NOT NULL)",
            name=op.f("ck_damage_items_victim_named"),
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_damage_items_is_positive")),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_damage_items_added_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_damage_items_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_damage_items_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_damage_items_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_damage_items_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_damage_items_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["users.id"], name=op.f("fk_damage_items_removed_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_damage_items")),
    )
    with op.batch_alter_table("damage_items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_damage_items_case", ["organisation_id", "case_id", "added_at"], unique=False
        )

    op.create_table(
        "evaluations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("in_time", sa.SmallInteger(), nullable=False),
        sa.Column("chain_held", sa.SmallInteger(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "in_time BETWEEN 1 AND 5 AND chain_held BETWEEN 1 AND 5",
            name=op.f("ck_evaluations_scored"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_evaluations_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_evaluations_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_evaluations_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_evaluations_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "round",
            name=op.f("uq_evaluations_organisation_id_case_id_round"),
        ),
    )
    op.create_table(
        "evidence_sources",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("next_alarm_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alarmed", sa.SmallInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["users.id"], name=op.f("fk_evidence_sources_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_evidence_sources_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_evidence_sources_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_evidence_sources_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_evidence_sources_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["users.id"], name=op.f("fk_evidence_sources_requested_by")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["users.id"], name=op.f("fk_evidence_sources_settled_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_evidence_sources")),
    )
    with op.batch_alter_table("evidence_sources", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_sources_alarm", ["next_alarm_at"], unique=False)
        batch_op.create_index(
            "ix_evidence_sources_case", ["organisation_id", "case_id", "added_at"], unique=False
        )

    op.create_table(
        "hearings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("invitation_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("present_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("own_view_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("agreed_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_hearings_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_hearings_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_hearings_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_hearings_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_hearings_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_hearings")),
    )
    with op.batch_alter_table("hearings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearings_case", ["organisation_id", "case_id", "recorded_at"], unique=False
        )

    op.create_table(
        "injury_checks",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("long_absence", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_injury_checks_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_injury_checks_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_injury_checks_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_injury_checks_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_injury_checks_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_injury_checks")),
    )
    with op.batch_alter_table("injury_checks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_injury_checks_case", ["organisation_id", "case_id", "made_at"], unique=False
        )
        batch_op.create_index(
            "ix_injury_checks_list", ["organisation_id", "is_listed", "id"], unique=False
        )

    op.create_table(
        "pattern_dossier_cases",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_pattern_dossier_cases_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["issued_documents.organisation_id", "issued_documents.id"],
            name=op.f("fk_pattern_dossier_cases_organisation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_pattern_dossier_cases_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_pattern_dossier_cases")),
    )
    with op.batch_alter_table("pattern_dossier_cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pattern_dossier_cases", ["organisation_id", "document_id", "case_id"], unique=True
        )

    op.create_table(
        "police_reports",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("filed_by", sa.String(length=16), nullable=False),
        sa.Column("protection", sa.String(length=16), nullable=False),
        sa.Column("name_known", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointment_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("code_state", sa.String(length=16), nullable=False),
        sa.Column("code_asked_on", sa.Date(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_police_reports_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_police_reports_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "record_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_police_reports_organisation_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_police_reports_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_police_reports_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_police_reports")),
    )
    with op.batch_alter_table("police_reports", schema=None) as batch_op:
        batch_op.create_index(
            "ix_police_reports_case", ["organisation_id", "case_id", "opened_at"], unique=False
        )

    op.create_table(
        "police_talks",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by"], ["users.id"], name=op.f("fk_police_talks_noted_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_police_talks_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_police_talks_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_police_talks_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_police_talks")),
    )
    with op.batch_alter_table("police_talks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_police_talks_case", ["organisation_id", "case_id", "noted_at"], unique=False
        )

    op.create_table(
        "police_wishes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_police_wishes_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_police_wishes_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_police_wishes_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_police_wishes_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_police_wishes")),
        sa.UniqueConstraint(
            "organisation_id", "victim_id", name=op.f("uq_police_wishes_organisation_id_victim_id")
        ),
    )
    with op.batch_alter_table("police_wishes", schema=None) as batch_op:
        batch_op.create_index("ix_police_wishes_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "post_items",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_by", sa.Uuid(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by", sa.Uuid(), nullable=True),
        sa.Column("returned_reason", sa.String(length=16), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.SmallInteger(), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handed_by"], ["users.id"], name=op.f("fk_post_items_handed_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_post_items_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_post_items_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_post_items_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["users.id"], name=op.f("fk_post_items_recipient_id")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["users.id"], name=op.f("fk_post_items_registered_by")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"], ["users.id"], name=op.f("fk_post_items_returned_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_post_items")),
    )
    with op.batch_alter_table("post_items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_post_items_recipient",
            ["organisation_id", "recipient_id", "registered_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_post_items_registered", ["organisation_id", "registered_at", "id"], unique=False
        )
        batch_op.create_index("ix_post_items_remind", ["remind_at"], unique=False)

    op.create_table(
        "register_requests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_register_requests_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_register_requests_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_register_requests_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_register_requests_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_register_requests_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_register_requests_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_register_requests")),
    )
    with op.batch_alter_table("register_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_register_requests_asked", ["organisation_id", "asked_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_register_requests_involved", ["organisation_id", "involved_id"], unique=False
        )

    op.create_table(
        "report_decisions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("wish", sa.String(length=16), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_report_decisions_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_report_decisions_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_report_decisions_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_report_decisions_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_report_decisions_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_report_decisions")),
    )
    with op.batch_alter_table("report_decisions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_decisions_case", ["organisation_id", "case_id", "decided_at"], unique=False
        )

    op.create_table(
        "risk_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("risk", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(length=300), nullable=False),
        sa.Column("measure", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_risk_entries_added_by")),
        sa.ForeignKeyConstraint(["done_by"], ["users.id"], name=op.f("fk_risk_entries_done_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_risk_entries_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_risk_entries_organisation_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_risk_entries_owner_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_risk_entries")),
    )
    with op.batch_alter_table("risk_entries", schema=None) as batch_op:
        batch_op.create_index("ix_risk_entries_case", ["organisation_id", "case_id"], unique=False)
        batch_op.create_index(
            "ix_risk_entries_due", ["organisation_id", "due_on", "id"], unique=False
        )

    op.create_table(
        "safety_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_safety_entries_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_safety_entries_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_safety_entries_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_safety_entries_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_safety_entries")),
    )
    with op.batch_alter_table("safety_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_safety_entries_case", ["organisation_id", "case_id", "at"], unique=False
        )

    op.create_table(
        "support_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_support_entries_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_support_entries_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_support_entries_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_support_entries_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_support_entries_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_support_entries")),
    )
    with op.batch_alter_table("support_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_support_entries_person", ["organisation_id", "involved_id", "at"], unique=False
        )

    op.create_table(
        "support_notes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_support_notes_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_support_notes_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_support_notes_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_support_notes_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_support_notes_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_support_notes")),
    )
    with op.batch_alter_table("support_notes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_support_notes_person", ["organisation_id", "involved_id", "at"], unique=False
        )

    op.create_table(
        "support_wishes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("anniversary_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_support_wishes_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_support_wishes_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_support_wishes_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_support_wishes")),
        sa.UniqueConstraint("organisation_id", "involved_id", name="uq_support_wishes_person"),
    )
    with op.batch_alter_table("support_wishes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_support_wishes_anniversary", ["anniversary_on", "id"], unique=False
        )

    op.create_table(
        "vpt_tests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("public_task", sa.String(length=8), nullable=False),
        sa.Column("aimed_at_task", sa.String(length=8), nullable=False),
        sa.Column("by_colleague", sa.String(length=8), nullable=False),
        sa.Column("proposed", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_vpt_tests_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_vpt_tests_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_vpt_tests_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_vpt_tests")),
    )
    with op.batch_alter_table("vpt_tests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_vpt_tests_case", ["organisation_id", "case_id", "made_at"], unique=False
        )

    op.create_table(
        "attention_places",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "location_id"],
            ["locations.organisation_id", "locations.id"],
            name=op.f("fk_attention_places_organisation_id_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "notice_id"],
            ["attention_notices.organisation_id", "attention_notices.id"],
            name=op.f("fk_attention_places_organisation_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_attention_places_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "notice_id", "location_id", name=op.f("pk_attention_places")
        ),
    )
    op.create_table(
        "attention_readings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "notice_id"],
            ["attention_notices.organisation_id", "attention_notices.id"],
            name=op.f("fk_attention_readings_organisation_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_attention_readings_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_attention_readings_user_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "notice_id", "user_id", name=op.f("pk_attention_readings")
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("team_met_on", sa.Date(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("lesson_kind", sa.String(length=16), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_feedback_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_feedback_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "message_id"],
            ["case_messages.organisation_id", "case_messages.id"],
            name=op.f("fk_feedback_organisation_id_message_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_feedback_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_feedback_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index("ix_feedback_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "ledger_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("claimant", sa.String(length=16), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(claimant = 'victim') = (victim_id IS NOT NULL)",
            name=op.f("ck_ledger_entries_victim_named"),
        ),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_ledger_entries_is_something")),
        sa.CheckConstraint(
            "amount_cents > 0 OR corrects_id IS NOT NULL",
            name=op.f("ck_ledger_entries_less_by_correction"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_ledger_entries_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "corrects_id"],
            ["ledger_entries.organisation_id", "ledger_entries.id"],
            name=op.f("fk_ledger_entries_organisation_id_corrects_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "item_id"],
            ["damage_items.organisation_id", "damage_items.id"],
            name=op.f("fk_ledger_entries_organisation_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_ledger_entries_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "victim_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_ledger_entries_organisation_id_victim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_ledger_entries_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_ledger_entries_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint(
            "organisation_id",
            "corrects_id",
            name=op.f("uq_ledger_entries_organisation_id_corrects_id"),
        ),
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_entries_case", ["organisation_id", "case_id", "recorded_at"], unique=False
        )

    op.create_table(
        "measures",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("involved_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("person_keyset_id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.String(length=24), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("issuer", sa.String(length=16), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("notice_delayed", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("served_how", sa.String(length=16), nullable=True),
        sa.Column("served_by", sa.Uuid(), nullable=True),
        sa.Column("grounds_withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terms_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("area_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("instruction_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("call_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("parents_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("served_number_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_measures_ends_after_start")),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("fk_measures_decided_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_measures_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "hearing_id"],
            ["hearings.organisation_id", "hearings.id"],
            name=op.f("fk_measures_organisation_id_hearing_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "involved_id"],
            ["involved.organisation_id", "involved.id"],
            name=op.f("fk_measures_organisation_id_involved_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_measures_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "mandate_id"],
            ["mandates.organisation_id", "mandates.id"],
            name=op.f("fk_measures_organisation_id_mandate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_measures_organisation_id_person_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_measures_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["users.id"], name=op.f("fk_measures_proposed_by")
        ),
        sa.ForeignKeyConstraint(["served_by"], ["users.id"], name=op.f("fk_measures_served_by")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_measures")),
    )
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measures_case", ["organisation_id", "case_id", "proposed_at"], unique=False
        )
        batch_op.create_index("ix_measures_ending", ["state", "ends_on"], unique=False)
        batch_op.create_index(
            "ix_measures_involved", ["organisation_id", "involved_id"], unique=False
        )
        batch_op.create_index(
            "ix_measures_running", ["organisation_id", "state", "ends_on"], unique=False
        )

    op.create_table(
        "encounters",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("police_called", sa.Boolean(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by"], ["users.id"], name=op.f("fk_encounters_noted_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_encounters_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_encounters_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "location_id"],
            ["locations.organisation_id", "locations.id"],
            name=op.f("fk_encounters_organisation_id_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "measure_id"],
            ["measures.organisation_id", "measures.id"],
            name=op.f("fk_encounters_organisation_id_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_encounters_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_encounters")),
    )
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.create_index(
            "ix_encounters_case", ["organisation_id", "case_id", "happened_at"], unique=False
        )
        batch_op.create_index(
            "ix_encounters_measure", ["organisation_id", "measure_id", "happened_at"], unique=False
        )

    op.create_table(
        "measure_locations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "location_id"],
            ["locations.organisation_id", "locations.id"],
            name=op.f("fk_measure_locations_organisation_id_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "measure_id"],
            ["measures.organisation_id", "measures.id"],
            name=op.f("fk_measure_locations_organisation_id_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_measure_locations_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "measure_id", "location_id", name=op.f("pk_measure_locations")
        ),
    )
    with op.batch_alter_table("measure_locations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measure_locations_location", ["organisation_id", "location_id"], unique=False
        )

    op.create_table(
        "measure_reviews",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column("old_ends_on", sa.Date(), nullable=True),
        sa.Column("new_ends_on", sa.Date(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("conduct_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_measure_reviews_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "mandate_id"],
            ["mandates.organisation_id", "mandates.id"],
            name=op.f("fk_measure_reviews_organisation_id_mandate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "measure_id"],
            ["measures.organisation_id", "measures.id"],
            name=op.f("fk_measure_reviews_organisation_id_measure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_measure_reviews_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["users.id"], name=op.f("fk_measure_reviews_reviewed_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_measure_reviews")),
    )
    with op.batch_alter_table("measure_reviews", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measure_reviews_measure",
            ["organisation_id", "measure_id", "reviewed_at"],
            unique=False,
        )

    with op.batch_alter_table("involved", schema=None) as batch_op:
        batch_op.create_index(
            "ix_involved_blind_customer", ["organisation_id", "customer_blind"], unique=False
        )
        batch_op.create_index(
            "ix_involved_blind_email", ["organisation_id", "email_blind"], unique=False
        )
        batch_op.create_index(
            "ix_involved_blind_phone", ["organisation_id", "phone_blind"], unique=False
        )

    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "image_retention_days", sa.SmallInteger(), server_default="28", nullable=False
            )
        )


def downgrade() -> None:

    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.drop_column("image_retention_days")

    with op.batch_alter_table("involved", schema=None) as batch_op:
        batch_op.drop_index("ix_involved_blind_phone")
        batch_op.drop_index("ix_involved_blind_email")
        batch_op.drop_index("ix_involved_blind_customer")

    with op.batch_alter_table("measure_reviews", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_reviews_measure")

    op.drop_table("measure_reviews")
    with op.batch_alter_table("measure_locations", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_locations_location")

    op.drop_table("measure_locations")
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.drop_index("ix_encounters_measure")
        batch_op.drop_index("ix_encounters_case")

    op.drop_table("encounters")
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.drop_index("ix_measures_running")
        batch_op.drop_index("ix_measures_involved")
        batch_op.drop_index("ix_measures_ending")
        batch_op.drop_index("ix_measures_case")

    op.drop_table("measures")
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entries_case")

    op.drop_table("ledger_entries")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_case")

    op.drop_table("feedback")
    op.drop_table("attention_readings")
    op.drop_table("attention_places")
    with op.batch_alter_table("vpt_tests", schema=None) as batch_op:
        batch_op.drop_index("ix_vpt_tests_case")

    op.drop_table("vpt_tests")
    with op.batch_alter_table("support_wishes", schema=None) as batch_op:
        batch_op.drop_index("ix_support_wishes_anniversary")

    op.drop_table("support_wishes")
    with op.batch_alter_table("support_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_support_notes_person")

    op.drop_table("support_notes")
    with op.batch_alter_table("support_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_support_entries_person")

    op.drop_table("support_entries")
    with op.batch_alter_table("safety_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_safety_entries_case")

    op.drop_table("safety_entries")
    with op.batch_alter_table("risk_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_risk_entries_due")
        batch_op.drop_index("ix_risk_entries_case")

    op.drop_table("risk_entries")
    with op.batch_alter_table("report_decisions", schema=None) as batch_op:
        batch_op.drop_index("ix_report_decisions_case")

    op.drop_table("report_decisions")
    with op.batch_alter_table("register_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_register_requests_involved")
        batch_op.drop_index("ix_register_requests_asked")

    op.drop_table("register_requests")
    with op.batch_alter_table("post_items", schema=None) as batch_op:
        batch_op.drop_index("ix_post_items_remind")
        batch_op.drop_index("ix_post_items_registered")
        batch_op.drop_index("ix_post_items_recipient")

    op.drop_table("post_items")
    with op.batch_alter_table("police_wishes", schema=None) as batch_op:
        batch_op.drop_index("ix_police_wishes_case")

    op.drop_table("police_wishes")
    with op.batch_alter_table("police_talks", schema=None) as batch_op:
        batch_op.drop_index("ix_police_talks_case")

    op.drop_table("police_talks")
    with op.batch_alter_table("police_reports", schema=None) as batch_op:
        batch_op.drop_index("ix_police_reports_case")

    op.drop_table("police_reports")
    with op.batch_alter_table("pattern_dossier_cases", schema=None) as batch_op:
        batch_op.drop_index("ix_pattern_dossier_cases")

    op.drop_table("pattern_dossier_cases")
    with op.batch_alter_table("injury_checks", schema=None) as batch_op:
        batch_op.drop_index("ix_injury_checks_list")
        batch_op.drop_index("ix_injury_checks_case")

    op.drop_table("injury_checks")
    with op.batch_alter_table("hearings", schema=None) as batch_op:
        batch_op.drop_index("ix_hearings_case")

    op.drop_table("hearings")
    with op.batch_alter_table("evidence_sources", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_sources_case")
        batch_op.drop_index("ix_evidence_sources_alarm")

    op.drop_table("evidence_sources")
    op.drop_table("evaluations")
    with op.batch_alter_table("damage_items", schema=None) as batch_op:
        batch_op.drop_index("ix_damage_items_case")

    op.drop_table("damage_items")
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.drop_index("ix_complaints_case")

    op.drop_table("complaints")
    with op.batch_alter_table("claim_forms", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_forms_case")

    op.drop_table("claim_forms")
    with op.batch_alter_table("case_links", schema=None) as batch_op:
        batch_op.drop_index("ix_case_links_to")
        batch_op.drop_index("ix_case_links_from")

    op.drop_table("case_links")
    with op.batch_alter_table("attention_notices", schema=None) as batch_op:
        batch_op.drop_index("ix_attention_notices_sent")
        batch_op.drop_index("ix_attention_notices_ends")

    op.drop_table("attention_notices")
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index("ix_assessments_case")

    op.drop_table("assessments")
    with op.batch_alter_table("parked_forms", schema=None) as batch_op:
        batch_op.drop_index("ix_parked_forms_parked")

    op.drop_table("parked_forms")
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.drop_index("ix_mandates_role")

    op.drop_table("mandates")
    with op.batch_alter_table("contact_officers", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_officers_party")

    op.drop_table("contact_officers")
