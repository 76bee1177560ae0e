// Every <input type="file"> speaks Indonesian, whatever the browser speaks: our words lie over it.
// <input type="file" data-unggah>: photos are shrunk on the phone (longest side 1600 px, JPEG) before they are sent,
// which also leaves the place of taking behind; a small preview and the size are shown. data-unggah="1200" changes the side.
(() => {
  "use strict";
  const SIDE = 1600;
  const kb = (bytes) => bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB` : `${Math.ceil(bytes / 1000)} kB`;

  function drawn(image, side, type, quality) {
    const scale = Math.min(1, side / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return quality ? new Promise((done) => canvas.toBlob(done, type, quality)) : canvas.toDataURL(type, 0.7);
  }

  async function shrink(file, side) {
    if (!file.type.startsWith("image/")) return { file };
    let image;
    try { image = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { return { file }; }
    const thumb = drawn(image, 288, "image/jpeg");
    const blob = await drawn(image, side, "image/jpeg", 0.82);
    image.close();
    if (!blob || blob.size >= file.size) return { file, thumb };
    const name = file.name.replace(/\.\w+$/, "") + ".jpg";
    return { file: new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified }), thumb };
  }

  function show(list, { file, thumb }, before) {
    const item = document.createElement("li");
    if (thumb) {
      const picture = document.createElement("img");
      picture.src = thumb;
      picture.alt = `Pratinjau ${file.name}`;
      item.append(picture);
    }
    item.append(`${file.name}, ${kb(file.size)}${before > file.size ? ` (semula ${kb(before)})` : ""}`);
    list.append(item);
  }

  function named(field) {
    const words = field.parentElement.querySelector(".file-pick-name");
    const names = [...field.files].map((file) => file.name);
    if (words) words.textContent = names.length ? names.join(", ") : "belum ada yang dipilih";
  }

  function cover(root) {
    root.querySelectorAll("input[type=file]").forEach((field) => {
      if (field.parentElement.matches(".file-pick")) return;
      const frame = document.createElement("span");
      const face = document.createElement("span");
      const words = document.createElement("span");
      frame.className = "file-pick";
      face.className = "btn btn-secondary";
      face.textContent = "Pilih berkas";
      words.className = "file-pick-name";
      face.ariaHidden = words.ariaHidden = "true";
      field.replaceWith(frame);
      frame.append(face, words, field);
      named(field);
    });
  }

  cover(document);
  document.addEventListener("htmx:after:swap", () => cover(document));
  document.addEventListener("change", (event) => { if (event.target.matches?.("input[type=file]")) named(event.target); });
  addEventListener("pageshow", () => document.querySelectorAll(".file-pick > input").forEach(named));

  document.addEventListener("change", async (event) => {
    const field = event.target;
    if (!field.matches?.("input[type=file][data-unggah]")) return;
    const list = field.closest(".upload")?.querySelector("[data-unggah-preview]");
    const side = Number(field.dataset.unggah) || SIDE;
    const parcel = new DataTransfer();
    if (list) list.textContent = "";
    for (const original of [...field.files]) {
      const result = await shrink(original, side);
      parcel.items.add(result.file);
      if (list) show(list, result, original.size);
    }
    field.files = parcel.files;
    named(field);
  });
})();
