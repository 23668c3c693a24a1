/* The checklist of papers: ticks kept in this browser, print the open case alone, share its address.
   Without this script the list, the printing link and the address still work. */

const PREFIX = "giay-to:";
const list = document.querySelector(".checklist");

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return []; // Storage is closed in some private windows; then ticks last as long as the page.
  }
}

function store(key, values) {
  try {
    if (values.length) localStorage.setItem(key, JSON.stringify(values));
    else localStorage.removeItem(key);
  } catch {
    // See above.
  }
}

function remember(root) {
  const key = PREFIX + root.dataset.code;
  const ticks = [...root.querySelectorAll(".tick")];
  const kept = root.querySelector("[data-kept]");
  const ticked = () => ticks.filter((tick) => tick.checked).map((tick) => tick.value);
  const before = new Set(stored(key));
  for (const tick of ticks) tick.checked = before.has(tick.value);
  kept.hidden = ticked().length === 0;
  root.addEventListener("change", (event) => {
    if (!event.target.matches(".tick")) return;
    store(key, ticked());
    kept.hidden = ticked().length === 0;
  });
  root.querySelector("[data-clear]").addEventListener("click", () => {
    for (const tick of ticks) tick.checked = false;
    store(key, []);
    kept.hidden = true;
    root.querySelector("summary").focus();
  });
}

function printCase(link) {
  const page = document.querySelector(".with-toc");
  const own = link.closest(".case");
  const shut = [...list.querySelectorAll(".case[open]")].filter((one) => one !== own);
  for (const one of shut) one.open = false;
  page.classList.add("only-checklist");
  window.addEventListener("afterprint", () => {
    page.classList.remove("only-checklist");
    for (const one of shut) one.open = true;
  }, { once: true });
  window.print();
}

async function share(link) {
  const status = list.querySelector("[data-done]");
  if (navigator.share) {
    await navigator.share({ title: link.dataset.share, url: link.href }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(link.href);
  status.classList.remove("vh");
  status.textContent = status.dataset.done;
}

if (list) {
  remember(list);
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-print], [data-share]");
    if (!link) return;
    const canShare = navigator.share || navigator.clipboard;
    if (link.matches("[data-share]") && !canShare) return; // Plain http: the link opens, to be copied.
    event.preventDefault();
    if (link.matches("[data-print]")) printCase(link);
    else share(link);
  });
}
