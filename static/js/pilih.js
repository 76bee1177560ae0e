// Answering many rows by keyboard: <form data-pilih> with boxes [data-pilih-butir], one [data-pilih-semua], the number
// of ticked ones in [data-pilih-jumlah]. Arrows move, Shift with an arrow or a click ticks a run, Ctrl+A ticks all,
// 1 to 9 choose the answer with that number, Enter goes to the reason. Without script every box is ticked by itself.
(() => {
  "use strict";
  const form = document.querySelector("form[data-pilih]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[data-pilih-butir]")];
  const all = form.querySelector("[data-pilih-semua]");
  const told = form.querySelector("[data-pilih-jumlah]");
  if (!boxes.length) return;
  let last = 0;

  function tell() {
    const count = boxes.filter((box) => box.checked).length;
    if (told) told.textContent = count ? `${count} dipilih` : "belum ada yang dipilih";
    if (all) { all.checked = count === boxes.length; all.indeterminate = count > 0 && count < boxes.length; }
  }

  function run(from, to, state) {
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) boxes[at].checked = state;
  }

  form.addEventListener("click", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey) run(last, at, boxes[at].checked);
    last = at;
    tell();
  });

  form.addEventListener("change", (event) => {
    if (event.target === all) run(0, boxes.length - 1, all.checked);
    tell();
  });

  function go(at, event) {
    const next = Math.max(0, Math.min(boxes.length - 1, at));
    if (event.shiftKey) { boxes[last].checked = true; boxes[next].checked = true; }
    boxes[next].focus();
    last = next;
  }

  form.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    last = at;
    const number = Number(event.key);
    const answers = [...form.querySelectorAll('[name="status"]')];
    if (event.key === "ArrowDown") go(at + 1, event);
    else if (event.key === "ArrowUp") go(at - 1, event);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") run(0, boxes.length - 1, true);
    else if (event.key === "Enter") form.querySelector('[name="reason"]')?.focus();
    else if (number >= 1 && number <= answers.length && !event.ctrlKey && !event.altKey) answers[number - 1].checked = true;
    else return;
    event.preventDefault();
    tell();
  });

  tell();
})();
