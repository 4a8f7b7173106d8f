"use strict";
// The reviewing page: links open claims in the panel, keys go from claim to claim, words that are selected become claims.
// Every way that leads somewhere is a link or a form of the page, and leads there without this file too.
(() => {
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const text = document.getElementById("article");
  const filters = document.getElementById("filters");
  if (!panel || !text) return;
  root.classList.add("scripted");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const title = document.title;
  const home = one("h1 a").getAttribute("href");

  // Which claims are shown.
  const refs = () => all(".ref", text).sort((a, b) => a.dataset.n - b.dataset.n); // a claim inside another ends first
  const verdicts = ["supported", "refuted", "conflicting", "not_enough_evidence", "none"];
  const keeps = (ref, chosen) => {
    const names = ref.classList;
    const status = verdicts.find((name) => names.contains(name));
    const review = chosen.get("review");
    return (
      (!chosen.has("verdict") || chosen.getAll("verdict").includes(status)) &&
      (!chosen.get("kind") || names.contains(`k-${chosen.get("kind")}`)) &&
      (!chosen.get("speaker") || ref.dataset.s === chosen.get("speaker")) &&
      (!review || (review === "disputed" ? names.contains("is-disputed") : names.contains("is-open") === (review === "open")))
    );
  };
  const filter = () => {
    const chosen = new FormData(filters);
    for (const ref of refs()) {
      const keep = keeps(ref, chosen);
      for (const mark of all(`[data-c="${ref.dataset.c}"]`, text)) mark.classList.toggle("off", !keep);
      const entry = one(`.claims [data-c="${ref.dataset.c}"]`);
      if (entry) entry.hidden = !keep;
    }
  };
  filters.addEventListener("change", filter);
  filters.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });

  // Which claim is open.
  const current = () => one(".claim", panel);
  const mark = () => {
    const number = current() && current().dataset.c;
    for (const each of all(".current")) each.classList.remove("current");
    if (number) for (const each of all(`[data-c="${number}"]`, text)) each.classList.add("current");
    document.body.classList.toggle("has-claim", Boolean(number));
    return number;
  };
  const isNarrow = () => window.matchMedia("(max-width: 62rem)").matches;
  // What was decided shows in the text at once.
  const update = (within) => {
    for (const changed of all(".changed", within)) {
      if (changed.dataset.told) document.getElementById("said").textContent = changed.dataset.told;
      // Whoever goes on typing beside what they have just saved decides in sight of it.
      if (changed.dataset.seen && changed.dataset.c === current()?.dataset.c) {
        for (const seen of all("input[name=seen]", panel)) seen.value = changed.dataset.seen;
      }
      for (const each of all(`[data-c="${changed.dataset.c}"]`, text)) {
        const name = each.classList.contains("ref") ? "ref" : "m";
        each.className = `${name} ${changed.dataset.css}`;
        if (name === "ref") one("span", each).textContent = changed.dataset.sign + changed.dataset.c;
      }
    }
    for (const anew of all(".cell", within)) {
      const cell = document.getElementById("strip")?.children[Number(anew.dataset.at)];
      const isFocused = cell === document.activeElement;
      cell?.replaceWith(anew.firstElementChild);
      if (isFocused) document.getElementById("strip").children[Number(anew.dataset.at)].focus({ preventScroll: true });
      anew.remove();
    }
  };
  let scrolled = 0;
  const arrived = (ctx) => {
    const was = document.body.classList.contains("has-claim");
    if (!was) scrolled = window.scrollY;
    const number = mark();
    update(panel);
    const here = number ? current().dataset.page : home;
    if (!ctx.isBack && location.pathname !== here) history.pushState({}, "", here);
    document.title = number ? current().dataset.title : title;
    count();
    filter();
    const ref = number && one(`.ref[data-c="${CSS.escape(number)}"]`, text);
    if (isNarrow()) window.scrollTo(0, number ? 0 : scrolled);
    else if (ref) {
      makeRoom();
      ref.scrollIntoView({ block: "nearest" });
    }
    const scroll = one(".scroll", panel);
    if (scroll) scroll.scrollTop = 0;
    if (!document.activeElement?.closest("#panel form")) panel.focus({ preventScroll: true }); // else somebody types there
  };
  const count = () => {
    const progress = document.getElementById("progress");
    const counts = progress ? JSON.parse(progress.dataset.counts) : {};
    for (const each of all("[data-count]")) {
      const counted = counts[each.dataset.count] || 0;
      each.textContent = counted;
      if (each.parentElement.matches("small")) each.parentElement.hidden = !counted;
    }
  };
  const load = (path, isBack = false) => htmx.ajax("GET", path, { source: panel, target: panel, swap: "innerHTML", isBack });
  window.addEventListener("popstate", () => {
    if (location.hash && location.pathname === (current() ? current().dataset.page : home)) return;
    load(`${location.pathname}/panel${location.search}`, true);
  });

  // Answers come late, and in any order. The panel shows what was asked for last, and nothing that comes after somebody
  // began to type in what it showed before. What was saved shows in the text all the same; what was not is said.
  let wish = 0;
  let touched = 0;
  let waiting = null; // what was asked for last, until it is there
  const asked = new Map();
  panel.addEventListener("input", () => { touched += 1; });
  const isSaving = (ctx) => ctx.request.method !== "GET";
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.target !== panel) return;
    const before = asked.get(ctx.sourceElement);
    if (before && (isSaving(ctx) || before.path === ctx.request.action)) {
      event.preventDefault(); // pressed twice
      if (isSaving(ctx) && before.touched !== touched) before.again = ctx.request.submitter; // other words by now
      return;
    }
    const claim = current();
    Object.assign(ctx, { wish: ++wish, touched, asker: ctx.sourceElement, path: ctx.request.action });
    ctx.about = claim && { number: claim.dataset.c, page: claim.dataset.page };
    asked.set(ctx.asker, ctx);
    waiting = ctx;
  });
  const isHere = (ctx) => ctx.asker.isConnected && ctx.wish === wish;
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx, tasks } = event.detail;
    if (!ctx.wish) return;
    const main = tasks.find((task) => task.type === "main");
    const isRefused = ctx.response.status >= 400;
    if (isSaving(ctx)) {
      const claim = main && one("#claim", main.fragment);
      ctx.isShown = isHere(ctx) && (isRefused || ctx.touched === touched || claim?.dataset.c === ctx.about?.number);
    } else ctx.isShown = ctx.wish === wish && (ctx.isBack || ctx.touched === touched);
    if (ctx.isShown) return;
    if (isSaving(ctx) && !isRefused) {
      update(main.fragment);
      tasks.splice(tasks.indexOf(main), 1); // the progress is shown
      return;
    }
    if (isSaving(ctx)) notSaved(ctx);
    event.preventDefault();
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target === news) heard();
    else if (ctx.isShown && ctx.target === panel) arrived(ctx);
    else if (ctx.wish) {
      count();
      filter();
      if (ctx.isShown && ctx.asker.id === "decide") document.getElementById("reason").focus();
    }
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.wish && isSaving(ctx) && !isHere(ctx)) notSaved(ctx);
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (asked.get(ctx.asker) === ctx) asked.delete(ctx.asker);
    if (ctx.again !== undefined && ctx.asker.isConnected) ctx.asker.requestSubmit(ctx.again);
    if (waiting !== ctx) return;
    waiting = null;
    if (ctx.isShown && ctx.target === panel) replay();
    else held.length = 0;
  });
  const unsaved = document.getElementById("unsaved");
  const notSaved = ({ about }) => {
    const line = document.createElement("p");
    const way = document.createElement("a");
    way.href = about.page;
    way.textContent = unsaved.dataset.words.replace("{n}", about.number);
    way.addEventListener("click", (event) => {
      event.preventDefault();
      line.remove();
      load(`${about.page}/panel`);
    });
    line.append(way);
    unsaved.append(line);
  };
  mark();

  // What others decide meanwhile is asked for now and then, while somebody is at the page. Nothing that is typed moves.
  const news = document.getElementById("news");
  let acted = Date.now();
  for (const kind of ["pointermove", "keydown", "scroll"]) {
    window.addEventListener(kind, () => { acted = Date.now(); }, { passive: true });
  }
  const look = () => {
    if (document.hidden || Date.now() - acted > 600_000) return;
    const { have, edition } = news.dataset;
    htmx.ajax("GET", `${home}/news?${new URLSearchParams({ have, edition, listed: Boolean(one(".listed", panel)) })}`, { source: news, target: news, swap: "innerHTML" });
  };
  window.setInterval(look, 20_000);
  document.addEventListener("visibilitychange", look);
  const heard = () => {
    const had = one("#had", news);
    if (!had) return; // there was nothing new
    news.dataset.have = had.dataset.have;
    had.remove();
    update(news);
    const [listed, anew] = [one(".listed", panel), one(".listed", news)];
    if (listed && anew) {
      const focused = document.activeElement?.closest(".claims li")?.dataset.c;
      const at = listed.scrollTop;
      listed.replaceWith(anew);
      anew.scrollTop = at;
      if (focused) one(`.claims li[data-c="${CSS.escape(focused)}"] a`, panel)?.focus({ preventScroll: true });
    } else anew?.remove();
    const claim = current();
    for (const told of all(".fresh-one", news)) {
      const isHere = claim && told.dataset.c === claim.dataset.c;
      if (isHere) one(`p[data-at="${told.dataset.at}"]`, news).remove();
      if (isHere && Number(told.dataset.at) > Number(claim.dataset.have)) {
        document.getElementById("fresh").replaceChildren(told);
        told.hidden = false;
      } else told.remove();
    }
    mark();
    count();
    filter();
  };
  panel.addEventListener("click", (event) => {
    const taken = event.target.closest("[data-take]");
    if (!taken) return;
    for (const seen of all("input[name=seen]", panel)) seen.value = taken.dataset.take;
    taken.replaceWith(taken.dataset.taken);
  });

  // The panel reaches from where it begins to the foot of the window, so that its decision is always in sight.
  const spread = one(".spread");
  const fit = () => root.style.setProperty("--above", `${Math.max(0, Math.round(spread.getBoundingClientRect().top))}px`);
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", fit);
  fit();
  // In a low window the header gives its place to the evidence.
  const makeRoom = () => {
    const above = spread.getBoundingClientRect().top;
    if (!isNarrow() && above > 0 && window.innerHeight - above < 560) window.scrollBy(0, above);
  };
  if (current()) makeRoom();

  // Keys.
  const useKeys = document.getElementById("use-keys");
  try {
    if (localStorage.getItem("keys") === "off") useKeys.checked = false;
  } catch { /* storage may be closed: the keys are as the page has them */ }
  useKeys.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", useKeys.checked ? "on" : "off");
    } catch { /* not kept, then */ }
  });
  const shown = () => refs().filter((ref) => !ref.classList.contains("off"));
  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    const number = current() ? current().dataset.c : document.activeElement?.dataset?.c;
    const at = list.findIndex((ref) => ref.dataset.c === number);
    const next = list[Math.min(list.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by))];
    if (current()) next.click();
    else {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "center" });
    }
  };
  const nextOpen = () => {
    const open = shown().filter((ref) => ref.classList.contains("is-open") && ref.dataset.c !== current()?.dataset.c);
    const asked = open.filter((ref) => ref.classList.contains("awaits"));
    const left = asked.length ? asked : open;
    return left.find(after) || left[0];
  };
  // What comes next is what the filter shows.
  panel.addEventListener("click", (event) => {
    const way = event.target.closest("a[rel]");
    if (!way || !["prev", "next"].includes(way.rel) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    step(way.rel === "next" ? 1 : -1);
  }, true);
  panel.addEventListener("submit", (event) => {
    const behind = event.target.elements.behind;
    if (behind) behind.value = nextOpen()?.pathname.split("/").pop() || "";
  }, true);
  const press = {
    j: () => step(1),
    ArrowRight: () => step(1),
    k: () => step(-1),
    ArrowLeft: () => step(-1),
    n: () => nextOpen()?.click(),
    r: () => document.getElementById("reason")?.focus(),
    h: () => {
      const past = document.getElementById("past");
      if (!past) return void (location.href = `${home}/history`);
      past.open = !past.open;
      past.scrollIntoView({ block: "nearest" });
      one("summary", past).focus({ preventScroll: true });
    },
    t: () => document.getElementById("by-kind").click(),
    p: () => document.getElementById("rhetoric")?.click(),
    a: () => offer(true),
    "?": () => one("#show-keys").click(),
  };
  const after = (ref) => {
    const now = current() && one(`.ref[data-c="${CSS.escape(current().dataset.c)}"]`, text);
    return !now || Number(ref.dataset.n) > Number(now.dataset.n);
  };
  // Keys pressed before a claim that was asked for has come are about that claim, and wait for it.
  const held = [];
  const keep = (event) => {
    held.push(event);
    event.preventDefault();
  };
  const replay = () => {
    while (held.length && !waiting) {
      const { key, ctrlKey, metaKey } = held.shift();
      const field = document.activeElement?.closest("textarea");
      const letter = key === "Enter" ? "\n" : key;
      if (field && letter.length === 1 && !ctrlKey && !metaKey) {
        field.setRangeText(letter, field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      } else (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent("keydown", { key, ctrlKey, metaKey, bubbles: true, cancelable: true }),
      );
    }
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = document.getElementById("decide");
      if (held.length && !form?.contains(event.target)) keep(event);
      else if (form && form.contains(event.target)) {
        event.preventDefault();
        form.requestSubmit(one("button[value=next]", form));
        if (form.checkValidity()) panel.focus({ preventScroll: true }); // keys are about what comes next
      }
      return;
    }
    if (event.key === "Escape") {
      if (adding && !adding.hidden) return close();
      if (typing) return event.target.blur();
      one(".to-list", panel)?.click();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !useKeys.checked) return;
    if (waiting && event.key.length === 1) return keep(event);
    if (event.key.startsWith("Arrow") && event.target.matches("input[type=radio]")) return;
    const choice = all("#decide input[type=radio]")[Number(event.key) - 1];
    if (choice) {
      choice.click();
      choice.focus();
    } else if (Object.hasOwn(press, event.key)) press[event.key]();
    else return;
    event.preventDefault();
  });

  // Words that are selected become a claim, or the part of one.
  const adding = document.getElementById("adding");
  const points = (string) => [...string].length; // the desk counts code points
  const isShown = (node) => !node.parentElement.closest(".ref");
  const selected = (within) => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
    const block = start.closest("[data-at]") || start.closest(within);
    if (!block || !block.closest(within) || !block.contains(range.endContainer)) return null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let before = "";
    let words = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!isShown(node) || !range.intersectsNode(node)) {
        if (isShown(node) && range.comparePoint(node, 0) < 0) before += node.data;
        continue;
      }
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      before += words ? "" : node.data.slice(0, from);
      words += node.data.slice(from, to);
    }
    const lead = words.length - words.trimStart().length;
    if (!words.trim()) return null;
    return { words: words.trim(), start: Number(block.dataset.at || 0) + points(before) + lead };
  };
  const close = () => {
    adding.hidden = true;
    panel.focus({ preventScroll: true });
  };
  // Words of several paragraphs are no claim: the page says so, instead of doing nothing.
  const across = document.getElementById("across");
  const isAcross = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return false;
    const range = selection.getRangeAt(0);
    return text.contains(range.startContainer) && text.contains(range.endContainer) && !selected("#article");
  };
  const offer = (isAsked) => {
    const found = adding && selected("#article");
    across.hidden = !adding || !isAcross();
    if (!found) return;
    adding.elements.words.value = found.words;
    adding.elements.start.value = found.start;
    document.getElementById("chosen").textContent = found.words;
    adding.hidden = false;
    if (isAsked) adding.elements.reason.focus();
  };
  if (adding) {
    document.addEventListener("mouseup", (event) => {
      if (text.contains(event.target)) window.setTimeout(() => offer(false));
    });
    one("[data-close]", adding).addEventListener("click", close);
  }
  panel.addEventListener("click", (event) => {
    if (event.target.id !== "take-part") return;
    const found = selected("#whole");
    const parts = document.getElementById("s-parts");
    if (found) {
      parts.value = (parts.value.trim() ? `${parts.value.trim()}\n` : "") + found.words;
      parts.dispatchEvent(new Event("input", { bubbles: true }));
    }
    parts.focus();
  });

  // The claim that a mark belongs to.
  text.addEventListener("click", (event) => {
    const inner = event.target.closest(".m");
    if (!inner || event.target.closest("a") || !window.getSelection().isCollapsed) return;
    one(`.ref[data-c="${inner.dataset.c}"]`, text)?.click();
  });
})();
