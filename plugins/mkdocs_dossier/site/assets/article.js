// An article's page: cards that open on a mark, temporarily on hover or focus, permanently once clicked, tapped or named
// by the address; and the views of its marks. Without this script, readers find the same notes below the article.

import { MARK, STOP, alsoHere, leadsToNote, light, markAt, markNamed, nameOf, noteOf, partsOf, stopOf, textOf, view } from "./marks.js";

// Beside the article there is room for a card; else it is a sheet at the bottom of the screen.
const WIDE = window.matchMedia("(min-width: 68em)");
const POINTED = window.matchMedia("(hover: hover) and (pointer: fine)");
// Moving the pointer across the text opens no cards; moving it from a mark to its card does not close the card.
const OPENS = 350;
const CLOSES = 300;
const GAP = 12;
const VIEW = "dossier.marks";
let card = null;
let opener = null;
let shown = null;
let pinned = false;
let returning = false;
let timer = 0;

function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

function button(name, text, onClick) {
  const made = make("button", { type: "button", className: `dx-button dx-popover__${name}` }, text);
  made.addEventListener("click", () => onClick(made));
  return made;
}

function footer(words, mark, note) {
  const foot = make("footer", { className: "dx-popover__foot" });
  const listed = new Set([...note.querySelectorAll("a[href]")].map((link) => link.href));
  const others = alsoHere(mark, note).filter((other) => !listed.has(other.href));
  if (others.length) {
    const links = others.flatMap((other, index) => (index ? [" · ", other] : [other]));
    foot.append(make("p", { className: "dx-popover__also" }, `${words.also} `, ...links));
  }
  const number = note.getAttribute("value");
  const all = number && make("a", { className: "dx-popover__all", href: `#${note.id}` }, words.more.replace("{number}", number));
  all?.addEventListener("click", () => close());
  foot.append(
    make(
      "p",
      { className: "dx-popover__deeds" },
      ...(all ? [all] : []),
      button("share", words.share, (made) => share(made, words.copied, mark, note)),
      button("close", words.close, () => close(true)),
    ),
  );
  return foot;
}

// The reader's own way of sharing, else a copy; if pages may not use the clipboard, the text to copy by hand.
async function share(made, copied, mark, note) {
  const url = `${location.origin}${location.pathname}#${encodeURIComponent(nameOf(mark) || note.id.slice("_note-".length))}`;
  const quote = textOf(note.querySelector(".dx-sentence p:last-child")) || textOf(mark);
  const who = textOf(note.querySelector(".dx-note__title")).replace(/^\d+ /, "");
  const text = who ? `„${quote}“ – ${who}` : quote;
  if (navigator.share && !POINTED.matches) {
    await navigator.share({ title: document.title, text, url }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(`${text}\n${url}`);
    made.textContent = copied;
    made.setAttribute("aria-live", "polite");
  } catch {
    const field = make("input", { className: "dx-popover__address", readOnly: true, value: url, ariaLabel: made.textContent });
    made.replaceWith(field);
    field.focus();
    field.select();
  }
}

// A temporary card takes no focus, and leaves other open cards alone.
function show(mark, note, { passing = false, keyboard = false } = {}) {
  close();
  pinned = !passing;
  shown = note;
  card = make("div", { className: "dx-popover", popover: passing ? "manual" : "auto", tabIndex: -1 });
  card.lang = mark.closest("[lang]").lang;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", textOf(note.querySelector(".dx-note__title")) || textOf(mark));
  const copy = note.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  card.append(asCard(copy), footer(mark.closest(".dx-dossier").dataset, mark, note));
  opener = mark;
  for (const part of partsOf(mark)) part.classList.add("passage--open");
  light(mark);
  (document.querySelector(".md-typeset") ?? document.body).append(card);
  card.addEventListener("toggle", (event) => event.newState === "closed" && event.target === card && close());
  card.showPopover();
  place(mark);
  if (keyboard) card.focus({ preventScroll: true });
}

// A list's entry and its heading are neither inside a card.
function asCard(entry) {
  const copy = make("div", { className: entry.className || "dx-note" }, ...entry.childNodes);
  for (const title of copy.querySelectorAll("h3")) {
    title.replaceWith(make("p", { className: title.className }, ...title.childNodes));
  }
  return copy;
}

// Beside the article, or a sheet below the sentence, which is brought into the room that is left.
function place(mark) {
  const top = Math.max(document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0, 0) + GAP;
  const at = sentenceOf(mark);
  if (WIDE.matches) {
    const column = mark.closest(".dx-text").querySelector(".dx-article").getBoundingClientRect();
    const room = document.documentElement.clientWidth - column.right - 3 * GAP;
    const height = window.innerHeight;
    Object.assign(card.style, {
      width: `${Math.min(room, 440)}px`,
      maxHeight: `${height - top - GAP}px`,
      left: `${column.right + 2 * GAP + window.scrollX}px`,
    });
    card.style.top = `${Math.max(Math.min(at.top, height - card.offsetHeight - GAP), top) + window.scrollY}px`;
    return;
  }
  card.classList.add("dx-popover--sheet");
  const bottom = window.innerHeight - card.offsetHeight - GAP;
  if (at.bottom > bottom) window.scrollBy({ top: Math.min(at.bottom - bottom, at.top - top), behavior: "instant" });
}

// The room that a mark's statement takes.
function sentenceOf(mark) {
  const statement = mark.closest(".passage--statement") ?? mark;
  const boxes = partsOf(statement).map((part) => part.getBoundingClientRect());
  return {
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

function close(back = false) {
  clearTimeout(timer);
  const [old, mark] = [card, opener];
  card = opener = shown = null;
  pinned = false;
  for (const part of document.querySelectorAll(".passage--open")) part.classList.remove("passage--open");
  old?.remove();
  if (!back) return;
  returning = true;
  stopOf(mark)?.focus();
  returning = false;
}

function later(deed, wait) {
  clearTimeout(timer);
  timer = setTimeout(deed, wait);
}

// Show a mark's card temporarily, unless another card is permanent.
function pass(target) {
  if (pinned || !target.isConnected) return;
  const [mark, note] = markAt(target);
  if (note === shown) return;
  if (note) show(mark, note, { passing: true });
  else close();
}

// In the reading view the pointer only lights up a sentence; its number opens the card.
function opensInPassing(target) {
  const calm = target.closest(".dx-dossier")?.dataset.marks === "calm";
  return target.closest(calm ? ".passage__note" : MARK);
}

function onPointerOver({ target, pointerType, buttons }) {
  if (card && !card.isConnected) close();
  if (pointerType !== "mouse" || !POINTED.matches || !(target instanceof Element)) return;
  const mark = target.closest(MARK);
  if (mark && !pinned) light(mark);
  if (pinned) return;
  if (card?.contains(target)) clearTimeout(timer);
  else if (opensInPassing(target) && WIDE.matches && !buttons && window.getSelection()?.isCollapsed) later(() => pass(target), OPENS);
  else leave();
}

function leave() {
  if (!pinned) later(close, CLOSES);
}

// Using a temporary card makes it permanent; a click elsewhere closes it.
function onPointerDown({ target }) {
  if (card?.popover !== "manual" || !(target instanceof Element)) return;
  if (card.contains(target)) pinned = true;
  else if (!target.closest(MARK)) close();
}

function onFocusIn({ target }) {
  if (pinned || returning || !target.matches(STOP) || !target.matches(":focus-visible")) return;
  light(target);
  if (leadsToNote(target)) later(() => pass(target), OPENS);
}

function onFocusOut({ target }) {
  if (!pinned && target.matches(STOP)) close();
}

// In the capturing phase: otherwise Material's instant navigation would treat the click as a jump.
function onClick(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest("a[href]");
  if (link?.hash && link.pathname === location.pathname && link.hash === location.hash && arrive()) return;
  if (link && !leadsToNote(link)) return;
  const inCard = event.target.closest(".dx-popover");
  if (inCard && (!link || link.matches(".dx-popover__all"))) return;
  if (!inCard && !window.getSelection()?.isCollapsed) return;
  // In a card: go to the mark that has the same target as the link.
  const other = inCard && [...document.querySelectorAll(MARK)].find((mark) => mark !== opener && noteOf(mark)?.id === link.hash.slice(1));
  const [mark, note] = inCard ? (other ? markAt(other) : [null, null]) : markAt(event.target);
  if (!note) return;
  event.preventDefault();
  event.stopPropagation();
  if (other) reveal(other);
  show(mark, note, { keyboard: event.detail === 0 });
}

function reveal(stop) {
  const at = stop.getBoundingClientRect();
  if (at.top < 80 || at.bottom > window.innerHeight) stop.scrollIntoView({ block: "center" });
}

// Arrow keys move from mark to mark; an open card follows.
function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  if (event.key === "Escape" && card) {
    event.preventDefault();
    event.stopPropagation();
    close(pinned);
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const inCard = card?.contains(event.target);
  if (!step || event.target.matches("input") || !(inCard || event.target.matches(STOP))) return;
  const calm = opener?.closest("[data-marks=calm]") ?? event.target.closest("[data-marks=calm]");
  const stops = [...document.querySelectorAll(calm ? ".passage__note" : STOP)].filter((stop) => stop.checkVisibility());
  const next = stops[stops.indexOf(inCard ? stopOf(opener) : event.target) + step];
  if (!next) return;
  event.preventDefault();
  const kept = pinned;
  close();
  next.focus();
  reveal(next);
  if (kept && leadsToNote(next)) show(...markAt(next), { keyboard: true });
}

// An address that names a statement or a figure opens its card.
function arrive() {
  const [mark, note] = location.hash.length > 1 ? markNamed(location.hash) : [null, null];
  if (!note) return false;
  document.getElementById(decodeURIComponent(location.hash.slice(1))).scrollIntoView({ block: "start", behavior: "instant" });
  show(mark, note);
  return true;
}

// The reader's choice of a view is kept, and in the address.
function furnish(dossier) {
  const buttons = [...dossier.querySelectorAll(".dx-views button")];
  const names = buttons.map((one) => one.dataset.view);
  const first = dossier.dataset.marks;
  const choose = (name) => {
    for (const one of buttons) one.ariaPressed = one.dataset.view === name;
    view(dossier, name);
  };
  for (const one of buttons) {
    one.addEventListener("click", () => {
      const { view: name } = one.dataset;
      choose(name);
      keep(name);
      const address = new URL(location.href);
      if (name === first) address.searchParams.delete("marks");
      else address.searchParams.set("marks", name);
      history.replaceState(history.state, "", address);
    });
  }
  const asked = new URLSearchParams(location.search).get("marks") ?? kept();
  choose(names.includes(asked) ? asked : first);
}

function kept() {
  try {
    return localStorage.getItem(VIEW);
  } catch {
    return null;
  }
}

function keep(name) {
  try {
    localStorage.setItem(VIEW, name);
  } catch {
    // If storage is forbidden, the choice lasts as long as the page.
  }
}

for (const dossier of document.querySelectorAll(".dx-dossier")) furnish(dossier);
document.addEventListener("click", onClick, { capture: true });
document.addEventListener("keydown", onKey, { capture: true });
document.addEventListener("pointerover", onPointerOver);
document.addEventListener("pointerdown", onPointerDown);
document.documentElement.addEventListener("pointerleave", leave);
document.addEventListener("focusin", onFocusIn);
document.addEventListener("focusout", onFocusOut);
window.addEventListener("hashchange", arrive);
arrive();
