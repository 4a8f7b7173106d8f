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

  // While something is being pressed, answers wait: it is not exchanged under the pointer, or the click would be lost.
  let pressed = null;
  let release = () => {};
  const hold = () => {
    pressed ??= new Promise((resolve) => {
      release = resolve;
      window.setTimeout(resolve, 5000); // the end of a press may be told to another window
    });
  };
  const letGo = () => {
    pressed = null;
    window.setTimeout(release); // behind the click
  };
  window.addEventListener("pointerdown", (event) => { if (event.button === 0) hold(); }, true);
  window.addEventListener("keydown", (event) => { if (event.key === " ") hold(); }, true);
  for (const kind of ["pointerup", "pointercancel", "keyup", "blur"]) window.addEventListener(kind, letGo, true);
  let isLeaving = false; // for the page that an answer named: to ask again would begin the way there anew, and again
  window.addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("htmx:config:request", (event) => {
    if (isLeaving) return void event.preventDefault();
    const { ctx } = event.detail;
    ctx.fetch = async (...asked) => {
      const answer = await window.fetch(...asked);
      const text = await answer.text();
      await pressed;
      isLeaving = answer.headers.has("HX-Redirect");
      answer.text = async () => text;
      return answer;
    };
  });
})();
