// Says on the page what allauth would only write to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey-fault");
  fault.hidden = false;
  fault.scrollIntoView({ block: "nearest" });
});
