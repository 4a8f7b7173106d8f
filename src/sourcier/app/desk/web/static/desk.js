"use strict";
(() => {
  // A form that cannot be taken back asks first, in the words of its page.
  document.addEventListener("submit", (event) => {
    const asked = event.target.dataset.confirm;
    if (asked && !window.confirm(asked)) event.preventDefault();
  });
  // A choice that filters is applied at once; without script its button does it.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (form && event.target.matches("select")) form.requestSubmit();
  });
  // A desk that does not answer is said so, for as long as it does not: what was typed stays in its form.
  const lost = document.getElementById("lost");
  document.addEventListener("htmx:error", (event) => {
    if (!event.detail?.ctx?.response) lost.textContent = lost.dataset.words;
  });
  document.addEventListener("htmx:after:request", () => {
    lost.textContent = "";
  });
})();
