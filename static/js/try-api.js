// The developers' page: show the answer under the question instead of leaving the page.
for (const form of document.querySelectorAll("[data-try]")) {
  const place = form.parentElement.querySelector("[data-answer]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let path = form.dataset.try;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(value));
      else if (value) query.append(name, value);
    }
    const address = query.size ? `${path}?${query}` : path;
    const status = place.querySelector("[data-status]");
    place.hidden = false;
    status.textContent = `GET ${address}`;
    try {
      const began = performance.now();
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const text = JSON.stringify(await answer.json(), null, 2);
      status.textContent = `GET ${address} → ${answer.status}, ${Math.round(performance.now() - began)} ms`;
      place.querySelector("pre").textContent = text.length > 40_000 ? `${text.slice(0, 40_000)}\n…` : text;
    } catch (problem) {
      place.querySelector("pre").textContent = String(problem);
    }
  });
}
