"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const cards = all(".card");
  const proofs = all("details.proof");
  const form = document.getElementById("filters");
  if (!form) return;
  const button = document.getElementById("unfold");
  const output = document.getElementById("shown");
  form.hidden = false;
  document.documentElement.classList.add("scripted");

  const fold = (open) => {
    for (const proof of proofs) proof.open = open;
    button.dataset.unfolded = open ? "yes" : "";
    button.textContent = open ? button.dataset.close : button.dataset.open;
  };
  fold(false);
  button.hidden = proofs.length === 0;
  button.addEventListener("click", () => fold(!button.dataset.unfolded));

  const filter = () => {
    const status = new Set(new FormData(form).getAll("status"));
    const kind = form.elements.kind.value;
    const speaker = form.elements.speaker.value;
    const kept = new Set();
    for (const card of cards) {
      const keep =
        (!status.size || status.has(card.dataset.status)) &&
        (!kind || card.dataset.kind === kind) &&
        (!speaker || card.dataset.speaker === speaker);
      card.hidden = !keep;
      if (keep) kept.add(card.id.slice(1));
    }
    for (const mark of all("[data-c]")) mark.classList.toggle("off", !kept.has(mark.dataset.c));
    output.textContent = kept.size === cards.length ? "" : output.dataset.words.replace("#", kept.size);
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.reset();
  filter();

  const show = () => {
    const card = /^#[cq][\w.]+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
    if (!card) return;
    const proof = card.querySelector("details.proof");
    if (proof) proof.open = true;
    if (card.hidden) {
      card.hidden = false; // a link leads to it in spite of the filters
      card.scrollIntoView();
    }
    card.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", show);
  show();

  let before = [];
  window.addEventListener("beforeprint", () => {
    before = proofs.filter((proof) => !proof.open);
    for (const proof of before) proof.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const proof of before) proof.open = false;
  });

  const light = (event, on) => {
    const mark = event.target.closest("[data-c]");
    const card = mark && document.getElementById(`c${mark.dataset.c}`);
    if (card) card.classList.toggle("lit", on);
  };
  const article = document.getElementById("article");
  article.addEventListener("mouseover", (event) => light(event, true));
  article.addEventListener("mouseout", (event) => light(event, false));
  article.addEventListener("focusin", (event) => light(event, true));
  article.addEventListener("focusout", (event) => light(event, false));
})();
