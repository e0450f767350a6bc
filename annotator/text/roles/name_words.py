"""Patterns of bylines, signatures and names; data only. Matched against the line as it stands, but for two."""

from __future__ import annotations

import re

from annotator.text.agencies import AGENCIES
from annotator.text.roles.page_words import phrases
from annotator.text.roles.patterns import opening

CONTRIBUTED = re.compile(
    r"\bcontributed (?:to this (?:story|report|article|post|piece)|reporting)(?: from [\w .'’,-]{2,40})?\.?\)?$"
)
"""How a line ends that names who helped; with its stop."""

BYLINE = re.compile(
    r"(?:by|BY|By|written by|Written by|Story by|Text by|Posted by|Interview by|Analysis by|Opinion by)\s*:?\s+"
    r"(?=[A-Z@А-ЯЁ])(?:[A-Z@А-ЯЁ][\w.'’@-]*|and|with|in|of|for|de|al|el|van|von|bin|at|the|,|\||&|/|–|—|-|\s|,\s)+$"
    r"|(?:Authors?|Автор|Авторы|Автори|[ТT]екст|Byline|Von|Par|Por|Reporter|Подготовила?|Редактор)\s*:\s*\S"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){1,3}, (?:[A-Z][\w'’-]+ ){0,3}"
    r"(?:Reporter|Correspondent|Editor|Writer|Columnist|Contributor|Staff)$"
    r"|(?:Von|Par|Por|Ein Artikel von|Propos recueillis par) [A-ZÀ-Ž][\w'’-]+(?:(?: |, | und | et | y )"
    r"(?:von |de |van |d')?[A-ZÀ-Ž][\w.'’-]+){1,7}$"
    r"|(?:With|with|Contains|Includes) (?:additional )?(?:reporting|contributions?|files|material|input) "
    r"(?:by|from) .{2,100}$"
    r"|(?:Published|Posted|Submitted|Reported|Edited|Compiled|Authored) by:? [A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){0,4}$"
    r"|\(?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z].{2,200}$"
    r"|[—–-] ?[^()]{2,60} \(@\w{2,20}\)"
    r"|(?:Translator|Photographer|Illustrator|Interviewer)s?\s*:?\s*[A-Z][\w'’-]+(?: [\w'’-]+){1,3}$"
    r"|Translated (?:from (?:the )?[A-Z]\w+ )?by [A-Z].{2,80}$"
)
"""Whole lines that name who wrote."""

CREDIT_OPENING = opening(
    r"\(?(?:reporting|writing|editing) by\b|additional reporting\b|with (?:additional )?reporting\b"
)
"""How such lines begin that may end in a stop."""

NAME = re.compile(
    r"^(?:[–—-] ?)?(?:(?:Dr|Prof|Gen|Sen|Rep|Amb)\. )?"
    r"[A-ZА-ЯЁ][\w.'’-]*(?: (?:al|el|de|van|von|bin|ibn|[A-ZА-ЯЁ])[\w.'’-]*){1,4}"
    r"(?: (?:and|и|&) [A-ZА-ЯЁ][\w.'’-]*(?: [A-ZА-ЯЁ][\w.'’-]*){1,3})?(?:(?:,| \||/| [–—-]) ?[A-Z][\w .'’-]{1,40})?$"
)
"""Lines that hold nothing but names."""

NAME_WITH_ROLE = re.compile(
    r"^(?:[–—-] ?)?[A-ZА-ЯЁ][\w.'’-]*(?: [A-ZА-ЯЁ][\w.'’-]*){1,3},(?: (?:для )?[«“\"]?[\w'’.-]+[»”\"]?,?){1,9}$"
)
"""A name and what its bearer is, without a stop: a signature at the end of an article."""

LABEL_WORDS = phrases(
    "summary, article, analysis, opinion, comment, commentary, background, introduction, conclusion, conclusions",
    "key, points, highlights, overview, editorial, exclusive, update, report, news, world, politics, middle, east",
    "interview, special, feature, story, blog, review, brief, briefing, press, release, transcript, full, text",
    "breaking, top, timeline, stories, security, foreign, policy, affairs, defense, economy, takeaways, context",
    "history, next, what, why, how, the, in, of, war, deal, talks, crisis, peace, conflict, agreement, relations",
    "at, a, glance, fact, facts, check, strategic",
)
"""Words that a heading has and a name has not."""

AUTHOR_NOTE = re.compile(
    r"^(?:[A-Z][\w.'’-]*,? ){2,5}is (?:an?|the) (?:[^.!?]{0,80}\b)?"
    r"(?i:fellow|professor|lecturer|analyst|columnist|journalist|correspondent|editor|writer|author|researcher|scholar"
    r"|contributor|freelancer?|blogger)\b"
)
"""Who somebody is who writes."""

_PAPERS = (
    r"(?:(?:The )?(?:Associated Press|Washington Post|New York Times|Guardian|Canadian Press|Wall Street Journal)"
    r"|Los Angeles Times|Agence France-Presse|Press Association|Tribune News Service|Deutsche Presse-Agentur)"
)

AGENCY_LINE = re.compile(rf"(?:{AGENCIES}|{_PAPERS})(?: [Nn]ews| [Ss]taff| Новости)?$")
"""An agency, or a paper whose articles others print, alone on its line: who wrote."""
