/* Sends files as soon as they are chosen; without this script the button beside them does. */

for (const form of document.querySelectorAll("[data-upload]")) {
  const button = form.querySelector("button");
  const note = form.querySelector("[data-busy-note]");
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("submit", () => {
    button.disabled = true;
    note.textContent = form.dataset.busy;
  });
  // Chosen on a slow line before this script had arrived.
  if (form.querySelector("[type=file]").files.length) form.requestSubmit();
}
// Back from the next page: the browser may show this one as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
document.querySelector("[data-errors]")?.focus();
