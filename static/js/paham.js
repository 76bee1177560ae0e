// Trainings. Choosing people: <form data-pilih-nama> with [data-cari] (search) and [data-semua] in each <details>.
// Scores: <form data-paham>; in a cell .tri the keys P, B and - answer and go on, Enter and arrows move between
// people, a heading [data-kolom] or a button [data-semua-paham] answers "paham" for what is not assessed yet.
(() => {
  "use strict";
  const picking = document.querySelector("form[data-pilih-nama]");
  if (picking) pick(picking);
  const grid = document.querySelector("form[data-paham]");
  if (grid) score(grid);

  function pick(form) {
    const search = form.querySelector("[data-cari]");
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      for (const line of form.querySelectorAll("[data-nama]")) line.hidden = !line.dataset.nama.includes(wanted);
      for (const group of form.querySelectorAll("details.pick")) {
        const some = [...group.querySelectorAll("[data-nama]")].some((line) => !line.hidden);
        group.hidden = !some;
        if (wanted && some) group.open = true;
      }
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-semua]");
      if (!button) return;
      const boxes = [...button.closest("details").querySelectorAll("li:not([hidden]) input")];
      const every = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !every;
    });
  }

  function score(form) {
    const rows = () => [...form.querySelectorAll("[data-orang]")];
    const places = (row) => [...row.querySelectorAll("input[type=checkbox], input[inputmode], .tri")];
    const focus = (place) => {
      const field = place?.matches(".tri") ? place.querySelector(":checked") ?? place.querySelector("input") : place;
      field?.focus();
      field?.select?.();
    };
    const placeOf = (field) => field.closest(".tri") ?? field;

    function move(field, down, along) {
      const row = field.closest("[data-orang]");
      const all = rows();
      const index = places(row).indexOf(placeOf(field)) + along;
      const line = all[all.indexOf(row) + down];
      const wanted = line && places(line)[index];
      if (wanted) focus(wanted);
      else if (along > 0) focus(places(all[all.indexOf(row) + 1] ?? row)[1]);
    }

    function answer(tri, value) {
      const radio = tri.querySelector(`input[value="${value}"]`);
      radio.checked = true;
      radio.dispatchEvent(new Event("input", { bubbles: true }));
      return radio;
    }

    const came = (row) => row.querySelector("input[type=checkbox]").checked;
    const fill = (cells) => {
      for (const tri of cells) {
        if (came(tri.closest("[data-orang]")) && tri.querySelector(":checked")?.value === "") answer(tri, "P");
      }
    };

    form.addEventListener("keydown", (event) => {
      const field = event.target;
      if (!field.closest("[data-orang]") || event.ctrlKey || event.metaKey || event.altKey) return;
      const tri = field.closest(".tri");
      const letter = { p: "P", b: "B", "-": "", " ": null }[event.key.toLowerCase()];
      const step = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
      if (tri && typeof letter === "string") {
        event.preventDefault();
        move(answer(tri, letter), 0, 1);
      } else if (step && field.type !== "button" && (tri || step[0])) {
        event.preventDefault();
        move(field, ...step);
      }
    });

    form.addEventListener("click", (event) => {
      const one = event.target.closest("[data-semua-paham]");
      if (one) fill(one.closest("[data-orang]").querySelectorAll(".tri"));
      const head = event.target.closest("[data-kolom-paham]");
      if (head) fill(form.querySelectorAll(`.tri:has(input[name^="${head.dataset.kolomPaham}-"])`));
    });

    for (const head of form.querySelectorAll("[data-kolom]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "column-fill";
      button.dataset.kolomPaham = head.dataset.kolom;
      button.title = `${head.title}: isi paham untuk yang belum dinilai`;
      button.append(...head.childNodes);
      head.append(button);
    }
  }
})();
