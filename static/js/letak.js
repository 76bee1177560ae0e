// <button data-letak-isi hidden> inside a row writes the place where one stands, "latitude, longitude; …", behind what the
// row's [data-letak] field holds, and says in the row's [data-letak-kata] how exact it is. Without GPS it stays hidden.
(() => {
  "use strict";
  if (!navigator.geolocation) return;
  const offer = (root) => root.querySelectorAll("[data-letak-isi]").forEach((button) => { button.hidden = false; });

  function stood(field, say, { latitude, longitude, accuracy }) {
    const spot = `${latitude.toFixed(7)}, ${longitude.toFixed(7)}`;
    field.value = [field.value.trim().replace(/;$/, ""), spot].filter(Boolean).join("; ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const metres = Math.round(accuracy);
    say(`Letak ditulis, ketelitian ${metres} m.${metres > 20 ? " Kurang teliti: ulangi di tempat terbuka." : ""}`);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-letak-isi]");
    if (!button) return;
    const row = button.closest("[data-formset-row]");
    const place = row.querySelector("[data-letak-kata]");
    const say = (text) => { place.textContent = text; };
    say("Mencari letak …");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => stood(row.querySelector("[data-letak]"), say, coords),
      () => say("Letak tidak ditemukan. Pastikan izin lokasi diberikan, atau kosongkan letaknya."),
      { enableHighAccuracy: true, timeout: 20000 },
    );
  });
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-formset]")) offer(event.target); });
  offer(document);
})();
