"""A collection whose articles make it hard to locate quoted words in a page."""

from __future__ import annotations

from collections.abc import Mapping

#: A character of two UTF-16 units, and one of several code points.
_ASTRAL, _FAMILY = "\U0001f680", "\U0001f468\u200d\U0001f469\u200d\U0001f467"

WRITTEN = f"""---
title: "{_ASTRAL} Die Werft und ihre „Zahlen“"
lead: |
  Was die Werft zählt –
  und was nicht.
published: 2024-10-05T09:09
updated: 2024-10-06
language: de
author: Erika Beispiel
rights: Alle Rechte vorbehalten.
---

Am Kai liegen{" "}
zwanzig Schiffe{_FAMILY}, sagt die *Werft-
leitung* in einem
**langen
Satz**. Die Fabrik ﬁndet 12\u00a0000 Schrauben im Donau\u00addampf\u00adschiff{_ASTRAL}.

Erste Zeile  \nzweite Zeile mit e\u0301inem Akzent[^1] und noch einer Anmerkung[^zwei]. So weit der Bericht.

Die Zahl der Kräne stieg. Die Zahl der Kräne stieg auf 40.

## Was die Liste `sagt` & was <nicht>

- Punkt eins nennt 7 Kräne
    - darin steckt ein zweiter Punkt
        1. und ein dritter mit 9 Booten
        2. und ein vierter
- Punkt fünf

| Ort  | Schiffe | Kräne |
|------|--------:|------:|
| Nord | 20      | 3     |
| Süd  | 20      | 4     |
| Ost  | 21      | 20    |

> Ein Zitat
> über zwei Zeilen.
>
> > Und eines {_ASTRAL} darin.

    def kran():
        return "20 Tonnen"

Derselbe Satz steht zweimal.

Derselbe Satz steht zweimal.

Das [Ende](https://example.org/a?b=1&c=2) liegt bei 100 & mehr.

[^1]: Die erste Anmerkung.
[^zwei]: Die zweite, mit 5 Booten.
"""
ANNOTATIONS = f"""\
statements:
  titel: {{quote: Die Werft und ihre "Zahlen"}}
  vorspann: {{quote: Was die Werft zählt - und was nicht, said_by: werft}}
  umbruch: {{quote: "zwanzig Schiffe{_FAMILY}, sagt die Werft- leitung in einem langen Satz.", said_by: werft}}
  ligatur: {{quote: Die Fabrik ﬁndet}}
  nach-dem-zeichen: {{quote: Schrauben im Donaudampfschiff}}
  zeilen: {{quote: Erste Zeile zweite Zeile mit éinem Akzent und noch einer Anmerkung.}}
  einmal: {{quote: Die Zahl der Kräne stieg., occurrence: 1}}
  noch-einmal: {{quote: Die Zahl der Kräne stieg auf 40.}}
  kopf: {{quote: "Was die Liste sagt & was <nicht>"}}
  liste: {{quote: Punkt eins nennt 7 Kräne darin steckt ein zweiter Punkt}}
  tiefer: {{quote: und ein dritter mit 9 Booten}}
  zitat: {{quote: Ein Zitat über zwei Zeilen. Und eines}}
  zweimal: {{quote: Derselbe Satz steht zweimal., occurrence: 2}}
  von-bis: {{quote: Punkt fünf … Ein Zitat}}
  ende: {{quote: Das Ende liegt bei 100 & mehr.}}
  note: {{quote: "Die zweite, mit 5 Booten."}}
figures:
  schrauben: {{quote: 12 000 Schrauben}}
  kraene: {{quote: 7 Kräne}}
  boote: {{quote: 9 Booten}}
  nord: {{quote: "20", prefix: Nord}}
  sued: {{quote: "20", prefix: Süd}}
  ost: {{quote: "20", prefix: "21"}}
  tonnen: {{quote: 20 Tonnen}}
mentions:
  leitung: {{quote: die Werft- leitung, actor: werft}}
  nicht-gemeint: {{quote: ihre "Zahlen", actor: werft, forbid: yes}}
"""
CUT = f"""---
title: Auszug {_ASTRAL} aus der Werft
lead: Der Vorspann zählt 3 Schiffe.
published: 2024-10
language: de
publish: excerpt
---

Geheim ist dieser Satz. Sichtbar sind 30 Boote. Geheim ist auch dies. Sichtbar sind 31 Kräne {_ASTRAL} hier.
Noch etwas, das geheim bleibt.

Ein ganzer Absatz bleibt geheim.

- Geheimer Punkt
- Sichtbarer Punkt mit 30 Booten

Am Ende stehen 4 Masten. Und am
Schluss noch mehr.
"""
PASSAGES = """\
statements:
  titel: {quote: aus der Werft}
  drei: {quote: zählt 3 Schiffe}
  boote: {quote: Sichtbar sind 30 Boote.}
  kraene: {quote: Sichtbar sind 31 Kräne 🚀 hier.}
  punkt: {quote: Sichtbarer Punkt mit 30 Booten Am Ende stehen 4 Masten.}
  schluss: {quote: Und am Schluss noch mehr.}
figures:
  dreissig: {quote: 30 Boote}
  masten: {quote: 4 Masten}
mentions:
  hier: {quote: hier., actor: werft}
  verdeckt: {quote: Ein ganzer Absatz, actor: werft}
"""
#: The YAML files and articles of the site: path → content.
FILES: Mapping[str, str] = {
    "dossier/all.yml": "actors:\n  werft: {name: Werftleitung, kind: company}\n",
    "dossier/auszug/annotations.yml": PASSAGES,
    "dossier/auszug/article.md": CUT,
    "dossier/leer/annotations.yml": "statements:\n  s: {quote: Nur ein Titel}\n",
    "dossier/leer/article.md": "---\ntitle: Nur ein Titel\npublished: 2024\n---\n",
    "dossier/werft/annotations.yml": ANNOTATIONS,
    "dossier/werft/article.md": WRITTEN,
}
