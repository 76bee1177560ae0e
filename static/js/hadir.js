// Typing attendance from paper: the counts beside the paper total, the shares of women and MBR, and fewer keys.
// <form data-hadir> with rows [data-formset-row] (names) or inputs [data-hitung="men|women|poor|vulnerable"] (counts).
// The server counts again when saving; this only shows it while one types.
(() => {
  "use strict";
  const form = document.querySelector("form[data-hadir]");
  if (!form) return;
  const number = (field) => Number.parseInt(field?.value, 10) || 0;
  const own = (row, name) => row.querySelector(`[data-${name}]`);
  const rows = () => [...form.querySelectorAll("[data-formset-row]:not([hidden])")];
  const percentText = (part, whole) => whole ? `${(Math.round(part * 1000 / whole) / 10).toLocaleString("id-ID")}%` : "–";

  function counted() {
    const sum = { men: 0, women: 0, poor: 0, vulnerable: 0 };
    for (const field of form.querySelectorAll("[data-hitung]")) sum[field.dataset.hitung] += number(field);
    for (const row of rows()) {
      if (!own(row, "nama")?.value.trim()) continue;
      if (own(row, "lp").value === "L") sum.men += 1;
      else if (own(row, "lp").value === "P") sum.women += 1;
      else sum.unknown = (sum.unknown || 0) + 1;
      sum.poor += own(row, "mbr").checked ? 1 : 0;
      sum.vulnerable += own(row, "rentan").checked ? 1 : 0;
    }
    sum.total = sum.men + sum.women + (sum.unknown || 0);
    return sum;
  }

  function verdict(share, part, whole) {
    const { min, target } = share.dataset;
    if (!Number(min) || !whole) return "tidak dinilai";
    if (part * 100 < min * whole) return "di bawah ambang";
    return part * 100 < target * whole ? "di bawah sasaran" : "tercapai";
  }

  function say(name, text) {
    for (const place of document.querySelectorAll(`[data-tampil="${name}"]`)) place.textContent = text;
  }

  function showPaper(sum) {
    const paper = form.querySelector("[name=paper_total]");
    const check = document.querySelector("[data-kertas]");
    const extra = document.querySelector("[data-beda]");
    const difference = paper.value.trim() === "" ? null : sum.total - number(paper);
    const text = difference === null ? "jumlah kertas belum diisi"
      : difference === 0 ? "sama dengan kertas" : `selisih ${Math.abs(difference)} (${difference < 0 ? "kurang" : "lebih"} dari kertas)`;
    say("selisih", text);
    for (const place of document.querySelectorAll("[data-tampil=selisih]")) {
      place.classList.toggle("is-off", Boolean(difference));
      place.classList.toggle("is-even", difference === 0);
    }
    check.dataset.state = difference === null ? "" : difference === 0 ? "even" : "off";
    if (extra) extra.hidden = !difference && !extra.querySelector(".has-error");
  }

  function show() {
    const sum = counted();
    say("total", sum.total);
    for (const name of ["men", "women", "poor", "vulnerable"]) say(name, sum[name]);
    for (const share of document.querySelectorAll("[data-share]")) {
      const part = sum[share.dataset.share];
      const word = verdict(share, part, sum.total);
      share.dataset.verdict = word;
      share.querySelector("[data-part]").textContent = `${part} dari ${sum.total} orang (${percentText(part, sum.total)})`;
      share.querySelector(".verdict").textContent = word;
      share.querySelector(".bar").setAttribute("width", sum.total ? part * 100 / sum.total : 0);
    }
    say("perempuan", percentText(sum.women, sum.total));
    say("mbr", percentText(sum.poor, sum.total));
    showPaper(sum);
  }

  function above(row) {
    const all = rows();
    return all.slice(0, all.indexOf(row)).reverse().find((other) => own(other, "nama")?.value.trim());
  }

  const focusable = "input:not([type=hidden]), select, textarea, button[data-formset-add]";
  function next(field) {
    const all = [...form.querySelectorAll(focusable)].filter((one) => !one.closest("[hidden], template") && one.tabIndex >= 0);
    const following = all[all.indexOf(field) + 1];
    following?.focus();
    following?.select?.();
  }

  form.addEventListener("input", (event) => {
    const row = event.target.closest("[data-formset-row]");
    if (row && event.target.matches("[data-nama]") && !own(row, "rt").value) {
      const before = above(row);
      if (before) own(row, "rt").value = own(before, "rt").value;
    }
    if (row && event.target.matches("[data-unsur]")) {
      if (event.target.value === "MBR") own(row, "mbr").checked = true;
      if (["DIFABEL", "LANSIA"].includes(event.target.value)) own(row, "rentan").checked = true;
    }
    show();
  });
  form.addEventListener("change", show);

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (field.matches("[data-lp]") && /^[lp]$/i.test(event.key)) {
      event.preventDefault();
      field.value = event.key.toUpperCase();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      next(field);
    } else if (event.key === "Enter" && field.matches("select, [type=checkbox]") && field.closest("[data-formset-row]")) {
      event.preventDefault();
      const all = rows();
      const following = all[all.indexOf(field.closest("[data-formset-row]")) + 1];
      if (following) own(following, "nama").focus();
      else form.querySelector("[data-formset-add]")?.click();
    } else if (field.matches("[data-mbr], [data-rentan]") && /^[xvy1]$/i.test(event.key)) {
      event.preventDefault();
      field.checked = !field.checked;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  show();
})();
