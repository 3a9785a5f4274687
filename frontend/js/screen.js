// The trainer's screen looks again every few seconds without a flash. Without this file the page
// is loaded again as a whole.
{
  const AGAIN = 5000;

  const tell = (screen, text) => {
    const told = screen.querySelector("[data-told]");
    if (told && told.textContent !== text) told.textContent = text;
  };

  const look = async () => {
    const screen = document.querySelector("[data-screen]");
    try {
      const answer = await fetch(location.href, { cache: "no-store", redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-screen]");
      if (!answer.ok || !fresh) throw new Error("no screen");
      const active = document.activeElement;
      if (screen.contains(active) && active !== screen) {
        // Somebody is about to press: only the code and the number change under her.
        for (const name of [".app-screen__qr", ".app-screen__large", ".app-screen__present"]) {
          const old = screen.querySelector(name), now = fresh.querySelector(name);
          if (!old || !now) { location.reload(); return; }
          old.replaceWith(document.adoptNode(now));
        }
        tell(screen, "");
      } else {
        screen.replaceWith(document.adoptNode(fresh));
      }
      if (!document.querySelector(".app-screen__code")) return;
    } catch {
      tell(screen, screen.dataset.lost);
    }
    setTimeout(look, AGAIN);
  };

  if (document.querySelector("[data-screen]")) setTimeout(look, AGAIN);
}
