"""Texts are split into sentences: each case is written with `¦` between its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.language.sentences import sentences

GERMAN = [
    "",
    "Ein Satz ohne Punkt",
    "Er kam.¦Sie ging.",
    "Er kam!¦Kam er?¦Ja.",
    "Laut Dr. Prof. Müller stimmt es.¦Andere zweifeln.",
    "Waffen, z. B. Raketen, kamen an.¦Sie blieben.",
    "Waffen, z.B. Raketen, d. h. Geschosse.¦Sie blieben.",
    "Es waren ca. 20 Soldaten und 5 Mio. Geschosse.¦Mehr nicht.",
    "Es waren 5 Mio.¦Die Regierung schwieg.",
    "Es kostet 2 Mrd. Euro.¦Das ist viel.",
    "Siehe Art. 5 Abs. 2 und Nr. 7.¦Das gilt.",
    "In dieser Art.¦So war es.",
    "Er lebt in St. Petersburg.¦Dort ist es kalt.",
    "Am 3. Oktober kam er.¦Am 19. Juni ging sie.",
    "Das 3. Bataillon und die 19. Armee kamen.¦Sie blieben.",
    "Die Zahl stieg auf 20.¦Der Minister schwieg.",
    "Das war 2019.¦Putin schwieg.",
    "Am 05.10.2024 kam er.¦Am 05.10. ging er.",
    "Der Bericht ist vom 05.10.2024.¦Putin schwieg.",
    "Es waren 1,6 Millionen und 74.000 Tonnen.¦Das ist viel.",
    "Es stieg um 1,6.¦Putin schwieg.",
    "Papst Johannes XXIII. Bischof von Rom.",
    "J. K. Rowling schrieb es.¦Niemand las es.",
    "Der Präsident der U.S. Army kam.¦Er blieb.",
    'Er sagte: "Sie werden Kanonenfutter werden."¦Der Sprecher ging.',
    "Er sagte: „Sie kommen.“¦Dann ging er.",
    "»Sie kommen.«¦»Wir gehen.«",
    "„Kommen sie?“, fragte er.¦„Nein!“ sagte sie.",
    "(Er kam.)¦Sie ging.",
    "Pentagon: Sie werden Kanonenfutter",
    "Er zögerte … dann ging er.¦Sie blieb.",
    "Er zögerte …¦ \nSie blieb…¦Er auch.",
    "„Der […] Krieg dauert.“¦Alle wissen es.",
    "Es endet hier [...].¦Es beginnt dort.",
    "Überschrift\n¦Der Satz beginnt.¦Er endet.",
    "\n\n  Eingerückt.  ¦ Noch einer. \n",
    "1. Der erste Punkt.¦Der zweite.",
    "Das steht dort.[1]¦Hier nicht.[2][13]¦Ende.",
    "Panzer, Flugzeuge usw.¦Das war alles.",
    "Panzer, Flugzeuge usw. wurden geliefert.",
    "Er kam um 10.30 Uhr.¦Sie nicht.",
    "Geboren 44 v. Chr. in Rom.¦Er starb dort.",
    "Die Firma Rheinmetall u. a. liefern.¦Andere nicht.",
    "Er wohnt Hauptstr. 5.¦Sie nicht.",
    "- Im Gegenzug begann Moskau,“ sagte er.¦Mehr nicht.",
    "Die Seite example.org/a.b?c=d ist weg.¦Schade.",
    "Er kam.¦– Sie ging.",
]
ENGLISH = [
    "He came.¦She left.",
    "Mr. Smith and Dr. Jones met Gen. Miller.¦They talked.",
    "The U.S. Army came.¦It stayed.",
    "He lives in the U.S.¦The army came.",
    "Weapons, e.g. rockets, i.e. shells, came.¦They stayed.",
    "See No. 5.¦No.¦He said no.¦Yes.",
    "On Oct. 3 it happened.¦Nobody saw it.",
    "It rose to 20.¦Putin was silent.",
    "It rose by 1.6 million.¦That is much.",
    'He said: "They will become cannon fodder."¦The speaker left.',
    "“They come.”¦“We leave.”",
    "“Why?” he asked.¦She left.",
    "J. K. Rowling wrote it.¦Nobody read it.",
    "At 5 p.m. Putin spoke.¦At 6 p.m.¦He left.",
    "Acme Inc. and Acme Corp. Ltd. merged.¦They failed.",
    "He waited... and left.¦Wait...¦She came.",
    "Plan B.¦The end.",
]

SEED = """Ukrainische Raketen treffen russisches Lager: Nordkoreaner unter den Opfern
¦Laut der "Kyiv Post", die sich auf Quellen des ukrainischen Geheimdienstes beruft, wurden bei einem Raketenangriff \
der ukrainischen Streitkräfte auf ein russisches Militärgelände in der Nähe von Donezk mehr als 20 Soldaten getötet. \
¦Unter den Toten sollen sich sechs nordkoreanische Offiziere befinden, und drei weitere wurden verletzt.
¦05.10.2024 09:09
¦Der Angriff fand laut "Kyiv Post" am 3. Oktober statt. \
¦Kurz vor dem Angriff hatten Vertreter des russischen Verteidigungsministeriums den nordkoreanischen Gästen die \
Vorbereitung des russischen Militärpersonals auf offensive und defensive Aktionen demonstriert.
¦Unter den 20 Soldaten, die bei dem ukrainischen Raketenangriff auf von Russland besetztem Gebiet nahe Donezk getötet \
wurden, sollen sich sechs Offiziere aus Nordkorea befunden haben, so Geheimdienstquellen. \
¦Drei weitere nordkoreanische Soldaten wurden verletzt.
¦Putins Abkommen mit Kim
¦Am 19. Juni unterzeichneten Wladimir Putin und Kim Jong Un ein bilaterales Abkommen über strategische Partnerschaft. \
¦Gemäß diesem Abkommen verpflichten sich Russland und Nordkorea, sich im Falle einer Aggression gegen eines der Länder \
gegenseitig zu unterstützen. \
¦Laut Putin ermöglicht das Dokument auch die militärtechnische Zusammenarbeit, obwohl dies derzeit durch UN-Sanktionen \
verboten ist.
¦Laut südkoreanischem Geheimdienst begann Nordkorea im Sommer 2022 auf entsprechenden Antrag Putins mit \
Waffenlieferungen an Russland aufgrund militärischer Rückschläge in der Ukraine. \
¦Fast 5 Millionen Artilleriegeschosse und ballistische Raketen wurden aus Nordkorea nach Russland geliefert.
¦Regime unterstützt Regime
¦- Im Gegenzug begann Moskau mit der Lieferung von Panzern, Flugzeugen und Technologie für das nordkoreanische \
Spionagesatellitenprogramm," sagte der südkoreanische Verteidigungsminister Shin Won-sik.
¦Laut der "Washington Post" lieferte Nordkorea allein von August 2023 bis Januar 2024 etwa 1,6 Millionen \
Artilleriegeschosse an Russland. \
¦Zusätzlich wurde berichtet, dass insgesamt 74.000 Tonnen Sprengstoff von zwei Häfen im Fernen Osten zu 16 Siedlungen \
an der Grenze zur Ukraine transportiert wurden.
¦In einem am 18. Juni in der Zeitung Nodong Sinmun (Arbeiterzeitung) veröffentlichten Artikel drückte Wladimir Putin \
seine Dankbarkeit für die Unterstützung Nordkoreas bei der Durchführung der "Spezialoperation" in der Ukraine aus und \
versicherte, dass "Russland auch dem koreanischen Volk im Kampf um Unabhängigkeit helfen wird".
¦Pentagon: Sie werden Kanonenfutter
¦Am 20. Juni erklärte Putin, dass Russland nicht plane, nordkoreanische Soldaten im Krieg gegen die Ukraine \
einzusetzen, und betonte, dass "keine Notwendigkeit" dafür bestehe. \
¦Doch bereits am 27. Juni wurde über die Absicht Nordkoreas berichtet, Pioniereinheiten in von Russland besetzte \
Gebiete in der Ukraine zu entsenden. \
¦Laut der südkoreanischen Regierung hat Moskau versprochen, für diese Hilfe zu zahlen.
¦Das Pentagon kommentierte diese Berichte und erklärte, dass die nach Ukraine entsandten nordkoreanischen Truppen \
"Kanonenfutter" werden würden. \
¦Der Sprecher des Pentagon, Generalmajor Pat Ryder, bemerkte: "Wenn ich Kommandeur der nordkoreanischen Streitkräfte \
wäre, würde ich zögern, meine Soldaten in einer solchen Eigenschaft in den kriminellen Krieg gegen die Ukraine zu \
schicken"."""


@pytest.mark.parametrize(
    ("language", "marked"), [("de", case) for case in [*GERMAN, SEED]] + [("en", case) for case in ENGLISH]
)
def test_sentences(language: str, marked: str) -> None:
    """The text is split where the case has `¦`, and nowhere else."""
    expected = [part.strip() for part in marked.split("¦") if part.strip()]
    text = marked.replace("¦\n", "\n").replace("¦ ", " ").replace("\n¦", "\n").replace(" ¦", " ").replace("¦", " ")
    found = [text[start:end] for start, end in sentences(text, language)]
    assert found == expected


@pytest.mark.parametrize(
    "parts",
    [
        ["船沉了。", "没有人死！", "真的？", "是的。"],
        ["他说：“船沉了。”", "没有人死"],
        ["船が沈んだ。", "「本当か？」", "誰も死ななかった。"],
        ["नाव डूब गई। ", "कोई नहीं मरा॥"],
        ["သင်္ဘောနစ်တယ်။ ", "ဘယ်သူမှမသေဘူး။"],
        ["នាវាលិច។ ", "គ្មានអ្នកស្លាប់"],
        ["هل غرقت السفينة؟ ", "نعم"],
    ],
)
def test_full_stops_of_other_scripts_end_sentences(parts: list[str]) -> None:
    """Full stops of other scripts end sentences, with or without a following space."""
    text = "".join(parts)
    assert [text[start:end] for start, end in sentences(text, "en")] == [part.strip() for part in parts]


@pytest.mark.parametrize("language", ["de", "en", "fr", "de-AT", ""])
@given(text=st.one_of(st.text(max_size=80), st.text(alphabet='.!?…。।» \n"“”)([]1aAIzB-–', max_size=80)))
def test_sentences_cover_the_text(language: str, text: str) -> None:
    """The spans are in order, disjoint and stripped, and only white space lies outside them."""
    end = 0
    for start, stop in sentences(text, language):
        assert not text[end:start].strip()
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "piece", [".", "a.", ". ", "a. ", "[1]", "(", '" ', "– ", "A. – ", "1. ", "…", "\n", "x" * 999]
)
def test_a_long_hostile_text_is_cut(piece: str) -> None:
    """A text of 100,000 characters is split in time, whatever it repeats."""
    text = piece * (100_000 // len(piece)) + "x"
    assert sentences(text, "de")[-1][1] == len(text)
