"""The settings of seals: a level that cannot be reached stops the start with a clear line."""

import pytest

from config import SettingError, from_env

URL = {"VPT_TSA_URL": "http://tijd.example/"}


@pytest.fixture
def env(tmp_path):
    return {"VPT_INSTANCE": str(tmp_path)}


def test_without_settings_documents_are_sealed_without_a_timestamp(env):
    settings = from_env(env)

    assert (settings.seal_level, settings.tsa_url, settings.tsa_ca) == ("bb", "", None)


def test_a_complete_set_is_read_and_the_password_stays_out_of_sight(env, tmp_path):
    roots, password = tmp_path / "roots.pem", tmp_path / "password"
    roots.write_text("roots")
    password.write_text("geheim\n")

    settings = from_env(
        env
        | {"VPT_SEAL_LEVEL": "BLTA", "VPT_TSA_URL": "https://tijd.example/", "VPT_TSA_USER": "vpt"}
        | {"VPT_TSA_CA": str(roots), "VPT_TSA_PASSWORD_FILE": str(password)}
    )

    assert (settings.seal_level, settings.tsa_ca) == ("blta", roots)
    assert settings.tsa_password == "geheim"
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"VPT_SEAL_LEVEL": "gold"}, "VPT_SEAL_LEVEL must be one of bb, bt, blta"),
        ({"VPT_SEAL_LEVEL": "bt"}, "VPT_SEAL_LEVEL=bt needs VPT_TSA_URL"),
        ({"VPT_SEAL_LEVEL": "blta"} | URL, "needs VPT_TSA_CA"),
        ({"VPT_TSA_URL": "tijd.example"}, "VPT_TSA_URL must start with"),
        ({"VPT_TSA_CA": "nowhere.pem"} | URL, "VPT_TSA_CA is not a file"),
        ({"VPT_TSA_USER": "vpt"} | URL, "needs a VPT_TSA_URL with https"),
        ({"VPT_TSA_PASSWORD_FILE": "nowhere"} | URL, "VPT_TSA_PASSWORD_FILE is not a file"),
    ],
)
def test_a_wrong_setting_is_named(env, wrong, named):
    with pytest.raises(SettingError, match=named):
        from_env(env | wrong)
