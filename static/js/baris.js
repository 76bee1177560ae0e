// Rows of a formset: <div data-formset="PREFIX"> holds the rows (data-formset-row), a <template data-formset-empty>
// with __prefix__, and a [data-formset-add] button; [data-formset-remove] ticks DELETE and hides its row.
// A table with data-grid is typed like a sheet: Enter and the arrows move, Enter on the last row adds one.
(() => {
  "use strict";
  const total = (set) => set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
  const rows = (set) => [...set.querySelectorAll("[data-formset-row]:not([hidden])")];

  function add(set) {
    const count = total(set);
    const most = set.querySelector(`[name="${set.dataset.formset}-MAX_NUM_FORMS"]`);
    if (most && Number(count.value) >= Number(most.value)) return null;
    const template = set.querySelector("template[data-formset-empty]");
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", count.value).trim();
    const row = holder.content.firstElementChild;
    (set.querySelector("[data-formset-rows]") || set).append(row);
    count.value = Number(count.value) + 1;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    set.dispatchEvent(new Event("input", { bubbles: true }));
    return row;
  }

  function remove(button) {
    const row = button.closest("[data-formset-row]");
    const set = row.closest("[data-formset]");
    const mark = row.querySelector('[name$="-DELETE"]');
    if (!mark) return;
    mark.checked = true;
    const near = rows(set).filter((other) => other !== row).at(-1);
    row.hidden = true;
    (near?.querySelector("input:not([type=hidden]), select, textarea") || set.querySelector("[data-formset-add]"))?.focus();
    set.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const adder = event.target.closest?.("[data-formset-add]");
    if (adder) { event.preventDefault(); add(adder.closest("[data-formset]")); return; }
    const remover = event.target.closest?.("[data-formset-remove]");
    if (remover) { event.preventDefault(); remove(remover); }
  });

  // A recovered draft may have more rows than the page: draf.js asks for them.
  document.addEventListener("baris:tumbuh", (event) => {
    const { form, name, count } = event.detail;
    const set = form.querySelector(`[data-formset="${CSS.escape(name)}"]`);
    while (set && total(set) && Number(total(set).value) < count) if (!add(set)) break;
  });

  const cellField = (cell) => cell?.querySelector("input:not([type=hidden]):not([type=checkbox]), select");

  document.addEventListener("keydown", (event) => {
    const grid = event.target.closest?.("table[data-grid]");
    const cell = event.target.closest?.("td, th");
    if (!grid || !cell || event.target.matches("select, textarea, button")) return;
    const down = event.key === "Enter" || event.key === "ArrowDown";
    const sideways = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (down || event.key === "ArrowUp") {
      event.preventDefault();
      const lines = [...grid.tBodies[0].rows].filter((row) => !row.hidden);
      let next = lines[lines.indexOf(cell.parentElement) + (down ? 1 : -1)];
      if (!next && event.key === "Enter") next = grid.closest("[data-formset]") && add(grid.closest("[data-formset]"));
      const field = next && cellField(next.cells[cell.cellIndex]);
      field?.focus();
      field?.select?.();
    } else if (sideways) {
      const { selectionStart: start, selectionEnd: end, value } = event.target;
      if (start !== end || start !== (sideways < 0 ? 0 : value.length)) return;
      const field = cellField(cell.parentElement.cells[cell.cellIndex + sideways]);
      if (field) { event.preventDefault(); field.focus(); field.select?.(); }
    }
  });
})();
