"""Cities from which news comes: what stands before a colon at the top is a dateline, and no speaker or label."""

from __future__ import annotations

CITIES = frozenset(
    """
    abu dhabi|abuja|accra|addis ababa|aden|aleppo|algiers|almaty|amman|amsterdam|ankara|antalya|ashgabat|astana|athens
    |baghdad|baku|bamako|bangkok|beijing|beirut|belgrade|berlin|bern|bishkek|bogota|brasilia|bratislava|brussels
    |bucharest|budapest|buenos aires|cairo|canberra|caracas|chisinau|colombo|copenhagen|dakar|damascus|delhi|dhaka
    |doha|donetsk|dubai|dublin|dushanbe|geneva|grozny|hague|hanoi|havana|helsinki|hong kong|idlib|islamabad|istanbul
    |jakarta|jeddah|jerusalem|johannesburg|kabul|karachi|kazan|kharkiv|khartoum|kiev|kinshasa|kuala lumpur|kyiv|lagos
    |lahore|lima|lisbon|ljubljana|london|luhansk|luxembourg|lviv|madrid|manama|manila|mariupol|mexico city|minsk
    |mogadishu|moscow|mumbai|munich|muscat|nairobi|new delhi|new york|nicosia|odesa|odessa|oslo|ottawa|paris|peshawar
    |podgorica|prague|pretoria|pristina|pyongyang|quito|rabat|ramallah|riga|riyadh|rome|saint petersburg|san francisco
    |sanaa|santiago|sarajevo|seoul|sevastopol|shanghai|simferopol|singapore|skopje|sochi|sofia|st. petersburg
    |stockholm|strasbourg|sydney|taipei|tallinn|tashkent|tbilisi|tehran|tel aviv|the hague|tirana|tokyo|toronto
    |tripoli|tunis|ulaanbaatar|united nations|valletta|vienna|vilnius|vladivostok|warsaw|washington|yerevan|zagreb
    |zurich
    |москва|вашингтон|киев|минск|берлин|париж|лондон|брюссель|женева|вена|анкара|дамаск|пекин|тегеран|донецк|луганск
    |санкт-петербург|севастополь|симферополь|варшава|рим|токио|сеул|стамбул|ереван|баку|тбилиси|астана|нью-йорк
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
) - {""}
"""In small letters."""
