"use strict";
// What is typed beside a claim stays with the tab of the browser until it is saved: no answer, link or reload takes it.
(() => {
  const panel = document.getElementById("panel");
  if (!panel) return;
  const person = document.querySelector(".masthead .person")?.textContent ?? "";
  const prefix = `draft ${JSON.stringify(person)} `; // a tab may outlive a login

  // In the tab's storage, which may be closed or full, and beside it.
  const kept = new Map();
  const read = (key) => {
    if (kept.has(key)) return kept.get(key);
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, draft) => {
    kept.set(key, draft);
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch { /* kept beside it, until the page is left */ }
  };
  const drop = (key) => {
    kept.delete(key);
    try {
      sessionStorage.removeItem(key);
    } catch { /* then it was never there */ }
  };

  const forms = () => [...panel.querySelectorAll("form")];
  const keyOf = (form) => `${prefix}${form.getAttribute("action")} ${form.id || form.closest("details")?.id || ""}`;
  const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "submit", "button"].includes(one.type));

  const turns = new Map(); // how often each was changed: what was typed after it was sent is none of what was saved
  const note = ({ target }) => {
    const form = target.form;
    if (!form) return;
    const key = keyOf(form);
    const given = fields(form).filter((one) => one.type !== "radio" || one.checked);
    const typed = Object.fromEntries(given.map((one) => [one.name, one.value]));
    turns.set(key, (turns.get(key) ?? 0) + 1);
    if (Object.values(typed).some((value) => value.trim())) write(key, { typed });
    else drop(key);
  };
  panel.addEventListener("input", note);

  const restore = () => {
    for (const form of forms()) {
      const draft = read(keyOf(form));
      if (!draft || draft.isSent) continue;
      for (const field of fields(form)) {
        if (!Object.hasOwn(draft.typed, field.name)) continue;
        if (field.type === "radio") field.checked = field.value === draft.typed[field.name];
        else if (field.value !== draft.typed[field.name]) field.value = draft.typed[field.name];
      }
      const within = form.closest("details");
      if (within) within.open = true;
    }
  };

  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (!ctx.sourceElement.matches("#panel form")) return;
    ctx.draft = keyOf(ctx.sourceElement);
    ctx.turn = turns.get(ctx.draft);
  });
  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    if (ctx.draft && ctx.response.status < 400 && ctx.turn === turns.get(ctx.draft)) drop(ctx.draft);
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target === panel) restore();
  });

  // A form that leads to another page was saved if one comes; whoever turns back from none finds the words again.
  panel.addEventListener("submit", ({ target }) => {
    const draft = !target.hasAttribute("hx-post") && read(keyOf(target));
    if (draft) write(keyOf(target), { ...draft, isSent: true });
  });
  const isReached = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const stored = () => {
    try {
      return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  };
  for (const key of stored()) {
    const draft = read(key);
    if (draft?.isSent && isReached) drop(key);
    else if (draft?.isSent) write(key, { typed: draft.typed });
  }
  restore();
})();
