"""Patterns of captions of pictures and of credits; data only. Matched against small letters, but for `AGENCY_END`."""

from __future__ import annotations

import re

from annotator.text.agencies import AGENCIES
from annotator.text.roles.patterns import any_of, opening

CREDIT_LINE = opening(
    r"\(?(?:photo|photograph|image|picture|illustration|graphic|screenshot|video|map|фото|иллюстрация|видео)s?"
    r"(?: credits?| by| courtesy(?: of)?| via)?\s*[:/|]",
    r"\(?(?:photo|image|picture|illustration|graphic|photograph)s? (?:by|via|courtesy|credit)\b",
    r"(?:©|\(c\)\s|copyright\b)",
    r"\(?(?:ap|afp|reuters|epa|tass|sputnik|риа новости)\s?/\s?\w",
    r"(?:source|via|источник)\s*:",
)

CREDIT_END = any_of(
    r"\w / ?(?:фото|photo|foto)\b.{2,60}$",
    r"(?:getty images|/\s?(?:ap|afp|reuters|epa|tass|тасс|риа новости|sputnik|upi|dpa|xinhua|anadolu)"
    r"|(?:ap|afp|reuters|epa) photo(?:/.{2,40})?)\)?$",
)
"""Credits of pictures and sources; only on a line without a final stop, or a short one."""

CAPTION = opening(
    r"(?:file(?: photo| picture| image)?|фото из архива|архивное фото)\s*[:–—-]\s",
    r"file photo\b",
    r"in this .{0,40}\b(?:photo|photograph|image|picture|frame grab|video grab)\b,?"
    r" (?:made|taken|released|provided|posted|obtained|distributed)\b",
    r"in this (?:\w{3,9}day|\w{3,9}\.? \d|\d|file|undated|handout|combination)[^!?]{0,40}"
    r"\b(?:photo|photograph|image|picture)s?\b",
)
"""Lead-ins of captions of stock pictures, whatever follows on the line."""

_PICTURE_AGENCIES = (
    r"(?:ap|afp|reuters|epa|epa-efe|dpa|tass|тасс|риа новости|sputnik|getty images|imago|ansa|anadolu|shutterstock|рбк|"
    r"коммерсантъ|унян|укринформ|укрінформ|picture alliance|alamy|bloomberg|xinhua|rex|pa|wikimedia commons)"
)

PICTURE_ENDINGS = (*_PICTURE_AGENCIES[3:-1].split("|"), "photo", "image", "images")
"""What such a caption ends with that has neither a bracket nor a slash."""

CAPTION_END = any_of(
    r"[(\[](?:photo|foto|фото|image|bild|picture|crédits?|credits?|source|quelle|photograph|illustration)s?"
    r"(?: by| credits?| courtesy of)?\s?[:/][^()]{1,80}[)\]]\.?$",
    r"[(\[](?:file(?: photo| picture| image)?|archive(?: photo)?|photo d'archives?|archivbild|archivfoto|symbolbild|"
    r"архив|архивное фото|фото из архива|архівне фото)[)\]]\.?$",
    rf"(?:^|[.!?»”\")–—©|-] |[(\[|©]){_PICTURE_AGENCIES}\s?/\s?[^\s/.][^/.]{{2,40}}[)\]]?\.?$",
    rf"[–—|©(-] ?[\w.'’ -]{{3,40}}\s?/\s?{_PICTURE_AGENCIES}(?: via [\w ]{{2,20}})?[)\]]?\.?$",
    r"[(\[][^()\[\]]{0,60}\b(?:file|pool|handout|courtesy|press) (?:photo|image|picture)s?[)\]]\.?$",
    r"[(\[][\w.'’ -]{3,40}/[\w.'’ -]{2,40} (?:photo|image|picture)s?[)\]]\.?$",
    rf"[.!?»”\"] \([^()]{{3,60}} via {_PICTURE_AGENCIES}(?:, (?:pool|file|archive))*\)$",
    r"[.!?»”\"] \([\w.'’-]+ [\w.'’ -]{2,30}(?:/[\w.'’ -]{2,40}){1,3}\)$",
    rf"[.!?»”\"] (?:©|\(c\)) [\w.'’/ -]{{2,50}}$|[.!?»”\"] {_PICTURE_AGENCIES}(?: photo| images?)?$",
    r"[.!?»”\"] (?:photo|photograph|foto|фото|image|picture|credit|crédit)s?(?: by| credits?)?\s?: ?"
    r"[\w.'’/,| -]{2,60}$",
)
"""How captions end that name whose picture it is."""

AGENCY_END = re.compile(rf"\({AGENCIES}[\w/, -]{{0,20}}\)\.?$", re.IGNORECASE)
"""An agency in brackets, as captions end, and whole articles."""
