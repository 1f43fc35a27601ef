// Zoom and pan a network: zoom by button, key, wheel with Ctrl, or two fingers, and pan by dragging.
// Points and names keep their size, so zooming in makes room for names. Without this script: the drawing, scrolled.

const NEAREST = 8;
const STEP = 1.5;
// A pointer that moves less than this means to follow a link, not to drag.
const STILL = 4;

class DossierNetwork extends HTMLElement {
  connectedCallback() {
    if (this.map) return;
    this.frame = this.querySelector(".dx-network__frame");
    this.map = this.querySelector(".dx-network__map");
    const { width, height } = this.map.viewBox.baseVal;
    this.whole = { width, height };
    this.view = { x: 0, y: 0, zoom: 1 };
    this.actors = null;
    const deeds = { nearer: ["+", STEP], farther: ["−", 1 / STEP], whole: ["1:1", 0] };
    const tools = Object.assign(document.createElement("div"), { className: "dx-network__tools" });
    for (const [name, [sign, factor]] of Object.entries(deeds)) {
      const button = document.createElement("button");
      const called = this.dataset[name];
      Object.assign(button, { type: "button", className: "dx-button", textContent: sign, title: called, ariaLabel: called });
      button.addEventListener("click", () => this.#zoom(factor));
      tools.append(button);
    }
    const help = Object.assign(document.createElement("span"), { id: "_network-keys", textContent: this.dataset.keys });
    this.frame.setAttribute("aria-describedby", help.id);
    tools.append(help);
    this.prepend(tools);
    this.frame.addEventListener("keydown", (event) => this.#onKey(event));
    this.frame.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    this.frame.addEventListener("focusin", (event) => this.#reveal(event.target.closest("a")));
    this.map.addEventListener("pointerdown", (event) => this.#drag(event));
    // Where the drawing is wider than a phone, its middle is seen first: the actor of the page, and the most tied.
    // Not before the frame is on the screen, so that nobody waits for its layout.
    const appearing = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      appearing.disconnect();
      if (!this.frame.matches(":focus-within")) this.frame.scrollLeft = (this.frame.scrollWidth - this.frame.clientWidth) / 2;
    });
    appearing.observe(this.frame);
    for (const kind of ["touchstart", "touchmove"]) {
      this.map.addEventListener(kind, (event) => this.#pinch(event), { passive: false });
    }
  }

  #onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const factor = { "+": STEP, "=": STEP, "-": 1 / STEP, "−": 1 / STEP, 0: 0 }[event.key];
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    // The whole drawing scrolls like anything else.
    if (factor === undefined && (!way || this.view.zoom === 1)) return;
    event.preventDefault();
    const { width, height } = this.#seen();
    if (way) this.#move((way[0] * width) / 5, (way[1] * height) / 5);
    else this.#zoom(factor);
  }

  #onWheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoom(Math.exp(-event.deltaY / 200), event);
  }

  #drag(start) {
    if (start.button || !start.isPrimary || this.view.zoom === 1) return;
    const { x, y } = this.view;
    const unit = this.#seen().width / this.map.getBoundingClientRect().width;
    let moved = false;
    const move = (event) => {
      const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY];
      if (!moved && Math.hypot(dx, dy) < STILL) return;
      moved = true;
      this.map.setPointerCapture(start.pointerId);
      this.#look({ ...this.view, x: x - dx * unit, y: y - dy * unit });
    };
    // Dragging that ends on a link does not follow it.
    const stay = (event) => moved && (event.preventDefault(), event.stopPropagation());
    const drag = new AbortController();
    const during = { signal: drag.signal, capture: true };
    const end = () => setTimeout(() => drag.abort());
    this.map.addEventListener("pointermove", move, during);
    window.addEventListener("click", stay, during);
    for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, end, during);
  }

  #pinch(event) {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    if (event.type === "touchmove" && this.apart) this.#zoom(apart / this.apart, middle);
    this.apart = apart;
  }

  // Zoom by a factor, or to the whole without one; the point under the pointer, else the middle, stays in place.
  #zoom(factor, at) {
    const { x, y, zoom } = this.view;
    const next = Math.min(Math.max(zoom * factor, 1), NEAREST);
    const box = this.map.getBoundingClientRect();
    const across = at ? (at.clientX - box.left) / box.width : 0.5;
    const down = at ? (at.clientY - box.top) / box.height : 0.5;
    const gain = 1 / zoom - 1 / next;
    this.#look({ x: x + across * this.whole.width * gain, y: y + down * this.whole.height * gain, zoom: next });
  }

  #seen() {
    const { x, y, zoom } = this.view;
    return { left: x, top: y, width: this.whole.width / zoom, height: this.whole.height / zoom };
  }

  #move(x, y) {
    this.#look({ ...this.view, x: this.view.x + x, y: this.view.y + y });
  }

  #look({ x, y, zoom }) {
    const [width, height] = [this.whole.width / zoom, this.whole.height / zoom];
    const within = (place, most) => Math.min(Math.max(place, 0), most);
    const sized = zoom !== this.view.zoom;
    this.view = { x: within(x, this.whole.width - width), y: within(y, this.whole.height - height), zoom };
    this.map.setAttribute("viewBox", `${this.view.x} ${this.view.y} ${width} ${height}`);
    this.classList.toggle("dx-network--near", zoom > 1);
    if (sized) this.#size();
  }

  // Read once, on first use: the middle of an actor, and the box around its point and its name.
  #measure() {
    return [...this.map.querySelectorAll(".dx-network__actor")].map((link) => {
      const [node, name] = [link.querySelector(".dx-network__node").getBBox(), link.querySelector("text")];
      const [x, y] = [node.x + node.width / 2, node.y + node.height / 2];
      return { link, name, x, y, node, label: name.getBBox(), hidden: name.matches(".dx-network__name--hidden") };
    });
  }

  #size() {
    this.actors ??= this.#measure();
    const { zoom } = this.view;
    const room = ({ x, y }, box) => {
      const [left, top] = [x + (box.x - x) / zoom, y + (box.y - y) / zoom];
      return [left, top, left + box.width / zoom, top + box.height / zoom];
    };
    const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    const taken = this.actors.map((actor) => room(actor, actor.node));
    taken.push(...this.actors.filter(({ hidden }) => !hidden).map((actor) => room(actor, actor.label)));
    for (const actor of this.actors) {
      const { link, name, x, y, hidden } = actor;
      link.setAttribute("transform", `translate(${x} ${y}) scale(${1 / zoom}) translate(${-x} ${-y})`);
      if (!hidden) continue;
      const own = room(actor, actor.label);
      const free = zoom > 1 && !taken.some((other) => meet(own, other));
      name.classList.toggle("dx-network__name--hidden", !free);
      if (free) taken.push(own);
    }
  }

  // Show the actor that has the keyboard focus.
  #reveal(link) {
    if (!link || this.view.zoom === 1) return;
    const { x, y } = this.actors.find((actor) => actor.link === link);
    const { left, top, width, height } = this.#seen();
    if (x < left || x > left + width || y < top || y > top + height) this.#move(x - left - width / 2, y - top - height / 2);
  }
}

if (!customElements.get("dossier-network")) customElements.define("dossier-network", DossierNetwork);
