// Cards: a click on a mark shows its note beside it. Without this script the same notes stand below the article.

const MARK = ".dx-article .passage, .dx-dossier__head .passage, .passage__note";
let card = null;
let opener = null;

// Material's instant navigation makes every address absolute: only the part behind # can be relied on.
function leadsToNote(link) {
  return link.hash.startsWith("#_note-") && link.pathname === location.pathname;
}

function noteOf(mark) {
  const links = mark.closest("a") ? [mark.closest("a")] : [...mark.querySelectorAll("a")];
  const link = links.findLast(leadsToNote);
  const id = link ? decodeURIComponent(link.hash.slice(1)) : mark.id && `_note-${mark.id}`;
  const note = id ? document.getElementById(id) : null;
  // A figure is shown with the statement it belongs to.
  return note?.closest(".dx-note") ?? note;
}

function markAt(target) {
  for (let mark = target.closest(MARK); mark; mark = mark.parentElement?.closest(MARK)) {
    const note = noteOf(mark) ?? noteOf(firstPartOf(mark));
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

function show(mark, note) {
  close();
  card = document.createElement("div");
  card.className = "dx-popover";
  card.popover = "auto";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", note.querySelector(".dx-note__title")?.textContent.trim() ?? mark.textContent.trim());
  const copy = note.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  card.append(copy);
  opener = mark;
  mark.classList.add("passage--open");
  (document.querySelector(".md-typeset") ?? document.body).append(card);
  card.addEventListener("toggle", (event) => event.newState === "closed" && close());
  card.showPopover();
  place(mark);
}

// Below the mark, or above it where there is more room; never over it.
function place(mark) {
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const gap = 6;
  const below = window.innerHeight - at.bottom - 2 * gap;
  const above = at.top - 2 * gap;
  const down = card.offsetHeight <= below || below >= above;
  card.style.maxHeight = `${Math.max(down ? below : above, 120)}px`;
  const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - gap));
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(down ? at.bottom + gap : at.top - card.offsetHeight - gap) + window.scrollY}px`;
}

function close() {
  opener?.classList.remove("passage--open");
  opener = null;
  const old = card;
  card = null;
  old?.remove();
}

// In the capturing phase: Material's instant navigation would otherwise take the click for a jump.
function onClick(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (!(event.target instanceof Element) || event.target.closest(".dx-popover")) return;
  const link = event.target.closest("a");
  if (link && !leadsToNote(link)) return;
  if (!window.getSelection()?.isCollapsed) return;
  const [mark, note] = markAt(event.target);
  if (!note) return;
  event.preventDefault();
  event.stopPropagation();
  show(mark, note);
}

document.addEventListener("click", onClick, { capture: true });
