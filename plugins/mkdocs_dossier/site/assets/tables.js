// Overviews that can be sorted and filtered; the address holds the choices. Without this script: plain tables.

// A language's rules take longer to load than everything else here: created once names are ordered.
let collator;
const language = () => document.documentElement.lang || undefined;
const FIND = "find";
const SORT = "sort";
// Laying out thousands of rows takes longer than a keystroke: draw this many at once, the others on request.
const STEP = 200;

// Typing “Orban” also finds “Orbán”.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
}

function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

function compare(one, other) {
  collator ??= new Intl.Collator(language(), { numeric: true, sensitivity: "base" });
  return collator.compare(one, other);
}

function order(kind, one, other) {
  if (kind === "number") return Number(one) - Number(other);
  if (kind === "date") return one < other ? -1 : Number(one > other);
  return compare(one, other);
}

const written = (number) => (number < 1000 ? `${number}` : number.toLocaleString(language()));

class DossierTable extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.rows = [...this.querySelectorAll("tbody > tr, .dx-card, .dx-chronicle__item")];
    // A task of its own: a reader can act in between.
    setTimeout(() => this.#begin());
  }

  #begin() {
    this.body = this.querySelector("tbody");
    this.columns = [...this.querySelectorAll("thead th")];
    this.drawn = this.rows;
    this.ranks = new Map();
    this.facets = JSON.parse(this.dataset.facets).map(([name, label]) => this.#facet(name, label)).filter(Boolean);
    this.sorted = null;
    this.limit = STEP;
    this.#furnish();
    this.#read(new URLSearchParams(location.search));
  }

  // Read once, with the first word: then a keystroke compares texts without touching the page.
  get haystacks() {
    return (this.texts ??= this.rows.map((row) => plain(row.textContent)));
  }

  // The values of a facet over all rows; drop a facet that distinguishes no rows. Its options come with the open panel.
  #facet(name, label) {
    const values = this.rows.map((row) => new Set((row.dataset[name] ?? "").split("\n").filter(Boolean)));
    const known = new Set(values.flatMap((own) => [...own]));
    if (known.size < 2 && values.every((own) => own.size === known.size)) return null;
    return { name, label, values, known, select: make("select", {}, make("option", { value: "", textContent: this.dataset.any })) };
  }

  #offer() {
    for (const { known, select } of this.facets) {
      select.append(...[...known].sort(compare).map((value) => make("option", { value, textContent: value })));
      known.clear();
    }
  }

  #furnish() {
    this.field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const labelled = (text, control, index) => {
      control.id = `_choice-${index}`;
      return make("div", { className: "dx-tools__field" }, make("label", { htmlFor: control.id }, text), control);
    };
    this.status = make("span", { className: "dx-tools__status", role: "status" });
    this.reset = make("button", { type: "button", className: "dx-button", textContent: this.dataset.reset, hidden: true });
    const [find, ...facets] = [[this.dataset.find, this.field], ...this.facets.map(({ label, select }) => [label, select])];
    this.panel = make(
      "details",
      { className: "dx-tools__facets", hidden: !facets.length },
      make("summary", {}, this.dataset.filter),
      make("div", { className: "dx-tools__panel" }, ...facets.map((pair, index) => labelled(...pair, index + 1))),
    );
    this.panel.addEventListener("toggle", () => this.#offer());
    const result = make("p", { className: "dx-tools__result" }, this.status, this.reset);
    this.more = make("button", { type: "button", className: "dx-button", textContent: this.dataset.more, hidden: true });
    this.append(this.more);
    this.prepend(make("div", { className: "dx-tools" }, labelled(...find, 0), this.panel, result));
    for (const column of this.columns.filter((column) => column.dataset.sort)) {
      const button = make("button", { type: "button", className: "dx-sort" }, ...column.childNodes);
      button.addEventListener("click", () => this.#turn(column));
      column.append(button);
    }
    this.more.addEventListener("click", () => {
      const first = this.limit;
      this.limit += STEP;
      this.#filter();
      this.drawn[first]?.querySelector("a")?.focus();
    });
    this.field.addEventListener("input", () => this.#changed());
    for (const { select } of this.facets) select.addEventListener("change", () => this.#changed());
    this.reset.addEventListener("click", () => {
      this.#read(new URLSearchParams());
      this.#write();
      this.field.focus();
    });
  }

  #changed() {
    this.limit = STEP;
    this.#filter();
    this.#write();
  }

  // Names sort up first, counts down: the likely order is one click away.
  #turn(column) {
    const first = column.dataset.sort === "number" ? -1 : 1;
    const again = this.sorted?.column === column;
    this.#sort({ column, direction: again ? -this.sorted.direction : first });
    this.#changed();
  }

  #sort(sorted) {
    this.sorted = sorted;
    for (const column of this.columns) column.removeAttribute("aria-sort");
    let rows = [...this.rows.keys()];
    if (sorted) {
      const { column, direction } = sorted;
      column.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      const ranks = this.#ranks(column);
      // Rows without a value come last in both orders.
      const empty = (one, other) => Number(ranks[one] < 0) - Number(ranks[other] < 0);
      rows.sort((one, other) => empty(one, other) || direction * (ranks[one] - ranks[other]));
    }
    this.order = rows;
  }

  // The rank of each row's value in the column, computed once; -1 without a value.
  #ranks(column) {
    if (this.ranks.has(column)) return this.ranks.get(column);
    const cell = (row) => row.cells[column.cellIndex];
    const values = this.rows.map((row) => cell(row).dataset.value ?? cell(row).textContent.trim());
    const kind = column.dataset.sort;
    const places = new Map();
    let place = 0;
    let before;
    for (const value of [...new Set(values)].filter(Boolean).sort((one, other) => order(kind, one, other))) {
      if (before !== undefined && order(kind, before, value)) place += 1;
      places.set(value, place);
      before = value;
    }
    this.ranks.set(column, values.map((value) => places.get(value) ?? -1));
    return this.ranks.get(column);
  }

  #filter() {
    const words = plain(this.field.value).split(/\s+/).filter(Boolean);
    const chosen = this.facets.filter(({ select }) => select.value);
    const fitting = this.order.filter(
      (index) =>
        words.every((word) => this.haystacks[index].includes(word)) &&
        chosen.every(({ values, select }) => values[index].has(select.value)),
    );
    const shown = fitting.length;
    this.#draw(fitting.slice(0, this.limit).map((index) => this.rows[index]));
    this.more.hidden = shown <= this.limit;
    const said = { shown: written(shown), total: written(this.rows.length) };
    this.status.textContent = shown ? this.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => said[name]) : this.dataset.none;
    this.reset.hidden = !(words.length || chosen.length || this.sorted);
  }

  // Show exactly these rows, in this order. Rows that are not drawn stay in place, where their order is invisible.
  #draw(rows) {
    const wanted = new Set(rows);
    for (const row of this.drawn) if (!wanted.has(row)) row.hidden = true;
    for (const row of rows) row.hidden = false;
    if (this.body && rows.some((row, place) => this.body.children[place] !== row)) this.body.prepend(...rows);
    this.drawn = rows;
  }

  #read(query) {
    this.field.value = query.get(FIND) ?? "";
    if (this.facets.some(({ name }) => query.get(name))) this.#offer();
    for (const { name, select } of this.facets) {
      const wanted = query.get(name) ?? "";
      select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
      if (select.value) this.panel.open = true;
    }
    const [, down, index] = /^(-?)(\d+)$/.exec(query.get(SORT) ?? "") ?? [];
    const column = index && this.columns[index - 1];
    this.limit = STEP;
    this.#sort(column?.dataset.sort ? { column, direction: down ? -1 : 1 } : null);
    this.#filter();
  }

  // Change only our own parameters; Material owns the history entry's state, in which it keeps the scroll offset.
  #write() {
    const url = new URL(location.href);
    const set = (name, value) => (value ? url.searchParams.set(name, value) : url.searchParams.delete(name));
    set(FIND, this.field.value.trim());
    for (const { name, select } of this.facets) set(name, select.value);
    set(SORT, this.sorted && `${this.sorted.direction < 0 ? "-" : ""}${this.sorted.column.cellIndex + 1}`);
    history.replaceState(history.state, "", url);
  }
}

if (!customElements.get("dossier-table")) customElements.define("dossier-table", DossierTable);
