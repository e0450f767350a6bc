"""Word lists and patterns that tell what a paragraph is besides a sentence; data only, read by `roles`.

Patterns are matched against small letters, but for those of bylines, names and datelines. A pattern here takes a
paragraph away from annotators, so each needs words that news prose does not use of its own subject.
"""

from __future__ import annotations

import re

from annotator.records.documents import Role


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _opening(*patterns: str) -> re.Pattern[str]:
    """Patterns that are only matched at the start of a line.

    Without a mark of the start each alternative begins with a letter, and one that does not fit costs next to nothing.
    """
    return _any(*patterns)


def _set(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split(","))


TAG_LINE = _opening(
    r"(?:tags?|tagged(?: (?:in|with|as))?|key ?words?|topics?|categor(?:y|ies))\s*:",
    r"(?:filed (?:under|in)|found in|posted in)\s*:",
    r"(?:sponsors?|sponsored by|published date|published|post (?:author|category))\s*:",
    r"(?:теги|метки|темы|рубрика|рубрики|ключевые слова|сюжет)\s*:",
    r"this (?:article|story|post) (?:appears|appeared|is filed) (?:in|under)\s*:",
)
"""Lists of subjects under an article."""

CREDIT_LINE = _opening(
    r"\(?(?:photo|photograph|image|picture|illustration|graphic|screenshot|video|map|фото|иллюстрация|видео)s?"
    r"(?: credits?| by| courtesy(?: of)?| via)?\s*[:/|]",
    r"\(?(?:photo|image|picture|illustration|graphic|photograph)s? (?:by|via|courtesy|credit)\b",
    r"(?:©|\(c\)\s|copyright\b)",
    r"\(?(?:ap|afp|reuters|epa|tass|sputnik|риа новости)\s?/\s?\w",
    r"(?:source|via|источник)\s*:",
)
CREDIT_END = _any(
    r"\w / ?(?:фото|photo|foto)\b.{2,60}$",
    r"(?:getty images|/\s?(?:ap|afp|reuters|epa|tass|тасс|риа новости|sputnik|upi|dpa|xinhua|anadolu)"
    r"|(?:ap|afp|reuters|epa) photo(?:/.{2,40})?)\)?$",
)
"""Credits of pictures and sources; only on a line without a final stop, or a short one."""

CAPTION = _opening(
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

CAPTION_END = _any(
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

RIGHTS = _opening(
    r"\(c\) ?[\w.-]+(?: [\w.-]+)? (?:19|20)\d\d$", r"(?:©|\(c\)\s?\d|copyright ©?\s?\d)", r"все права защищены"
)
"""How a notice of rights begins, whatever follows on the line."""

LEAD_IN_LINK = _opening(
    r"(?:also read|read also|read more|read next|see also|more on this|more|related|recommended|watch)\s*:",
    r"(?:читайте также|читать также|смотрите также|по теме|подробнее)\s*:",
)
"""A lead-in with a link on the same line, whatever mark the link's headline ends in."""

LEAD_IN = _opening(
    r"(?:also read|read also|read more|read next|see also|more (?:on|from|in) |more stories|more news|next for you)\b",
    r"(?:related(?: (?:articles?|stories|story|content|topics?|news|posts?|coverage|links?|reading))?)\s*:?$",
    r"(?:related|recommended|further reading|popular now|most read|most popular|trending(?: now)?)\s*:",
    r"(?:you (?:may|might) also (?:like|be interested)|recommended (?:for you|stories|articles))\b",
    r"(?:top stories|latest news|latest stories|in case you missed it|what to read next|more to read)\s*:?$",
    r"(?:most (?:read|popular|viewed|shared|commented|watched)|trending(?: now)?|recommended)\s*:?$",
    r"(?:editor'?s[’']? picks?|don[’']?t miss|share this(?: article| story| post)?|like this)\s*:?$",
    r"(?:читайте также|смотрите также|по теме|материалы по теме|другие новости|ещё по теме|еще по теме)\b",
    r"(?:tags|related topics|topics|теги|метки|сюжеты)\s*:?$",
    r"(?:главное за день|самое читаемое|популярное|последние новости|новости по теме)\s*:?$",
)
"""What stands over a list of links."""

NOTICE = _opening(
    r"(?:ie|internet explorer)(?: \d+)? is not supported\b|for an optimal experience\b.{0,60}\bbrowser\b",
    r"for (?:an?|more|another) .{0,40}\bread: |comments powered by\b",
    r"never miss (?:the latest|a story|an article|any of)\b|subscribers agree to\b|a message from .{2,40}:$",
    r"(?:more )?details (?:soon|to follow|to come)\W{0,3}$|more (?:soon|to follow|to come)\W{0,3}$",
    r"the recaptcha\b|(?:please )?reload the page\b",
    r"continue reading the main (?:story|article)\b|a version of this .{3,20} (?:appears|appeared) in print\b",
    r"follow (?:\S+ ){1,8}on (?:twitter|facebook|telegram|instagram|x)\b",
    r"(?:support|back|join) us on \w+$|(?:all )?(?:comments|opinions) are the responsibility of\b",
    r"(?:continue reading|to continue reading|to read|keep reading|read) .{0,60}"
    r"\b(?:by registering|register|subscrib\w+|sign(?:ing)? (?:up|in)|log(?:ging)? in|unlimited access)\b",
    r"are you (?:already |not )?an? (?:\w+ )?(?:subscriber|member)\?|to read the full (?:story|article)$",
    r"(?:already a (?:subscriber|member)|not a (?:subscriber|member))\b",
    r"(?:a )?(?:content )?warning: .{0,60}\b(?:distressing|graphic|disturbing|offensive)\b",
    r"contains (?:distressing|graphic|disturbing|strong|offensive) (?:content|images|scenes|language)\b.{0,20}$",
    r"(?:please )?(?:subscribe|sign up|register|log in|sign in) (?:to|for|now|today|here|with)\b.{0,80}"
    r"(?:\b(?:our|your|newsletters?|updates|alerts|inbox|access|free|account|digest|briefing|a (?:week|month))\b|$)",
    r"(?:enjoyed|liked|did you (?:like|enjoy)|thank(?:s| you) for reading) (?:this|the|our)\b.{0,40}$",
    r"(?:please )?(?:support|donate to) (?:our|independent|local|quality)\b.{0,20}"
    r"\b(?:work|journalism|reporting|newsroom)\b",
    r"(?:please )?(?:follow|like|find|join) us (?:on|in|at)\b",
    r"follow @?\w+(?: \w+)? on (?:twitter|facebook|telegram|instagram|x)\b",
    r"(?:click|tap) (?:here\b|to (?:share|print|email|tweet|subscribe|enlarge|expand|log in|sign in|register)\b)",
    r"(?:get|download) (?:our|the) .{0,30}\b(?:app|newsletter)\b",
    r"(?:get|download) (?:our|the) (?:full )?(?:report|paper|pdf|briefing)\b.{0,30}\(",
    r"(?:enter|submit) your e-?mail\b|your e-?mail address\b|required fields\b",
    r"(?:disclaimer)\s*:",
    r"(?:this|the) (?:article|story|piece|post|report) (?:was )?(?:originally |first )+(?:appeared|published|ran)\b",
    r"(?:this|our|the) (?:live ?blog|live feed|comments? section|thread|poll) (?:is|are|has been|have been)\b.{0,20}"
    r"\bclosed\b",
    r"we (?:value|respect|care about) your privacy\b",
    r"we and our (?:\d+ )?(?:trusted )?partners\b",
    r"you have (?:\w+ ){0,2}(?:free )?(?:articles?|stories)\b.{0,20}\b(?:left|remaining|month)\b",
    r"you[’']ve (?:read|reached) .{0,30}\bfree (?:articles?|stories|limit)\b",
    r"read or share this (?:story|article)\b|(?:show|hide|view) (?:key events|(?:all )?(?:comments|replies))\b",
    r"\(?\d+[ -]min(?:ute)?s?[ -]read\)?$|(?:estimated )?reading time\b.{0,20}$|время чтения\b.{0,20}$",
    r"(?:show|view|read|all|add|post) (?:\d+ )?comments?\b.{0,8}$|comments?\s*[(:]\s*\d+\)?$",
    r"\d+ (?:comments?|replies|responses? to|thoughts? on)\b|комментари[ия]\s*[(:]?\s*\d+\)?$",
    r"(?:please )?support (?:the )?[\w' ]{3,30}!$|we are ad-?free\b|(?:\W )?we have a small favou?r to ask\b",
    r"\(?visited \d+ times\b|total views\b|post views\b",
    r"\d+ (?:комментари\w+|коментар\w+|kommentare?|commentaires?|comentarios?)$",
    r"\d+ (?:просмотр\w*|views?|shares?|likes?|votes?)$",
    r"(?:blog at|powered by|theme by|hosted by|designed by|proudly powered by) \w.{0,40}$",
    r"подписывайтесь на\b|подпишитесь на\b|підписуйт\w+ на\b|читайте нас в\b|читайте так(?:же|ож)[а-яіїє]",
    r"(?:читать|читайте) [\w .]{2,20} в (?:telegram|телеграм\w*|max|дзен\w*|вк|вконтакте|viber|whatsapp)$",
    r"мы используем (?:файлы )?cookie",
    r"нашли ошибку\b|свидетельство о регистрации\b|сетевое издание\b",
)
"""How notices of a site to its visitor begin."""

NOTICE_WITHIN = {
    "cookies": _any(
        r"\b(?:site|website|we|page|portal) (?:also )?uses? (?:\w+ ){0,3}cookies\b",
        r"\bcookies (?:policy|settings|preferences|notice)\b.*\b(?:our|your|you)\b|\baccept (?:all )?cookies\b",
        r"\b(?:use|store|storing) (?:of )?cookies\b.*\b(?:our|your|you|we)\b",
    ),
    "cookie": _any(r"\bcookie (?:policy|settings|preferences|notice)\b.*\b(?:our|your|you)\b"),
    "agree": _any(r"\bby (?:using|continuing|browsing|clicking|registering|signing|submitting).{0,60}\byou agree\b"),
    "accept": _any(r"\bby (?:using|continuing|browsing|clicking|registering|signing).{0,60}\byou accept\b"),
    "consent": _any(r"\bby (?:using|continuing|browsing|clicking|registering|signing).{0,60}\byou consent\b"),
    "privacy": _any(r"\b(?:see|in|view|read) our privacy policy\b"),
    "click": _any(r"\bclick here (?:to|for) (?:read|subscribe|sign|see|view|more|download|register|the full)\b"),
    "inbox": _any(r"\b(?:in|to) your inbox\b"),
    "newsletter": _any(r"\bour (?:\w+ ){0,3}newsletter\b"),
    "newsletters": _any(r"\bour (?:\w+ ){0,3}newsletters\b"),
    "mailbox": _any(r"\b(?:in|to) your mailbox\b"),
    "month": _any(r"\bfree (?:articles?|stories|story) (?:a|per|each) month\b"),
    "browser": _any(r"^(?:view|read|open) (?:this|it)\b.{0,30}\bbrowser\b|\bview (?:it )?in (?:your )?browser\b"),
    "receiving": _any(r"^you(?: are|[’']re) receiving this\b"),
    "mailing": _any(r"^our mailing address\b|\bunsubscribe\b.{0,60}\bmailing\b"),
    "unsubscribe": _any(r"^(?:to )?unsubscribe\b|\bunsubscribe (?:at any time|here|from this list)\b"),
    "forward": _any(r"^forward this (?:\w+ )?to\b"),
    "совпадать": _any(r"\bмнени\w+ \w+ может не совпадать\b"),
    "rights": _any(r"\ball rights reserved\b"),
    "reproduced": _any(
        r"\bmay not be (?:\w+, )*(?:or )?reproduced[,\s].{0,60}\b(?:broadcast|redistributed|permission)\b"
    ),
    "published": _any(r"\bmay not be published[,\s].{0,60}\b(?:broadcast|redistributed|permission)\b"),
    "republished": _any(r"\bmay not be (?:\w+ or )?republished[,\s].{0,60}\bpermission\b"),
    "expressed": _any(
        r"\b(?:views?|opinions?)(?: and \w+)? expressed (?:in this|here|above|herein|by the authors?|are those)\b"
    ),
    "thomson": _any(r"\bour standards: the thomson reuters trust principles\b"),
    "responsible": _any(r"\b(?:site|website|editors?|publisher|редакция) (?:is|are) not responsible for\b"),
    "javascript": _any(r"\b(?:enable|turn on|requires?|activate) javascript\b"),
    "opens": _any(r"\(opens in (?:a )?new (?:window|tab)\)"),
    "редакции": _any(r"\bпозици\w+ редакции может не совпадать\b"),
    "ссылка": _any(r"\bпри (?:использовании|цитировании|перепечатке) .{0,60}\bссылка\b"),
    "subscribe": _any(r"(?:^|[.!?] )(?:please )?subscribe\b(?:.{0,80}:| (?:for|to)\b.{0,60})$"),
    "register": _any(r"(?:^|[.!?] )(?:please )?register\b.{0,80}:$"),
    "sign": _any(r"(?:^|[.!?] )(?:please )?sign (?:up|in)\b(?:.{0,80}:| (?:for|to)\b.{0,60})$"),
    "join": _any(
        r"(?:^|[.!?] )(?:please )?join\b.{0,80}:$",
        r"(?:^|[.!?:] ?)join (?:our|us on) (?:[\w-]+ ){0,6}(?:channel|group|telegram|whatsapp)\b",
    ),
    "log": _any(r"(?:^|[.!?] )(?:please )?log in\b.{0,80}:$"),
}
"""Notices told by a phrase anywhere; the key is a word they cannot be without, which spares trying the pattern."""

NOTICE_KEYS = frozenset(NOTICE_WITHIN)

READER = _set("you, your, вы, ваш, ваша, вас, вам, ви, вашу, sie, ihre, ihnen, vous, votre, vos")
"""How a site speaks to its reader."""

SITE_WORDS = _set(
    "subscriber, subscribers, subscription, subscribe, newsletter, newsletters, newspaper, content, requested, account",
    "available, page, website, site, browser, email, e-mail, inbox, click, link, comments, comment, password, login",
    "cookies, apply, free, offer, paying, cancel, anytime, article, articles, app, sign, journalism, donation, donate",
    "redirected, loading, updates, alerts, сайт, сайта, сайте, редакция, редакции, подписка, канал, канале, ссылка",
    "материал, статья, комментарии, telegram, facebook, twitter, instagram, youtube, whatsapp, rutube, дзене",
    "вконтакте, artikel, inhalt, seite, newsletter, e-mail-adresse, abonnement, kostenlos, anmelden, contenu, abonné",
    "abonnés, gratuit, gratuitement, compte",
)
"""Words of the trade of sites, rare in what news are about."""

COMMON = _set(
    "with, from, that, this, have, will, after, over, into, says, said, about, would, could, what, when, where",
    "which, their, they, been, were, more, than, there, some, other, also, against, между, после, когда, чтобы",
    "может, будет, были, было, свои, этого, который, которые, также, nach, sich, eine, einer, einen, nicht, auch",
    "über, dans, pour, avec, plus, sont, cette, leur, news, новости",
)
"""Long words that two texts share whatever they are about."""

LAST_SLICE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        _any(
            r"^\(?(?:additional )?(?:reporting|writing|editing) by \w.{2,200}$", r"^\(with (?:files|reporting) from .+$"
        ),
        "byline",
    ),
    (
        _any(r"^\((?:reuters|ap|afp|dpa|pti|ani|efe|tass|xinhua|upi|anadolu|agencies)(?:/[\w/ -]{1,20})?\)\.?$"),
        "byline",
    ),
    (
        _any(
            r"^[\[(]?(?:read (?:more|the full (?:story|article))|full (?:story|article)|continue reading|learn more|"
            r"see more|show more|show less|"
            r"more|читать (?:далее|полностью|дальше)|подробнее|читати далі|докладніше|mehr lesen|weiterlesen|"
            r"mehr dazu|lire (?:la suite|aussi|plus|l'article|notre article|la brève)|leer más)"
            r"[\])]?[ .…»>→\])]*$",
            r"^end ?item\.?$",
            r"^(?:подробнее|больше|детальніше) .{0,40}\b(?:смотрите|читайте|слушайте|дивіться) (?:в|на|у)\b",
            r"^подробнее\s?[–—-] в (?:материале|видео|сюжете|репортаже|нашем)\b",
            r"^(?:also read|read also|read more|see also|читайте также|смотрите также|читайте також|lire aussi)\s?:",
        ),
        "boilerplate",
    ),
)
"""The last sentence of a paragraph that is none: credits in brackets, a link to the whole story."""

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

CREDIT_OPENING = _opening(
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

LABEL_WORDS = _set(
    "summary, article, analysis, opinion, comment, commentary, background, introduction, conclusion, conclusions",
    "key, points, highlights, overview, editorial, exclusive, update, report, news, world, politics, middle, east",
    "interview, special, feature, story, blog, review, brief, briefing, press, release, transcript, full, text",
    "breaking, top, timeline, stories, security, foreign, policy, affairs, defense, economy, takeaways, context",
    "history, next, what, why, how, the, in, of, war, deal, talks, crisis, peace, conflict, agreement, relations",
    "at, a, glance, fact, facts, check, strategic",
)
"""Words that a heading has and a name has not."""

AGENCIES = (
    r"(?:Reuters|AP|AFP|UPI|CNN|BBC|TASS|ТАСС|RIA|РИА|Интерфакс|Interfax|INTERFAX|Xinhua|Sputnik|SANA|IRNA|RT|VOA|DPA|dpa"
    r"|Ukrinform|Укринформ|Укрінформ|UNIAN|УНИАН|УНІАН|BelTA|БелТА|Anadolu|AA|EFE|ANSA|Kyodo|Yonhap|PTI|ANI|KUNA|WAM|MNA"
    r"|FNA|Tasnim|Bloomberg|NPR|RFE/RL|Axios|Politico)"
)

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

FINITE = _set(
    "is, are, was, were, has, have, had, will, would, can, could, should, must, may, might, do, does, did, said",
    "says, told, am, been, being, went, came, saw, made, took, gave, became, began, called, asked, wants, want",
    "don't, doesn't, won't, isn't, aren't, wasn't, был, была, было, были, есть, будет, будут, сказал, сказала",
    "заявил, заявила, может, могут",
)
"""Verbs that make a clause of a line."""

SUBJECTS = _set("he, she, they, it, i, we, you, он, она, они, оно, я, мы, вы")
"""Words that begin a clause rather than a heading."""

_PAPERS = (
    r"(?:(?:The )?(?:Associated Press|Washington Post|New York Times|Guardian|Canadian Press|Wall Street Journal)"
    r"|Los Angeles Times|Agence France-Presse|Press Association|Tribune News Service|Deutsche Presse-Agentur)"
)
AUTHOR_NOTE = re.compile(
    r"^(?:[A-Z][\w.'’-]*,? ){2,5}is (?:an?|the) (?:[^.!?]{0,80}\b)?"
    r"(?i:fellow|professor|lecturer|analyst|columnist|journalist|correspondent|editor|writer|author|researcher|scholar"
    r"|contributor|freelancer?|blogger)\b"
)
"""Who somebody is who writes."""

AGENCY_LINE = re.compile(rf"(?:{AGENCIES}|{_PAPERS})(?: [Nn]ews| [Ss]taff| Новости)?$")
"""An agency, or a paper whose articles others print, alone on its line: who wrote."""

AGENCY_END = re.compile(rf"\({AGENCIES}[\w/, -]{{0,20}}\)\.?$", re.IGNORECASE)
"""An agency in brackets, as captions end, and whole articles."""
