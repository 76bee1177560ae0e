// <table data-urut> with <th data-urut-jenis="teks|angka">: headings become buttons that sort the rows in sight.
// A cell may carry data-nilai when its text is not what counts.
(() => {
  "use strict";
  const order = new Intl.Collator("id", { numeric: true, sensitivity: "base" });
  const text = (row, index) => {
    const cell = row.cells[index];
    return cell ? cell.dataset.nilai ?? cell.textContent.trim() : "";
  };
  const number = (value) => {
    const plain = value.replace(/[^\d,.-]/g, "").replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".");
    return plain === "" ? null : Number(plain);
  };

  function compare(a, b, kind) {
    if (kind !== "angka") return order.compare(a, b);
    const [x, y] = [number(a), number(b)];
    if (x === null || y === null) return (x === null) - (y === null);
    return x - y;
  }

  function sort(heading) {
    const table = heading.closest("table");
    const up = heading.getAttribute("aria-sort") !== "ascending";
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const kind = heading.dataset.urutJenis;
    const lines = [...body.rows].sort((a, b) => compare(text(a, heading.cellIndex), text(b, heading.cellIndex), kind) * (up ? 1 : -1));
    body.append(...lines);
  }

  document.querySelectorAll("table[data-urut] th[data-urut-jenis]").forEach((heading) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  });
})();
