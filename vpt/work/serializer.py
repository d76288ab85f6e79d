"""Queue entries as JSON: a queue file that was tampered with can name a task, never run code."""

import json
from datetime import datetime
from typing import Any

from huey.registry import Message
from huey.serializer import Serializer

MOMENTS = ("eta", "expires", "expires_resolved")


class JsonSerializer(Serializer):
    """Writes tasks whose arguments are texts and numbers; raises TypeError for anything else."""

    def _serialize(self, data: Any) -> bytes:
        if isinstance(data, Message):
            data = {
                name: _plain(value) for name, value in data._asdict().items() if value is not None
            }
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        stored = json.loads(bytes(data))
        if not isinstance(stored, dict):
            return stored
        for name in MOMENTS:
            if name in stored:
                stored[name] = datetime.fromisoformat(stored[name])
        return Message(**stored)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
