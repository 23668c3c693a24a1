/* Tells the portal which result was chosen, as a plain count: no cookie, no id, links stay as they are.
   Editors see from it which queries do not lead anywhere. Without this script nothing is counted. */

const page = document.querySelector("[data-chosen]");

function tell(event) {
  const link = event.target.closest("a[href]");
  const result = link?.closest("[data-code]");
  if (!result || !navigator.sendBeacon) return;
  const place = [...page.querySelectorAll("[data-code]")].indexOf(result) + 1;
  const values = {
    q: page.dataset.query,
    code: result.dataset.code,
    position: String(Number(page.dataset.before) + place),
  };
  navigator.sendBeacon(page.dataset.chosen, new URLSearchParams(values));
}

if (page?.dataset.query) {
  page.addEventListener("click", tell);
  // The middle button opens a result in a new tab and sends no click.
  page.addEventListener("auxclick", (event) => { if (event.button === 1) tell(event); });
}
