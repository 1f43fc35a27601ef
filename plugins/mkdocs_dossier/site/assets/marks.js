// The marks of a page, the note of each, and the other marks at its place.

const TEXT = ":is(.dx-article, .dx-dossier__head)";
export const MARK = `${TEXT} .passage, .passage__note`;
// The tab stops: a statement's number, a mark that is a link, the link of a mark that contains others.
const LINKS = "a.passage, a.passage__own, a.passage__sign, a.passage__note";
export const STOP = `${TEXT} :is(${LINKS}):not([tabindex])`;

// Material's instant navigation makes every address absolute: rely only on the part after #.
export function leadsToNote(link) {
  return Boolean(link.hash?.startsWith("#_note-")) && link.pathname === location.pathname;
}

// The statement or figure named by a link to a note.
function named(link) {
  return decodeURIComponent(link.hash.slice("#_note-".length));
}

// The record of a mark; a mark is split at elements' boundaries, and each part knows its record.
function nameOf(mark) {
  return leadsToNote(mark) ? named(mark) : mark.id || mark.dataset.partOf;
}

export function noteOf(mark) {
  const note = document.getElementById(`_note-${nameOf(mark)}`);
  // A figure appears with its statement.
  return note?.closest(".dx-note") ?? note;
}

export function markAt(target) {
  for (let mark = target.closest(MARK); mark; mark = mark.parentElement?.closest(MARK)) {
    const note = noteOf(mark);
    if (note) return [mark, note];
  }
  return [null, null];
}

// The passage of a mark that leads to a note: a figure's own, else that of the statement.
export function passageOf(mark, note) {
  return nameOf(mark) || note.id.slice("_note-".length);
}

// All marks within a statement or figure, from its first part to the last link that names it.
function rangeOf(name, ends) {
  const first = document.getElementById(name);
  if (!first?.closest(TEXT)) return null;
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndAfter(ends.get(name) ?? first);
  return range.collapsed ? null : range;
}

// The other marks at a place: each once, as a link to its card or its page.
export function alsoHere(passage, note) {
  const stops = [...document.querySelectorAll(STOP)];
  const ends = new Map(stops.filter(leadsToNote).map((link) => [named(link), link]));
  const range = rangeOf(passage, ends);
  if (!range) return [];
  const found = new Map();
  for (const link of stops) {
    const own = leadsToNote(link) ? rangeOf(named(link), ends) : null;
    const meets = own
      ? range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0
      : range.intersectsNode(link);
    if (!meets || found.has(link.href) || (leadsToNote(link) && noteOf(link) === note)) continue;
    const marked = link.closest(".passage");
    const kind = /passage--(\w+)/.exec(marked?.className)?.[1] ?? "statement";
    const copy = document.createElement("a");
    copy.href = link.href;
    copy.className = `dx-link dx-link--${kind}`;
    copy.textContent = link.matches(".passage__note") ? textOf(noteOf(link)?.querySelector(".dx-note__title")) : textOf(marked);
    found.set(link.href, copy);
  }
  return [...found.values()];
}

export function textOf(element) {
  return element?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

// The focusable part of a mark: itself, or the link to its note.
export function stopOf(mark) {
  if (!mark || mark.matches("a")) return mark;
  const name = nameOf(mark);
  return [...document.querySelectorAll(STOP)].findLast((link) => leadsToNote(link) && named(link) === name);
}
