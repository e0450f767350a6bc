"""Words of which dates are made, in small letters; apart from the patterns of roles, which take 20 ms to compile."""

from __future__ import annotations


def _set(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split(","))


MONTHS = _set(
    "january, february, march, april, may, june, july, august, september, october, november, december, jan, feb",
    "mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, января, февраля, марта, апреля, мая, июня, июля, августа",
    "сентября, октября, ноября, декабря, январь, февраль, март, апрель, май, июнь, июль, август, січня, лютого",
    "березня, квітня, травня, червня, липня, серпня, вересня, жовтня, листопада, грудня, januar, februar, märz, mai",
    "juni, juli, oktober, dezember, janvier, février, mars, avril, juin, juillet, août, septembre, octobre",
    "novembre, décembre, сентябрь, октябрь, ноябрь, декабрь, янв, фев, мар, апр, авг, сен, сент, окт, ноя, дек",
)

DATE_WORDS = _set(
    "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu, thur, thurs, fri",
    "sat, sun, понедельник, вторник, среда, четверг, пятница, суббота, воскресенье, published, updated, posted",
    "modified, on, at, last, date, gmt, utc, est, edt, bst, cet, msk, et, am, pm, a, p, m, st, nd, rd, th, of",
    "first, ist, ago, year, years, month, months, week, weeks, hour, hours, minute, minutes, min, mins, edited",
    "created, time, local, cst, cdt, mst, mdt, pst, pdt, cest, eest, eet, uhr, sept, day, days, опубликовано",
    "обновлено, г, года, мск, в, назад, часов, часа, минут, оновлено, опубліковано, о, року, р, montag, dienstag",
    "mittwoch, donnerstag, freitag, samstag, sonntag, aktualisiert, veröffentlicht, stand, um, lundi, mardi",
    "mercredi, jeudi, vendredi, samedi, dimanche, publié, publiée, mis, mise, à, jour, le, modifié, понеділок",
    "вівторок, четвер, субота, неділя",
)
