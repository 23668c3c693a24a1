// Keep each tick on the server the moment it is set; without this script a button does it.
(() => {
  const form = document.querySelector("[data-ticks]");
  const told = form?.querySelector("[data-ticked]");
  if (!told) return;
  let last = Promise.resolve();
  form.addEventListener("change", (event) => {
    if (event.target.name !== "row") return;
    const body = new FormData(form);
    body.set("act", "save");
    last = last.then(async () => {
      const answer = await fetch(window.location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) told.textContent = (await answer.json()).ticked.toLocaleString("vi");
    }).catch(() => {});
  });
})();
