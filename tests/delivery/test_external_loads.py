"""Loads from other hosts are found in elements, styles and scripts, without false alarms."""

from __future__ import annotations

import pytest

from mkdocs_dossier.delivery.csp import loads_of_page, loads_of_script, loads_of_style

GTM = """(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});
var f=d.getElementsByTagName(s)[0],j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;
j.src='https://tags.example/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);})(window,document,'script','dl','GTM-1');"""
MATOMO = """var _paq = window._paq = window._paq || []; _paq.push(['trackPageView']);
(function() { var u="//stats.example/"; _paq.push(['setTrackerUrl', u+'matomo.php']);
var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s); })();"""
PIXEL = """!function(f,b,e,v,n,t,s){if(f.q)return;n=f.q=function(){n.queue.push(arguments)};t=b.createElement(e);
t.async=!0;t.src=v;s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}(window,document,'script',
'https://pixel.example/events.js'); fbq('init', '1'); fbq('track', 'PageView');"""
HEATMAP = """(function(h,o,t,j,a,r){a=o.getElementsByTagName('head')[0];r=o.createElement('script');r.async=1;
r.src=t+h.settings.id+j; a.appendChild(r);})(window,document,'https://heat.example/c/heat-','.js?sv=');"""


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ('<script src="https://a.example/a.js" async></script>', ["script-src https://a.example/a.js"]),
        ("<SCRIPT SRC=//a.example/a.js></SCRIPT>", ["script-src https://a.example/a.js"]),
        ('<link href="https://a.example/a.css" rel="preload stylesheet" as=style>', ["style-src https://a.example/a.css"]),
        ('<link rel="preload" as="font" href="https://a.example/a.woff2">', ["font-src https://a.example/a.woff2"]),
        ('<link rel="shortcut icon" href="https://a.example/i.png">', ["img-src https://a.example/i.png"]),
        ('<link rel="manifest" href="https://a.example/m.json">', ["manifest-src https://a.example/m.json"]),
        ('<noscript><img src="https://a.example/pixel?a=1&amp;b=2"></noscript>', ["img-src https://a.example/pixel?a=1&b=2"]),
        ('<img srcset="a.png 1x, https://a.example/b.png 2x">', ["img-src https://a.example/b.png"]),
        ('<video poster="https://a.example/p.jpg"><source src="https://b.example/v.mp4"></video>',
         ["img-src https://a.example/p.jpg", "media-src https://b.example/v.mp4"]),
        ('<iframe src="https://a.example/embed"/>', ["frame-src https://a.example/embed"]),
        ('<form action="https://a.example/subscribe" method="post">', ["form-action https://a.example/subscribe"]),
        ("<div style=\"background: url('https://a.example/b.png')\">", ["img-src https://a.example/b.png"]),
        ("<style>@import 'https://a.example/a.css';</style>", ["style-src https://a.example/a.css"]),
        ('<script type="module">import x from "https://a.example/x.mjs"</script>', ["script-src https://a.example/x.mjs"]),
        ('<script src="http://localhost:8000/a.js"></script>', ["script-src http://localhost:8000/a.js"]),
        # Nothing here is loaded.
        ('<!-- <script src="https://a.example/a.js"></script> -->', []),
        ('<template><img src="https://a.example/a.png"></template>', []),
        ('<script type="application/ld+json">{"url": "https://a.example/"}</script>', []),
        ('<a href="https://a.example/">A</a><link rel="canonical" href="https://a.example/">', []),
        ('<link rel="alternate" href="https://a.example/feed.xml"><meta content="https://a.example/card.png">', []),
        ('<script src="assets/a.js"></script><img src="data:image/png;base64,AA//BB.example/"><img src="/a.png">', []),
        ("<p>&lt;script src=&quot;https://a.example/a.js&quot;&gt;</p>", []),
        ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg><img src="https://[bad">', []),
    ],
)  # fmt: skip
def test_loads_are_found_in_elements(html: str, loads: list[str]) -> None:
    """Each load by an element is found, with the CSP directive that controls it."""
    assert [" ".join(load) for load in loads_of_page(html)] == loads


@pytest.mark.parametrize(
    ("css", "loads"),
    [
        ('@import url("https://a.example/css?family=Inter:wght@400;700&display=swap");', ["style-src https://a.example/css?family=Inter:wght@400;700&display=swap"]),
        ("@font-face { font-family: X; src: local(X), url(//a.example/x.woff2) }", ["font-src https://a.example/x.woff2"]),
        (".a { background: URL( 'https://a.example/a.png' ) }", ["img-src https://a.example/a.png"]),
        ("/* url(https://a.example/a.png) */ @namespace svg url(http://www.w3.org/2000/svg);", []),
        (".a { mask: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }", []),
        (".a { background: url(../img/a.png) } a[href^='https://a.example'] { color: red }", []),
    ],
)  # fmt: skip
def test_loads_are_found_in_styles(css: str, loads: list[str]) -> None:
    """Fonts, images and imported style sheets are found; comments, `data:` and relative addresses are not loads."""
    assert [" ".join(load) for load in loads_of_style(css)] == loads


@pytest.mark.parametrize(
    ("script", "loads"),
    [
        ('let s = document.createElement("script"); s.src = "https://a.example/a.js"', ["script-src https://a.example/a.js"]),
        ("new Image().src = `https://a.example/seen?${location}`", ["img-src https://a.example/seen?"]),
        ('f = document.createElement("iframe"); f.setAttribute("src", "https://a.example/")', ["frame-src https://a.example/"]),
        ('l = document.createElement("link"); l.href = "//a.example/a.css"', ["style-src https://a.example/a.css"]),
        ('fetch("https://a.example/api")', ["connect-src https://a.example/api"]),
        ("navigator.sendBeacon('https://a.example/b', 1)", ["connect-src https://a.example/b"]),
        ('new WebSocket("wss://a.example/live")', ["connect-src wss://a.example/live"]),
        ('x.open("GET", "https://a.example/api")', ["connect-src https://a.example/api"]),
        ('await import("https://a.example/a.mjs")', ["script-src https://a.example/a.mjs"]),
        ("document.write('<script src=\"https://a.example/a.js\"><\\/script>')", ["script-src https://a.example/a.js"]),
        (GTM, ["script-src https://tags.example/gtm.js?id="]),
        (MATOMO, ["script-src https://stats.example/"]),
        (PIXEL, ["script-src https://pixel.example/events.js"]),
        (HEATMAP, ["script-src https://heat.example/c/heat-"]),
        # Nothing here is loaded, or the address is unknown.
        ('location.href = "https://a.example/"; window.open("https://a.example/")', []),
        ('let s = document.createElement("script"); a.href = "https://a.example/"; s.src = "/a.js"', []),
        ('let link = document.createElement("a"); link.href = "https://a.example/"', []),
        ('const HOME = "https://a.example/"; // fetch("https://b.example/")', []),
        ('  // s = document.createElement("script"); s.src = "https://a.example/a.js"', []),
        ('s = document.createElement("script"); s.src = "https://cdn" + n + ".example/a.js"', []),
        ('s = document.createElement("script"); s.src = "https://" + host + "/a.js"', []),
        ('fetch(base + "api"); console.log("see https://a.example/api")', []),
    ],
)  # fmt: skip
def test_loads_are_found_in_scripts(script: str, loads: list[str]) -> None:
    """Loads by scripts are found if the address is a literal, a variable or a parameter."""
    assert [" ".join(load) for load in loads_of_script(script)] == loads
