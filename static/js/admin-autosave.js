/* Who presses a button of an editor while it saves by itself goes on when that has ended. Sent at that
   moment, a new page or form would be made twice, and the second refused because of the first. */
(() => {
  const PATIENCE = 10000;
  let saving = null;
  let pressed = null;
  let patience = 0;

  const goOn = () => {
    clearTimeout(patience);
    saving = null;
    if (!pressed) return;
    const { form, button } = pressed;
    pressed = null;
    // Wagtail greys a button that was pressed; greyed, it would not say what was wanted.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (!event.defaultPrevented) saving = event.target;
  });
  for (const end of ["success", "error"]) document.addEventListener(`w-autosave:${end}`, goOn);
  document.addEventListener("submit", (event) => {
    if (event.target !== saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!pressed) patience = setTimeout(goOn, PATIENCE);
    pressed = { form: event.target, button: event.submitter };
  }, { capture: true });
})();
