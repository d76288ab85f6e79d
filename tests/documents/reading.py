"""Read a PDF back the way a reader sees it."""

import re
import subprocess
from functools import lru_cache


def text_of(pdf: bytes) -> str:
    """Return the text of all pages with single spaces, as poppler extracts it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@lru_cache(maxsize=64)
def structure_of(pdf: bytes) -> str:
    """Return the text in reading order, as a screen reader gets it; one line for each element."""
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True
    )
    # An element that goes on over pages is printed in pieces.
    return re.sub(r'"\n *"', "", done.stdout.decode())


def spoken_in(pdf: bytes) -> str:
    """Return the text in reading order without any space, so that no line break hides a word."""
    pieces = re.findall(r'"(.*)"$', structure_of(pdf), re.MULTILINE)
    return "".join("".join(pieces).split())


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page in its visual layout."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]
