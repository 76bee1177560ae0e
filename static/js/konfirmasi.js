// <form data-konfirmasi="Hapus baris ini?"> or <button data-konfirmasi="…">: asks once more in a dialog.
// Optional: data-konfirmasi-ya="Ya, hapus". Without script the form is sent to its own confirm page.
(() => {
  "use strict";
  let dialog;

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "ask";
    dialog.setAttribute("aria-labelledby", "tanya-judul");
    dialog.innerHTML =
      '<form method="dialog"><p id="tanya-judul"></p><div class="form-buttons">' +
      '<button class="btn btn-primary" value="ya"></button>' +
      '<button class="btn btn-secondary" value="tidak">Tidak, kembali</button></div></form>';
    document.body.append(dialog);
  }

  function ask(question, yes) {
    if (!dialog) build();
    dialog.querySelector("p").textContent = question;
    dialog.querySelector('[value="ya"]').textContent = yes || "Ya, lanjutkan";
    dialog.returnValue = "tidak";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "ya"), { once: true });
    });
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    const asker = button?.dataset.konfirmasi ? button : form.dataset.konfirmasi ? form : null;
    if (!asker || form.dataset.sudahDitanya) { delete form.dataset.sudahDitanya; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(asker.dataset.konfirmasi, asker.dataset.konfirmasiYa)) {
      form.dataset.sudahDitanya = "1";
      form.requestSubmit(button);
    }
  }, true);
})();
