import pytest
import tink

from tests.builders import NOW, a_person, an_organisation
from vpt.accounts.people import Credential
from vpt.accounts.rules import CredentialKind
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id


def a_credential(organisation, person, secret):
    row = Credential(
        organisation_id=organisation.id,
        id=new_id(),
        user_id=person.id,
        kind=CredentialKind.TOTP,
        subject=new_id().hex,
        keyset_id=organisation.keyset_id,
        created_at=NOW,
    )
    row.secret = secret
    db.session.add(row)
    return row


def test_reads_back_what_was_sealed_in_a_fresh_session(app):
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        key = a_credential(organisation, a_person(organisation), "geheim").id

    with app.app_context():
        row = db.session.get_one(Credential, (organisation.id, key))

        assert row.secret == "geheim"
        assert b"geheim" not in row.secret_sealed


def test_ciphertext_moved_to_another_row_does_not_open(app):
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        person = a_person(organisation)
        mine = a_credential(organisation, person, "geheim")
        other = a_credential(organisation, person, "anders")
        mine.secret_sealed = other.secret_sealed

        with pytest.raises(tink.TinkError):
            _ = mine.secret


def test_nothing_opens_after_the_keyset_is_destroyed(app):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            spare = keysets.create(organisation.id, keysets.KeysetKind.PERSON, new_id())
            row = a_credential(organisation, a_person(organisation), None)
            row.keyset_id = spare
            row.secret = "geheim"
        with unit_of_work():
            row = db.session.get_one(Credential, (organisation.id, row.id))
            row.keyset_id = organisation.keyset_id
            ciphertext = row.secret_sealed
            keysets.destroy(organisation.id, spare)

            with pytest.raises(keysets.Shredded):
                keysets.primitive(organisation.id, spare).decrypt(ciphertext, b"")


def test_opens_after_the_master_key_was_rotated_and_everything_wrapped_again(app):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            key = a_credential(organisation, a_person(organisation), "geheim").id
        keysets.key_folder().rotate()
        with unit_of_work():
            count = keysets.rewrap_all()

    with app.app_context():
        assert count == 1
        assert db.session.get_one(Credential, (organisation.id, key)).secret == "geheim"
