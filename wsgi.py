"""What the web server and the worker load."""

from config import from_env
from vpt.app import create_app

app = create_app(from_env())
queue = app.extensions["vpt_queue"]
