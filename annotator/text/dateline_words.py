"""Patterns of datelines that run into the first sentence; data only."""

from __future__ import annotations

import re

from annotator.text.agencies import AGENCIES

_PLACE = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"

_CITY = r"[A-ZА-ЯЁІЇЄ][\w'’.-]+(?:[ -][A-ZА-ЯЁІЇЄ][\w'’.-]+){0,2}"

_CAPITALS = r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’./-]{2,}(?:[ ,]+[A-ZА-ЯЁ][A-ZА-ЯЁ'’./-]+){0,4}"

_DAY = r"(?:[A-Za-zа-я]{3,9}(?:\.? |\.)\d{1,2}(?:, \d{4})?|\d{1,2} [A-Za-zа-яё]{3,9}\.?(?: \d{4})?)"

_DASH = r"(?:–|—|--|-)"

RUN_IN = re.compile(
    rf"(?:{_CAPITALS}, {_DAY} {{0,2}}{_DASH} {AGENCIES}(?: Новости| Novosti)?[.,]"
    rf"|{_CAPITALS}, {_DAY}\.? ?/{AGENCIES}[^/]{{0,20}}/\."
    rf"|{_CITY}\. {_DAY}\. {_DASH}"
    rf"|{_CITY}\. {_DAY}\.? ?(?:\({AGENCIES}[\w/. -]{{0,15}}\)|{AGENCIES}[\w.-]{{0,15}}) {{0,2}}{_DASH}"
    rf"|{_DAY} \({AGENCIES}[\w/. -]{{0,15}}\) {{0,2}}{_DASH}"
    rf"|{_CAPITALS}(?:, {_PLACE}\.?)?(?:, {_DAY})?(?: ?\([A-ZА-ЯЁ][\w/. -]{{1,25}}\))? {{0,2}}{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?(?:, {_DAY})? \({AGENCIES}[\w/. -]{{0,15}}\) {{0,2}}{_DASH}"
    rf"|{_PLACE}, {AGENCIES} {{0,2}}{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?, {_DAY} \([A-Z]{{2,6}}\) {{0,2}}{_DASH}"
    rf"|\({AGENCIES}[\w/. -]{{0,15}}\) {{0,2}}{_DASH}"
    rf")\s+(?=[\"“«„]?[A-ZА-ЯЁ0-9])"
)
"""A place, a day or an agency before the first sentence: MOSCOW, Feb. 3 (Reuters) - Russia said ..."""

RUN_IN_TIGHT = re.compile(
    rf"{_CAPITALS}(?:, {_PLACE}\.?)?(?:, {_DAY})?(?: ?\([A-Z][\w/. -]{{1,25}}\))? ?[—–](?=[\"“]?[A-ZА-ЯЁ])"
)
"""The same without a blank after the dash; only at the top."""

RUN_IN_PLAIN = re.compile(rf"{_PLACE}(?:, {_DAY})? (?:–|—|--|-)\s+(?=(?P<next>[A-Z][a-z\u0300-\u036f'’]*)[\s,])")
"""The same in plain letters; only at the top, and only before a word that begins sentences."""

RUN_IN_COLON = re.compile(
    rf"(?:(?P<place>(?:[A-ZА-ЯЁ][\w'’.-]*[ -]?){{1,3}}?)(?:, ?{_DAY})?|{_CAPITALS}, ?{_DAY}"
    rf"|{_PLACE}, ?{_DAY} ?\([\w/. -]{{1,25}}\)"
    rf"|{_PLACE} ?\((?:{AGENCIES}|[\w ]{{1,20}} Bureau)[\w/. -]{{0,15}}\)) ?::?\s+(?=[\"“«„]?[A-ZА-ЯЁ])"
)
"""The same before a colon: New Delhi, Mar. 9 (HS): ...; a place in small letters has to be a known one. Only at the
top."""
