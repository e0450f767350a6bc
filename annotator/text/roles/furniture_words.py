"""Words and patterns of what stands around an article: tags, rights, links, notices; data only.

Patterns are matched against small letters. A pattern here takes a paragraph away from annotators, so each needs words
that news prose does not use of its own subject.
"""

from __future__ import annotations

import re

from annotator.records.documents import Role
from annotator.text.roles.page_words import phrases
from annotator.text.roles.patterns import any_of, opening

TAG_LINE = opening(
    r"(?:tags?|tagged(?: (?:in|with|as))?|key ?words?|topics?|categor(?:y|ies))\s*:",
    r"(?:filed (?:under|in)|found in|posted in)\s*:",
    r"(?:sponsors?|sponsored by|published date|published|post (?:author|category))\s*:",
    r"(?:теги|метки|темы|рубрика|рубрики|ключевые слова|сюжет)\s*:",
    r"this (?:article|story|post) (?:appears|appeared|is filed) (?:in|under)\s*:",
)
"""Lists of subjects under an article."""

RIGHTS = opening(
    r"\(c\) ?[\w.-]+(?: [\w.-]+)? (?:19|20)\d\d$", r"(?:©|\(c\)\s?\d|copyright ©?\s?\d)", r"все права защищены"
)
"""How a notice of rights begins, whatever follows on the line."""

LEAD_IN_LINK = opening(
    r"(?:also read|read also|read more|read next|see also|more on this|more|related|recommended|watch)\s*:",
    r"(?:читайте также|читать также|смотрите также|по теме|подробнее)\s*:",
)
"""A lead-in with a link on the same line, whatever mark the link's headline ends in."""

LEAD_IN = opening(
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

NOTICE = opening(
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
    "cookies": any_of(
        r"\b(?:site|website|we|page|portal) (?:also )?uses? (?:\w+ ){0,3}cookies\b",
        r"\bcookies (?:policy|settings|preferences|notice)\b.*\b(?:our|your|you)\b|\baccept (?:all )?cookies\b",
        r"\b(?:use|store|storing) (?:of )?cookies\b.*\b(?:our|your|you|we)\b",
    ),
    "cookie": any_of(r"\bcookie (?:policy|settings|preferences|notice)\b.*\b(?:our|your|you)\b"),
    "agree": any_of(r"\bby (?:using|continuing|browsing|clicking|registering|signing|submitting).{0,60}\byou agree\b"),
    "accept": any_of(r"\bby (?:using|continuing|browsing|clicking|registering|signing).{0,60}\byou accept\b"),
    "consent": any_of(r"\bby (?:using|continuing|browsing|clicking|registering|signing).{0,60}\byou consent\b"),
    "privacy": any_of(r"\b(?:see|in|view|read) our privacy policy\b"),
    "click": any_of(r"\bclick here (?:to|for) (?:read|subscribe|sign|see|view|more|download|register|the full)\b"),
    "inbox": any_of(r"\b(?:in|to) your inbox\b"),
    "newsletter": any_of(r"\bour (?:\w+ ){0,3}newsletter\b"),
    "newsletters": any_of(r"\bour (?:\w+ ){0,3}newsletters\b"),
    "mailbox": any_of(r"\b(?:in|to) your mailbox\b"),
    "month": any_of(r"\bfree (?:articles?|stories|story) (?:a|per|each) month\b"),
    "browser": any_of(r"^(?:view|read|open) (?:this|it)\b.{0,30}\bbrowser\b|\bview (?:it )?in (?:your )?browser\b"),
    "receiving": any_of(r"^you(?: are|[’']re) receiving this\b"),
    "mailing": any_of(r"^our mailing address\b|\bunsubscribe\b.{0,60}\bmailing\b"),
    "unsubscribe": any_of(r"^(?:to )?unsubscribe\b|\bunsubscribe (?:at any time|here|from this list)\b"),
    "forward": any_of(r"^forward this (?:\w+ )?to\b"),
    "совпадать": any_of(r"\bмнени\w+ \w+ может не совпадать\b"),
    "rights": any_of(r"\ball rights reserved\b"),
    "reproduced": any_of(
        r"\bmay not be (?:\w+, )*(?:or )?reproduced[,\s].{0,60}\b(?:broadcast|redistributed|permission)\b"
    ),
    "published": any_of(r"\bmay not be published[,\s].{0,60}\b(?:broadcast|redistributed|permission)\b"),
    "republished": any_of(r"\bmay not be (?:\w+ or )?republished[,\s].{0,60}\bpermission\b"),
    "expressed": any_of(
        r"\b(?:views?|opinions?)(?: and \w+)? expressed (?:in this|here|above|herein|by the authors?|are those)\b"
    ),
    "thomson": any_of(r"\bour standards: the thomson reuters trust principles\b"),
    "responsible": any_of(r"\b(?:site|website|editors?|publisher|редакция) (?:is|are) not responsible for\b"),
    "javascript": any_of(r"\b(?:enable|turn on|requires?|activate) javascript\b"),
    "opens": any_of(r"\(opens in (?:a )?new (?:window|tab)\)"),
    "редакции": any_of(r"\bпозици\w+ редакции может не совпадать\b"),
    "ссылка": any_of(r"\bпри (?:использовании|цитировании|перепечатке) .{0,60}\bссылка\b"),
    "subscribe": any_of(r"(?:^|[.!?] )(?:please )?subscribe\b(?:.{0,80}:| (?:for|to)\b.{0,60})$"),
    "register": any_of(r"(?:^|[.!?] )(?:please )?register\b.{0,80}:$"),
    "sign": any_of(r"(?:^|[.!?] )(?:please )?sign (?:up|in)\b(?:.{0,80}:| (?:for|to)\b.{0,60})$"),
    "join": any_of(
        r"(?:^|[.!?] )(?:please )?join\b.{0,80}:$",
        r"(?:^|[.!?:] ?)join (?:our|us on) (?:[\w-]+ ){0,6}(?:channel|group|telegram|whatsapp)\b",
    ),
    "log": any_of(r"(?:^|[.!?] )(?:please )?log in\b.{0,80}:$"),
}
"""Notices told by a phrase anywhere; the key is a word they cannot be without, which spares trying the pattern."""

NOTICE_KEYS = frozenset(NOTICE_WITHIN)

READER = phrases("you, your, вы, ваш, ваша, вас, вам, ви, вашу, sie, ihre, ihnen, vous, votre, vos")
"""How a site speaks to its reader."""

SITE_WORDS = phrases(
    "subscriber, subscribers, subscription, subscribe, newsletter, newsletters, newspaper, content, requested, account",
    "available, page, website, site, browser, email, e-mail, inbox, click, link, comments, comment, password, login",
    "cookies, apply, free, offer, paying, cancel, anytime, article, articles, app, sign, journalism, donation, donate",
    "redirected, loading, updates, alerts, сайт, сайта, сайте, редакция, редакции, подписка, канал, канале, ссылка",
    "материал, статья, комментарии, telegram, facebook, twitter, instagram, youtube, whatsapp, rutube, дзене",
    "вконтакте, artikel, inhalt, seite, newsletter, e-mail-adresse, abonnement, kostenlos, anmelden, contenu, abonné",
    "abonnés, gratuit, gratuitement, compte",
)
"""Words of the trade of sites, rare in what news are about."""

LAST_SLICE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        any_of(
            r"^\(?(?:additional )?(?:reporting|writing|editing) by \w.{2,200}$", r"^\(with (?:files|reporting) from .+$"
        ),
        "byline",
    ),
    (
        any_of(r"^\((?:reuters|ap|afp|dpa|pti|ani|efe|tass|xinhua|upi|anadolu|agencies)(?:/[\w/ -]{1,20})?\)\.?$"),
        "byline",
    ),
    (
        any_of(
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
