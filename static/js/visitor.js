/* "Tôi ở …": what visitors say of themselves, remembered in this browser only and said again with each
   search. Without this script it holds for one search, by its address. */

const KEY = "visitor";
const NAMES = ["at", "who"];

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Object.fromEntries(NAMES.filter((name) => typeof kept?.[name] === "string").map((name) => [name, kept[name]]));
  } catch {
    return {}; // Storage is closed or holds something else: then nothing is remembered.
  }
}

function remember(said) {
  try {
    if (Object.keys(said).length) localStorage.setItem(KEY, JSON.stringify(said));
    else localStorage.removeItem(KEY);
  } catch { /* Not remembered: the search itself still works. */ }
}

const kept = remembered();
const address = new URLSearchParams(window.location.search);
const here = document.querySelector("[data-visitor]");
// On the page of results its address counts: a link that somebody sent says nothing of who opens it.
const said = here && NAMES.some((name) => address.get(name)) ? Object.fromEntries(address) : kept;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  for (const name of NAMES) {
    if (said[name]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: said[name] }));
  }
}

if (here) {
  for (const name of NAMES) if (said[name]) here.elements[name].value = said[name];
  here.querySelector("[data-visitor-note]").hidden = false;
  here.addEventListener("submit", () => {
    const fields = NAMES.map((name) => here.elements[name]);
    remember(Object.fromEntries(fields.filter((field) => field.value).map((field) => [field.name, field.value])));
    // An address says only what was said.
    for (const field of fields) field.disabled = !field.value;
  });
  // The page may come back from the browser's memory with its fields still off.
  window.addEventListener("pageshow", () => { for (const name of NAMES) here.elements[name].disabled = false; });
}
