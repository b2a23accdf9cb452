"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (what, inside = document) => [...inside.querySelectorAll(what)];
  const main = document.querySelector("main");
  const correctable = JSON.parse(main.dataset.correctable);
  const cards = all(".card");
  const byId = new Map(cards.filter((c) => c.dataset.id).map((c) => [c.dataset.id, c]));
  const marks = new Map();
  for (const mark of all("#source [data-r]")) {
    const list = marks.get(mark.dataset.r);
    if (list) list.push(mark); else marks.set(mark.dataset.r, [mark]);
  }
  const marksOf = (handle) => marks.get(handle) || [];

  // What was said of each record, kept in this browser by the hash of the input.
  const files = all(".file");
  const place = (file) => "gongbao-review/" + file.dataset.sha256;
  const said = new Map();
  for (const file of files) {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(place(file)) || "{}") || {}; } catch { /* nothing is kept here */ }
    said.set(file, kept);
  }
  const of = (card) => said.get(card.closest(".file"))[card.dataset.id] || {};
  function keep(card, what) {
    const file = card.closest(".file");
    const kept = said.get(file);
    if (what.verdict || Object.keys(what.set || {}).length) kept[card.dataset.id] = what; else delete kept[card.dataset.id];
    try { localStorage.setItem(place(file), JSON.stringify(kept)); } catch { /* the page works without */ }
    showSaid(card);
    count();
    filter();
  }
  const verdictOf = (what) => what.verdict === "rejected" ? "rejected" : Object.keys(what.set || {}).length ? "corrected" : what.verdict || "";

  function showSaid(card) {
    const what = of(card);
    searched.delete(card);
    const verdict = verdictOf(what);
    if (verdict) card.dataset.said = verdict; else delete card.dataset.said;
    for (const button of all("[data-verdict]", card)) {
      button.setAttribute("aria-pressed", String(what.verdict === button.dataset.verdict));
    }
    for (const added of all(".added", card)) added.remove();
    for (const v of all(".v.changed", card)) {
      v.textContent = v.dataset.shown;
      v.classList.remove("changed");
    }
    for (const [path, change] of Object.entries(what.set || {})) {
      const now = change.now === null ? "(absent)" : String(change.now);
      const v = all(".v", card).find((e) => e.dataset.f === path);
      if (v) {
        v.dataset.shown ??= v.textContent;
        v.textContent = now;
        v.classList.add("changed");
        const was = document.createElement("span");
        was.className = "was added";
        was.textContent = " was " + v.dataset.shown;
        v.after(was);
      } else {
        const row = document.createElement("div");
        row.className = "added";
        const dt = document.createElement("dt");
        dt.textContent = named(path);
        const dd = document.createElement("dd");
        const value = document.createElement("span");
        value.className = "v changed added";
        value.dataset.shown = "";
        value.textContent = now;
        dd.append(value);
        row.append(dt, dd);
        card.querySelector("dl")?.append(row);
      }
    }
  }
  const named = (path) => path.slice(1).split("/").map((p) => /^\d+$/.test(p) ? String(Number(p) + 1) : p === "-" ? "+" : p.replaceAll("_", " ")).join(" ");

  function count() {
    const tally = { accepted: 0, rejected: 0, corrected: 0 };
    for (const card of byId.values()) if (card.dataset.said) tally[card.dataset.said] += 1;
    const done = tally.accepted + tally.rejected + tally.corrected;
    $("progress").textContent = `${done} of ${byId.size} looked at: ${tally.accepted} accepted, ${tally.rejected} rejected, ${tally.corrected} corrected`;
  }

  // Both sides light each other.
  let lit = "";
  function light(handle) {
    if (handle === lit) return;
    for (const part of [...marksOf(lit), $(lit)]) part?.classList.remove("on");
    lit = handle;
    for (const part of [...marksOf(lit), lit && $(lit)]) part && part.classList.add("on");
  }
  let selected = "";
  function select(handle, { card = true, source = true, focus = false, link = true } = {}) {
    for (const part of [...marksOf(selected), selected && $(selected)]) part && part.classList.remove("sel");
    selected = handle;
    if (!handle) return;
    const target = $(handle);
    for (const part of [...marksOf(handle), target]) part.classList.add("sel");
    light(handle);
    if (focus) target.focus({ preventScroll: true });
    if (card) target.scrollIntoView({ block: "nearest" });
    if (source) (marksOf(handle).find((m) => m.matches(".m:not(.evidence)")) || marksOf(handle)[0])?.scrollIntoView({ block: "center" });
    if (link) history.replaceState(null, "", "#" + handle);
  }
  const shown = (card) => !card.classList.contains("off");
  const handleAt = (target) => {
    const mark = target.closest?.("[data-r]");
    // An article is everything: it lights up from its label and its card.
    return mark && !(mark.matches(".m.k-article, .m.evidence")) ? mark.dataset.r : "";
  };
  main.addEventListener("pointerover", (e) => light(handleAt(e.target) || selected));
  main.addEventListener("focusin", (e) => { const h = handleAt(e.target); if (h) light(h); });
  main.addEventListener("pointerleave", () => light(selected));

  main.addEventListener("click", (e) => {
    const button = e.target.closest("button");
    const card = e.target.closest(".card");
    if (button && card) {
      if (button.dataset.verdict) verdict(card, button.dataset.verdict);
      else if (button.matches(".correct")) correct(card);
      return;
    }
    if (e.target.closest("input, select, textarea, summary, .lines, .basis a, .why a, .form, .label.k-join")) return;
    if (String(getSelection())) return;
    if (card) {
      if (e.target.closest("a")) e.preventDefault();
      select(card.dataset.r, { card: false });
      return;
    }
    const around = [];
    for (let at = e.target.closest("[data-r]"); at; at = at.parentElement?.closest("[data-r]")) {
      if (!at.matches(".evidence")) around.push(at.dataset.r);
    }
    if (!around.length) return;
    if (e.target.closest("a")) e.preventDefault();
    // Another click on the same place goes to what lies around it.
    const next = around[(around.indexOf(selected) + 1) % around.length];
    select(next, { source: false });
  });

  function verdict(card, which) {
    const what = of(card);
    keep(card, { ...what, verdict: what.verdict === which ? undefined : which });
  }

  // The form of corrections: what stands in the record, and what could.
  const raw = (text) => text.replace(/\\(?:\\|u\{([0-9a-f]+)\})/g, (_, hex) => hex ? String.fromCodePoint(parseInt(hex, 16)) : "\\");
  const valueOf = (v) => v.dataset.v !== undefined ? raw(v.dataset.v) : v.dataset.shown ?? v.textContent;
  const typed = (text, type) => text === "" ? null : type === "number" && /^\d+$/.test(text) ? Number(text) : type === "boolean" ? text === "true" : text;
  function correct(card) {
    const button = card.querySelector(".correct");
    const old = card.querySelector(".form");
    if (old) {
      old.remove();
      button.setAttribute("aria-expanded", "false");
      button.focus();
      return;
    }
    const types = correctable[card.dataset.kind] || {};
    const changes = of(card).set || {};
    const form = document.createElement("form");
    form.className = "form";
    const there = new Set();
    const inputs = [];
    function field(path, was, type) {
      const label = document.createElement("label");
      label.textContent = named(path);
      label.classList.toggle("absent", was === null);
      const change = changes[path];
      const value = change ? (change.now === null ? "" : String(change.now)) : was === null ? "" : String(was);
      let input;
      const codes = Array.isArray(type) ? type : type === "boolean" ? ["true", "false"] : null;
      if (codes) {
        input = document.createElement("select");
        for (const code of ["", ...codes]) {
          const option = document.createElement("option");
          option.value = code;
          option.textContent = code;
          input.append(option);
        }
      } else if (value.length > 60) {
        input = document.createElement("textarea");
        input.rows = Math.min(8, 1 + Math.ceil(value.length / 30));
      } else {
        input = document.createElement("input");
        if (type === "number") input.inputMode = "numeric";
      }
      input.id = `${card.id}-${path}`;
      label.htmlFor = input.id;
      input.value = value;
      input.dataset.path = path;
      inputs.push({ input, path, was, type, before: input.value });
      form.append(label, input);
    }
    for (const v of all(".v[data-f]", card)) {
      const path = v.dataset.f;
      const type = types[path.replace(/\/\d+(?=\/|$)/g, "/#")];
      if (!type) continue;
      there.add(path);
      field(path, typed(valueOf(v), type), type);
    }
    for (const [path, type] of Object.entries(types)) {
      if (!path.includes("#") && !there.has(path)) field(path, null, type);
    }
    const end = document.createElement("div");
    end.className = "end";
    const save = document.createElement("button");
    save.textContent = "Save";
    const leave = document.createElement("button");
    leave.type = "button";
    leave.textContent = "Cancel";
    leave.addEventListener("click", () => correct(card));
    end.append(save, " ", leave);
    form.append(end);
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      const set = { ...changes };
      for (const { input, path, was, type, before } of inputs) {
        if (input.value === before) continue;
        const now = typed(input.value, type);
        if (now === was) delete set[path]; else set[path] = { was, now };
      }
      correct(card);
      keep(card, { ...of(card), set });
    });
    form.addEventListener("keydown", (e) => {
      if (e.key !== "Escape") return;
      e.stopPropagation();
      correct(card);
    });
    card.append(form);
    button.setAttribute("aria-expanded", "true");
    inputs[0]?.input.focus();
  }

  // The corrections as YAML: a JSON string is one of YAML, where nothing in it is read as a line end or is not printable.
  const quoted = (value) => typeof value !== "string" ? String(value)
    : JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  function yaml() {
    const out = ["# Put into the records with: extract review FILE --apply corrections.yaml", "form: gongbao-corrections/1", "inputs:"];
    for (const file of files) {
      const records = Object.entries(said.get(file));
      if (!records.length) continue;
      out.push(`- name: ${quoted(raw(file.dataset.name))}`, `  sha256: ${quoted(file.dataset.sha256)}`, "  records:");
      for (const [id, what] of records) {
        out.push(`  - id: ${quoted(id)}`);
        if (what.verdict) out.push(`    verdict: ${what.verdict}`);
        const set = Object.entries(what.set || {});
        if (set.length) out.push("    set:");
        for (const [path, change] of set) {
          out.push(`    - field: ${quoted(path)}`, `      was: ${quoted(change.was)}`, `      now: ${quoted(change.now)}`);
        }
      }
    }
    if (out[out.length - 1] === "inputs:") out[out.length - 1] = "inputs: []";
    return out.join("\n") + "\n";
  }
  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([yaml()], { type: "application/yaml" }));
    link.download = "corrections.yaml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  $("export").addEventListener("click", download);

  // What is shown.
  const kinds = all("#kinds input");
  let hits = [], hit = -1;
  // What is searched: the record itself, without its buttons and reasons.
  const searched = new Map();
  function wordsOf(card) {
    let words = searched.get(card);
    if (words === undefined) {
      words = [...card.children].filter((c) => !c.matches(".verdict, .why, .form")).map((c) => c.textContent).join(" ").toLowerCase();
      searched.set(card, words);
    }
    return words;
  }
  function filter() {
    const off = new Set(kinds.filter((k) => !k.checked).map((k) => k.value));
    const words = $("search").value.trim().toLowerCase();
    const wanted = $("verdicts").value;
    let any = false;
    for (const card of cards) {
      const fits = !off.has(card.dataset.kind)
        && (!words || wordsOf(card).includes(words))
        && (!wanted || (card.dataset.id && (card.dataset.said || "open") === wanted));
      card.classList.toggle("off", !fits);
      any ||= fits;
    }
    $("nothing").hidden = any;
    for (const kind of kinds) {
      const was = kind.dataset.was || "true";
      if (was === String(kind.checked)) continue;
      kind.dataset.was = String(kind.checked);
      for (const mark of all(`#source .m.k-${kind.value}`)) mark.classList.toggle("bare", !kind.checked);
      for (const label of all(`#source .label.k-${kind.value}`)) label.classList.toggle("off", !kind.checked);
    }
  }
  function search() {
    for (const line of hits) line.classList.remove("hit");
    const words = $("search").value.trim().toLowerCase();
    hits = words ? all(".line").filter((l) => l.textContent.toLowerCase().includes(words)) : [];
    hit = -1;
    for (const line of hits) line.classList.add("hit");
    filter();
  }
  let waiting = 0;
  $("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  $("tools").addEventListener("submit", (e) => {
    e.preventDefault();
    clearTimeout(waiting);
    if (!hits.length) search();
    if (!hits.length) return;
    hit = (hit + 1) % hits.length;
    hits[hit].scrollIntoView({ block: "center" });
  });
  $("verdicts").addEventListener("change", filter);
  $("kinds").addEventListener("change", filter);

  // Light or dark, as the system has it until it is said otherwise.
  const dark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  function theme(name) {
    if (name) document.documentElement.dataset.theme = name;
    $("theme").textContent = dark() ? "Light" : "Dark";
  }
  let kept = "";
  try { kept = localStorage.getItem("gongbao-review-theme") || ""; } catch { /* as the system has it */ }
  theme(kept === "dark" || kept === "light" ? kept : "");
  $("theme").addEventListener("click", () => {
    theme(dark() ? "light" : "dark");
    try { localStorage.setItem("gongbao-review-theme", document.documentElement.dataset.theme); } catch { /* for now only */ }
  });
  $("help-open").addEventListener("click", () => $("help").showModal());

  // Keys.
  function step(list, by) {
    const visible = list.filter(shown);
    if (!visible.length) return;
    const order = cards.indexOf($(selected || ""));
    let at = by > 0 ? visible.findIndex((c) => cards.indexOf(c) > order) : visible.findLastIndex((c) => cards.indexOf(c) < order);
    if (at < 0) at = by > 0 ? visible.length - 1 : 0;
    select(visible[at].id, { focus: true });
  }
  function why(card) {
    const details = card?.querySelector(".why");
    if (details) details.open = !details.open;
  }
  const diagnostics = cards.filter((c) => c.dataset.kind === "diagnostic");
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !$("help").open) {
      if (document.activeElement === $("search")) { $("search").value = ""; search(); }
      document.activeElement?.blur();
      select("");
      light("");
      return;
    }
    const card = document.activeElement?.closest?.(".card") || $(selected || "");
    if (e.key === "Enter" && document.activeElement?.matches?.(".card")) {
      e.preventDefault();
      const first = marksOf(document.activeElement.id).find((m) => m.matches("a"));
      select(document.activeElement.id, { card: false });
      first?.focus({ preventScroll: true });
      return;
    }
    if (e.ctrlKey || e.altKey || e.metaKey || $("help").open || e.target.closest("input, select, textarea")) return;
    if (!$("keys-on").checked) return;
    const act = {
      j: () => step(cards, 1), k: () => step(cards, -1), n: () => step(diagnostics, 1), p: () => step(diagnostics, -1),
      a: () => card?.dataset.id && verdict(card, "accepted"), r: () => card?.dataset.id && verdict(card, "rejected"),
      c: () => card?.dataset.id && correct(card), w: () => why(card), x: download, "/": () => $("search").focus(), "?": () => $("help").showModal(),
    }[e.key] || (/^[1-7]$/.test(e.key) && kinds[e.key - 1] && (() => kinds[e.key - 1].click()));
    if (!act) return;
    e.preventDefault();
    act();
  });

  // Enter on a label in the source goes to its card; a link may name a record by its id too.
  $("source").addEventListener("keydown", (e) => {
    const label = e.key === "Enter" && e.target.closest("a[data-r]");
    if (!label) return;
    e.preventDefault();
    e.stopPropagation();
    select(label.dataset.r, { source: false, focus: true });
  });
  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    const card = byId.get(name) || $(name);
    if (card?.matches(".card")) select(card.id, { link: false });
  }
  addEventListener("hashchange", follow);
  for (const card of byId.values()) if (Object.keys(of(card)).length) showSaid(card);
  count();
  follow();
})();
