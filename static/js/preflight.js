/* Leads from a line of the checklist to its field in the edit form: opens the tab, scrolls, focuses.
   "#den=cases-0-documents-1-name" in the address does the same, so that reports lead there too. */
(() => {
  const places = (anchor) => [
    `id_${anchor}`,
    `id_${anchor}-chooser`,
    `id_${anchor}-FORMS`,
    `id_${anchor}-label`,
    anchor,
  ];

  /* The field, or the nearest thing around it that the form has: rows may have gone since the check. */
  const find = (anchor) => {
    for (let path = anchor; path; path = path.slice(0, Math.max(path.lastIndexOf("-"), 0))) {
      for (const id of places(path)) {
        const found = document.getElementById(id);
        if (found && found.type !== "hidden") return found;
      }
      const panel = document.querySelector(`[data-contentpath="${CSS.escape(path)}"]`);
      if (panel) return panel;
    }
    return null;
  };

  const focus = (place) => {
    const fields = place.matches("input, textarea, select")
      ? [place]
      : [
          ...place.querySelectorAll("input:not([type=hidden]), textarea, select, button, [contenteditable=true]"),
          ...place.parentElement.querySelectorAll("button"),
        ];
    const field = fields.find((one) => one.checkVisibility() && !one.matches(".w-panel__toggle"));
    (field ?? place).scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  };

  const go = (anchor) => {
    const place = find(anchor);
    if (!place) return false;
    const tab = place.closest("[role=tabpanel]");
    if (tab?.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
    for (let panel = place.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      const toggle = panel.querySelector("[data-panel-toggle][aria-expanded=false]");
      if (toggle && toggle.closest("[data-panel]") === panel) toggle.click();
    }
    setTimeout(() => focus(place), 150); // the tab shows its panel a moment after the click
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-preflight-to]");
    if (link && go(link.dataset.preflightTo)) event.preventDefault();
  });

  const fromAddress = () => {
    const anchor = new URLSearchParams(location.hash.slice(1)).get("den");
    if (anchor) go(anchor);
  };
  window.addEventListener("load", () => setTimeout(fromAddress, 0));
  window.addEventListener("hashchange", fromAddress);
})();
