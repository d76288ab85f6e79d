"""Administration: versions of settings, confirmed roles, absence, deputies with dates, protocol drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "absences",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_absences_added_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_absences_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_absences_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(
            "ix_absences_user", ["organisation_id", "user_id", "last_day"], unique=False
        )

    op.create_table(
        "setting_versions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("back_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_setting_versions_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["set_by"], ["users.id"], name=op.f("fk_setting_versions_set_by")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_setting_versions")),
        sa.UniqueConstraint(
            "organisation_id",
            "kind",
            "subject",
            "number",
            name=op.f("uq_setting_versions_organisation_id_kind_subject_number"),
        ),
    )
    op.create_table(
        "protocol_drafts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("base_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name=op.f("fk_protocol_drafts_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "base_id"],
            ["protocol_versions.organisation_id", "protocol_versions.id"],
            name=op.f("fk_protocol_drafts_organisation_id_base_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_protocol_drafts_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["users.id"], name=op.f("fk_protocol_drafts_started_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_protocol_drafts")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_protocol_drafts_organisation_id")),
    )
    op.create_table(
        "protocol_reviews",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["protocol_versions.organisation_id", "protocol_versions.id"],
            name=op.f("fk_protocol_reviews_organisation_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_protocol_reviews_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["users.id"], name=op.f("fk_protocol_reviews_reviewed_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_protocol_reviews")),
    )
    op.create_table(
        "role_requests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("post", sa.String(length=8), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name=op.f("fk_role_requests_asked_by")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_role_requests_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_role_requests_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_role_requests_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_role_requests_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_role_requests")),
    )
    with op.batch_alter_table("role_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_role_requests_open", ["organisation_id", "decided_at"], unique=False
        )

    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wording", sa.String(length=60), server_default="", nullable=False)
        )

    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("desk_phone", sa.String(length=30), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("police_station", sa.String(length=120), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("house_rules", sa.String(length=2000), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))

    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("texts", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("set_up", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("protocol_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("note", sa.String(length=500), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deputy_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("deputy_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))

    # those who worked before this version were set up long ago
    op.execute("UPDATE organisations SET set_up_at = created_at")
    op.execute("UPDATE protocol_versions SET released_at = effective_from")


def downgrade() -> None:

    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
        batch_op.drop_column("deputy_until")
        batch_op.drop_column("deputy_from")

    with op.batch_alter_table("protocol_versions", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("note")
        batch_op.drop_column("released_at")

    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_column("set_up")
        batch_op.drop_column("set_up_at")
        batch_op.drop_column("texts")

    with op.batch_alter_table("locations", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("house_rules")
        batch_op.drop_column("police_station")
        batch_op.drop_column("desk_phone")

    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.drop_column("wording")

    with op.batch_alter_table("role_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_role_requests_open")

    op.drop_table("role_requests")
    op.drop_table("protocol_reviews")
    op.drop_table("protocol_drafts")
    op.drop_table("setting_versions")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index("ix_absences_user")

    op.drop_table("absences")
