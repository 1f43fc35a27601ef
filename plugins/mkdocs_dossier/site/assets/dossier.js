// Cards: a click on a mark shows its note beside it. Without this script the same notes stand below the article.

const MARK = ".dx-article .passage, .dx-dossier__head .passage, .passage__note";
let card = null;
let opener = null;

function noteOf(mark) {
  const link = mark.closest("a[href^='#_note-']") ?? mark.querySelector("a[href^='#_note-']");
  const id = link?.getAttribute("href").slice(1) ?? (mark.id && `_note-${mark.id}`);
  return id ? document.getElementById(id) : null;
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

function place(mark) {
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
  const below = at.bottom + 6;
  const fits = below + box.height < window.innerHeight;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(fits ? below : Math.max(8, at.top - box.height - 6)) + window.scrollY}px`;
}

function close() {
  opener?.classList.remove("passage--open");
  opener = null;
  const old = card;
  card = null;
  old?.remove();
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (!(event.target instanceof Element) || event.target.closest(".dx-popover")) return;
  const link = event.target.closest("a");
  if (link && !link.getAttribute("href")?.startsWith("#_note-")) return;
  if (!window.getSelection()?.isCollapsed) return;
  const [mark, note] = markAt(event.target);
  if (!note) return;
  event.preventDefault();
  show(mark, note);
});
