/* Hides a question of a page while the answer above it rules it out: what is hidden is not sent, and what
   appears is told to those who do not see it. Without this script the question is there and may be left
   empty; the server judges in either case. */

const dependent = [...document.querySelectorAll("[data-asked-by]")];
const form = dependent[0]?.closest("form");
const said = document.querySelector("[data-more-questions]");

function answers(name) {
  const boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  if (boxes.length === 0) return null;
  return boxes
    .filter((box) => !box.closest("[hidden]"))
    .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
    .map((box) => box.value);
}

/* Hides and shows; answers the parts that have come. */
function show() {
  const come = [];
  for (const part of dependent) {
    const { askedBy, askedIf, askedValue } = part.dataset;
    const given = answers(askedBy);
    // A question of several boxes, such as a date, is left to the server.
    if (given === null) continue;
    const hidden = given.includes(askedValue) === (askedIf === "is_not");
    if (part.hidden && !hidden) come.push(part);
    part.hidden = hidden;
    for (const box of part.querySelectorAll("input, select, textarea, button")) box.disabled = hidden;
  }
  return come;
}

function tell(parts) {
  const names = parts.map((part) => part.querySelector("label, legend, .govuk-inset-text")?.textContent.trim());
  if (said) said.textContent = names.length ? `${said.dataset.moreQuestions} ${names.join("; ")}` : "";
}

if (form) {
  form.addEventListener("change", () => tell(show()));
  show();
}
