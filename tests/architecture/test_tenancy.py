from vpt.infra.db import Base

GLOBAL = {
    "audit_batches",
    "installation",
    "organisations",
    "sign_in_tries",
    "single_use_tokens",
    "users",
}
OUTSIDE = {"organisations", "users"}


def tables(app):
    assert app
    return Base.metadata.tables


def test_every_table_is_global_by_name_or_led_by_its_organisation(app):
    led = {name for name, t in tables(app).items() if "organisation_id" in t.primary_key.columns}

    assert set(tables(app)) - led == GLOBAL - {"audit_batches"}


def test_every_reference_between_tenant_tables_carries_the_organisation(app):
    loose = {
        f"{name}.{constraint.name}"
        for name, table in tables(app).items()
        for constraint in table.foreign_key_constraints
        if constraint.referred_table.name not in OUTSIDE
        and "organisation_id" not in constraint.column_keys
    }

    assert loose == set()


def test_the_organisation_leads_every_index_of_a_tenant_table(app):
    worker = {
        "ix_case_steps_escalate", "ix_deliveries_due", "ix_drafts_expires",
        "ix_evidence_sources_alarm", "ix_measures_ending", "ix_parked_forms_parked",
        "ix_post_items_remind",
        "ix_feedback_requests_due", "ix_outside_letters_due", "ix_support_wishes_anniversary",
        "ix_document_stamps_valid",
    }  # fmt: skip
    by_person = {
        "ix_memberships_user", "ix_credentials_user", "ix_issued_documents_sha256",
        "ix_contact_officers_user", "ix_partnerships_partner", "ix_shares_partner",
        "ix_document_stamps_sha256", "ix_seal_keys_fingerprint",
    }  # fmt: skip
    stray = {
        index.name
        for name, table in tables(app).items()
        if name not in GLOBAL
        for index in table.indexes
        if next(iter(index.columns)).name != "organisation_id"
    }

    assert stray - worker - by_person == set()
