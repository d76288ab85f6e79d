"""A document may be about something in the case: a measure, a person, a police report."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ONCE = "uq_issued_documents_once"
WHOLE = ["organisation_id", "case_id", "kind", "profile", "version"]


def upgrade() -> None:
    """Let what was issued so far be about the case itself."""
    with op.batch_alter_table("issued_documents") as table:
        table.add_column(sa.Column("subject_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE issued_documents SET subject_id = case_id")
    with op.batch_alter_table("issued_documents") as table:
        table.alter_column("subject_id", existing_type=sa.Uuid(), nullable=False)
        table.drop_constraint(ONCE, type_="unique")
        table.create_unique_constraint(ONCE, [*WHOLE[:4], "subject_id", WHOLE[4]])


def downgrade() -> None:
    """Number the documents by kind and reader alone."""
    with op.batch_alter_table("issued_documents") as table:
        table.drop_constraint(ONCE, type_="unique")
        table.create_unique_constraint(ONCE, WHOLE)
        table.drop_column("subject_id")
