"""Asking a timestamp server (RFC 3161) for a timestamp, without waiting for it for ever."""

import asyncio
import time
from typing import Any

import requests
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import dummy_digest

from vpt.core.errors import Unavailable
from vpt.infra.sealing import Stamping

LONGEST_ANSWER = 256 * 1024
"""Bytes; an answer holds a signature and a handful of certificates."""
DIGEST = "sha256"
REPLY = "application/timestamp-reply"
QUERY = "application/timestamp-query"


class TimeServer(TimeStamper):
    """A timestamp server behind an address; its silence and its nonsense become refusals."""

    def __init__(self, stamping: Stamping) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko is typed in part
        self._stamping = stamping

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """Return the token over a digest. Raises Unavailable."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            info = token["content"]["encap_content_info"]["content"].parsed
            told = info["message_imprint"]["hashed_message"].native
        except Unavailable:
            raise
        except Exception as error:  # what a foreign server sends may fail anywhere in the parser
            raise Unavailable("tsa_wrong") from error
        if told != message_digest:
            raise Unavailable("tsa_wrong")
        return token

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the server's answer to a query."""
        return tsp.TimeStampResp.load(_ask(self._stamping, req.dump()))


def try_out(stamping: Stamping) -> None:
    """Ask for a timestamp of nothing; see `sealing.try_stamping`."""
    asyncio.run(TimeServer(stamping).async_timestamp(dummy_digest(DIGEST), DIGEST))


def _ask(stamping: Stamping, query: bytes) -> bytes:
    """Post a query; a server that drips its answer gets no longer than one that is silent."""
    until = time.monotonic() + stamping.patience
    try:
        with requests.post(
            stamping.url,
            query,
            headers={"Content-Type": QUERY, "Accept": REPLY},
            auth=(stamping.user, stamping.password) if stamping.user else None,
            timeout=stamping.patience,
            allow_redirects=False,
            stream=True,
        ) as answer:
            _ensure_reply(answer)
            return _whole(answer, until)
    except requests.RequestException as error:
        raise Unavailable("tsa_silent") from error


def _ensure_reply(answer: requests.Response) -> None:
    if answer.status_code in {401, 403}:
        raise Unavailable("tsa_sign_in")
    if answer.status_code >= requests.codes.internal_server_error:
        raise Unavailable("tsa_silent")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    if answer.status_code != requests.codes.ok or kind != REPLY:
        raise Unavailable("tsa_wrong")


def _whole(answer: requests.Response, until: float) -> bytes:
    content = b""
    for piece in answer.iter_content(1024):
        content += piece
        if len(content) > LONGEST_ANSWER:
            raise Unavailable("tsa_wrong")
        if time.monotonic() > until:
            raise Unavailable("tsa_silent")
    return content
