"""Names match with punctuation, in any script and in inflected forms, but never half of another name."""

from __future__ import annotations

import unicodedata

import pytest

from conftest import Loaded
from language.effort import is_linear
from mkdocs_dossier.article.loosenames import LooseIndex, PathIndex
from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.model.records import Actor

NAMES = ("Brandt", "李小明", "A.B. O'Brandt", "मोदी मोदी")


def _actors(kind: str, *names: str) -> str:
    quoted = (name.replace("'", "''") for name in names)
    return "actors:\n" + "".join(f"  a{at}:\n    name: '{name}'\n    kind: {kind}\n" for at, name in enumerate(quoted))


def _index(loaded: Loaded, language: str, kind: str, *names: str) -> NameIndex:
    collection, problems = loaded({"dossier/actors.yml": _actors(kind, *names)})
    assert problems == []
    return NameIndex(collection.of(Actor), language)


def _found(loaded: Loaded, names: list[str], text: str, language: str = "en", kind: str = "organization") -> list[str]:
    return [text[found.start : found.end] for found in _index(loaded, language, kind, *names).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Nuala O'Shea", "Then Nuala O'Shea spoke.", "Nuala O'Shea"),
        ("Nuala O'Shea", "Then Nuala O’Shea’s friend spoke.", "Nuala O’Shea’s"),
        ("Nuala O’Shea", "Then Nuala O\u02bcShea spoke.", "Nuala O\u02bcShea"),
        ("Nuala O'Shea", "Then Nuala O`Shea and Nuala O´Shea", "Nuala O`Shea"),
        ("Hawai'i Guard", "the Hawaiʻi Guard", "Hawaiʻi Guard"),
        ("Ma'ariv", "says Ma’ariv today", "Ma’ariv"),
        ("Sotheby's", "at Sotheby’s, London", "Sotheby’s"),
        ("R&S Labs", "said R&S Labs.", "R&S Labs"),
        ("Hatch & Hatch", "said Hatch & Hatch.", "Hatch & Hatch"),
        ("Hatch & Hatch", "said Hatch&Hatch's boss", "Hatch&Hatch's"),
        ("Liste 7/Die Gelben", "with Liste 7 / Die Gelben", "Liste 7 / Die Gelben"),
        ("UV/XY", "the band UV/XY", "UV/XY"),
        ("Zap!", "the band Zap! played", "Zap"),
        ("Zap! Records", "by Zap! Records", "Zap! Records"),
        ("Kanal+", "on Kanal+, on Kanal", "Kanal+"),
        ("Dr. Brandt GmbH", "the Dr. Brandt GmbH", "Dr. Brandt GmbH"),
        ("Dr. Brandt GmbH", "the Dr Brandt GmbH", "Dr Brandt GmbH"),
        ("St. Georgen", "in St Georgen, in Georgen", "St Georgen"),
        ("St Georgen", "in St. Georgen", "St. Georgen"),
        ("U.S. Guard", "the U.S. Guard", "U.S. Guard"),
        ("Anna B. Cole", "said Anna B Cole", "Anna B Cole"),
        ("Anna B Cole", "said Anna B. Cole", "Anna B. Cole"),
        ("ver.ti", "the union ver.ti says", "ver.ti"),
        ('Ernst "Teddy" Halm', "of Ernst „Teddy“ Halm", "Ernst „Teddy“ Halm"),
        ("Club (Nord)", "the Club (Nord)", "Club (Nord"),
        ("Group 4", "of Group 4", "Group 4"),
        ("Marie-Luise Kern", "said Marie‑Luise Kern", "Marie‑Luise Kern"),
        ("Lee Min-ho", "said Lee Min–ho", "Lee Min–ho"),
        ("King, Jr.", "said King, Jr., today", "King, Jr"),
        ("L'Étoile", "read L’E\u0301toile", "L’E\u0301toile"),
        ("@nora_lee", "wrote @nora_lee today", "nora_lee"),
        ("R!na", "sang R!na", "R!na"),
        ("Cats N' Dogs", "of Cats N’ Dogs", "Cats N’ Dogs"),
        ("OTAB", "dit l’OTAB", "OTAB"),
    ],
)
def test_names_may_contain_punctuation(loaded: Loaded, name: str, text: str, found: str) -> None:
    """Any kind of apostrophe or dash, spaces around signs, and the point of an abbreviation make no difference."""
    assert _found(loaded, [name], text)[:1] == [found]


@pytest.mark.parametrize(
    ("language", "name", "text", "found"),
    [
        ("hi", "सुनीता वर्मा", "कल सुनीता वर्मा ने कहा।", ["सुनीता वर्मा"]),
        ("hi", "सुनीता वर्म", "कल सुनीता वर्मा ने कहा।", []),
        ("ta", "கமலா", "நேற்று கமலா சொன்னார்.", ["கமலா"]),
        ("ar", "محمد", "قال مُحَمَّدٌ أمس", ["مُحَمَّدٌ"]),
        ("ar", "مُحَمَّد", "قال محمد أمس", ["محمد"]),
        ("ar", "محمد", "قال محـمد أمس", ["محـمد"]),
        ("he", "שרה", "אמרה שָׂרָה אתמול", ["שָׂרָה"]),
        ("he", 'צה"ל', "דובר צה״ל אמר", ["צה״ל"]),
        ("th", "สมชาย", "เมื่อวานสมชายบอกว่า", ["สมชาย"]),
        ("th", "สมชา", "เมื่อวานสมชายบอกว่า", ["สมชา"]),
        ("th", "นายก", "นายกูมา", []),
        ("lo", "ສົມສັກ", "ມື້ວານສົມສັກເວົ້າວ່າ", ["ສົມສັກ"]),
        ("km", "សុខា", "ម្សិលមិញសុខានិយាយ", ["សុខា"]),
        ("my", "အောင်", "မနေ့ကအောင်ကပြော", ["အောင်"]),
        ("bo", "བསྟན་འཛིན", "ཁ་སང་བསྟན་འཛིན་གྱིས", ["བསྟན་འཛིན"]),
        ("zh", "李小明", "昨天李小明说会议取消了", ["李小明"]),
        ("zh", "约翰·史密斯", "记者约翰・史密斯报道", ["约翰・史密斯"]),
        ("zh", "Lee Min-ho", "他说Lee Min-ho说过", ["Lee Min-ho"]),
        ("ja", "山田花子", "昨日、山田 花子は話した。山田花子が", ["山田 花子", "山田花子"]),
        ("ja", "スミス", "スミス大統領はスミスソン氏と", ["スミス"]),
        (
            "vi",
            "Nguyễn Ái",
            unicodedata.normalize("NFD", "Ông Nguyễn Ái nói"),
            [unicodedata.normalize("NFD", "Nguyễn Ái")],
        ),
        ("fa", "می‌نا", "گفت می‌نا دیروز", ["می‌نا"]),
        ("tr", "Ayşe", "Ayşe’nin evi", ["Ayşe"]),
        ("fr", "Jean", "Jean’s bar", ["Jean’s"]),
        ("el", "Ἀθηνᾶ", unicodedata.normalize("NFD", "ἡ Ἀθηνᾶ λέγει"), [unicodedata.normalize("NFD", "Ἀθηνᾶ")]),
    ],
)
def test_names_are_found_in_every_script(loaded: Loaded, language: str, name: str, text: str, found: list[str]) -> None:
    """Combining marks belong to their letters, vowel points are optional, and some scripts have no spaces."""
    assert _found(loaded, [name], text, language) == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Rotes Kreuz", "des Roten Kreuzes", "Roten Kreuzes"),
        ("Rotes Kreuz", "beim Roten Kreuz", "Roten Kreuz"),
        ("Deutsche Presse-Agentur", "der Deutschen Presse-Agentur", "Deutschen Presse-Agentur"),
        ("Süddeutsche Zeitung", "der Süddeutschen Zeitung", "Süddeutschen Zeitung"),
        ("Deutscher Wetterdienst", "des Deutschen Wetterdienstes", "Deutschen Wetterdienstes"),
        ("Zweites Deutsches Fernsehen", "im Zweiten Deutschen Fernsehen", "Zweiten Deutschen Fernsehen"),
        ("Weißes Haus", "aus dem Weißen Haus", "Weißen Haus"),
        ("Hohe Behörde", "Mitglied der Hohen Behörde", "Hohen Behörde"),
        ("Neue Freie Presse", "in der Neuen Freien Presse", "Neuen Freien Presse"),
        ("Roter Halbmond", "mit Rotem Halbmond", "Rotem Halbmond"),
        ("oberster Rat", "den obersten Rat", "obersten Rat"),
        ("Das Blatt", "Dem Blatt zufolge", "Dem Blatt"),
        ("Liste 7/Die Gelben", "von Liste 7/Den Gelben", "Liste 7/Den Gelben"),
        ("Die Gelbe", "Der Gelben fehlt Geld", "Der Gelben"),
    ],
)
def test_adjectives_decline_in_german_names_of_bodies(loaded: Loaded, name: str, text: str, found: str) -> None:
    """In German, every adjective in the name of an organisation is declined."""
    assert _found(loaded, [name], text, "de-AT") == [found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hannes Brandt", "Hanne Brandt"),
        ("Inge Brandt", "Ingen Brandt"),
        ("Walter Brandt", "Walte Brandt"),
        ("Jule Brandt", "Julen Brandt"),
        ("Ines Brandt", "Ine Brandt"),
    ],
)
def test_first_names_do_not_decline(loaded: Loaded, name: str, text: str) -> None:
    """A person's first name is not declined as an adjective would be."""
    assert _found(loaded, [name], text, "de", "person") == []


@pytest.mark.parametrize(
    "text",
    [
        "Katrin Brandt-Ecker sagte es.",
        "Dort sprach Frau Brandt-Ecker.",
        "Dort sprach K. Brandt-Ecker.",
        "Dort sprach Dr. Brandt-Ecker.",
        "Dort sprach Eva Maria Brandt‑Ecker.",
        "Dort sprach Marie-Anne Strack-Brandt.",
        "Otto Brandt-Ecker sprach.",
        "Brandt-Ecker tritt zurück\nGestern sprach Katrin Brandt-Ecker.",
        "Gestern sprach Katrin Brandt-Ecker. Brandt-Ecker schwieg.",
        "Brandt-Roth schwieg.",
        "Seán O'Brandt",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_half_of_a_double_name_is_somebody_else(loaded: Loaded, text: str, language: str) -> None:
    """“Brandt-Ecker” is not Brandt after a first name or title, if it is so elsewhere, or if it is in the register."""
    index = _index(loaded, language, "person", "Otto Brandt", "Brandt", "Carla Brandt-Roth")
    assert [text[found.start : found.end] for found in index.find(text)] == []


def test_half_of_a_double_first_name_is_somebody_else(loaded: Loaded) -> None:
    """“Hans-Otto Brandt” is not Otto Brandt, but the alias “Brandt” is found as after any first name."""
    assert _found(loaded, ["Otto Brandt"], "Hans-Otto Brandt, Otto-Hans Brandt", "de", "person") == []
    assert _found(loaded, ["Otto Brandt", "Brandt"], "Hans-Otto Brandt", "de", "person") == ["Brandt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt-Kritiker demonstrierten.", ["Brandt"]),
        ("In Berlin kamen Brandt-Gegner zusammen.", ["Brandt"]),
        ("Am Samstag Brandt-Anhängerinnen", ["Brandt"]),
        ("Die Brandt-Doku lief.", ["Brandt"]),
        ("Der frühere Brandt-Intimus schwieg.", ["Brandt"]),
        ("Eine Anti-Brandt-Demo", ["Brandt"]),
        ("der Ex-Brandt-Berater", ["Brandt"]),
        ("das Brandt-Lee-Treffen", ["Brandt"]),
        ("Er rief Brandt. Brandt-Ecker kam.", ["Brandt"]),
        ("Dann sagte Brandt-Ecker zu.", []),
        ("Laut Brandt-Ecker stimmt das.", []),
        ("Brandt-Lee-Treffen abgesagt", ["Brandt"]),
        ("Der neue Brandt-Ecker-Turm steht.", ["Brandt"]),
        ("die brandt-nahe, Brandt-nahe Presse", ["Brandt"]),
        ("Otto Brandt-Kritiker", ["Otto Brandt"]),
    ],
)
def test_a_compound_of_a_name_names_it(loaded: Loaded, text: str, found: list[str]) -> None:
    """A compound with a known common noun, or after a German article, names the actor; any other is a double name."""
    assert _found(loaded, ["Otto Brandt", "Brandt"], text, "de", "person") == found


def test_bodies_have_no_double_names(loaded: Loaded) -> None:
    """In a compound with an organisation's name that name is found, whatever precedes it."""
    assert _found(loaded, ["Nordbank"], "Chefin Nordbank-Filiale, Hans Nordbank-Chef", "de") == ["Nordbank", "Nordbank"]


@pytest.mark.parametrize(
    "text",
    [
        "She moved to Port Hope. Post is slow.",
        "She moved to Port Hope! Post is slow.",
        "She moved to Port Hope? Post is slow.",
        "She moved to Port Hope… Post is slow.",
        "She moved to Port Hope... Post is slow.",
        "She moved to Port Hope – Post is slow.",
        "She moved to Port Hope—Post is slow.",
        "She moved to Port Hope―Post is slow.",
        "She moved to Port Hope - Post is slow.",
        "She moved to Port Hope -- Post is slow.",
        "She moved to Port Hope: Post is slow.",
        "She moved to Port Hope; Post is slow.",
        "She moved to Port Hope.” Post is slow.",
        "She moved to Port Hope.[1] Post is slow.",
        "She moved to Port Hope, Post is slow.",
        "She moved to Port Hope (Post is slow).",
    ],
)
def test_a_name_ends_with_its_sentence(loaded: Loaded, text: str) -> None:
    """A name does not continue across the end of a sentence, a dash, a comma or a bracket."""
    assert _found(loaded, ["Port Hope Post"], text) == []
    assert _found(loaded, ["Port Hope Post", "Port Hope"], text) == ["Port Hope"]


def test_a_longer_name_with_a_sign_beats_a_shorter_one(loaded: Loaded) -> None:
    """“Hatch & Hatch” is one name, not “Hatch” twice."""
    names = ["Hatch", "Hatch & Hatch", "Hatch/Lee"]
    assert _found(loaded, names, "Hatch & Hatch, Hatch/Lee, Hatch and Hatch") == [
        "Hatch & Hatch",
        "Hatch/Lee",
        "Hatch",
        "Hatch",
    ]


@pytest.mark.parametrize("piece", ["O'", "李小", "Brandt-", "A.B. ", "मोदी ", "Ann Brandt-Ecker ", "ˑ̈", "'s"])
def test_names_are_found_in_linear_time(loaded: Loaded, piece: str) -> None:
    """Finding names takes time proportional to the text's length, for any repeated piece of name or sign."""
    index = _index(loaded, "de", "person", *NAMES)
    assert is_linear(index.find, piece)


@pytest.mark.parametrize("piece", ["O'", "李小", "brandt_", "A.B. ", "BrandtEcker", "Ann Brandt-Ecker/", "((", "a1"])
def test_loose_search_takes_linear_time(loaded: Loaded, piece: str) -> None:
    """The loose search for names takes linear time, in texts and in paths."""
    collection, _ = loaded({"dossier/actors.yml": _actors("person", *NAMES)})
    assert is_linear(LooseIndex(collection.of(Actor), "de").find, piece)
    assert is_linear(PathIndex(collection.of(Actor), "de").find_in, piece)
