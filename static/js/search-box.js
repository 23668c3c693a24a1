/* Suggestions while typing: an accessible combobox (ARIA 1.2) over a plain search form.
   Without this script the form works as it is. */

const WAIT = 160;
const SHORTEST = 2;

class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="search"]');
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-list`;
    this.list.className = "suggest";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0]?.textContent ?? "");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    form.append(this.list, this.status);
    form.classList.add("search--suggests");
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.active = -1;
    this.known = new Map();
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // pointerdown, not click: a click would come after the blur that closes the list.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest('[role="option"]')));
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  onInput() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.load(text), WAIT);
  }

  async load(text) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      if (!this.known.has(text)) {
        const address = `${this.form.dataset.suggest}?q=${encodeURIComponent(text)}`;
        const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "text/html" } });
        if (!answer.ok) return this.close();
        this.known.set(text, await answer.text());
      }
    } catch {
      return; // Typed on, or offline: the form still works.
    }
    if (this.input.value.trim() === text && document.activeElement === this.input) this.show(this.known.get(text));
  }

  show(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const found = [...answer.querySelectorAll('[role="option"]')];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...found);
    this.options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.status.textContent = answer.querySelector("[data-status]")?.textContent ?? "";
  }

  onKey(event) {
    if (event.isComposing) return; // An input method (Telex, VNI) is still building a letter.
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      return this.close();
    }
    if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      return this.follow(this.options[this.active]);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.list.hidden) return undefined;
    event.preventDefault();
    return this.mark(step);
  }

  mark(step) {
    const options = this.options;
    // One place more than options: the input itself, so that arrows lead back to the text.
    const places = options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
    const marked = options[this.active];
    if (!marked) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", marked.id);
    return marked.scrollIntoView({ block: "nearest" });
  }

  follow(option) {
    if (option?.dataset.url) window.location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new SearchBox(form);
