"""How requests are read: uploads are spooled sealed, and long texts are let in where asked."""

from typing import IO, cast

from flask import Flask, Request, current_app, request
from werkzeug.formparser import FormDataParser

from vpt.infra.spool import SealedSpool


class SealedRequest(Request):
    """A request whose uploaded files never touch the disk in clear (DESIGN §7)."""

    def make_form_data_parser(self) -> FormDataParser:
        """Give a view that asks for it more room for text (`form_memory`, bytes).

        The form is read before the view runs, by the check of the CSRF token.
        """
        view = current_app.view_functions.get(self.endpoint or "")
        asked: int | None = getattr(view, "form_memory", None)
        if asked is not None:
            self.max_form_memory_size = asked
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
