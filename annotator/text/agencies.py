"""News agencies, and papers whose reports others print, as they sign; one pattern."""

from __future__ import annotations

AGENCIES = (
    r"(?:Reuters|AP|AFP|UPI|CNN|BBC|TASS|ТАСС|RIA|РИА|Интерфакс|Interfax|INTERFAX|Xinhua|Sputnik|SANA|IRNA|RT|VOA|DPA|dpa"
    r"|Ukrinform|Укринформ|Укрінформ|UNIAN|УНИАН|УНІАН|BelTA|БелТА|Anadolu|AA|EFE|ANSA|Kyodo|Yonhap|PTI|ANI|KUNA|WAM|MNA"
    r"|FNA|Tasnim|Bloomberg|NPR|RFE/RL|Axios|Politico)"
)
