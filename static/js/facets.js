/* Send the facets at once when a box is ticked; without this script there is a button. */

for (const form of document.querySelectorAll("[data-facets]")) {
  const button = form.querySelector("button");
  const wide = window.matchMedia("(min-width: 60em)");
  const adapt = () => { button.hidden = wide.matches; };
  adapt();
  wide.addEventListener("change", adapt);
  form.addEventListener("change", () => {
    // On a phone several boxes are ticked before looking; there the button stays.
    if (wide.matches) form.requestSubmit();
  });
}
