"""An annotated article of our own."""

import json
from pathlib import Path
from typing import Any

ANNOTATION: dict[str, Any] = {
    "id": "a",
    "entities": [
        {"id": "e1", "type": "Person", "names": ["Kari Lunde", "Lunde"]},
        {"id": "e2", "type": "Concept", "names": ["eit forslag om nye vegar"]},
    ],
    "events": [{"evidence": "x", "types": ["Criticism", "Utterance"], "agent": ["e1"], "theme": ["e2"]}],
    "relations": [{"evidence": "x", "types": ["holdsPosition"], "subject": "e1", "object": "ordførar"}],
}


def write(folder: Path, data: object = ANNOTATION, text: str = "Kari Lunde kritiserte eit forslag.") -> Path:
    """The article in a folder, which is given back."""
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return folder
