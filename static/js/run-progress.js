// Show how far a run is without reloading; when its state changes, load the page that goes with it.
(() => {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.progress, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      if (answer.headers.get("X-Run-State") !== place.dataset.state) return void window.location.reload();
      const text = await answer.text();
      if (text.trim() !== place.innerHTML.trim()) place.innerHTML = text;
    } catch {
      // The next look may find the server again.
    }
  };
  setInterval(look, 2000);
})();
