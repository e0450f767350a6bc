"""Words after which a full stop means something else than an end, and words that begin or follow sentences.

Data only, English and Russian side by side: a token's script says which words can apply. Abbreviations are written
without their last full stop; case matters.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]+")


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _also_capitalised(*lines: str) -> frozenset[str]:
    """The words, and as they stand at the head of a sentence."""
    return frozenset(form for word in _set(*lines) for form in (word, word[:1].upper() + word[1:]))


def listed(word: str, words: frozenset[str]) -> bool:
    """Whether a word is in a list, whatever its apostrophe, composed or decomposed, with accents or without."""
    plain = word.replace("’", "'")
    if plain in words:
        return True
    return not plain.isascii() and (
        unicodedata.normalize("NFC", plain) in words or _ACCENTS.sub("", unicodedata.normalize("NFD", plain)) in words
    )


TITLES = _set(
    "Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Profs Rev Revs Fr Msgr Hon Gen Gens Lt Col Cols Maj Capt Cmdr Cmdre",
    "Comdr Adm Adms Sgt Cpl Pvt Pfc Brig Sen Sens Rep Reps Gov Govs Lt.Col Lt.Gen Maj.Gen Brig.Gen Pres Amb Atty",
    "Supt Insp Det Mt Ft vs cf viz e.g i.e eg ie Sec.-Gen Mme Mlle Asst Assoc Vice-Adm Rear-Adm gen prof dr mr",
    "mrs sen rep gov ret Ret Lieut Cpt Flt Sqn Cdr Comm Commr Dir Sec Secy Treas Cllr Ald Bp Abp Card Bro Sr.Sgt",
    "Maj.-Gen Lt.-Gen Lt.-Col Brig.-Gen Hr Hrn Frl MM Mmes Mlles Mgr Sra Srta Dña z.B z.b d.h u.a i.d.R bzw vgl",
    "al-Hajj pron lit resp incl excl P.S P.P.S PS aka a.k.a d.b.a f.k.a p.ex c.-à-d sog Gem Dra dra gral Gral EE av Av",
    "Örn Doç डॉ вул Вул бл ім",
) | _also_capitalised(
    "проф акад доц ген подполк лейт адм тов гр г-н г-жа ул просп пр-т наб бул см ср напр обл р-н пос илл табл",
    "Дж Дз Чж бывш назв англ греч араб букв архим митр еп прот иером",
)
"""Never an end: a name, a number or an example follows."""

BEFORE_NUMBER = _set(
    "No Nos no nos Nr nr p pp P vol Vol vols Vols fig Fig figs Figs art Art arts sec Sec secs ch Ch chap Chap par",
    "Par para Para pt Pt op ver Ver ed eq Eq ex Ex approx ca c Reg reg Res res Bldg Rm App app Jan Feb Mar Apr",
    "Jun Jul Aug Sep Sept Oct Nov Dec N ext Ext tel Tel est pop Ca Abs janv févr juil déc núm pág буд Буд оф",
) | _also_capitalised(
    "род ум ок д кв п пп с стр т тт гл ч ст рис № дом корп янв фев февр мар апр авг сент окт ноя нояб дек",
)
"""Not an end before a number, Roman ones included."""

SOFT = _set(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Corp Co Cos Ltd LLC LLP PLC plc Bros Bancorp Assn Intl",
    "Mfg Pty GmbH Jr Sr Esq Ph.D Ph.Ds D.Phil B.Sc M.Sc B.C.E Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan",
    "Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask",
    "Mon Tue Tues Wed Thu Thur Thurs Fri Mio Mrd дол",
    "Man St Ste Ave Blvd Rd Hwy Pkwy Sq Dept Depts Univ Gov't Govt misc etc et.al al ibid oz lb lbs ft hr hrs mph",
    "г гг в вв р рр чел экз шт км га мин сек им ст рис св пер пл стр корп дер полк о-в тыс млн млрд трлн руб коп",
    "долл проц",
)
"""An end only before a sentence starter or a quotation that opens."""

ABBREVIATIONS = TITLES | BEFORE_NUMBER | SOFT
"""Every word after which a stop may be no end."""

CLOCK = frozenset({"a.m", "p.m", "A.M", "P.M"})
"""Halves of the day; unlike other initials no part of a name."""

AFTER_CLOCK = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January",
    "February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep",
    "Sept Oct Nov Dec Eastern Central Mountain Pacific Atlantic Greenwich Zulu Standard Daylight",
)
"""What goes on after a time of day, besides zones in capitals and the time of a place: 9 p.m. Moscow time."""

AMOUNTS = _set("руб коп млн млрд трлн чел экз")
"""Amounts, which no name follows: an end before every capital."""

DAY_BEFORE = _set(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Jahrhundert",
    "Jahrhunderts Jh",
)
"""What follows a German day or century: 3. Oktober."""

STARTERS = _set(
    "The A An This That These Those It Its It's He He's She She's They They're They've We We're We've You I I'm",
    "I've His Her Their Our My But And Or Yet So However Moreover Meanwhile Still Also Then Now Here There",
    "There's Today Yesterday Tomorrow In On At By For From With Without Within After Before During Since Until",
    "While When Where Why What What's Who How If As Although Though Despite Because Whether Once Even Only Both",
    "Each Every Some Many Most Several Few All Any None Nobody Not Nor Another Others Such Among Between Over",
    "Earlier Later Thus Therefore Instead Indeed Rather Nevertheless Nonetheless Besides Furthermore Finally",
    "According Asked One Two Three To Of Unlike Like Let No Nothing Everyone Someone Something Perhaps Maybe Just",
    "Additionally Further Overall Under",
    "Il Elle Ils Elles On Nous Vous Le La Les Un Une Ce Cette Ces Mais Et Or Pour Dans Selon Après",
    "Der Die Das Den Dem Ein Eine Er Sie Es Wir Aber Und Doch Danach Dann Nach Auch Dies Diese Dieser Man",
    "Он Она Оно Они Мы Вы Ты Его Её Ее Их Наш Наша Этот Эта Это Эти Тот Та То Те Такой Такая Такое Такие В Во На",
    "По Но И А Из За От Для При После До Перед Под Над Между Среди Кроме Однако Также Кстати Затем Потом Тогда",
    "Теперь Сейчас Сегодня Вчера Завтра Здесь Там Тут Так Как Когда Где Если Хотя Чтобы Что Кто Почему Зачем",
    "Каждый Каждая Все Всё Весь Вся Некоторые Многие Большинство Несколько Другие Другой Другая Остальные Ещё Еще",
    "Уже Только Даже Лишь Был Была Было Были Есть Нет Не Ни Ему Ей Им Ею Мне Нам Вам С Со К Ко У О Об Пока",
    "Поэтому Более Сам Сама Сами",
    "Вона Він Воно Вони Потім Але Та Цей Ця Ці Ми Ви Його Її Їх Від Під Над Після Перед Про При Між Серед Коли Якщо",
    "Хто Що Чому Також Проте Тому Тоді Тепер Зараз Сьогодні Вчора Учора Отже Крім",
    "Officials Critics Analysts Experts Residents Activists Rebels Protesters Investors Lawmakers Diplomats Shares",
)
"""Function words that begin a sentence and hardly ever a name."""

STARTERS_IN_NAMES = _set(
    "Officials Critics Analysts Experts Residents Activists Rebels Protesters Investors Lawmakers Diplomats Shares",
    "Under No All One Two Three To Like Let Of Asked Over Most Just Further Overall",
    "Le La Les Il Un Ce Der Die Das Den Dem Es Und Man",
)
"""Starters that also begin names (Under Secretary, All Nations): trusted only before a lower-case word."""

STATES = _set(
    "Afghanistan Albania Algeria Armenia Australia Austria Azerbaijan Bahrain Belarus Belgium Brazil Britain Bulgaria",
    "Canada China Croatia Cuba Cyprus Denmark Egypt England Estonia Ethiopia Finland France Georgia Germany Greece",
    "Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kuwait Latvia Lebanon",
    "Libya Lithuania Malaysia Mexico Moldova Morocco NATO Nigeria Norway Oman Pakistan Poland Portugal Qatar Romania",
    "Russia Serbia Slovakia Slovenia Spain Sudan Sweden Switzerland Syria Taiwan Tunisia Turkey Ukraine Venezuela",
    "Vietnam Yemen Ankara Athens Baghdad Beijing Beirut Berlin Brussels Cairo Damascus Doha Jerusalem Kabul Kiev",
    "Kyiv London Madrid Minsk Moscow Paris Pyongyang Riyadh Rome Seoul Tehran Tokyo Vienna Warsaw Washington",
)
"""States and seats of governments, which begin a sentence where a verb follows: ... with the U.S. Tehran says."""

STATE_VERBS = _set(
    "is was has had will would could should may might must did does says said wants stands stays buys sells sees calls",
    "insists denies responded answered backs accuses plans",
)
"""Verbs of which states are the subjects, besides those in -ed."""

ADDRESS_STARTERS = _set("Mr Mrs Ms")
"""Forms of address that no title or acronym stands before, so that they begin a sentence: ... in the U.S. Mr. Hale."""

EXCLAIMING_NAMES = _set("Yahoo Jeopardy Yum Jeb Mamma")
"""Names that carry an exclamation mark."""

MISSING_STOP_STARTERS = _set("The This These They It There But However We")
"""Words that betray a missing full stop before them, where a lower-case word or a nationality follows."""

NATIONALITIES = _set(
    "Syrian Russian American Iranian Turkish Israeli Iraqi Ukrainian British French German Chinese Saudi Lebanese",
    "Jordanian Egyptian European Western Arab Kurdish Afghan Indian Pakistani Japanese Korean Polish Qatari",
    "Yemeni Palestinian Libyan Georgian Belarusian Soviet Muslim Islamic Christian Jewish Sunni Shiite Alawite",
    "African Asian",
)
"""Adjectives that follow The at the head of a sentence."""

NEVER_LAST = _set(
    "a an and as at because before but by for from if in into is are was were like of on or over since so than",
    "that the through till to under unless until upon what when where whether which while who whom whose why with",
    "without yet then not only even said says say called titled named entitled how about after against both",
    "between among during despite except though although it its his her their our my your this these those be",
    "been being magazine newspaper",
)
"""Words that no sentence ends with: after them no full stop is missing."""

SAY_VERBS = _set(
    "said says say asked asks added adds told replied answered shouted cried wondered wrote writes noted insisted",
    "argued demanded exclaimed explained declared continued tweeted whispered yelled joked warned quipped",
    "retorted inquired mused recalled thundered claimed commented remarked concluded began screamed responded",
    "snapped",
)
"""Verbs that tell who spoke the quotation before them."""

NAME_PARTICLES = _set("al el de la van von der den bin ibn of the and du da di le for")
"""Lower-case words that stand inside names."""
