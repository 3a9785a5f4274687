// How far a file is, where scripts run. Without this file the form is sent as any other.
{
  const start = () => {
    const form = document.querySelector("[data-upload]");
    const note = form && form.querySelector("[data-progress]");
    const chosen = form && form.querySelector("input[type=file]");
    if (!note) return;

    const tell = (text) => { note.hidden = false; note.textContent = text; };
    const hold = (on) => { for (const one of form.querySelectorAll("button")) one.disabled = on; };
    const stop = (text) => { hold(false); tell(text); };

    const put = (request) => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      const ours = main && (main.querySelector("[data-upload]") || request.status < 500);
      if (request.status === 413 && !(main && main.querySelector("[data-upload]"))) {
        stop(form.dataset.large);
      } else if (request.status === 429 || !ours) {
        stop(form.dataset.busy);
      } else {
        document.querySelector("main").replaceWith(document.adoptNode(main));
        (document.querySelector(".govuk-error-summary") || main).focus();
        scrollTo(0, 0);
        start();
      }
    };

    form.addEventListener("submit", (event) => {
      const button = event.submitter, file = chosen.files[0];
      if (!file || !button || !["unggah", "kirim"].includes(button.name)) return;
      event.preventDefault();
      if (file.size > 20000000) { tell(form.dataset.large); return; }
      // The last field says that everything before it has come, so it goes last here too.
      const data = new FormData(form), last = data.get("akhir");
      data.delete("akhir");
      data.append(button.name, button.value);
      data.append("akhir", last);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.onprogress = (sent) => {
        tell(`${form.dataset.sending} ${Math.floor(100 * sent.loaded / sent.total)} %`);
      };
      request.upload.onload = () => tell(form.dataset.cleaning);
      request.onerror = request.onabort = () => stop(form.dataset.broken);
      request.onload = () => put(request);
      hold(true);
      request.send(data);
    });
  };
  start();
}
