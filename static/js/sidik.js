// Compares the SHA-256 of a file with that of the edition without sending the file anywhere.
// Where the browser cannot compute it (no secure context) the form is sent to the server instead.
"use strict";
(() => {
  const box = document.querySelector("[data-sidik]");
  if (!box || !window.crypto || !window.crypto.subtle) return;
  const input = box.querySelector("input[type=file]");
  const output = box.querySelector("[data-sidik-hasil]");
  const known = box.dataset.sidik.split(" ");
  const say = (kind, title, text) => {
    output.className = `verdict verdict-${kind}`;
    output.replaceChildren();
    const head = document.createElement("h2");
    head.textContent = title;
    const body = document.createElement("p");
    body.textContent = text;
    output.append(head, body);
    output.hidden = false;
  };
  const compare = async (file) => {
    const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const digest = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (known.includes(digest)) say("good", box.dataset.sama, `${file.name}: ${digest}`);
    else say("bad", box.dataset.beda, `${file.name}: ${digest}`);
  };
  input.addEventListener("change", () => { if (input.files[0]) compare(input.files[0]); });
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("is-over"); });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    if (event.dataTransfer.files[0]) compare(event.dataTransfer.files[0]);
  });
})();
