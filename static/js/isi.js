// <button type="button" data-isi="ID" data-isi-nilai="12,5">: writes the value into the field with that id, as if typed.
// Without script the same button submits its form and the server fills the field.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-isi]");
    const field = button && document.getElementById(button.dataset.isi);
    if (!field) return;
    event.preventDefault();
    field.value = button.dataset.isiNilai;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
})();
