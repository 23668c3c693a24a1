/* Helps an editor write "Chỉ hỏi khi": offers the questions above and their answers, and sets the operator
   that a question of several answers needs. What may be written stays free; the check judges it. */
(() => {
  const QUESTION = /^body-\d+-value-questions-\d+-value-label$/;
  const CONDITION = /^(.+)-show_if-(question|value)$/;
  const ASKED = ["choice", "yes_no", "commune", "number", "declaration", "text"];
  const YES_NO = ["Có", "Không"];

  const offered = document.createElement("datalist");
  offered.id = "offered-for-condition";

  const part = (prefix, name) => document.getElementById(`${prefix}-${name}`);
  const kind = (prefix) => document.getElementsByName(`${prefix.replace(/-value$/, "")}-type`)[0]?.value;

  /* The questions that stand above a field, as {label, prefix}; deleted ones stay in the form, hidden. */
  const above = (field) =>
    [...document.querySelectorAll("#body-root input[name$='-value-label']")]
      .filter((label) => QUESTION.test(label.name) && label.value.trim())
      .map((label) => ({ label: label.value.trim(), prefix: label.name.slice(0, -"-label".length), field: label }))
      .filter((one) => one.field.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING)
      .filter((one) => !field.name.startsWith(`${one.prefix}-`) && ASKED.includes(kind(one.prefix)))
      .filter((one) => !gone(one.prefix));

  const gone = (prefix) =>
    [prefix, prefix.split("-questions-")[0]].some(
      (one) => document.getElementsByName(`${one.replace(/-value$/, "")}-deleted`)[0]?.value,
    );

  const chosen = (field, text) =>
    above(field).find((one) => one.label.toLowerCase() === text.trim().toLowerCase());

  const answers = (question) => {
    if (!question) return [];
    if (kind(question.prefix) === "yes_no") return YES_NO;
    const lines = part(question.prefix, "choices")?.value ?? "";
    return lines.split("\n").map((line) => line.trim()).filter(Boolean);
  };

  document.addEventListener("focusin", ({ target }) => {
    const [, prefix, name] = CONDITION.exec(target.name ?? "") ?? [];
    if (!prefix) return;
    const texts =
      name === "question"
        ? above(target).map((one) => one.label)
        : answers(chosen(target, part(prefix, "show_if-question").value));
    offered.replaceChildren(...texts.map((text) => new Option(text, text)));
    document.body.append(offered);
    target.setAttribute("list", offered.id);
    target.autocomplete = "off";
  });

  document.addEventListener("change", ({ target }) => {
    const [, prefix, name] = CONDITION.exec(target.name ?? "") ?? [];
    if (name !== "question") return;
    const question = chosen(target, target.value);
    const operator = part(prefix, "show_if-operator");
    if (!question || !operator) return;
    const several = part(question.prefix, "look")?.value === "choices";
    if (several !== (operator.value === "has")) {
      operator.value = several ? "has" : "is";
      operator.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
