// One short line at the foot of the screen. Others say: document.dispatchEvent(new CustomEvent("pesan", {detail: "…"})).
// A failed request of a partial page says what is wrong, what is safe and what to do.
(() => {
  "use strict";
  const line = document.getElementById("pesan-sekilas");
  if (!line) return;
  let timer;

  const say = (text) => {
    clearTimeout(timer);
    line.textContent = text;
    timer = setTimeout(() => { line.textContent = ""; }, 8000);
  };

  const REASONS = {
    401: "Masa masuk sudah habis. Isian Anda masih di layar; masuk lagi di tab lain, lalu ulangi.",
    403: "Tindakan ini bukan wewenang Anda. Tidak ada yang berubah.",
    404: "Datanya tidak ditemukan lagi. Muat ulang halaman ini.",
    409: "Data ini baru diubah orang lain. Muat ulang untuk melihat isian terbaru.",
    413: "Berkas terlalu besar. Kecilkan dahulu, lalu unggah lagi.",
    429: "Terlalu sering mencoba. Tunggu sebentar, lalu ulangi.",
  };

  document.addEventListener("pesan", (event) => say(event.detail));
  document.addEventListener("htmx:response:error", (event) => {
    const status = event.detail?.ctx?.response?.raw?.status;
    if (status === 422) return;
    say(REASONS[status] || "Server sedang terkendala. Isian Anda masih di layar; coba lagi sebentar lagi.");
  });
  document.addEventListener("htmx:error", () => {
    if (!navigator.onLine) say("Tidak ada sambungan. Isian Anda masih di layar; ulangi bila sinyal kembali.");
  });
})();
