"""The regulation versions that ship with the project, as plain data."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings


def packaged_folder() -> Path:
    """Folder with one JSON file per regulation version."""
    return Path(settings.BASE_DIR) / "fixtures" / "reference" / "regulasi"


def packaged_rulesets() -> list[dict[str, Any]]:
    """The JSON of every packaged version, by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(packaged_folder().glob("*.json"))]
