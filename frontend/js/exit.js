// Quick exit, after GOV.UK's "Exit this page": a click, or Shift three times within five seconds
// each, empties the page at once and takes its place in the history. Without this file the way
// out is a plain link.
{
  const words = document.currentScript.dataset;
  const way = document.querySelector("[data-exit]");
  const voice = document.createElement("p");
  let presses = 0, modified = false, timer;

  const leave = () => {
    document.documentElement.hidden = true;
    document.body.textContent = "";
    location.replace(way.href);
  };
  const say = (text) => { voice.textContent = text; };
  const forget = () => { presses = 0; say(words.none); };

  voice.className = "govuk-visually-hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);

  addEventListener("click", (event) => {
    if (event.target.closest("[data-exit]")) { event.preventDefault(); leave(); }
  });
  addEventListener("keyup", (event) => {
    if (event.key === "Shift" && !modified) {
      clearTimeout(timer);
      if (++presses > 2) leave();
      else { say(presses > 1 ? words.one : words.two); timer = setTimeout(forget, 5000); }
    }
    modified = event.shiftKey;
  }, true);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = () => print();
  }
}
