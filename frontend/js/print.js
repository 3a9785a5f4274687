// A button to print with, where scripts run. Without this file people use their browser's own.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => print();
}
