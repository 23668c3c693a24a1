/* Saves the answers of a page while they are typed, a moment after the last key. The page's own button
   saves as well; without this script nothing is missing. */

const form = document.querySelector("[data-autosave]");
const note = document.querySelector("[data-saved]");
const PAUSE = 1500;
const LONGEST = 8000;
let timer = 0;
let sending = null;

async function save() {
  timer = 0;
  sending?.abort();
  sending = new AbortController();
  const tooLong = setTimeout(() => sending.abort(), LONGEST);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "1" },
      signal: sending.signal,
    });
    if (answer.status === 409) return; // Another window changed it: the button shows both.
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const saved = await answer.json();
    form.elements._seen.value = saved.seen;
    note.textContent = `${form.dataset.savedWords} ${saved.at}`;
  } catch (error) {
    if (timer === 0 && error.name !== "AbortError") note.textContent = form.dataset.unsavedWords;
  } finally {
    clearTimeout(tooLong);
  }
}

if (form && note) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sending?.abort();
  });
}
document.querySelector("[data-errors]")?.focus();
