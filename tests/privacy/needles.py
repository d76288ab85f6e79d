"""The needles: words that stand for one sealed column each, and people named in every text."""

NAMES = {
    "victim 1": ("Vera", "Zqeerste"),
    "victim 2": ("Tom", "Zqtweede"),
    "perpetrator": ("Paul", "Zqdader"),
    "witness": ("Gerda", "Zqgetuige"),
}
"""Given name and surname; the surname is the needle, the given name is hidden with it."""
REACHES = {
    "victim 1": ("0611111111", "zqeen@thuis.example", "Zqeenstraat 1"),
    "victim 2": ("0622222222", "zqtwee@thuis.example", "Zqtweestraat 2"),
    "perpetrator": ("0633333333", "zqdrie@thuis.example", "Zqdriestraat 3"),
    "witness": ("0644444444", "zqvier@thuis.example", "Zqvierstraat 4"),
}
"""Telephone, mail address and home of each."""
BORN, CUSTOMER = "1987-04-13", "K-424242"
EMPLOYERS_PEOPLE = ("representative", "representative_function", "contact", "contact_phone")
"""Who speaks for the employer is named on purpose; a witness does not stand among them."""
used: set[str] = set()


def word(needle: str) -> str:
    """Return the word that stands for a needle, and stands nowhere else."""
    used.add(needle)
    return f"zq{needle.replace(' ', '')}qz"


def said(needle: str) -> str:
    """Return a free text with a needle, in which everybody is named and can be reached."""
    named = " en ".join(" ".join(NAMES[one]) for one in NAMES)
    return f"{word(needle)} {named}, bel {REACHES['victim 1'][0]}"
