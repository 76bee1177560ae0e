// Counts of a vote are asked only for "suara terbanyak"; the page works without this script.
(() => {
  "use strict";
  const votes = document.querySelector("[data-suara]");
  const choices = [...document.querySelectorAll("[data-cara]")];
  if (!votes || !choices.length) return;
  const show = () => { votes.hidden = !choices.some((one) => one.checked && one.value === "SUARA") && !votes.querySelector(".has-error"); };
  choices.forEach((one) => one.addEventListener("change", show));
  show();
})();
