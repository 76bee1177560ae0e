// <input data-angka="uang|bilangan|ukuran" data-unit="ha" data-desimal="2">: says under the field which number was
// understood. The same rules as parse_number on the server, which remains the authority.
(() => {
  "use strict";
  const ONE_GROUP = /^[1-9]\d{0,2}[.,]\d{3}$/;
  const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;

  function bare(text, unit) {
    let rest = text.replace(/[\u2212\u2013\u2011]/g, "-").replace(/\s+/g, " ").trim();
    rest = rest.replace(/^(-?)\s*(?:rp\.?|idr)\s*/i, "$1").replace(/[.,]\s*(?:-+|=)$/, "");
    for (const end of [unit, "%"]) {
      if (end && rest.toLowerCase().endsWith(end.toLowerCase())) { rest = rest.slice(0, -end.length).trim(); break; }
    }
    return rest.replace(/^([+-])\s+/, "$1");
  }

  function plain(digits, kind) {
    const comma = digits.lastIndexOf(",");
    const point = digits.lastIndexOf(".");
    if (comma >= 0 && point >= 0) {
      const at = Math.max(comma, point);
      const whole = digits.slice(0, at);
      return !whole.includes(digits[at]) && GROUPED.test(whole)
        ? `${whole.replace(/[.,]/g, "")}.${digits.slice(at + 1)}` : null;
    }
    if (comma < 0 && point < 0) return digits;
    const mark = comma >= 0 ? "," : ".";
    if (digits.split(mark).length > 2) return GROUPED.test(digits) ? digits.replaceAll(mark, "") : null;
    if (ONE_GROUP.test(digits) && (kind !== "ukuran" || mark === ".")) return digits.replace(mark, "");
    return digits.replace(mark, ".");
  }

  // The number as plain text with a point ("1500.25"), or null when it cannot be read.
  function read(text, kind, unit) {
    let written = bare(text, unit || "");
    const spaced = /^([+-]?\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/.exec(written);
    if (spaced) return spaced[1].replaceAll(" ", "") + (spaced[2] ? `.${spaced[2]}` : "");
    if (!/^[+-]?[\d.,]*\d$/.test(written)) return null;
    const sign = written.startsWith("-") ? "-" : "";
    written = written.replace(/^[+-]/, "");
    const number = plain(written, kind);
    return number === null ? null : sign + number;
  }

  // Written by hand on the digits: a float would lose some of them.
  function show(number, places) {
    const [whole, fraction = ""] = number.replace("-", "").split(".");
    const grouped = (whole.replace(/^0+(?=\d)/, "") || "0").replace(/\B(?=(\d{3})+$)/g, ".");
    const decimals = fraction.length >= places ? fraction : fraction.padEnd(places, "0");
    return (number.startsWith("-") ? "-" : "") + grouped + (decimals ? `,${decimals}` : "");
  }

  function echo(field) {
    const line = document.getElementById(`${field.id}_echo`);
    if (!line) return;
    if (!field.value.trim()) { line.textContent = ""; return; }
    const { angka: kind = "ukuran", unit = "", desimal = "0" } = field.dataset;
    const number = read(field.value, kind, unit);
    line.dataset.state = number === null ? "bad" : "good";
    line.textContent = number === null
      ? "belum terbaca sebagai angka; tulis misalnya 9,7 atau 1.500"
      : `dibaca: ${kind === "uang" ? "Rp\u00a0" : ""}${show(number, Number(desimal))}${unit && kind !== "uang" ? `\u00a0${unit}` : ""}`;
  }

  window.angka = { read, show };
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-angka]")) echo(event.target); });
  document.querySelectorAll("[data-angka]").forEach(echo);
  document.addEventListener("htmx:after:swap", () => document.querySelectorAll("[data-angka]").forEach(echo));
})();
