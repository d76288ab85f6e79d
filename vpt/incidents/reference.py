"""The reference of a report: CODE-year-number-check letter, such as GTV-2026-000123-K."""

LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
"""Twenty-three letters without I, O and U, so that none is mistaken for a digit on the phone."""


def compose(code: str, year: int, number: int) -> str:
    """Return the reference for a number of an organisation and local year."""
    return f"{code}-{year}-{number:06d}-{check_letter(code, year, number)}"


def check_letter(code: str, year: int, number: int) -> str:
    """Return the letter that shows a mistyped or swapped digit.

    The code, the year and the number are read together as one number in base 36; its rest by 23
    picks the letter (the manner of the Spanish DNI). As 23 is prime and 36 is no multiple of it,
    every single wrong digit changes the rest.
    """
    return LETTERS[int(f"{code}{year}{number:06d}", 36) % len(LETTERS)]


def is_valid(reference: str) -> bool:
    """Return whether a reference is written right."""
    parts = reference.strip().upper().split("-")
    if len(parts) != 4 or not (parts[1].isdigit() and parts[2].isdigit()):  # noqa: PLR2004
        return False
    if not (parts[0].isascii() and parts[0].isalnum()):
        return False
    return check_letter(parts[0], int(parts[1]), int(parts[2])) == parts[3]
