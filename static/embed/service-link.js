/*! <service-link code="1.001193"><a href="…/dv/1.001193">…</a></service-link>, version 1.0.0
 *  A public service with its facts as they stand. No cookie, no storage, nothing else is loaded.
 *  Attributes: code, lang (vi, en), theme (light, dark), case (number), portal (address).
 *  Until the facts are here, and whenever they cannot be had, the link inside is what people see. */
(() => {
  "use strict";
  if (!window.customElements || customElements.get("service-link")) return;
  const source = document.currentScript && document.currentScript.src;
  const home = source ? new URL(source).origin : "";
  const STALE = 60000;
  const CSS = `
:host{display:block;max-width:34rem}
:host([hidden]){display:none}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
article{--ground:#fff;--ink:#18242a;--muted:#4d5a5c;--line:#d8d1c5;--link:#0d5f68;--button:#0d5f68;--on:#fff;--note:#fcf1d4;--on-note:#4a3300;
--ground:light-dark(#fff,#10262a);--ink:light-dark(#18242a,#eef5f5);--muted:light-dark(#4d5a5c,#b7c6c8);--line:light-dark(#d8d1c5,#2f5157);--link:light-dark(#0d5f68,#a9d6d8);--button:light-dark(#0d5f68,#8fc1c3);--on:light-dark(#fff,#06343a);--note:light-dark(#fcf1d4,#4a3a10);--on-note:light-dark(#4a3300,#fcf1d4);
box-sizing:border-box;padding:1rem 1.125rem;border:1px solid var(--line);border-top:4px solid var(--button);border-radius:8px;background:var(--ground);color:var(--ink);font:400 1rem/1.5 "Be Vietnam Pro",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;text-align:start;overflow-wrap:anywhere}
p,dl,dd{margin:0}
.t{font-size:1.125rem;font-weight:600;line-height:1.35}
a{color:var(--link);text-underline-offset:.15em}
.t a{color:inherit;text-decoration-thickness:1px}
.n{margin-top:.625rem;padding:.375rem .625rem;border-radius:4px;background:var(--note);color:var(--on-note);font-size:.9375rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(8.5rem,100%),1fr));gap:.625rem 1rem;margin-top:.75rem}
dt{color:var(--muted);font-size:.8125rem}
dd{font-weight:600;font-size:.9375rem;line-height:1.4}
.a{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin-top:.875rem;font-size:.9375rem}
.a a{display:inline-flex;align-items:center;min-height:44px}
.a .s{box-sizing:border-box;padding:.5rem 1rem;border-radius:6px;background:var(--button);color:var(--on);font-weight:600;text-decoration:none}
.a .s:hover{text-decoration:underline}
a:focus-visible{outline:3px solid #f4c34a;outline-offset:2px;box-shadow:0 0 0 2px var(--ink);border-radius:2px}
.f{margin-top:.75rem;padding-top:.5rem;border-top:1px solid var(--line);color:var(--muted);font-size:.8125rem}
@media print{.a{display:none}}
@media (forced-colors:active){.a .s{border:1px solid}}`;
  let sheet;
  const asked = new Map();

  const ask = (url) => {
    const before = asked.get(url);
    if (before && Date.now() - before.at < STALE) return before.answer;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 8000);
    const answer = fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal: stop.signal })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
      .finally(() => clearTimeout(timer));
    asked.set(url, { at: Date.now(), answer });
    return answer;
  };

  const make = (tag, name, text, lang) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    if (lang) element.lang = lang;
    return element;
  };
  const anchor = (url, text, name) => {
    const link = make("a", name, text);
    // Only addresses of the web, whatever the answer says.
    if (/^https?:\/\//.test(url)) link.href = url;
    return link;
  };

  const drawn = (card, lang) => {
    const article = make("article", "", "", lang);
    const title = make("p", "t", "", card.lang);
    title.append(anchor(card.link, card.title));
    article.append(title);
    if (card.note) article.append(make("p", "n", card.note));
    const facts = make("dl");
    for (const fact of card.facts) {
      const row = make("div");
      row.append(make("dt", "", fact.label), make("dd", "", fact.text, fact.lang));
      facts.append(row);
    }
    article.append(facts);
    const actions = make("p", "a");
    if (card.start) actions.append(anchor(card.start, card.start_label, "s"));
    if (card.start !== card.link) actions.append(anchor(card.link, card.link_label));
    article.append(actions, make("p", "f", [card.provider, card.updated].filter(Boolean).join(" · ")));
    return article;
  };

  class ServiceLink extends HTMLElement {
    static observedAttributes = ["code", "lang", "case", "portal"];
    connectedCallback() {
      this.again = () => { if (document.visibilityState === "visible") this.show(); };
      document.addEventListener("visibilitychange", this.again);
      this.show();
    }
    disconnectedCallback() {
      document.removeEventListener("visibilitychange", this.again);
    }
    attributeChangedCallback() {
      if (this.isConnected) this.show();
    }
    address() {
      const code = (this.getAttribute("code") || "").trim();
      const portal = (this.getAttribute("portal") || home).replace(/\/+$/, "");
      if (!code || !/^https?:\/\//.test(portal)) return "";
      const around = this.closest("[lang]");
      this.language = /^en\b/i.test(around ? around.lang : "") ? "en" : "vi";
      const chosen = this.getAttribute("case");
      return `${portal}${this.language === "en" ? "/en" : ""}/nhung/${encodeURIComponent(code)}.json${chosen ? `?th=${encodeURIComponent(chosen)}` : ""}`;
    }
    async show() {
      try {
        const url = this.address();
        if (!url) return;
        const card = await ask(url);
        if (!card || url !== this.address()) return;
        const known = card.state !== "unknown" && Array.isArray(card.facts);
        if (!known && !this.shadowRoot) return;
        const shadow = this.shadowRoot || this.attachShadow({ mode: "open" });
        if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(CSS); }
        shadow.adoptedStyleSheets = [sheet];
        shadow.replaceChildren(known ? drawn(card, this.language) : make("slot"));
      } catch { /* the plain link stays */ }
    }
  }
  customElements.define("service-link", ServiceLink);

  // Frames of the same portal grow to the height of their card.
  window.addEventListener("message", (event) => {
    if (event.origin !== home || !event.data || event.data.type !== "service-card:height") return;
    const height = Number(event.data.height);
    if (!(height > 0 && height < 5000)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
    }
  });
})();
