"""How requests are read: uploads are spooled sealed, and long texts are let in where asked."""

from typing import IO, cast

from flask import Flask, Request, current_app, request
from werkzeug.formparser import FormDataParser

from vpt.infra.spool import SealedSpool

MULTIPART = "multipart/form-data"


class SealedRequest(Request):
    """A request whose uploaded files never touch the disk in clear (DESIGN §7)."""

    @property
    def is_json(self) -> bool:
        """Return False: what is posted here are forms, and a form holds text only."""
        return False

    def make_form_data_parser(self) -> FormDataParser:
        """Give a view that asks for it more room for text (`form_memory`, bytes) and for files.

        The form is read before the view runs, by the check of the CSRF token.
        """
        view = current_app.view_functions.get(self.endpoint or "")
        asked: int | None = getattr(view, "form_memory", None)
        if asked is not None:
            self.max_form_memory_size = asked
        if not getattr(view, "takes_files", False) or self.mimetype != MULTIPART:
            # a body that is no multipart one is read into memory whole, signed in or not
            self.max_content_length = self.max_form_memory_size
        return super().make_form_data_parser()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return cast("IO[bytes]", SealedSpool())


def init_app(app: Flask) -> None:
    """Let every request be read this way, and its files be forgotten when it is over."""
    app.request_class = SealedRequest
    app.teardown_request(_forget)


def _forget(_error: BaseException | None) -> None:
    request.close()
