// The legend as switches: each turns one kind of marks off or on, in every dossier, until it is switched back.

const KEPT = "dossier.marks-off";

function kept() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEPT) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keep(kinds) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...kinds]));
  } catch {
    // If storage is forbidden, the choice lasts as long as the page.
  }
}

class DossierLegend extends HTMLElement {
  connectedCallback() {
    if (this.off) return;
    this.off = kept();
    for (const sample of this.querySelectorAll("li > .passage")) {
      const kind = /passage--(\w+)/.exec(sample.className)[1];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dx-switch";
      sample.replaceWith(button);
      button.append(sample);
      button.addEventListener("click", () => {
        if (!this.off.delete(kind)) this.off.add(kind);
        keep(this.off);
        this.#apply(kind, button);
      });
      button.ariaPressed = true;
      if (this.off.has(kind)) this.#apply(kind, button);
    }
  }

  #apply(kind, button) {
    const off = this.off.has(kind);
    const dossier = this.closest(".dx-dossier");
    button.ariaPressed = !off;
    dossier.classList.toggle(`dx-without-${kind}`, off);
    // An invisible mark is no tab stop; marks that never were one stay so.
    const marks = `:is(.dx-article, .dx-dossier__head) :is(a.passage--${kind}, .passage--${kind} > :is(.passage__own, .passage__sign))`;
    for (const link of dossier.querySelectorAll(marks)) {
      if (off && !link.hasAttribute("tabindex")) link.setAttribute("tabindex", "-2");
      else if (!off && link.getAttribute("tabindex") === "-2") link.removeAttribute("tabindex");
    }
  }
}

if (!customElements.get("dossier-legend")) customElements.define("dossier-legend", DossierLegend);
