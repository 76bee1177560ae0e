// The problem tree on a page: every row (data-nomor) says what it hangs on in words ([data-dari]), and its buttons
// [data-tumbuh="SEBAB|AKIBAT"] put the next question into an empty row or a new one. Without script numbers are typed.
(() => {
  "use strict";
  const set = document.querySelector("[data-formset=simpul]");
  if (!set) return;
  const WORDS = { SEBAB: "Mengapa", AKIBAT: "Akibat dari" };
  const rows = () => [...set.querySelectorAll("[data-nomor]:not([hidden])")];
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const words = (row) => field(row, "text").value.trim();
  const kindOf = (row) => field(row, "kind")?.value || "";

  function tell() {
    const known = new Map(rows().map((row) => [row.dataset.nomor, row]));
    for (const row of known.values()) {
      for (const button of row.querySelectorAll("[data-tumbuh]")) {
        button.hidden = !words(row) || (row.dataset.nomor !== "0" && button.dataset.tumbuh !== kindOf(row));
      }
      const line = row.querySelector("[data-dari]");
      if (!line) continue;
      const on = known.get(field(row, "of").value.trim() || "0");
      const said = on && on !== row ? words(on) : "";
      line.hidden = !said || !(words(row) || field(row, "of").value.trim());
      line.textContent = said ? `${WORDS[kindOf(row)]}: ${said}${kindOf(row) === "SEBAB" ? "?" : ""}` : "";
    }
  }

  function grow(from, kind) {
    let row = rows().find((one) => one.dataset.nomor !== "0" && !words(one) && !field(one, "pk")?.value);
    if (!row) {
      const before = rows().length;
      set.querySelector("[data-formset-add]").click();
      if (rows().length > before) row = rows().at(-1);
    }
    if (!row) return;
    field(row, "kind").value = kind;
    field(row, "of").value = from.dataset.nomor;
    field(row, "text").focus();
    row.scrollIntoView({ block: "center" });
    set.dispatchEvent(new Event("input", { bubbles: true }));
  }

  set.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tumbuh]");
    if (button) grow(button.closest("[data-nomor]"), button.dataset.tumbuh);
  });
  set.addEventListener("input", tell);
  set.addEventListener("change", tell);
  tell();
})();
