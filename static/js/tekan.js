// Cells that are tapped: <input data-tekan="3"> counts up with every tap on a touch screen, 3 is followed by nothing.
// Whoever has a keyboard types the number; the arrows of the grid stay as they are (baris.js).
(() => {
  "use strict";
  const touching = () => window.matchMedia("(pointer: coarse)").matches;

  function dress(cell) {
    cell.dataset.nilai = cell.value.trim();
  }

  function prepare(root) {
    for (const cell of root.querySelectorAll("input[data-tekan]")) {
      dress(cell);
      if (touching()) cell.readOnly = true; // no keyboard pops up; without script it is typed as before
    }
  }

  document.addEventListener("click", (event) => {
    const cell = event.target.closest?.("input[data-tekan]");
    if (!cell || !cell.readOnly) return;
    const most = Number(cell.dataset.tekan);
    const now = cell.value.trim();
    cell.value = now === "" ? "0" : Number(now) >= most ? "" : String(Number(now) + 1);
    dress(cell);
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("input[data-tekan]")) dress(event.target);
    else if (event.target.matches?.("[data-formset]")) prepare(event.target); // a row was added
  });

  prepare(document);
})();
