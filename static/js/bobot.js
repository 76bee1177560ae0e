// The sum of the weights while one types: <div data-formset data-jumlah="100"> with inputs named …-weight, told in
// [data-jumlah-hasil]. The server checks it again.
(() => {
  "use strict";
  const box = document.querySelector("[data-jumlah]");
  const told = document.querySelector("[data-jumlah-hasil]");
  if (!box || !told) return;
  const wanted = Number(box.dataset.jumlah);

  function tell() {
    const fields = [...box.querySelectorAll('[data-formset-row]:not([hidden]) [name$="-weight"]')];
    const sum = fields.reduce((total, field) => total + (Number(field.value.trim()) || 0), 0);
    const gap = Math.abs(wanted - sum);
    const way = sum < wanted ? "kurang" : "lebih";
    told.textContent = `Jumlah bobot ${sum}` + (gap ? `, ${way} ${gap} dari ${wanted}` : ", tepat");
    told.dataset.cocok = gap ? "belum" : "ya";
  }

  box.addEventListener("input", tell);
  tell();
})();
