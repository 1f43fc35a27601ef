"""Faulty YAML gives problems that say where, in which record, what is wrong and what to do."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.model.records import Actor, Agreement, Quantity, Relation, Source

ACTOR_FIELDS = (
    "name, kind, aliases, country, positions, wikidata, anonymity, speaks_for, description, withheld, acknowledged,"
    " formerly"
)


def _problems(loaded: Loaded, text: str, file: str = "dossier/x.yml") -> list[str]:
    """Return the problems of one file as a user sees them, without its path."""
    _, problems = loaded({file: text})
    return [str(problem).removeprefix(f"{file}:") for problem in problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # missing fields
        (
            "actors:\n  kim:\n    kind: person\n",
            "2:3: error: actor “kim” has no name — add name: … [missing-field]",
        ),
        (
            "relations:\n  r:\n    to: b\n    kind: ally\n",
            "2:3: error: relation “r” has no from — add from: … [missing-field]",
        ),
        (
            "sources:\n  s:\n    type: report\n",
            "2:3: error: source “s” has neither title nor container-title — add title: … [missing-field]",
        ),
        (
            "agreements:\n  a:\n    name: A\n    kind: treaty\n",
            "2:3: error: agreement “a” has neither parties nor authority — add parties: … [missing-field]",
        ),
        (
            "sources:\n  s:\n    title: T\n    assessed: {by: me, on: 2024}\n",
            "4:15: error: source “s” has no assessed.why — add why: … [missing-field]",
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    positions:\n      - post: P\n      - to: 2024\n",
            "7:9: error: actor “a” has no positions.2.post — add post: … [missing-field]",
        ),
        # unknown fields
        (
            "actors:\n  kim:\n    name: Kim\n    kind: person\n    nmae: x\n",
            "5:5: error: actor “kim” has no field “nmae” — did you mean “name”? [unknown-field]",
        ),
        (
            "actors:\n  kim:\n    name: Kim\n    kind: person\n    weather: x\n",
            f"5:5: error: actor “kim” has no field “weather” — use one of {ACTOR_FIELDS} [unknown-field]",
        ),
        (
            "sources:\n  s:\n    title: T\n    url: https://example.org/\n",
            "4:5: error: source “s” has no field “url” — did you mean “URL”? [unknown-field]",
        ),
        (
            "sources:\n  s:\n    title: T\n    container_title: U\n",
            "4:5: error: source “s” has no field “container_title” — did you mean “container-title”? [unknown-field]",
        ),
        (
            "quantities:\n  q:\n    label: L\n    from_: 2024\n",
            "4:5: error: quantity “q” has no field “from_” — did you mean “from”? [unknown-field]",
        ),
        (
            "events:\n  e:\n    name: E\n    date: 2024\n    actors:\n      - actor: x\n        rolle: y\n",
            "7:9: error: event “e” has no field “rolle” — did you mean “role”? [unknown-field]",
        ),
        # the remainder of a text that a comma within braces has cut off
        *(
            (
                f"quantities:\n  q: {{label: {text}}}\n",
                (
                    f"2:{14 + text.index(rest)}: error: quantity “q” has no field “{rest}” — within {{ }}"
                    " a comma ends a text: put the text that these words belong to in quotes [unknown-field]"
                ),
            )
            for text, rest in (
                ("Boote, die fehlen", "die fehlen"),
                ("Menschen, allein im Norden", "allein im Norden"),
                ("1,5 Millionen", "5 Millionen"),
                ("48,3", "3"),
                ("Tote, Verletzte und Vermisste", "Verletzte und Vermisste"),
            )
        ),
        # values that must be one of a few words
        (
            "actors:\n  kim:\n    name: Kim\n    kind: persn\n",
            "4:11: error: actor “kim”: kind cannot be “persn” — did you mean “person”? [wrong-value]",
        ),
        (
            "sources:\n  s:\n    title: T\n    located: maybe\n",
            "4:14: error: source “s”: located cannot be “maybe” — write one of yes, no, partly [wrong-value]",
        ),
        (
            "sources:\n  s:\n    title: T\n    reliability: a\n",
            "4:18: error: source “s”: reliability cannot be “a” — did you mean “A”? [wrong-value]",
        ),
        (
            "sources:\n  s:\n    title: T\n    level: [primary]\n",
            (
                "4:12: error: source “s”: level cannot be a list or mapping"
                " — write one of primary, secondary, tertiary [wrong-value]"
            ),
        ),
        # lists, texts, parts
        (
            "actors:\n  kim:\n    name: Kim\n    kind: person\n    aliases: Un\n",
            "5:14: error: actor “kim”: aliases must be a list — write aliases: [Un] [wrong-type]",
        ),
        (
            "topics:\n  t:\n    label: [a, b]\n",
            "3:12: error: topic “t”: label is not understood — write one text, not a list [wrong-value]",
        ),
        (
            "places:\n  p:\n    name: P\n    country: {de: KP}\n",
            (
                "4:14: error: place “p”: country is not understood"
                " — write the two capital letters of ISO 3166, such as KP [wrong-value]"
            ),
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    speaks_for: [b]\n",
            "5:17: error: actor “a”: speaks_for is not understood — write one id, not a list [wrong-value]",
        ),
        (
            "agreements:\n  a:\n    name: A\n    kind: treaty\n    parties: [b]\n",
            (
                "5:15: error: agreement “a”: parties.1 must have fields of its own — write {actor: …, signatory: …}"
                " [wrong-type]"
            ),
        ),
        (
            "sources:\n  s:\n    title: T\n    assessed: me\n",
            "4:15: error: source “s”: assessed must have fields of its own — write {by: …, on: …} [wrong-type]",
        ),
        (
            "sources:\n  s:\n    title: T\n    archive: {url: 'https://example.org/', captured: 2024}\n",
            (
                "4:14: error: source “s”: archive must be a list"
                " — write a hyphen before its first field, - url: …, or [ ] around the braces [wrong-type]"
            ),
        ),
        (
            "actors:\n  a: {name: A, kind: person, aliases: {Amt, Hafen}}\n",
            "2:39: error: actor “a”: aliases must be a list — write aliases: [Amt, Hafen] [wrong-type]",
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    aliases: (Amt; Hafen)\n",
            "5:14: error: actor “a”: aliases must be a list — write aliases: [Amt, Hafen] [wrong-type]",
        ),
        (
            "actors:\n  a: {title: A, container-title: B}\n",
            "2:3: error: actor “a” has the fields of a source — move it below sources: [wrong-type]",
        ),
        (
            "actors:\n  a:\n    title: A\n    kind: person\n",
            "3:5: error: actor “a” has no field “title” — did you mean “name”? [unknown-field]",
        ),
        # one text per language
        (
            "topics:\n  t:\n    label: {de: Truppen, englisch: troops}\n",
            (
                "3:12: error: topic “t”: label is not understood — “englisch” is no language tag:"
                " write a text, or one per language: {de: …, en: …} [wrong-value]"
            ),
        ),
        (
            "topics:\n  t:\n    label: {}\n",
            (
                "3:12: error: topic “t”: label is not understood"
                " — write a text, or one per language: {de: …, en: …} [wrong-value]"
            ),
        ),
        (
            "topics:\n  t:\n    label: {de: }\n",
            "3:12: error: topic “t”: label is not understood — write a text, or delete the line [wrong-value]",
        ),
        # cut short by a comment
        (
            "topics:\n  t:\n    label: Kanal #1\n",
            (
                "3:12: error: topic “t”: label ends before its “#”: YAML takes the rest for a comment"
                " — write label: 'Kanal #1' [unquoted-text]"
            ),
        ),
        (
            "topics:\n  t:\n    label:\n      en: Channel\n      de: Kim's #1\n",
            (
                "5:11: error: topic “t”: label ends before its “#”: YAML takes the rest for a comment"
                """ — write "Kim's #1" [unquoted-text]"""
            ),
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: media\n    aliases:\n      - B\n      - Kanal #1\n",
            (
                "7:9: error: actor “a”: aliases.2 ends before its “#”: YAML takes the rest for a comment"
                " — write 'Kanal #1' [unquoted-text]"
            ),
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    positions:\n      - post: Nr. #1\n",
            (
                "6:15: error: actor “a”: positions.1.post ends before its “#”: YAML takes the rest for a comment"
                " — write post: 'Nr. #1' [unquoted-text]"
            ),
        ),
        # empty
        (
            "topics:\n  t:\n    label:\n",
            "3:5: error: topic “t”: label is empty — write a value [empty-field]",
        ),
        (
            "topics:\n  t:\n    label: T\n    description:\n",
            "4:5: warning: topic “t”: description is empty — write a value, or delete the line [empty-field]",
        ),
        (
            "topics:\n  t:\n    label: #MeToo\n",
            (
                "3:5: error: topic “t”: label is empty"
                " — write a value; text that begins with # must be in quotes: '#MeToo' [empty-field]"
            ),
        ),
        # values
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    withheld: true\n",
            "5:15: error: actor “a”: withheld “true” is not understood — write yes or no [wrong-value]",
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    wikidata: 7747\n",
            (
                "5:15: error: actor “a”: wikidata “7747” is not understood"
                " — write the item's number, such as Q7747 [wrong-value]"
            ),
        ),
        (
            "actors:\n  a:\n    name: A\n    kind: person\n    speaks_for: Kim Jong Un\n",
            (
                "5:17: error: actor “a”: speaks_for “Kim Jong Un” is not understood"
                " — write an id of a-z, 0-9 and hyphens, such as kim-jong-un [wrong-value]"
            ),
        ),
        (
            "sources:\n  s:\n    title: T\n    URL: www.example.org\n",
            (
                "4:10: error: source “s”: URL “www.example.org” is not understood"
                " — write a whole web address that begins with https:// or http:// [wrong-value]"
            ),
        ),
        (
            "sources:\n  s:\n    title: T\n    URL: javascript://example.org/%0aalert(1)\n",
            (
                "4:10: error: source “s”: URL “javascript://example.org/%0aalert(1)” is not understood"
                " — write a whole web address that begins with https:// or http://, not with javascript://"
                " [wrong-value]"
            ),
        ),
        (
            "sources:\n  s:\n    title: T\n    DOI: https://doi.org/10.1000/182\n",
            (
                "4:10: error: source “s”: DOI “https://doi.org/10.1000/182” is not understood"
                " — write the DOI alone, such as 10.1000/182 [wrong-value]"
            ),
        ),
        (
            "events:\n  e:\n    name: E\n    date: 5. Oktober 2024\n",
            (
                "4:11: error: event “e”: date “5. Oktober 2024” is not understood"
                " — write 2024-10-05: year, month, day [wrong-value]"
            ),
        ),
        (
            "places:\n  p:\n    name: P\n    lat: 48,01\n    lon: 37.8\n",
            (
                "4:10: error: place “p”: lat “48,01” is not understood"
                " — write degrees with a decimal point, from -90 to 90 [wrong-value]"
            ),
        ),
        (
            (
                "agreements:\n  a:\n    name: A\n    kind: treaty\n    authority: un\n    related:\n"
                "      - {agreement: b, how: amend}\n"
            ),
            "7:29: error: agreement “a”: related.1.how cannot be “amend” — did you mean “amends”? [wrong-value]",
        ),
        # the record itself
        (
            "actors:\n  kim:\n",
            (
                "2:3: error: actor “kim” has no fields"
                " — write its fields below it, indented, one per line: name: …, kind: … [wrong-type]"
            ),
        ),
        (
            "actors:\n  kim:\n    name: Kim\n    kind: state\n  country: KP\n",
            "5:3: error: actor “country” has no fields — indent it like the fields above [wrong-type]",
        ),
        (
            "actors:\n  kim:\n    name: Kim\n    kind: state\n  topics:\n",
            (
                "5:3: error: actor “topics” has no fields"
                " — if it is a section, begin its line without spaces [wrong-type]"
            ),
        ),
        (
            "sources:\n  s: Kyiv Post\n",
            (
                "2:3: error: source “s” has no fields"
                " — write its fields below it, indented, one per line: title: …, container-title: … [wrong-type]"
            ),
        ),
        (
            "actors:\n  Kim Jong Ün:\n    name: Kim\n    kind: person\n",
            (
                "2:3: error: “Kim Jong Ün” is no id for an actor: ids are made of a-z, 0-9 and hyphens"
                " — write kim-jong-uen [wrong-id]"
            ),
        ),
        (
            "topics:\n  a_b:\n    label: B\n",
            "2:3: error: “a_b” is no id for a topic: ids are made of a-z, 0-9 and hyphens — write a-b [wrong-id]",
        ),
        (
            f"topics:\n  {'a' * 101}:\n    label: B\n",
            "2:3: error: the id of a topic is longer than 100 characters — shorten it [wrong-id]",
        ),
        (
            "actors:\n  kim:\n    name: Kim\n    kind: person\n    formerly: [Kim Un]\n",
            (
                "5:16: error: actor “kim”: formerly.1 “Kim Un” is not understood"
                " — write an id of a-z, 0-9 and hyphens, such as kim-un [wrong-value]"
            ),
        ),
        (
            "sources:\n  s:\n    title: T\n    cites: dpa, Kyiv Post\n",
            "4:12: error: source “s”: cites must be a list — write cites: [dpa, Kyiv Post] [wrong-type]",
        ),
    ],
)
def test_a_fault_is_one_problem_at_its_place(loaded: Loaded, text: str, problem: str) -> None:
    """A fault is one problem with position, severity, record, what is wrong, what to write, and the code."""
    assert _problems(loaded, text) == [problem]


def test_all_faults_of_a_record_are_found_at_once(loaded: Loaded) -> None:
    """One run reports all faults of a record."""
    text = (
        "sources:\n  Bad Id:\n    titel: T\n    type: tweet\n    URL: x\n    issued: gestern\n    cites: y\n"
        "    note:\n    archive:\n      - {url: 'https://example.org/', when: 2024}\n"
    )
    assert [problem.partition(" error: ")[0] for problem in _problems(loaded, text) if "error" in problem] == [
        "2:3:",
        "2:3:",
        "3:5:",
        "4:11:",
        "5:10:",
        "6:13:",
        "7:12:",
        "10:9:",
        "10:39:",
    ]


@pytest.mark.parametrize("name", ["origin", "id", "dossier", "noun", "local", "one_of", "key", "__class__", "body"])
def test_names_of_the_program_are_no_fields(loaded: Loaded, name: str) -> None:
    """Internal and derived attributes of a record are unknown fields in a file."""
    collection, problems = loaded({"dossier/x.yml": f"topics:\n  t:\n    label: T\n    {name}: x\n"})
    assert [(p.code, p.location.line, p.location.column) for p in problems] == [("unknown-field", 4, 5)]
    assert f"topic “t” has no field “{name}”" in problems[0].message
    assert len(collection) == 0


@pytest.mark.parametrize("name", ["body", "body_line", "folder", "id"])
def test_names_of_the_program_are_no_front_matter(loaded: Loaded, name: str) -> None:
    """Internal and derived attributes of a dossier are unknown fields in an article's front matter."""
    article = f"---\ntitle: T\npublished: 2024\n{name}: x\n---\n\nText.\n"
    _, problems = loaded({"dossier/a/article.md": article})
    assert [(p.code, p.location.line, p.location.column) for p in problems] == [("unknown-field", 4, 1)]


def test_fields_are_written_as_their_standards_write_them(loaded: Loaded) -> None:
    """`container-title`, `URL` and `DOI` have the names of CSL, and `from` its name though it is a Python keyword."""
    collection, problems = loaded(
        {
            "dossier/x.yml": (
                "sources:\n  s:\n    container-title: Kyiv Post\n    URL: https://example.org/a?b=c#d\n"
                "    DOI: 10.1000/182\n"
                "actors:\n  a: {name: A, kind: person}\n  b: {name: B, kind: person}\n"
                "relations:\n  r:\n    from: a\n    to: b\n    kind: ally\n"
                "quantities:\n  q:\n    label: Q\n    from: 2023-08\n    to: 2024-01\n"
            )
        }
    )
    assert problems == []
    source = collection.get(Source, "s")
    relation = collection.get(Relation, "r")
    quantity = collection.get(Quantity, "q")
    assert source is not None
    assert relation is not None
    assert quantity is not None
    assert (source.name, source.url, source.doi) == ("Kyiv Post", "https://example.org/a?b=c#d", "10.1000/182")
    assert (relation.from_, relation.to) == ("a", "b")
    assert (str(quantity.from_), str(quantity.to)) == ("2023-08", "2024-01")


def test_a_text_may_be_one_or_one_per_language(loaded: Loaded) -> None:
    """Of a text per language, the first is the text itself, and is shown for languages without one."""
    collection, problems = loaded(
        {"dossier/x.yml": "actors:\n  ru:\n    name: {de: Russland, en: Russia}\n    kind: state\n    country: RU\n"}
    )
    actor = collection.get(Actor, "ru")
    assert problems == []
    assert actor is not None
    assert (actor.name, actor.name.in_language("en"), actor.name.in_language("fr")) == (
        "Russland",
        "Russia",
        "Russland",
    )


def test_values_that_yaml_would_change_stay_as_written(loaded: Loaded) -> None:
    """Norway's `NO`, a name that is a number and a leading zero stay text."""
    collection, problems = loaded(
        {"dossier/x.yml": "actors:\n  a:\n    name: 1.10\n    kind: group\n    country: NO\n    aliases: [007, ~]\n"}
    )
    actor = collection.get(Actor, "a")
    assert problems == []
    assert actor is not None
    assert (actor.name, actor.country, actor.aliases) == ("1.10", "NO", ("007", "~"))


def test_a_comment_behind_an_id_or_a_word_is_a_comment(loaded: Loaded) -> None:
    """A `#` behind an id or a keyword begins a comment; only in free text is it a problem."""
    text = "actors:\n  a:\n    name: A\n    kind: state # as long as it lasts\n    country: KP # Korea\n"
    assert _problems(loaded, text) == []


def test_an_empty_optional_field_is_left_out(loaded: Loaded) -> None:
    """An empty optional field is a warning, and the record stays: skeletons can be filled in bit by bit."""
    collection, problems = loaded(
        {"dossier/x.yml": "agreements:\n  a:\n    name: A\n    kind: sanctions\n    authority: un\n    signed:\n"
         "actors:\n  un: {name: UN, kind: organization}\n"}
    )  # fmt: skip
    assert [problem.code for problem in problems] == ["empty-field"]
    agreement = collection.get(Agreement, "a")
    assert agreement is not None
    assert agreement.signed is None


def test_references_to_a_faulty_record_are_not_reported(loaded: Loaded) -> None:
    """A record with a fault is left out; only the fault is reported, not the references to the record."""
    text = "actors:\n  a: {name: A, kind: persn}\n  b: {name: B, kind: person, speaks_for: a}\n"
    collection, problems = loaded({"dossier/x.yml": text})
    assert [problem.code for problem in problems] == ["wrong-value"]
    assert [record.id for record in collection] == ["b"]
