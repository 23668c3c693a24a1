/* Hides a question of a page while the answer above it rules it out. Without this script the question is
   there and may be left empty; the server judges in either case. */

const dependent = [...document.querySelectorAll("[data-asked-by]")];
const form = dependent[0]?.closest("form");

function answers(name) {
  const boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  if (boxes.length === 0) return null;
  return boxes
    .filter((box) => !box.closest("[hidden]"))
    .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
    .map((box) => box.value);
}

function show() {
  for (const part of dependent) {
    const { askedBy, askedIf, askedValue } = part.dataset;
    const given = answers(askedBy);
    // A question of several boxes, such as a date, is left to the server.
    if (given === null) continue;
    part.hidden = given.includes(askedValue) === (askedIf === "is_not");
  }
}

if (form) {
  form.addEventListener("change", show);
  show();
}
