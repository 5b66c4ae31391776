"""Typesetting: from a template and data to a PDF that screen readers can read too.

The data goes in as data and never as source, so that nothing a person wrote
can be read as markup. The fonts are those inside the typesetter, so that a
page looks the same everywhere; only for scripts that they do not have does it
turn to the computer's own fonts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

if TYPE_CHECKING:
    from datetime import datetime

TEMPLATES = Path(__file__).parent / "templates"
TYPESETTER = "quietmuscle.report.typesetter"
MOST_S: Final = 60.0
"""A page takes a tenth of a second; what takes so long will not end."""


class TypesettingError(RuntimeError):
    """A template could not be typeset: a fault of ours, with what the typesetter said."""


def typeset(template: str, page: Any, *, made_at_utc: datetime) -> bytes:
    """The PDF that a template makes of a page (a dataclass of texts, numbers and lists).

    It is made in a process of its own (`typesetter`), which gives back the memory
    that fonts and library take. Raises TypesettingError where the template is at fault,
    or the page not made within `MOST_S`.
    """
    words = json.dumps(asdict(page), ensure_ascii=False)
    order = (str(TEMPLATES / template), words, made_at_utc.isoformat())
    try:
        made = subprocess.run(  # noqa: S603 - our own Python and our own module
            (sys.executable, "-P", "-m", TYPESETTER),
            input=json.dumps(order).encode(),
            capture_output=True,
            check=False,
            timeout=MOST_S,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{template} took over {MOST_S:g} s"
        raise TypesettingError(message) from error
    if made.returncode:
        raise TypesettingError(made.stderr.decode(errors="replace"))
    return made.stdout
