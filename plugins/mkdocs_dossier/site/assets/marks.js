// The marks of an article, the note of each, and which of them are links.

const TEXT = ":is(.dx-article, .dx-dossier__head)";
export const MARK = `${TEXT} .passage, .passage__note`;
const OWN = "a.passage, a.passage__own, a.passage__sign";
const LINKS = `${TEXT} :is(a.passage, a.passage__own, a.passage__sign, a.passage__note)`;
// The tab stops: a statement's number, and the marks that the view shows.
export const STOP = `${TEXT} :is(a.passage, a.passage__own, a.passage__sign, a.passage__note)[href]:not([tabindex])`;

function addressOf(link) {
  return new URL(link.dataset.href ?? link.href, location.href);
}

// Material's instant navigation makes every address absolute: rely only on the part after #.
export function leadsToNote(link) {
  const address = addressOf(link);
  return address.hash.startsWith("#_note-") && address.pathname === location.pathname;
}

// The statement or figure named by a link to a note.
function named(link) {
  return decodeURIComponent(addressOf(link).hash.slice("#_note-".length));
}

// The record of a mark; a mark is split at elements' boundaries, and each part knows its record.
export function nameOf(mark) {
  return mark.matches("a") && leadsToNote(mark) ? named(mark) : mark.id || mark.dataset.partOf;
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

// The mark of the statement or figure that an address names.
export function markNamed(hash) {
  const mark = document.getElementById(decodeURIComponent(hash.slice(1)));
  return mark?.matches(`${TEXT} *`) ? markAt(mark) : [null, null];
}

// All elements of a mark, from its first part to the number that ends it.
export function partsOf(mark) {
  const name = nameOf(mark);
  return [...document.querySelectorAll(`${TEXT} .passage`)].filter((part) => nameOf(part) === name);
}

// The other marks within the parts of one, or around them: each once, as a link to its card or its page.
export function alsoHere(mark, note) {
  const parts = partsOf(mark);
  const found = new Map();
  for (const link of document.querySelectorAll(LINKS)) {
    const marked = link.closest(".passage");
    const meets = parts.some((part) => part.contains(link) || marked?.contains(part));
    const address = addressOf(link).href;
    if (!meets || found.has(address) || noteOf(link) === note) continue;
    const kind = /passage--(\w+)/.exec(marked.className)[1];
    const copy = document.createElement("a");
    copy.href = address;
    copy.className = `dx-link--${kind}`;
    copy.textContent = textOf(marked);
    found.set(address, copy);
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

const SHOWN = {
  calm: () => false,
  evidence: leadsToNote,
  all: () => true,
};
let lit = null;

// Make the marks of a view links, and no others.
export function view(dossier, name) {
  lit = null;
  dossier.dataset.marks = name;
  for (const link of dossier.querySelectorAll(LINKS)) {
    if (!link.matches(".passage__note")) setLink(link, SHOWN[name](link));
  }
}

function setLink(link, shown) {
  for (const name of ["href", "aria-label"]) {
    const [from, to] = shown ? [`data-${name}`, name] : [name, `data-${name}`];
    if (link.hasAttribute(from)) {
      link.setAttribute(to, link.getAttribute(from));
      link.removeAttribute(from);
    }
  }
}

// The marks of the statement that is read are links, too, until another is.
export function light(mark) {
  const statement = mark?.closest(".passage--statement");
  if (!statement || statement === lit) return;
  const shown = SHOWN[statement.closest(".dx-dossier").dataset.marks];
  for (const link of lit?.querySelectorAll(OWN) ?? []) setLink(link, shown(link));
  lit = statement;
  for (const link of lit.querySelectorAll(OWN)) setLink(link, true);
}
