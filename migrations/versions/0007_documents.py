"""Documents: check codes, stamps, house style, seals of all kinds, the dossier for the prosecutor."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "house_styles",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("return_address", sa.String(length=200), nullable=False),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_house_styles_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "logo_id"],
            ["stored_files.organisation_id", "stored_files.id"],
            name=op.f("fk_house_styles_organisation_id_logo_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_house_styles_organisation_id")
        ),
        sa.ForeignKeyConstraint(["set_by"], ["users.id"], name=op.f("fk_house_styles_set_by")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_house_styles")),
    )
    with op.batch_alter_table("house_styles", schema=None) as batch_op:
        batch_op.create_index("ix_house_styles_set", ["organisation_id", "set_at"], unique=False)

    op.create_table(
        "document_stamps",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["issued_documents.organisation_id", "issued_documents.id"],
            name=op.f("fk_document_stamps_organisation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["stored_files.organisation_id", "stored_files.id"],
            name=op.f("fk_document_stamps_organisation_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_document_stamps_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_document_stamps")),
        sa.UniqueConstraint(
            "organisation_id",
            "document_id",
            "number",
            name=op.f("uq_document_stamps_organisation_id_document_id_number"),
        ),
    )
    with op.batch_alter_table("document_stamps", schema=None) as batch_op:
        batch_op.create_index("ix_document_stamps_sha256", ["sha256"], unique=False)
        batch_op.create_index("ix_document_stamps_valid", ["valid_until"], unique=False)

    op.create_table(
        "original_releases",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("seen_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["users.id"], name=op.f("fk_original_releases_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "evidence_id"],
            ["evidence.organisation_id", "evidence.id"],
            name=op.f("fk_original_releases_organisation_id_evidence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_original_releases_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_original_releases_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_original_releases")),
        sa.UniqueConstraint(
            "organisation_id",
            "evidence_id",
            name=op.f("uq_original_releases_organisation_id_evidence_id"),
        ),
    )
    op.create_table(
        "dossier_plans",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("exhibits", sa.JSON(), nullable=False),
        sa.Column("statement_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name=op.f("fk_dossier_plans_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_dossier_plans_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_dossier_plans_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_dossier_plans_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_dossier_plans")),
        sa.UniqueConstraint(
            "organisation_id", "case_id", name=op.f("uq_dossier_plans_organisation_id_case_id")
        ),
    )
    op.create_table(
        "hand_ins",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("keyset_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=True),
        sa.Column("exhibits", sa.JSON(), nullable=False),
        sa.Column("news_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_hand_ins_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["cases.organisation_id", "cases.id"],
            name=op.f("fk_hand_ins_organisation_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["issued_documents.organisation_id", "issued_documents.id"],
            name=op.f("fk_hand_ins_organisation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "identity_id"],
            ["issued_documents.organisation_id", "issued_documents.id"],
            name=op.f("fk_hand_ins_organisation_id_identity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "keyset_id"],
            ["keysets.organisation_id", "keysets.id"],
            name=op.f("fk_hand_ins_organisation_id_keyset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_hand_ins_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_hand_ins")),
        sa.UniqueConstraint(
            "organisation_id",
            "case_id",
            "number",
            name=op.f("uq_hand_ins_organisation_id_case_id_number"),
        ),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(
            "ix_incidents_occurred", ["organisation_id", "occurred_from"], unique=False
        )

    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keyset_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("check_code", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("seal_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("seal_level", sa.String(length=4), server_default="bb", nullable=False)
        )
        batch_op.add_column(sa.Column("told_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("changes", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("withdrawn_why", sa.String(length=24), server_default="", nullable=False)
        )
        batch_op.create_unique_constraint("uq_issued_documents_check_code", ["check_code"])
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_documents_organisation_id_keyset_id"),
            "keysets",
            ["organisation_id", "keyset_id"],
            ["organisation_id", "id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_documents_withdrawn_by"), "users", ["withdrawn_by"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_documents_organisation_id_seal_id"),
            "seal_keys",
            ["organisation_id", "seal_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("seal_keys", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("source", sa.String(length=8), server_default="made", nullable=False)
        )
        batch_op.add_column(sa.Column("token_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("chain_pem", sa.String(length=20000), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("fingerprint", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("warned", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.create_index("ix_seal_keys_fingerprint", ["fingerprint"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("seal_keys", schema=None) as batch_op:
        batch_op.drop_index("ix_seal_keys_fingerprint")
        batch_op.drop_column("warned")
        batch_op.drop_column("fingerprint")
        batch_op.drop_column("chain_pem")
        batch_op.drop_column("token_sealed")
        batch_op.drop_column("source")

    with op.batch_alter_table("issued_documents", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_issued_documents_organisation_id_seal_id"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_issued_documents_withdrawn_by"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_issued_documents_organisation_id_keyset_id"), type_="foreignkey"
        )
        batch_op.drop_constraint("uq_issued_documents_check_code", type_="unique")
        batch_op.drop_column("withdrawn_why")
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("changes")
        batch_op.drop_column("told_sealed")
        batch_op.drop_column("seal_level")
        batch_op.drop_column("seal_id")
        batch_op.drop_column("check_code")
        batch_op.drop_column("keyset_id")

    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index("ix_incidents_occurred")

    op.drop_table("hand_ins")
    op.drop_table("dossier_plans")
    op.drop_table("original_releases")
    with op.batch_alter_table("document_stamps", schema=None) as batch_op:
        batch_op.drop_index("ix_document_stamps_valid")
        batch_op.drop_index("ix_document_stamps_sha256")

    op.drop_table("document_stamps")
    with op.batch_alter_table("house_styles", schema=None) as batch_op:
        batch_op.drop_index("ix_house_styles_set")

    op.drop_table("house_styles")
