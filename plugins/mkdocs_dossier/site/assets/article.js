// Cards: a mark shows its note next to it, temporarily on hover or focus, permanently once clicked or
// tapped. Without this script, readers find the same notes below the article.

import { MARK, STOP, alsoHere, leadsToNote, markAt, passageOf, stopOf, textOf } from "./marks.js";

const WIDE = window.matchMedia("(min-width: 76em)");
const POINTED = window.matchMedia("(hover: hover) and (pointer: fine)");
// Moving the pointer across the text opens no cards; moving it from a mark to its card does not close the card.
const OPENS = 350;
const CLOSES = 300;
let card = null;
let opener = null;
let shown = null;
let pinned = false;
let returning = false;
let timer = 0;

function button(name, text, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `dx-button dx-popover__${name}`;
  made.textContent = text;
  made.addEventListener("click", () => onClick(made));
  return made;
}

function footer(words, passage, note) {
  const foot = document.createElement("footer");
  foot.className = "dx-popover__foot";
  const others = alsoHere(passage, note);
  if (others.length) {
    const also = document.createElement("p");
    also.className = "dx-popover__also";
    also.append(`${words.also} `, ...others.flatMap((other, index) => (index ? [" · ", other] : [other])));
    foot.append(also);
  }
  const deeds = document.createElement("p");
  deeds.className = "dx-popover__deeds";
  foot.append(deeds);
  const address = `${location.origin}${location.pathname}#${encodeURIComponent(passage)}`;
  deeds.append(
    button("copy", words.link, (made) => copyLink(address, made, words.copied)),
    button("close", words.close, () => close(true)),
  );
  return foot;
}

// If pages may not use the clipboard, show the address to copy by hand.
async function copyLink(address, made, copied) {
  try {
    await navigator.clipboard.writeText(address);
    made.textContent = copied;
    made.setAttribute("aria-live", "polite");
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { className: "dx-popover__address", readOnly: true, value: address, ariaLabel: made.textContent });
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
  card = document.createElement("div");
  card.className = "dx-popover";
  card.popover = passing ? "manual" : "auto";
  card.tabIndex = -1;
  card.lang = mark.closest("[lang]").lang;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", textOf(note.querySelector(".dx-note__title")) || textOf(mark));
  const copy = note.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  card.append(asCard(copy), footer(mark.closest(".dx-dossier").dataset, passageOf(mark, note), note));
  opener = mark;
  mark.classList.add("passage--open");
  (document.querySelector(".md-typeset") ?? document.body).append(card);
  card.addEventListener("toggle", (event) => event.newState === "closed" && event.target === card && close());
  card.showPopover();
  place(mark);
  if (keyboard) card.focus({ preventScroll: true });
}

// A list's entry and its heading are neither inside a card.
function asCard(entry) {
  const copy = document.createElement("div");
  copy.className = entry.className || "dx-note";
  copy.append(...entry.childNodes);
  for (const title of copy.querySelectorAll("h3")) {
    const line = document.createElement("p");
    line.className = title.className;
    line.append(...title.childNodes);
    title.replaceWith(line);
  }
  return copy;
}

// Next to the article if there is room; else below the mark, or above it if there is more room; never over it.
function place(mark) {
  const at = mark.getBoundingClientRect();
  const gap = 6;
  const height = window.innerHeight;
  const across = document.documentElement.clientWidth;
  const edge = mark.closest("h1, .dx-lead, .dx-article").getBoundingClientRect().right + 4 * gap;
  if (WIDE.matches && across - edge >= 300) {
    card.style.width = `${Math.min(across - edge - 4 * gap, 440)}px`;
    card.style.maxHeight = `${height - 100}px`;
    card.style.left = `${edge + window.scrollX}px`;
    card.style.top = `${Math.max(Math.min(at.top, height - card.offsetHeight - gap), 80) + window.scrollY}px`;
    return;
  }
  const below = height - at.bottom - 2 * gap;
  const above = at.top - 2 * gap;
  const down = card.offsetHeight <= below || below >= above;
  card.style.maxHeight = `${Math.max(down ? below : above, 120)}px`;
  const left = Math.max(gap, Math.min(at.left, across - card.offsetWidth - gap));
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(down ? at.bottom + gap : at.top - card.offsetHeight - gap) + window.scrollY}px`;
}

function close(back = false) {
  clearTimeout(timer);
  const [old, mark] = [card, opener];
  card = opener = shown = null;
  pinned = false;
  mark?.classList.remove("passage--open");
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

// Show a mark's card temporarily, unless another card is permanent, or the reader has switched its kind off.
function pass(target) {
  if (pinned || !target.isConnected) return;
  const [mark, note] = markAt(target);
  if (note === shown) return;
  const kind = mark && /passage--(\w+)/.exec(mark.closest(".passage")?.className)?.[1];
  if (!note || mark.closest(`.dx-without-${kind}`)) close();
  else show(mark, note, { passing: true });
}

function onPointerOver({ target, pointerType, buttons }) {
  if (card && !card.isConnected) close();
  if (pinned || pointerType !== "mouse" || !POINTED.matches || !(target instanceof Element)) return;
  if (card?.contains(target)) clearTimeout(timer);
  else if (target.closest(MARK) && !buttons && window.getSelection()?.isCollapsed) later(() => pass(target), OPENS);
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
  if (pinned || returning || !target.matches(STOP) || !target.matches(":focus-visible") || !leadsToNote(target)) return;
  later(() => pass(target), OPENS);
}

function onFocusOut({ target }) {
  if (!pinned && target.matches(STOP)) close();
}

// In the capturing phase: otherwise Material's instant navigation would treat the click as a jump.
function onClick(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest("a");
  if (link && !leadsToNote(link)) return;
  const inCard = event.target.closest(".dx-popover");
  if (inCard && !link) return;
  if (!inCard && !window.getSelection()?.isCollapsed) return;
  // In a card: go to the mark that has the same target as the link.
  const other = inCard && [...document.querySelectorAll(STOP)].find((stop) => stop.hash === link.hash);
  const [mark, note] = inCard && !other ? [null, null] : markAt(other || event.target);
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
  const stops = [...document.querySelectorAll(STOP)].filter((stop) => stop.checkVisibility());
  const next = stops[stops.indexOf(inCard ? stopOf(opener) : event.target) + step];
  if (!next) return;
  event.preventDefault();
  const kept = pinned;
  close();
  next.focus();
  reveal(next);
  if (kept && leadsToNote(next)) show(...markAt(next), { keyboard: true });
}

document.addEventListener("click", onClick, { capture: true });
document.addEventListener("keydown", onKey, { capture: true });
document.addEventListener("pointerover", onPointerOver);
document.addEventListener("pointerdown", onPointerDown);
document.documentElement.addEventListener("pointerleave", leave);
document.addEventListener("focusin", onFocusIn);
document.addEventListener("focusout", onFocusOut);
