/* Remembers in this browser that there is a draft of a service, so that the service's page, which is
   the same for everyone, can say so. Only the procedure code is kept; the draft stays at the portal. */

const PREFIX = "ban-nhap:";

function set(code, there) {
  try {
    if (there) localStorage.setItem(PREFIX + code, "1");
    else localStorage.removeItem(PREFIX + code);
  } catch {
    // Storage is closed in some private windows; the start page tells of the draft all the same.
  }
}

const start = document.querySelector("[data-draft]");
if (start) set(start.dataset.draft || start.dataset.code, Boolean(start.dataset.draft));
const handedIn = document.querySelector("[data-handed-in]");
if (handedIn) set(handedIn.dataset.handedIn, false);

for (const hint of document.querySelectorAll("[data-draft-hint]")) {
  try {
    hint.hidden = localStorage.getItem(PREFIX + hint.dataset.draftHint) !== "1";
  } catch {
    // See above.
  }
}
