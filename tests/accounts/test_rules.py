import pytest

from vpt.accounts import rules

EMAIL = "sanne.devries@voorbeeld.example"


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        pytest.param("kort", "password_short", id="too short"),
        pytest.param("elf tekens!", "password_short", id="eleven characters"),
        pytest.param("x" * 201, "password_long", id="too long"),
        pytest.param("aaaaaaaaaaaaaaa", "password_guessable", id="one character"),
        pytest.param("Wachtwoord123", "password_guessable", id="what everybody tries"),
        pytest.param("Welkom2026!!", "password_guessable", id="welcome and the year"),
        pytest.param("sannedevries1", "password_guessable", id="one's own name"),
        pytest.param("paars fietspad onder regen", None, id="a sentence"),
        pytest.param("mijn wachtwoord is een lange zin", None, id="a common word in a sentence"),
        pytest.param("w8*Kd!2pLm#z", None, id="twelve random ones"),
    ],
)
def test_a_new_password(password, problem):
    assert rules.password_problem(password, EMAIL) == problem


@pytest.mark.parametrize("target", ["/", "/werkvoorraad", "/dossiers?filter=laat&x=1", "/a//b"])
def test_a_path_of_this_site_is_a_place_to_return_to(target):
    assert rules.is_local_path(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "werkvoorraad",
        "//kwaad.example",
        "///kwaad.example",
        "/\\kwaad.example",
        "\\\\kwaad.example",
        "https://kwaad.example/",
        "javascript:alert(1)",
        "/\t/kwaad.example",
        "/\n/kwaad.example",
        " //kwaad.example",
        "/%0a\x00",
    ],
)
def test_everything_else_is_not(target):
    assert not rules.is_local_path(target)


def test_addresses_of_one_ipv6_home_count_as_one_client():
    assert rules.client_key("2001:db8:1:2::1") == rules.client_key("2001:db8:1:2:ffff::9")
    assert rules.client_key("2001:db8:1:2::1") != rules.client_key("2001:db8:1:3::1")


def test_an_ipv4_address_counts_the_same_in_either_spelling():
    assert rules.client_key("192.0.2.7") == rules.client_key("::ffff:192.0.2.7")
    assert rules.client_key("192.0.2.7") != rules.client_key("192.0.2.8")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost"])
def test_this_machine_is_loopback(host):
    assert rules.is_loopback(host)


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.0.2.1", "vpt.example", "", "localhost.kwaad.example"]
)
def test_other_hosts_are_not(host):
    assert not rules.is_loopback(host)
