"""Where sentences end: a few sentences for every rule. A bar marks each end that is looked for."""

from __future__ import annotations

import textwrap

import pytest

from annotator.text.boundaries import RULES
from annotator.text.segmentation import segment

CASES = {
    "stops": "The train was late.|Nobody minded.|Why not?|It rained!",
    "ellipsis": "He paused ...|Then he spoke.|They waited… and waited.|Not yet . . . but soon.|So be it.",
    "ellipsis_in_brackets": "The paper reads: “The sides […] shall agree.”|It was signed.",
    "title": "Gen. Orlov met Adm. Reyes and Lt. Col. Hale.|Mr. and Mrs. Silva came.|Dr. Okoro did not.",
    "versus": "The ruling in Hale v. Jones and Kern vs. Ames stands.|It binds.",
    "number_word": "See No. 12, vol. 3, pp. 4-9 and p. XII.|It is long.|He arrived on Feb. 19 and left in March.|Good.",
    "month": "It began on Sept. 4.|The mayor fled.|It ended in Oct.|The rain had come.",
    "no_as_an_answer": "Did he sign?|No.|He refused.",
    "list_number": "Two points remain: 1. who leads; 2. who pays; and 3. who leaves.|None is settled.",
    "list_number_first": "1. The first point is long.",
    "year": "The war began in 2011.|Talks came in 2014.|It cost 3.5 million.",
    "initials": "He read J. R. R. Holt and P.D. Ames.|It was odd.",
    "acronym_inside": "The U.S. Senate and the U.N. envoy met.|The E.U. and the U.K. agreed.",
    "acronym_at_the_end": "The aid came from the U.S.|They wanted more.|He flew to the U.S.|“We are late,” he said.",
    "acronym_with_hyphen": "It was a Russia-U.S. deal.|It came from the non-U.S.|They left.",
    "company": "Shares of Halden Corp. and Brix Inc. rose.|He left Halden Corp.|The board was silent.",
    "possessive": "Halden Corp.'s chairman and the U.N.’s envoy left.|It is over.",
    "degrees": "Lena Roth, Ph.D., and Robert Hale Jr. signed.|It was sent.",
    "hours": "It began at 4 a.m. local time.|It closed at 5 p.m.|The gates were locked.",
    "clock": "It began at 9 p.m.|Witnesses heard jets.|It ended at 4 a.m. Monday.|Doors open at 10 A.M. Eastern.",
    "clock_zone": "It began at 9 p.m. MSK and at 8 p.m. Novi Grad time.|Guards left at 6 p.m. on Friday.",
    "score": "The ratio fell to 3 : 1.|It rose again.|See Figs. 3 and 4.|They show the front.",
    "etcetera": "They brought tents, food, etc., and stayed.|They sold bread, salt, etc.|The camp grew.",
    "state": "Sen. Ann Lee, D-Calif., spoke in Phoenix, Ariz. on Monday.|She was brief.",
    "street": "She moved to Main St.|The house was old.|St. Petersburg slept.",
    "footnote": "The figure is disputed.[3]|Others doubt it.[12][13]|It stands.",
    "bare_footnote": "The figure is disputed.3|Others doubt this.12|It stands.",
    "typewriter_quotes": "``We shall wait , '' he said .|``We are late . ''|She left .",
    "quoted_words": 'They met with shouts of "Shame! Shame!" from the back.|He said "I go. You stay" and left.',
    "quoted_sentences": "He said: “I go.|You stay,” and left.|“I go.|You stay,” he said.",
    "age": "“They lied,” said Mr. Hale, 35.|“They hid it.”|She is Ann Lowe, 41.|They met, at 5, 6 or 7.|All left.",
    "postscript": "P.S. The road is open.|PS. Bring water.|Call ext. 3411 or tel. 555 0101.|Ask for Ann.",
    "double_rank": "Lieut.-Gen. Hale and Maj.-Gen. Lowe spoke.|They left.",
    "closers": "(They had met before.)|He called it “a farce”.|The minister left.|“It is over.”|She wept.",
    "spaced_closer": "Il dit : « Non. »|Elle part.",
    "speaker_follows": "“Who pays?” Foreign Minister Ivan Petrov asked.|“Enough!” Mr. Kern shouted.|He left.",
    "no_speaker_follows": "“Who pays?”|The minister shrugged.|“Go!”|“No!”",
    "small_letter_follows": "“Who pays?” he asked.|“Stop!” shouted a deputy.|All left.",
    "exclaiming_name": "Yahoo! Inc. fell and Yahoo! shares were sold.|Investors left.",
    "colon": "One question is left: Who pays?|The order was short: “Hold the bridge.”|They held it.",
    "dotted_numbers": "Read section 3.2.1 at www.example.org/a.b or write to me@mail.example.org.|Then answer.",
    "spaced_stop": "It was over .|Nobody cried .",
    "lower_names": "The al-Nusra Front left.|al-Qaida stayed.",
    "careless": "i think so.|they do not.|we shall see.",
    "bracketed_month": "He called yesterday [Sept. 4] for calm.|Nobody came.",
    "dashes": "The plan — as he put it — is dead.|— Is it?|— It is.",
    "russian_dash": "«Кто это?» — спросил он.|«Хватит!» — крикнул Петров.|Все ушли.",
    "russian_initials": "С. В. Громов встретил А.П. Зотова и Д. Керна.|Беседа была короткой.",
    "russian_surname_first": "Подписали Громов А., Зотов Б. и Керн В.|Остальные ушли.",
    "russian_phrases": "Т. е. всё зря, т. к. поздно.|Купили хлеб и т. д.|Пришли соседи и др.|Стало тесно.",
    "russian_address": "Он живёт на ул. Мира, д. 5, кв. 12.|Дверь закрыта.",
    "russian_year": "Он родился в 1950 г. в Москве.|Умер в 2001 г.|Его помнят.",
    "russian_sums": "Ущерб — 5 млн. руб. и 20 тыс. долларов.|Казна пуста.",
    "russian_amounts": "Билет стоит 45 руб.|Банк молчит.|Долг — 5 млрд.|Денег нет.|Ещё 20 тыс. сельчан ждут.",
    "russian_head": "Ген. Громов и проф. Зотов прибыли.|Ст. 5 нарушена.|Ул. Мира закрыта.|См. карту.",
    "russian_numeral": "Встреча прошла в 2016-м.|Итогов нет.",
    "russian_pronoun": "Он помог им.|Потом ушёл.",
    "retired": "Gen. (ret.) Orlov and Lt. Gen. Hale met.|They did not eat.",
    "number_with_letters": "The report (No. S/2017/114) blamed both.|See Res. A/68/262, too.",
    "address": "He lives in Washington, D.C.|Mr. Hale lives there too.",
    "dash_after_acronym": "The U.S. — Russia’s rival — was silent.|It was late.",
    "german": "Am 3. Oktober kam Dr. Roth, z. B., mit ca. 20 Leuten.|Danach gingen sie.|„Wer zahlt?“, rief er.",
    "french": "M. Roux a vu Mme Blanc, etc.|Elle part.|« Vraiment ? » dit-il.|MM. Roux et Petit restent.",
    "arabic": "وصل الوزير إلى موسكو.|هل وقع الاتفاق؟|قال «لن نوقع.»|ثم غادر.",
    "persian": "وزیر به مسکو رفت.|آیا توافق شد؟|کسی نگفت.",
    "urdu": "وزیر آیا۔|کیا معاہدہ ہوا؟|نہیں۔",
    "spanish": "El Sr. Ríos llegó.|¿Quién firmó?|¡Nadie!",
    "acronym_and_state": "They spoke with the U.S.|Tehran says no.|The arms are from the U.S.|Syria rejected that.",
    "acronym_and_policy": "The U.S. Syria envoy James Hale said so.|The U.S. Russia policy has changed.|It rained.",
    "acronym_and_plural": "He lives in the U.S.|Officials there declined.|Shares of Halden Corp.|Investors fled.",
    "weekdays": "They came Tues. Oct. 4 to Dolna (est. 1948, pop. 5,000).|See Res. No. 12, too.",
    "german_ordinals": "Die 2. Bundesliga ruht im 1. Halbjahr.|Es traf 2,5 Mio. Menschen.|Er kam am 3.|Danach ging er.",
    "spanish_states": "Viven en EE. UU. desde mayo.|La Dra. Ruiz vio la pág. 12.",
    "ukrainian": "Він жив там до 2013 р.|Потім пішов.|Дім на вул. Миру, буд. 5.|Вона чекає.",
    "hindi": "डॉ. राव आए।|वे चले गए॥|सब ठीक है।",
    "russian_quotes": "Он назвал это «поворотом».|Она сказала: «Я приду».|Он ждал.",
}  # fmt: skip


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in segment(text)]


@pytest.mark.parametrize("case", CASES)
def test_ends(case: str) -> None:
    wanted = CASES[case].split("|")
    assert cut(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army left.The rebels came.", ["The army left.", "The rebels came."]),
        ("It fell in 2011.The rest followed.", ["It fell in 2011.", "The rest followed."]),
        ("“It is over.”The minister left.", ["“It is over.”", "The minister left."]),
        (
            'He left Syria."We go to the talks," he said."A plan is there for May."At the last meeting, none came.',
            [
                "He left Syria.",
                '"We go to the talks," he said.',
                '"A plan is there for May."',
                "At the last meeting, none came.",
            ],
        ),
        ("He met the mayor of Dolna.“We agree,” he said.", ["He met the mayor of Dolna.", "“We agree,” he said."]),
        ('They met the "U.S."Army here, and "Gen."Holt.', ['They met the "U.S."Army here, and "Gen."Holt.']),
        ('One mark is lost."They met again.', ['One mark is lost."They met again.']),
        ('He said: "We go. "', ['He said: "We go. "']),
        ("He stayed. They left. “", ["He stayed.", "They left. “"]),
        ("They met in Moscow.Their talks went on.", ["They met in Moscow.", "Their talks went on."]),
        ("See Dolna.Net or Prof.The here.", ["See Dolna.Net or Prof.The here."]),
        ("Use Node.Js or a.B here.", ["Use Node.Js or a.B here."]),
        ("他说好。我们走吧！真的？", ["他说好。", "我们走吧！", "真的？"]),
        ("“真的？”他问。", ["“真的？”他问。"]),
        ("他说：“不签。”会议结束了。谁知道?没人!", ["他说：“不签。”", "会议结束了。", "谁知道?", "没人!"]),
        (
            "「署名しない。」と大臣は言った。なぜ？（本当だ。）彼は去った。",
            ["「署名しない。」と大臣は言った。", "なぜ？", "（本当だ。）", "彼は去った。"],
        ),
        ("وصل الوفد. لماذا؟ لم يوقع أحد.", ["وصل الوفد.", "لماذا؟", "لم يوقع أحد."]),
        ("He left.\u200b She stayed.\ufeff Why?", ["He left.\u200b", "She stayed.\ufeff", "Why?"]),
        ("He left.\u200bShe stayed.", ["He left.\u200b", "She stayed."]),
    ],
)  # fmt: skip
def test_ends_without_a_blank(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Envoys spoke at length about a new deal with the US", "The top diplomat believes that it can hold."),
        ("The mayor refused to accept any of their conditions", "The Syrian delegation said that it would wait."),
        ("All three of the bridges were closed before the morning", "However, nobody told the drivers about it."),
    ],
)
def test_a_missing_stop(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]
    assert [each.guessed for each in segment(f"{first} {second} It is late.")] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "He reads The Guardian every day before breakfast in his small kitchen.",
        "It is all about what The people of that town want from us now.",
        "She works for the paper called The economist and likes it very much.",
        "He left The Hague for a long weekend with friends.",
    ],
)
def test_a_capital_inside_a_sentence_is_no_missing_stop(text: str) -> None:
    assert cut(text) == [text]


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize("width", [55, 72, 80, 100, 120])
def test_a_fixed_width_cuts_no_sentence(width: int) -> None:
    sentences = [
        "The harbour ministers of both states met in Dolna on Monday and agreed to open the talks again, although few "
        "of those who had come expected them to last.",
        "Nobody on the quay was surprised.",
        "Three meetings of the ministers had ended in the same way, said Mr. Hale, who has watched all of them since "
        "2011 from a window above the market.",
        "A spokesman for the harbour said that the talks would go on for two more days, and that both sides would "
        "bring their maps.",
    ]
    text = "Ministers meet again\n\n" + textwrap.fill(" ".join(sentences), width) + "\n"
    assert [" ".join(each.split()) for each in cut(text)] == ["Ministers meet again", *sentences]
