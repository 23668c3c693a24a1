// The builder of embeds: a button that copies, and a frame as tall as its card.
for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.textContent;
  button.hidden = !navigator.clipboard;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(box.value);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 3000);
    } catch {
      box.focus();
      box.select();
    }
  });
}
const frame = document.querySelector("[data-card-frame]");
window.addEventListener("message", (event) => {
  if (!frame || event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
  const height = Number(event.data?.type === "service-card:height" && event.data.height);
  if (height > 0 && height < 5000) frame.style.height = `${height}px`;
});
