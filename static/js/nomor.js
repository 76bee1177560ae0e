// Shows under a number pattern what a letter number would look like. The server is the authority.
"use strict";
for (const output of document.querySelectorAll("[data-pola-nomor]")) {
  const input = document.getElementById(output.dataset.polaNomor);
  const values = { urut: "7", kode: "BA", lembaga: output.dataset.lembaga, bulan_romawi: output.dataset.bulan, tahun: output.dataset.tahun };
  const show = () => {
    const filled = input.value.replace(/\{(\w+)(?::0(\d)d)?\}/g, (whole, word, width) =>
      word in values ? values[word].padStart(width ? Number(width) : 0, "0") : whole);
    const complete = !/[{}]/.test(filled) && input.value.includes("{urut") && input.value.includes("{tahun}");
    output.textContent = complete ? filled : "pola belum benar";
  };
  if (input) input.addEventListener("input", show);
}
