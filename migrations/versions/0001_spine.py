"""The spine: accounts, keysets, incidents, cases, messages, documents and the trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "audit_batches",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_audit_batches")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_code", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("domicile", sa.String(length=300), nullable=False),
        sa.Column("help_text", sa.String(length=500), nullable=False),
        sa.Column("brand", sa.JSON(), nullable=False),
        sa.Column("calendar", sa.JSON(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("short_code", name=op.f("uq_organisations_short_code")),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_tries")),
    )
    with op.batch_alter_table("sign_in_tries", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_tries_key_at", ["key", "at"], unique=False)

    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("demo_role", sa.String(length=120), nullable=False),
        sa.Column("mail", sa.JSON(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_audit_entries_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_at", ["organisation_id", "at"], unique=False)
        batch_op.create_index(
            "ix_audit_entries_subject", ["organisation_id", "subject_id", "at"], unique=False
        )

    op.create_table(
        "keysets",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_keysets_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_keysets")),
    )
    with op.batch_alter_table("keysets", schema=None) as batch_op:
        batch_op.create_index("ix_keysets_subject", ["organisation_id", "subject_id"], unique=False)

    op.create_table(
        "messages",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("step_key", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.SmallInteger(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_messages_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["users.id"], name=op.f("fk_messages_recipient_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "organisation_id",
            "recipient_id",
            "kind",
            "subject_id",
            "step_key",
            "occurrence",
            "level",
            name="uq_messages_once",
        ),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_messages_inbox",
            ["organisation_id", "recipient_id", "created_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_messages_unread", ["organisation_id", "recipient_id", "read_at"], unique=False
        )

    op.create_table(
        "protocol_versions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_protocol_versions_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_protocol_versions_owner_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_protocol_versions")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_protocol_versions_organisation_id_number")
        ),
    )
    op.create_table(
        "reference_counters",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_reference_counters_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "year", name=op.f("pk_reference_counters")),
    )
    op.create_table(
        "single_use_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_single_use_tokens_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_single_use_tokens")),
    )
    op.create_table(
        "units",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_units_organisation_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_units_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_units")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index("ix_units_path", ["organisation_id", "path"], unique=False)

    op.create_table(
        "audit_batch_rows",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "entry_id"],
            ["audit_entries.organisation_id", "audit_entries.id"],
            name=op.f("fk_audit_batch_rows_organisation_id_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "number"],
            ["audit_batches.organisation_id", "audit_batches.number"],
            name=op.f("fk_audit_batch_rows_organisation_id_number"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "entry_id", name=op.f("pk_audit_batch_rows")),
    )
    op.create_table(
        "credentials",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_counter", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_credentials_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_credentials_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_credentials_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_credentials_kind_subject")),
    )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.create_index("ix_credentials_user", ["user_id", "kind"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("mail_reference", sa.String(length=120), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "message_id"],
            ["messages.organisation_id", "messages.id"],
            name=op.f("fk_deliveries_organisation_id_message_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_deliveries_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "organisation_id",
            "message_id",
            "channel",
            name=op.f("uq_deliveries_organisation_id_message_id_channel"),
        ),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_due", ["state", "next_try_at"], unique=False)
        batch_op.create_index(
            "ix_deliveries_mail", ["organisation_id", "mail_reference"], unique=False
        )

    op.create_table(
        "drafts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("write_key_digest", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("parked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_drafts_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_drafts_organisation_id")
        ),
        sa.ForeignKeyConstraint(["reporter_id"], ["users.id"], name=op.f("fk_drafts_reporter_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "organisation_id",
            "reporter_id",
            "idempotency_key",
            name=op.f("uq_drafts_organisation_id_reporter_id_idempotency_key"),
        ),
        sa.UniqueConstraint("write_key_digest", name=op.f("uq_drafts_write_key_digest")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_expires", ["expires_at"], unique=False)
        batch_op.create_index(
            "ix_drafts_reporter", ["organisation_id", "reporter_id"], unique=False
        )

    op.create_table(
        "locations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_locations_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_locations_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_locations")),
        sa.UniqueConstraint(
            "organisation_id", "code", name=op.f("uq_locations_organisation_id_code")
        ),
    )
    op.create_table(
        "memberships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_memberships_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_memberships_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_memberships_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index("ix_memberships_user", ["user_id"], unique=False)

    op.create_table(
        "seal_keys",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("signer", sa.String(length=120), nullable=False),
        sa.Column("pkcs12_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("certificate_pem", sa.String(length=4000), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_seal_keys_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_seal_keys_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_seal_keys")),
    )
    op.create_table(
        "stored_files",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_stored_files_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_stored_files_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "evidence",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("preview_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preserve_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_evidence_added_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_files.organisation_id", "stored_files.id"],
            name=op.f("fk_evidence_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_evidence_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "preview_id"],
            ["stored_files.organisation_id", "stored_files.id"],
            name=op.f("fk_evidence_organisation_id_preview_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_evidence_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_evidence_subject", ["organisation_id", "subject_id", "added_at"], unique=False
        )

    op.create_table(
        "incidents",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reference",
            sa.String(length=24).with_variant(sa.String(length=24, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("location_kind", sa.String(length=40), nullable=False),
        sa.Column("occurred_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occurred_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("precision", sa.String(length=16), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("motive", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=True),
        sa.Column("victim_score", sa.SmallInteger(), nullable=True),
        sa.Column("perpetrator_relation", sa.String(length=16), nullable=False),
        sa.Column("perpetrator_known", sa.Boolean(), nullable=False),
        sa.Column("injured", sa.Boolean(), nullable=False),
        sa.Column("damaged", sa.Boolean(), nullable=False),
        sa.Column("weapon", sa.Boolean(), nullable=False),
        sa.Column("police_present", sa.Boolean(), nullable=False),
        sa.Column("recipient", sa.String(length=16), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("narrative_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=24), nullable=True),
        sa.Column("leading_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "occurred_until >= occurred_from", name=op.f("ck_incidents_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_incidents_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "leading_id"],
            ["incidents.organisation_id", "incidents.id"],
            name=op.f("fk_incidents_organisation_id_leading_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "location_id"],
            ["locations.organisation_id", "locations.id"],
            name=op.f("fk_incidents_organisation_id_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_incidents_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_incidents_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["users.id"], name=op.f("fk_incidents_reporter_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_incidents")),
        sa.UniqueConstraint(
            "organisation_id", "reference", name=op.f("uq_incidents_organisation_id_reference")
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "reporter_id",
            "idempotency_key",
            name=op.f("uq_incidents_organisation_id_reporter_id_idempotency_key"),
        ),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(
            "ix_incidents_location",
            ["organisation_id", "location_id", "submitted_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_incidents_reporter",
            ["organisation_id", "reporter_id", "submitted_at"],
            unique=False,
        )

    op.create_table(
        "issued_documents",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("profile", sa.String(length=16), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("layout_version", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["users.id"], name=op.f("fk_issued_documents_issued_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_files.organisation_id", "stored_files.id"],
            name=op.f("fk_issued_documents_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_issued_documents_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_issued_documents")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "kind",
            "profile",
            "version",
            name="uq_issued_documents_once",
        ),
    )
    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.create_index("ix_issued_documents_sha256", ["sha256"], unique=False)

    op.create_table(
        "addenda",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_addenda_author_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "incident_id"],
            ["incidents.organisation_id", "incidents.id"],
            name=op.f("fk_addenda_organisation_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_addenda_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_addenda_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_addenda")),
    )
    with op.batch_alter_table("addenda", schema=None) as batch_op:
        batch_op.create_index(
            "ix_addenda_incident", ["organisation_id", "incident_id", "added_at"], unique=False
        )

    op.create_table(
        "cases",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("protocol_version_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_path", sa.String(length=500), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=True),
        sa.Column("confined", sa.Boolean(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["users.id"], name=op.f("fk_cases_assignee_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "id"],
            ["incidents.organisation_id", "incidents.id"],
            name=op.f("fk_cases_organisation_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "protocol_version_id"],
            ["protocol_versions.organisation_id", "protocol_versions.id"],
            name=op.f("fk_cases_organisation_id_protocol_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["units.organisation_id", "units.id"],
            name=op.f("fk_cases_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_cases_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_assignee", ["organisation_id", "assignee_id", "opened_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_cases_opened", ["organisation_id", "opened_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_cases_unit_path", ["organisation_id", "unit_path", "opened_at", "id"], unique=False
        )

    op.create_table(
        "custody_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_custody_entries_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_custody_entries_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_custody_entries_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_custody_entries")),
    )
    with op.batch_alter_table("custody_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_custody_entries_evidence", ["organisation_id", "evidence_id", "at"], unique=False
        )

    op.create_table(
        "incident_behaviours",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("subtype", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "incident_id"],
            ["incidents.organisation_id", "incidents.id"],
            name=op.f("fk_incident_behaviours_organisation_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_incident_behaviours_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "incident_id",
            "category",
            "subtype",
            name=op.f("pk_incident_behaviours"),
        ),
    )
    with op.batch_alter_table("incident_behaviours", schema=None) as batch_op:
        batch_op.create_index(
            "ix_incident_behaviours_code", ["organisation_id", "category", "subtype"], unique=False
        )

    op.create_table(
        "involved",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("is_known", sa.Boolean(), nullable=False),
        sa.Column("protection", sa.String(length=16), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("description_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("medical_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("name_blind", sa.LargeBinary(), nullable=True),
        sa.Column("phone_blind", sa.LargeBinary(), nullable=True),
        sa.Column("email_blind", sa.LargeBinary(), nullable=True),
        sa.Column("customer_blind", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "incident_id"],
            ["incidents.organisation_id", "incidents.id"],
            name=op.f("fk_involved_organisation_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_involved_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_involved_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_involved_user_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_involved")),
        sa.UniqueConstraint(
            "organisation_id",
            "incident_id",
            "role",
            "ordinal",
            name=op.f("uq_involved_organisation_id_incident_id_role_ordinal"),
        ),
    )
    with op.batch_alter_table("involved", schema=None) as batch_op:
        batch_op.create_index(
            "ix_involved_blind_name", ["organisation_id", "name_blind"], unique=False
        )
        batch_op.create_index("ix_involved_user", ["organisation_id", "user_id"], unique=False)

    op.create_table(
        "case_facts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("true_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_facts_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_case_facts_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_case_facts_recorded_by")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_facts")),
    )
    with op.batch_alter_table("case_facts", schema=None) as batch_op:
        batch_op.create_index("ix_case_facts_case", ["organisation_id", "case_id"], unique=False)

    op.create_table(
        "case_messages",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_case_messages_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_messages_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_case_messages_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_case_messages_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_messages")),
    )
    with op.batch_alter_table("case_messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_messages_case", ["organisation_id", "case_id", "sent_at"], unique=False
        )

    op.create_table(
        "case_steps",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("occurrence", sa.SmallInteger(), nullable=False),
        sa.Column("party", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("unit_path", sa.String(length=500), nullable=False),
        sa.Column("confined", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("anchor_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("target_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalate_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated", sa.SmallInteger(), nullable=False),
        sa.Column("paused_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_reason", sa.String(length=24), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("by_telephone", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("grounds_withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_case_steps_assignee_id")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["users.id"], name=op.f("fk_case_steps_done_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_steps_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_case_steps_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_case_steps_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_steps")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "key",
            "subject_id",
            "occurrence",
            name="uq_case_steps_once",
        ),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_steps_assignee",
            ["organisation_id", "assignee_id", "state", "due_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_case_steps_case", ["organisation_id", "case_id", "state", "due_at"], unique=False
        )
        batch_op.create_index(
            "ix_case_steps_due", ["organisation_id", "state", "due_at", "id"], unique=False
        )
        batch_op.create_index("ix_case_steps_escalate", ["state", "escalate_at"], unique=False)
        batch_op.create_index(
            "ix_case_steps_paused",
            ["organisation_id", "state"],
            unique=False,
            sqlite_where=sa.text("paused_since IS NOT NULL"),
            postgresql_where=sa.text("paused_since IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_case_steps_unit_due",
            ["organisation_id", "state", "unit_path", "due_at"],
            unique=False,
        )

    op.create_table(
        "case_subjects",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_case_subjects_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_case_subjects_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_case_subjects")),
    )
    with op.batch_alter_table("case_subjects", schema=None) as batch_op:
        batch_op.create_index("ix_case_subjects_case", ["organisation_id", "case_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("case_subjects", schema=None) as batch_op:
        batch_op.drop_index("ix_case_subjects_case")

    op.drop_table("case_subjects")
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.drop_index("ix_case_steps_unit_due")
        batch_op.drop_index(
            "ix_case_steps_paused",
            sqlite_where=sa.text("paused_since IS NOT NULL"),
            postgresql_where=sa.text("paused_since IS NOT NULL"),
        )
        batch_op.drop_index("ix_case_steps_escalate")
        batch_op.drop_index("ix_case_steps_due")
        batch_op.drop_index("ix_case_steps_case")
        batch_op.drop_index("ix_case_steps_assignee")

    op.drop_table("case_steps")
    with op.batch_alter_table("case_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_case_messages_case")

    op.drop_table("case_messages")
    with op.batch_alter_table("case_facts", schema=None) as batch_op:
        batch_op.drop_index("ix_case_facts_case")

    op.drop_table("case_facts")
    with op.batch_alter_table("involved", schema=None) as batch_op:
        batch_op.drop_index("ix_involved_user")
        batch_op.drop_index("ix_involved_blind_name")

    op.drop_table("involved")
    with op.batch_alter_table("incident_behaviours", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_behaviours_code")

    op.drop_table("incident_behaviours")
    with op.batch_alter_table("custody_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_custody_entries_evidence")

    op.drop_table("custody_entries")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_unit_path")
        batch_op.drop_index("ix_cases_opened")
        batch_op.drop_index("ix_cases_assignee")

    op.drop_table("cases")
    with op.batch_alter_table("addenda", schema=None) as batch_op:
        batch_op.drop_index("ix_addenda_incident")

    op.drop_table("addenda")
    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.drop_index("ix_issued_documents_sha256")

    op.drop_table("issued_documents")
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index("ix_incidents_reporter")
        batch_op.drop_index("ix_incidents_location")

    op.drop_table("incidents")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_subject")

    op.drop_table("evidence")
    op.drop_table("stored_files")
    op.drop_table("seal_keys")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_user")

    op.drop_table("memberships")
    op.drop_table("locations")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index("ix_drafts_reporter")
        batch_op.drop_index("ix_drafts_expires")

    op.drop_table("drafts")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_mail")
        batch_op.drop_index("ix_deliveries_due")

    op.drop_table("deliveries")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_index("ix_credentials_user")

    op.drop_table("credentials")
    op.drop_table("audit_batch_rows")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_index("ix_units_path")

    op.drop_table("units")
    op.drop_table("single_use_tokens")
    op.drop_table("reference_counters")
    op.drop_table("protocol_versions")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index("ix_messages_unread")
        batch_op.drop_index("ix_messages_inbox")

    op.drop_table("messages")
    with op.batch_alter_table("keysets", schema=None) as batch_op:
        batch_op.drop_index("ix_keysets_subject")

    op.drop_table("keysets")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")
        batch_op.drop_index("ix_audit_entries_at")

    op.drop_table("audit_entries")
    op.drop_table("users")
    with op.batch_alter_table("sign_in_tries", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_tries_key_at")

    op.drop_table("sign_in_tries")
    op.drop_table("organisations")
    op.drop_table("installation")
    op.drop_table("audit_batches")
