"""Word lists and patterns that tell what a paragraph is besides a sentence; data only, read by `roles`.

Patterns are matched without regard to case unless a name says otherwise. A pattern here takes a paragraph away from
annotators, so each needs words that news prose does not use of its own subject.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _set(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split(","))


TAG_LINE = _any(
    r"^(?:tags?|tagged(?: (?:in|with|as))?|key ?words?|topics?|categor(?:y|ies))\s*:",
    r"^(?:filed (?:under|in)|found in|posted in)\s*:",
    r"^(?:теги|метки|темы|рубрика|рубрики|ключевые слова)\s*:",
)
"""Lists of subjects under an article."""

CREDIT_LINE = _any(
    r"^\(?(?:photo|photograph|image|picture|illustration|graphic|screenshot|video|map|фото|иллюстрация|видео)s?"
    r"(?: credits?| by| courtesy(?: of)?| via)?\s*[:/|]",
    r"^\(?(?:photo|image|picture|illustration|graphic|photograph)s? (?:by|courtesy|credit)\b",
    r"^(?:©|\(c\)\s|copyright\b)",
    r"(?:getty images|/\s?(?:ap|afp|reuters|epa|tass|sputnik)|(?:ap|afp|reuters|epa) photo(?:/.{2,40})?)\)?$",
    r"^\(?(?:ap|afp|reuters|epa|tass|sputnik|риа новости)\s?/\s?\w",
    r"^(?:source|via|источник)\s*:",
)
"""Credits of pictures and sources; only on a line without a final stop, or a short one."""

LEAD_IN_LINK = _any(
    r"^(?:also read|read also|read more|read next|see also|more on this|related|recommended|читайте также|по теме)\s*:",
)
"""A lead-in with a link on the same line, whatever mark the link's headline ends in."""

LEAD_IN = _any(
    r"^(?:also read|read also|read more|read next|see also|more (?:on|from|in) |more stories|more news|next for you)\b",
    r"^(?:related(?: (?:articles?|stories|story|content|topics?|news|posts?|coverage|links?|reading))?)\s*:?$",
    r"^(?:related|recommended|further reading|popular now|most read|most popular|trending(?: now)?)\s*:",
    r"^(?:you (?:may|might) also (?:like|be interested)|recommended (?:for you|stories|articles))\b",
    r"^(?:top stories|latest news)$",
    r"^(?:most read|most popular|trending(?: now)?|recommended|editor'?s picks?|don'?t miss)\s*:?$",
    r"^(?:читайте также|смотрите также|по теме|материалы по теме|другие новости|ещё по теме|еще по теме)\b",
)
"""What stands over a list of links."""

CHROME = _set(
    "home, menu, search, share, share this, share this article, share on facebook, share on twitter, tweet",
    "print, email, e-mail, comments, comment, no comments, leave a comment, leave a reply, log in, login",
    "sign in, sign up, register, subscribe, advertisement, advertising, ad, sponsored, sponsored content",
    "next, previous, next article, back to top, previous article, facebook, twitter, linkedin, whatsapp",
    "telegram, instagram, youtube, skip to content, show more, skip to main content, load more, close, listen",
    "listen to this article, save, copy link, view comments, newsletter, newsletters, print this article",
    "read the full story, read full article, view all, see all, all news, about us, contact us",
    "privacy policy, terms of use, terms of service, terms and conditions, follow us, cookie settings",
    "главная, меню, поиск, поделиться, реклама, комментарии, подробнее, версия для печати, печать, войти",
    "регистрация, подписаться, оставить комментарий, наверх, на правах рекламы",
)
"""Buttons and labels of web pages, whole lines in lower case."""

NOTICE = _any(
    r"\b(?:site|website|we|page|portal) (?:also )?uses? (?:\w+ )?cookies\b",
    r"\b(?:cookie|cookies) (?:policy|settings|preferences|notice)\b.*\b(?:our|your|you)\b",
    r"\baccept (?:all )?cookies\b",
    r"\bby (?:using|continuing|browsing|clicking|registering|signing).{0,60}\byou (?:agree|accept|consent)\b",
    r"\bsee our privacy policy\b|\bin our privacy policy\b|\bto view our privacy policy\b",
    r"^(?:continue reading|to continue reading|to read|keep reading|read) .{0,60}"
    r"\b(?:by registering|register|subscrib\w+|sign(?:ing)? (?:up|in)|log(?:ging)? in|unlimited access)\b",
    r"^(?:already a (?:subscriber|member)|not a (?:subscriber|member))\b",
    r"^(?:please )?(?:subscribe|sign up|register|log in|sign in) (?:to|for|now|today|here|with)\b.{0,80}"
    r"(?:\b(?:our|your|newsletters?|updates|alerts|inbox|access|free|account)\b|$)",
    r"(?:^|[.!?] )(?:please )?(?:subscribe|register|sign up|join|log in|sign in)\b.{0,80}:$",
    r"^(?:enjoyed|liked|did you (?:like|enjoy)|thank(?:s| you) for reading) (?:this|the|our)\b.{0,40}$",
    r"^(?:please )?(?:support|donate to) (?:our|independent) (?:work|journalism|reporting)\b",
    r"^(?:please )?(?:follow|like|find|join) us (?:on|in|at)\b",
    r"^follow @?\w+ on (?:twitter|facebook|telegram|instagram)\b",
    r"^(?:click|tap) here\b|\bclick here (?:to|for) (?:read|subscribe|sign|see|view|more|download|register|the full)\b",
    r"^(?:get|download) (?:our|the) .{0,30}\b(?:app|newsletter)\b",
    r"^(?:enter|submit) your e-?mail\b|^your e-?mail address\b",
    r"\ball rights reserved\b|^все права защищены",
    r"\bmay not be (?:published|reproduced|republished)[,\s].{0,60}\b(?:broadcast|redistributed|permission)\b",
    r"\b(?:views?|opinions?)(?: and \w+)? expressed (?:in this|here|above|by the author|are those)\b",
    r"^(?:disclaimer)\s*:",
    r"^(?:this|the) (?:article|story|piece|post|report) (?:was )?(?:originally |first )+(?:appeared|published|ran)\b",
    r"\bour standards: the thomson reuters trust principles\b",
    r"^(?:подписывайтесь|подпишитесь) на\b|^мы используем (?:файлы )?cookie|\bмнение редакции может не совпадать\b",
    r"\bпри (?:использовании|цитировании|перепечатке) .{0,60}\bссылка\b",
)
"""Notices of a site to its visitor."""

BYLINE = re.compile(
    r"^(?:by|BY|By|written by|Written by|Story by|Text by|Posted by|Interview by|Analysis by|Opinion by)\s*:?\s+"
    r"(?=[A-Z@А-ЯЁ])(?:[A-Z@А-ЯЁ][\w.'’@-]*|and|with|in|of|for|de|al|el|van|von|bin|at|the|,|\||&|/|–|—|-|\s|,\s)+$"
    r"|^(?:Authors?|Автор|Авторы|Текст|Byline)\s*:\s*\S"
    r"|^\(?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z].{2,200}$"
    r"|^Translated (?:from (?:the )?[A-Z]\w+ )?by [A-Z].{2,80}$"
)
"""Whole lines that name who wrote."""

NAME = re.compile(
    r"^(?:[–—-] ?)?(?:(?:Dr|Prof|Gen|Sen|Rep|Amb)\. )?"
    r"[A-ZА-ЯЁ][\w.'’-]*(?: (?:al|el|de|van|von|bin|ibn|[A-ZА-ЯЁ])[\w.'’-]*){1,4}"
    r"(?: (?:and|и|&) [A-ZА-ЯЁ][\w.'’-]*(?: [A-ZА-ЯЁ][\w.'’-]*){1,3})?(?:(?:,| \||/| [–—-]) ?[A-Z][\w .'’-]{1,40})?$"
)
"""Lines that hold nothing but names."""

LABEL_WORDS = _set(
    "summary, article, analysis, opinion, comment, commentary, background, introduction, conclusion",
    "conclusions, key, points, highlights, overview, editorial, exclusive, update, report, news, world",
    "politics, middle, east, interview, special, feature, story, blog, review, brief, briefing, press",
    "release, transcript, full, text, breaking, top, timeline, stories, security, foreign, policy, affairs",
    "defense, economy, takeaways, context, history, next, what, why, how, the, in, of, war, deal, talks",
    "crisis, peace, conflict, agreement, relations, at, a, glance, fact, facts, check, strategic",
)
"""Words that a heading has and a name has not."""

AGENCIES = (
    r"(?:Reuters|AP|AFP|UPI|CNN|BBC|TASS|ТАСС|RIA|РИА|Интерфакс|Interfax|Xinhua|Sputnik|SANA|IRNA|RT|VOA|DPA|dpa)"
)

_PLACE = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
_CAPITALS = r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’./-]{2,}(?:[ ,]+[A-ZА-ЯЁ][A-ZА-ЯЁ'’./-]+){0,4}"
_DAY = r"(?:[A-Za-zа-я]{3,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Za-zа-яё]{3,9}\.?(?: \d{4})?)"
_DASH = r"(?:–|—|--|-)"
RUN_IN = re.compile(
    rf"(?:{_CAPITALS}, {_DAY} ?{_DASH} {AGENCIES}(?: Новости)?[.,]"
    rf"|{_CAPITALS}, {_DAY} ?/{AGENCIES}[^/]{{0,20}}/\."
    rf"|{_CAPITALS}(?:, {_PLACE}\.?)?(?:, {_DAY})?(?: ?\([A-ZА-ЯЁ][\w/. -]{{1,25}}\))? ?{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?(?:, {_DAY})? \({AGENCIES}[\w/. -]{{0,15}}\) ?{_DASH}"
    rf"|\({AGENCIES}[\w/. -]{{0,15}}\) ?{_DASH}"
    rf")\s+(?=[\"“«„]?[A-ZА-ЯЁ0-9])"
)
"""A place, a day or an agency before the first sentence: MOSCOW, Feb. 3 (Reuters) - Russia said ..."""

RUN_IN_PLAIN = re.compile(rf"{_PLACE}(?:, {_DAY})? (?:–|—|--|-)\s+(?=(?P<next>[A-Z][a-z\u0300-\u036f'’]*)[\s,])")
"""The same in plain letters; only at the top, and only before a word that begins sentences."""

MONTHS = _set(
    "january, february, march, april, may, june, july, august, september, october, november, december, jan",
    "feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, января, февраля, марта, апреля, мая, июня, июля",
    "августа, сентября, октября, ноября, декабря, январь, февраль, март, апрель, май, июнь, июль, август",
    "сентябрь, октябрь, ноябрь, декабрь",
)

DATE_WORDS = _set(
    "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu, thur, thurs",
    "fri, sat, sun, понедельник, вторник, среда, четверг, пятница, суббота, воскресенье, published, updated",
    "posted, modified, on, at, last, date, gmt, utc, est, edt, bst, cet, msk, et, am, pm, a, p, m, st, nd, rd",
    "th, of, first, ist, опубликовано, обновлено, г, года, мск, в",
)

FINITE = _set(
    "is, are, was, were, has, have, had, will, would, can, could, should, must, may, might, do, does, did",
    "said, says, told, am, been, being, went, came, saw, made, took, gave, became, began, called, asked",
    "wants, want, don't, doesn't, won't, isn't, aren't, wasn't, был, была, было, были, есть, будет, будут",
    "сказал, сказала, заявил, заявила, может, могут",
)
"""Verbs that make a clause of a line."""

SUBJECTS = _set("he, she, they, it, i, we, you, он, она, они, оно, я, мы, вы")
"""Words that begin a clause rather than a heading."""
