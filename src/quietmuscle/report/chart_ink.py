"""The inks of charts, as they are where no style sheet colours them.

Each reads on white with the contrast that its role needs (WCAG 2.2: 4.5 to 1
for words, 3 to 1 for signs); the ground grid and the band carry no meaning
that a line or a label does not carry as well.
"""

from __future__ import annotations

WORDS = "#20282c"
LINE = "#1b6b68"
BAND = "#c5ddd9"
SIGN = "#3b464b"
QUIET = "#6b767c"
GRID = "#d8d4cb"
PAPER = "#ffffff"
