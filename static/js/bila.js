// <div data-bila="NAME" data-bila-nilai="A B">: shown only while the field NAME of the same form has one of these
// values. What is hidden keeps its answer; the server leaves it out. Without script everything is shown.
(() => {
  "use strict";
  const value = (form, name) => {
    const field = form.elements[name];
    return field ? field.value : "";
  };
  function look(form) {
    for (const part of form.querySelectorAll("[data-bila]")) {
      part.hidden = !part.dataset.bilaNilai.split(" ").includes(value(form, part.dataset.bila));
    }
  }
  for (const form of document.querySelectorAll("form")) {
    if (!form.querySelector("[data-bila]")) continue;
    look(form);
    form.addEventListener("change", () => look(form));
    form.addEventListener("input", () => look(form));
  }
})();
