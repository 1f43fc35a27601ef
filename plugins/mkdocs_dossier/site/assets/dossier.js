// Cards: a click on a mark shows its note beside it. Without this script the same notes stand below the article.

const TEXT = ":is(.dx-article, .dx-dossier__head)";
const MARK = `${TEXT} .passage, .passage__note`;
// Where the tab key stops: the number of a statement, a mark that is a link.
const STOP = `${TEXT} :is(a.passage:not([tabindex]), a.passage__note)`;
const WIDE = window.matchMedia("(min-width: 76em)");
let card = null;
let opener = null;

// Material's instant navigation makes every address absolute: only the part behind # can be relied on.
function leadsToNote(link) {
  return link.hash.startsWith("#_note-") && link.pathname === location.pathname;
}

// The statement or figure that a link to a note names.
function named(link) {
  return decodeURIComponent(link.hash.slice("#_note-".length));
}

function noteOf(mark) {
  const links = mark.closest("a") ? [mark.closest("a")] : [...mark.querySelectorAll("a")];
  const link = links.findLast(leadsToNote);
  const note = document.getElementById(`_note-${link ? named(link) : mark.id}`);
  // A figure is shown with the statement it belongs to.
  return note?.closest(".dx-note") ?? note;
}

function markAt(target) {
  for (let mark = target.closest(MARK); mark; mark = mark.parentElement?.closest(MARK)) {
    const note = noteOf(mark) || noteOf(firstPartOf(mark));
    if (note) return [mark, note];
  }
  return [null, null];
}

// A mark is split where elements begin and end; only its last part carries the reference to its note.
function firstPartOf(mark) {
  const marks = [...document.querySelectorAll(MARK)];
  const rest = marks.slice(marks.indexOf(mark));
  return rest.find((part) => part.querySelector(".passage__note")) ?? mark;
}

// The passage of the mark that leads to a note: its own for a figure, that of the statement otherwise.
function passageOf(mark, note) {
  const link = mark.closest("a[href]");
  return link && leadsToNote(link) ? named(link) : note.id.slice("_note-".length);
}

// All that is marked where a statement or figure stands, from its first part to its last.
function rangeOf(name) {
  const first = document.getElementById(name);
  if (!first?.closest(TEXT)) return null;
  const ends = [...document.querySelectorAll(STOP)].filter((link) => leadsToNote(link) && named(link) === name);
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndAfter(ends.at(-1) ?? first);
  return range.collapsed ? null : range;
}

// The other marks at a place: each once, as a link to its card or its page.
function alsoHere(passage, note) {
  const range = rangeOf(passage);
  if (!range) return [];
  const found = new Map();
  for (const link of document.querySelectorAll(STOP)) {
    const own = leadsToNote(link) ? rangeOf(named(link)) : null;
    const meets = own
      ? range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0
      : range.intersectsNode(link);
    if (!meets || found.has(link.href) || (leadsToNote(link) && noteOf(link) === note)) continue;
    const kind = /passage--(\w+)/.exec(link.className)?.[1] ?? "statement";
    const copy = document.createElement("a");
    copy.href = link.href;
    copy.className = `dx-link dx-link--${kind}`;
    copy.textContent = link.matches(".passage__note") ? textOf(noteOf(link)?.querySelector(".dx-note__title")) : textOf(link);
    found.set(link.href, copy);
  }
  return [...found.values()];
}

function textOf(element) {
  return element?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

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
    button("copy", words.copy, (made) => copyLink(address, made, words.copied)),
    button("close", words.close, () => close(true)),
  );
  return foot;
}

// Where the clipboard is closed to pages, the address is there to be copied by hand.
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

function show(mark, note, keyboard) {
  close();
  card = document.createElement("div");
  card.className = "dx-popover";
  card.popover = "auto";
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

// An entry of a list and its heading are neither in a card.
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

// Beside the article where there is room; else below the mark, or above it where there is more room; never over it.
function place(mark) {
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
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
  const [old, mark] = [card, opener];
  card = opener = null;
  mark?.classList.remove("passage--open");
  old?.remove();
  if (back) stopOf(mark)?.focus();
}

// Where the focus of a mark lies: itself, or the number at its end.
function stopOf(mark) {
  if (!mark || mark.matches("a")) return mark;
  const note = mark.querySelector(".passage__note") ?? firstPartOf(mark).querySelector(".passage__note");
  return note ?? mark.querySelector("a");
}

// In the capturing phase: Material's instant navigation would otherwise take the click for a jump.
function onClick(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest("a");
  if (link && !leadsToNote(link)) return;
  const inCard = event.target.closest(".dx-popover");
  if (inCard && !link) return;
  if (!inCard && !window.getSelection()?.isCollapsed) return;
  // In a card: to the mark that leads where its link leads.
  const other = inCard && [...document.querySelectorAll(STOP)].find((stop) => stop.hash === link.hash);
  const [mark, note] = inCard && !other ? [null, null] : markAt(other || event.target);
  if (!note) return;
  event.preventDefault();
  event.stopPropagation();
  if (other) reveal(other);
  show(mark, note, event.detail === 0);
}

function reveal(stop) {
  const at = stop.getBoundingClientRect();
  if (at.top < 80 || at.bottom > window.innerHeight) stop.scrollIntoView({ block: "center" });
}

// Arrows lead from mark to mark; an open card goes along.
function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  if (event.key === "Escape" && card) {
    event.preventDefault();
    event.stopPropagation();
    close(true);
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const inCard = card?.contains(event.target);
  if (!step || event.target.matches("input") || !(inCard || event.target.matches(STOP))) return;
  const stops = [...document.querySelectorAll(STOP)].filter((stop) => stop.checkVisibility());
  const next = stops[stops.indexOf(inCard ? stopOf(opener) : event.target) + step];
  if (!next) return;
  event.preventDefault();
  const opened = Boolean(card);
  close();
  next.focus();
  reveal(next);
  if (opened && leadsToNote(next)) show(...markAt(next), true);
}

document.addEventListener("click", onClick, { capture: true });
document.addEventListener("keydown", onKey, { capture: true });
