// <button data-salin="ID">: copies the field with that id and says so; <button data-cetak>: opens the print dialogue.
// Both buttons show only where scripts run; without them the fields are selected and copied by hand.
(() => {
  "use strict";
  const say = (text) => document.dispatchEvent(new CustomEvent("pesan", { detail: text }));

  async function copy(button, field) {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return say("Belum tersalin. Tekan Ctrl+C; isiannya sudah terpilih.");
    }
    document.querySelectorAll("[data-tersalin]").forEach((other) => delete other.dataset.tersalin);
    button.dataset.tersalin = "1";
    say(`Tersalin: ${button.dataset.salinNama}`);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-salin], [data-cetak]");
    if (!button) return;
    event.preventDefault();
    if ("cetak" in button.dataset) return window.print();
    const field = document.getElementById(button.dataset.salin);
    if (field) copy(button, field);
  });
})();
