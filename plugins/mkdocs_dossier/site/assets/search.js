// The search: words and facets, answered by Pagefind from the site itself; the address holds the query.

const TOP = new URL("../", import.meta.url);
const FIND = "find";
const STEP = 10;
const PAUSE = 150;

let loading;

// Loaded only on the first search; after a failure the next search tries again.
function pagefind() {
  loading ??= import(new URL("pagefind/pagefind.js", TOP).href).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

// In Pagefind's excerpts only “<mark>” is markup, and < and > are entities: nothing else is parsed.
function excerpt(text) {
  const plain = (part) => part.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  return text.split(/<mark>([^]*?)<\/mark>/).map((part, index) => (index % 2 ? make("mark", {}, plain(part)) : plain(part)));
}

// An address of this site, or none: do not trust the index.
function address(raw) {
  const url = new URL(raw.replace(/^\/+/, ""), TOP);
  return url.href.startsWith(TOP.href) ? url.href : TOP.href;
}

class DossierSearch extends HTMLElement {
  connectedCallback() {
    if (!this.field) {
      this.turn = 0;
      this.limit = STEP;
      this.numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
      this.#furnish();
    }
    this.back = () => this.#read();
    addEventListener("popstate", this.back);
    this.#read();
    if (!location.hash) this.field.focus({ preventScroll: true });
  }

  disconnectedCallback() {
    removeEventListener("popstate", this.back);
    clearTimeout(this.timer);
    this.turn += 1;
  }

  #furnish() {
    const { find, facets, reset, more } = this.dataset;
    this.field = make("input", { type: "search", id: "_search", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
    const labelled = (label, control) =>
      make("div", { className: "dx-tools__field" }, make("label", { htmlFor: control.id }, label), control);
    // Kinds are few, and readers may want several; actors may be thousands.
    this.facets = JSON.parse(facets).map(([name, label], index) => {
      const many = index === 0;
      const control = many
        ? make("fieldset", { className: "dx-search__kinds" }, make("legend", {}, label))
        : make("select", { id: `_facet-${name}` });
      return { name, many, control, part: many ? control : labelled(label, control), chosen: new Set() };
    });
    this.status = make("span", { className: "dx-tools__status", role: "status" });
    this.reset = make("button", { type: "button", className: "dx-button", textContent: reset, hidden: true });
    this.more = make("button", { type: "button", className: "dx-button", textContent: more, hidden: true });
    this.list = make("ol", { className: "dx-search__results" });
    const result = make("p", { className: "dx-tools__result" }, this.status, this.reset);
    const parts = this.facets.map(({ part }) => part);
    const form = make("form", { className: "dx-tools dx-search", role: "search" }, labelled(find, this.field), ...parts, result);
    this.replaceChildren(form, this.list, this.more);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#changed();
    });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#changed(), PAUSE);
    });
    for (const facet of this.facets) {
      facet.control.addEventListener("change", ({ target }) => {
        if (!facet.many) facet.chosen = new Set(target.value ? [target.value] : []);
        else if (target.checked) facet.chosen.add(target.value);
        else facet.chosen.delete(target.value);
        this.#changed();
      });
    }
    this.reset.addEventListener("click", () => {
      this.field.value = "";
      for (const { chosen } of this.facets) chosen.clear();
      this.#changed();
      this.field.focus();
    });
    this.more.addEventListener("click", async () => {
      const first = this.limit;
      this.limit += STEP;
      await this.#show(this.results, this.turn);
      this.list.children[first]?.querySelector("a").focus();
    });
    this.addEventListener("keydown", (event) => this.#walk(event));
  }

  // Down and Up move from the field through the results and back; Esc moves back, and empties the field when in it.
  #walk(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const links = [...this.list.querySelectorAll("a")];
    const here = links.indexOf(target);
    if (here < 0 && target !== this.field) return;
    let next;
    if (key === "ArrowDown") next = links[here + 1];
    else if (key === "ArrowUp" && here >= 0) next = links[here - 1] ?? this.field;
    else if (key === "Home" && here >= 0) next = links[0];
    else if (key === "End" && here >= 0) next = links.at(-1);
    else if (key === "Escape") {
      next = this.field;
      if (here < 0 && this.field.value) {
        this.field.value = "";
        this.#changed();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  }

  #changed() {
    clearTimeout(this.timer);
    this.limit = STEP;
    this.#write();
    this.#search();
  }

  #read() {
    const query = new URLSearchParams(location.search);
    this.field.value = query.get(FIND) ?? "";
    for (const facet of this.facets) facet.chosen = new Set(query.getAll(facet.name).slice(0, facet.many ? undefined : 1));
    this.limit = STEP;
    this.#search();
  }

  // Material owns the history entry's state, in which it keeps the scroll offset.
  #write() {
    const url = new URL(location.href);
    for (const name of [FIND, ...this.facets.map(({ name }) => name)]) url.searchParams.delete(name);
    if (this.field.value.trim()) url.searchParams.set(FIND, this.field.value.trim());
    for (const { name, chosen } of this.facets) for (const value of chosen) url.searchParams.append(name, value);
    history.replaceState(history.state, "", url);
  }

  #wanted(without) {
    const chosen = this.facets.filter((facet) => facet !== without && facet.chosen.size);
    return Object.fromEntries(chosen.map(({ name, chosen }) => [name, { any: [...chosen] }]));
  }

  async #search() {
    const turn = ++this.turn;
    const words = this.field.value.trim() || null;
    const asked = Boolean(words) || this.facets.some(({ chosen }) => chosen.size);
    this.list.ariaBusy = true;
    try {
      const engine = await pagefind();
      await engine.filters();
      const ask = (without) => engine.search(words, { filters: this.#wanted(without) });
      const found = await ask();
      // Count a facet's other values as if it had no choice.
      const counts = await Promise.all(
        this.facets.map(async (facet) => (facet.chosen.size ? await ask(facet) : found).filters?.[facet.name] ?? {}),
      );
      if (turn !== this.turn) return;
      this.facets.forEach((facet, index) => this.#offer(facet, counts[index]));
      const number = found.results.length;
      const { all, many, none, one } = this.dataset;
      const sentence = !asked ? all : number === 1 ? one : number ? many : none;
      this.results = asked ? found.results : [];
      await this.#show(this.results, turn);
      if (turn !== this.turn) return;
      this.status.textContent = sentence.replace("{number}", this.numbers.format(number));
      this.reset.hidden = !asked;
    } catch {
      if (turn !== this.turn) return;
      this.list.replaceChildren();
      this.more.hidden = true;
      this.status.textContent = this.dataset.failed;
    }
    this.list.ariaBusy = false;
  }

  // Offer no value without results, but keep the chosen one, so that it can be removed.
  #offer(facet, counts) {
    const order = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
    const known = [...new Set([...Object.keys(counts).filter((value) => counts[value]), ...facet.chosen])].sort(order);
    if (facet.name === "year") known.reverse();
    const labelled = (value) => `${value} (${this.numbers.format(counts[value] ?? 0)})`;
    facet.part.hidden = !known.length;
    if (!facet.many) {
      const options = known.map((value) => make("option", { value, textContent: labelled(value) }));
      facet.control.replaceChildren(make("option", { value: "", textContent: this.dataset.any }), ...options);
      [facet.control.value] = facet.chosen.size ? facet.chosen : [""];
      return;
    }
    const focused = facet.control.contains(document.activeElement) && document.activeElement.value;
    const boxes = known.map((value) => {
      const box = make("input", { type: "checkbox", value, checked: facet.chosen.has(value) });
      return make("label", {}, box, labelled(value));
    });
    facet.control.replaceChildren(facet.control.firstElementChild, ...boxes);
    if (focused) [...facet.control.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
  }

  async #show(results, turn) {
    const found = await Promise.all(results.slice(0, this.limit).map((result) => result.data()));
    if (turn !== this.turn) return;
    this.list.replaceChildren(...found.map((entry) => this.#result(entry)));
    this.more.hidden = results.length <= this.limit;
  }

  #result({ raw_url: raw, url, meta, filters, excerpt: text }) {
    const link = make("a", { href: address(raw ?? url) }, meta.title ?? "");
    const [kind] = filters.kind ?? [];
    const about = [...(filters.dossier ?? []), meta.when].filter(Boolean).join(" · ");
    return make(
      "li",
      {},
      make("p", { className: "dx-search__title" }, link, " ", make("span", { className: "dx-tag" }, kind ?? "")),
      make("p", { className: "dx-search__about" }, about),
      make("p", { className: "dx-search__excerpt" }, ...excerpt(text)),
    );
  }
}

if (!customElements.get("dossier-search")) customElements.define("dossier-search", DossierSearch);
