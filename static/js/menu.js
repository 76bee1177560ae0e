// Menus made of <details data-menu> close on Escape and on a press elsewhere;
// an error summary takes the focus, so that a screen reader starts there.
(() => {
  "use strict";
  const openMenus = () => document.querySelectorAll("details[data-menu][open]");

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  // A link of the summary opens what hides its field and goes there, free of the bars above and below.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-galat] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  });

  // Whoever was quicker than this script keeps the field they are in.
  if (document.activeElement === document.body) document.querySelector("[data-galat]")?.focus();
})();
