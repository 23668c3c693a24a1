/* The menu of the admin has a search form and so do its pages; readers tell them apart by name. */
(() => {
  const { page, list } = document.currentScript.dataset;
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("main form[role=search]:not([aria-label])")) {
      form.setAttribute("aria-label", form.closest("header.w-slim-header") ? list : page);
    }
  });
})();
