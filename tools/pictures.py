"""Draw the preview pictures and the favicon that the package ships: `python -m tools.pictures`.

Each is a page of HTML in Chromium, reduced to the sixteen colours of `export/pictures.py`. Run it after a change to the
words or the look, and commit the files.
"""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browser.chromium import launched
from mkdocs_dossier.export.pictures import HEIGHT, KINDS, PALETTE, WIDTH, png
from mkdocs_dossier.site.i18n import LANGUAGES, english, interface

PACKAGE = Path(__file__).parents[1] / "plugins" / "mkdocs_dossier"
PREVIEWS = PACKAGE / "site" / "assets" / "preview"
FAVICON = PACKAGE / "mkdocs_plugin" / "templates" / "assets" / "images" / "favicon.png"

#: The words of the pictures, by language.
WORDS = {
    "de": {
        "page": "Wer sagt das, und woher weiß er es?",
        "lead": "Wer was sagt, durch welche Quellen, und was dagegensteht",
        "strip": "Worauf der Artikel beruht",
        "key": ("Ursprung genannt", "namenlos", "keine Quelle", "Widerspruch"),
    },
    "en": {
        "page": "Who says so, and how do they know?",
        "lead": "Who says what, through which sources, and what stands against it",
        "strip": "What the article rests on",
        "key": ("origin named", "unnamed source", "no source", "contradicted"),
    },
}
CELLS = "nfhnffonfhffnxfnfffhnfff"
STYLE = """<meta charset=utf-8><style>
:root { --ink: #16181c; --quiet: #5b616b; --green: #00664b; --red: #a1361f; --grey: #7d848e }
body { background: #fff; color: var(--ink); margin: 0; width: 1200px; height: 630px; position: relative }
div.words { position: absolute; left: 80px; right: 80px; bottom: 206px }
h1, h2 { font: 700 96px/1.05 Charter, C059, "Liberation Serif", serif; letter-spacing: -.015em; margin: 0 0 28px }
p { color: var(--quiet); font: 34px/1.35 "Nimbus Sans", "Liberation Sans", sans-serif; margin: 0 }
.row { display: flex; gap: 12px; position: absolute; left: 80px; top: 500px }
i { box-sizing: border-box; display: inline-block; width: 31px; height: 38px; border-radius: 3px }
.f, .x { background: var(--green) } .n { border: 4px solid var(--grey) }
.h { background: repeating-linear-gradient(135deg, var(--green) 0 5px, #fff 5px 10px); border: 2px solid var(--green) }
.x, .o { box-shadow: 0 0 0 4px #fff, 0 0 0 8px var(--red) } .o { border: 4px solid var(--grey) }
.key { position: absolute; left: 80px; bottom: 72px; font-size: 27px; display: flex; gap: 44px }
.key i { vertical-align: -8px; margin-right: 14px }
h2 { font-size: 60px; margin: 0; position: absolute; left: 80px; top: 64px }
</style>"""

#: Map each pixel to the nearest colour of the palette, two pixels per byte.
REDUCE = """async ([shot, palette, width, height]) => {
    const image = new Image()
    image.src = "data:image/png;base64," + shot
    await image.decode()
    const canvas = Object.assign(document.createElement("canvas"), {width, height})
    const drawing = canvas.getContext("2d")
    drawing.drawImage(image, 0, 0)
    const {data} = drawing.getImageData(0, 0, width, height)
    const nearest = (at) => {
        let best = 0, least = Infinity
        palette.forEach(([r, g, b], index) => {
            const far = (data[at] - r) ** 2 + (data[at + 1] - g) ** 2 + (data[at + 2] - b) ** 2
            if (far < least) { least = far; best = index }
        })
        return best
    }
    let text = ""
    for (let at = 0; at < data.length; at += 8) text += String.fromCharCode(nearest(at) << 4 | nearest(at + 4))
    return btoa(text)
}"""


def card(language: str, noun: str) -> str:
    """Return the picture of a kind of page."""
    words = WORDS[language]
    word = english().title_of(noun)
    name = interface(language).gettext(word) if word else words["page"]
    cells = "".join(f"<i class={kind}></i>" for kind in CELLS)
    return f"{STYLE}<div class=words><h1>{name}</h1><p>{words['lead']}</p></div><div class=row>{cells}</div>"


def strip(language: str) -> str:
    """Return the frame around a dossier's strip."""
    words = WORDS[language]
    key = "".join(f"<span><i class={kind}></i>{word}</span>" for kind, word in zip("fhnx", words["key"], strict=True))
    return f"{STYLE}<h2>{words['strip']}</h2><p class=key>{key}</p>"


def drawn(page: Page, html: str, width: int, height: int) -> bytes:
    """Draw a page in sixteen colours."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(html)
    shot = base64.b64encode(page.screenshot()).decode()
    pixels = base64.b64decode(page.evaluate(REDUCE, [shot, [list(colour) for colour in PALETTE], width, height]))
    half = width // 2
    rows = b"".join(b"\0" + pixels[at : at + half] for at in range(0, len(pixels), half))
    return png(width, height, zlib.compress(rows, 9))


def main() -> None:
    """Draw all pictures."""
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        page = browser.new_page()
        for language in LANGUAGES:
            folder = PREVIEWS / language
            folder.mkdir(parents=True, exist_ok=True)
            for noun in KINDS:
                (folder / f"{noun}.png").write_bytes(drawn(page, card(language, noun), WIDTH, HEIGHT))
            (folder / "strip.png").write_bytes(drawn(page, strip(language), WIDTH, HEIGHT))
        cells = "".join(f'<i class={kind} style="width:36px;height:36px;border-width:6px"></i>' for kind in "fnnf")
        grid = "display:grid;grid-template-columns:36px 36px;gap:8px;padding:8px"
        FAVICON.parent.mkdir(parents=True, exist_ok=True)
        FAVICON.write_bytes(drawn(page, f"{STYLE}<div style='{grid}'>{cells}</div>", 96, 96))


if __name__ == "__main__":
    main()
