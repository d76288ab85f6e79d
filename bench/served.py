"""What the bench's web servers load: the site, and a bare Flask application under /plain."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, request, send_file
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from config import from_env
from vpt.app import create_app

ROOM = 700 * 1024 * 1024
"""Lets a file of 500 MB through."""

site = create_app(replace(from_env(), upload_limit=ROOM, request_limit=ROOM))
plain = Flask("plain", static_folder=None)
copies = Path(os.environ["VPT_INSTANCE"]) / "copies"
copies.mkdir(exist_ok=True)


@plain.get("/hello")
def hello() -> str:
    return "hello"


@plain.post("/copy")
def keep() -> str:
    """Store an upload as any Flask application does, and make it durable as the site does."""
    with (copies / "copy").open("wb") as target:
        shutil.copyfileobj(request.files["files"].stream, target, 1024 * 1024)
        target.flush()
        os.fsync(target.fileno())
    return "kept"


@plain.get("/copy")
def give() -> Response:
    return send_file(copies / "copy", mimetype="application/octet-stream")


app = DispatcherMiddleware(site, {"/plain": plain})
