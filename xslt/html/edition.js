// The web edition's behaviour. Everything it shows is on the page already: it switches, moves and copies.
"use strict";
{
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  // What the reader chose is remembered, where the browser lets it be.
  const remember = {
    get(name) { try { return localStorage.getItem(`tei-edition-${name}`); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(`tei-edition-${name}`, value); } catch { /* not kept */ } },
  };

  const status = $("#said");
  let silence;
  const say = (words) => {
    if (!status) return;
    status.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ""; }, 2500);
  };

  root.classList.add("js");
  $$(".tools").forEach((tools) => { tools.hidden = false; });

  // Views, theme, small capitals.
  const showView = (view) => {
    root.dataset.view = view;
    const details = $(".tei details");
    if (details) details.open = view === "tei";
    if (view === "tei") fetchSource();
    $$("[data-set-view]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.setView === view)));
    remember.set("view", view);
    hideCard();
    placeNotes();
  };
  // The source is a page of its own, fetched when it is wanted; from a disk nothing can be fetched.
  const fetchSource = async () => {
    const link = $("section.tei p a");
    if (!link) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
      const source = $("pre", page);
      $$("a", source).forEach((a) => { a.setAttribute("href", a.hash); });
      link.parentElement.replaceWith(source);
    } catch {
      remember.set("view", "diplomatic");
      location.assign(link.href);
    }
  };
  const themes = ["system", "light", "dark"];
  const showTheme = (theme) => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    $$("[data-set-theme]").forEach((b) => {
      b.setAttribute("aria-label", theme === "system" ? "Theme: system" : `Theme: ${theme}`);
      b.textContent = { system: "◐", light: "☼", dark: "☾" }[theme];
    });
    remember.set("theme", theme);
  };
  const showCaps = (small) => {
    root.dataset.caps = small ? "small" : "full";
    $$("[data-set-caps]").forEach((b) => b.setAttribute("aria-pressed", String(small)));
    remember.set("caps", small ? "small" : "full");
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.setView) showView(button.dataset.setView);
    if (button.dataset.setTheme) showTheme(themes[(themes.indexOf(remember.get("theme") || root.dataset.theme || "system") + 1) % 3]);
    if (button.dataset.setCaps) showCaps(button.getAttribute("aria-pressed") !== "true");
  });

  // Cards: a passage explains itself on hover, focus or tap; arrows walk from one to the next.
  const card = $("#card");
  const marks = $$(".text .mark");
  let shown = null;
  function hideCard() {
    if (card) card.hidden = true;
    if (shown) shown.classList.remove("on");
    shown = null;
  }
  const showCard = (mark) => {
    const entry = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!card || !entry || shown === mark) return;
    hideCard();
    shown = mark;
    mark.classList.add("on");
    card.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
    card.hidden = false;
    // Below the whole passage, or above it: never over its words.
    const at = mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, root.clientWidth - card.offsetWidth - 8));
    const below = at.bottom + 6 + card.offsetHeight < innerHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY}px`;
  };
  const walk = (mark, step) => {
    const seen = marks.filter((m) => m.getClientRects().length);
    const next = seen[(seen.indexOf(mark) + step + seen.length) % seen.length];
    if (!next) return;
    marks.forEach((m) => { m.tabIndex = m === next ? 0 : -1; });
    next.focus();
  };
  const explain = (mark) => {
    mark.addEventListener("mouseenter", () => showCard(mark));
    mark.addEventListener("focus", () => showCard(mark));
    mark.addEventListener("mouseleave", (event) => { if (!card.contains(event.relatedTarget) && document.activeElement !== mark) hideCard(); });
    mark.addEventListener("blur", hideCard);
  };
  $$("a.name").forEach(explain);
  marks.forEach((mark, i) => {
    mark.tabIndex = i ? -1 : 0;
    explain(mark);
    mark.addEventListener("click", (event) => { event.stopPropagation(); showCard(mark); });
    mark.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); event.stopPropagation(); walk(mark, step); }
    });
  });
  if (card) card.addEventListener("mouseleave", () => { if (document.activeElement !== shown) hideCard(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { hideCard(); foldNotes(); } });
  document.addEventListener("click", (event) => { if (!event.target.closest(".mark, #card")) hideCard(); });

  // Notes: beside their lines where the margin is wide enough, never one over another; else unfolded in place.
  const notes = $(".notes");
  const article = $("article");
  const wide = matchMedia("(min-width: 74rem)");
  const printing = matchMedia("print");
  function placeNotes() {
    if (!notes || !article) return;
    // In the TEI view too, where none are shown: the bar stays where it is.
    const beside = wide.matches && !document.body.classList.contains("facing") && !printing.matches;
    document.body.classList.toggle("beside", beside);
    document.body.style.paddingRight = beside ? "calc(var(--margin) + 3.75rem)" : "";
    let bottom = -Infinity;
    const top = article.getBoundingClientRect().top;
    for (const note of $$(":scope > ol > li", notes)) {
      note.style.top = "";
      if (!beside || root.dataset.view === "tei") continue;
      const sign = document.getElementById(`${note.id}-ref`);
      const line = sign && sign.getClientRects().length ? sign.getBoundingClientRect().top - top : bottom;
      const y = Math.max(line - 4, bottom + 10);
      note.style.top = `${y}px`;
      bottom = y + note.offsetHeight;
    }
    article.style.minHeight = beside && bottom > 0 ? `${bottom}px` : "";
  }
  function foldNotes() { $$(".unfolded").forEach((fold) => fold.remove()); }
  document.addEventListener("click", (event) => {
    const sign = event.target.closest("a.sign");
    if (!sign || !notes) return;
    const note = document.getElementById(sign.hash.slice(1));
    if (!note) return;
    if (document.body.classList.contains("beside")) {
      $$(".notes > ol > li.on").forEach((li) => li.classList.remove("on"));
      note.classList.add("on");
      return;
    }
    event.preventDefault();
    const open = sign.nextElementSibling && sign.nextElementSibling.matches(".unfolded");
    foldNotes();
    if (open) return;
    const fold = document.createElement("span");
    fold.className = "unfolded";
    fold.setAttribute("role", "note");
    fold.append(...[...note.childNodes].filter((n) => !n.classList || !n.classList.contains("back")).map((n) => n.cloneNode(true)));
    fold.querySelectorAll("[id]").forEach((n) => n.removeAttribute("id"));
    // A full stop or comma behind the sign stays with its words.
    let last = sign;
    const stop = sign.nextSibling && sign.nextSibling.nodeType === 3 && /^[\p{P}]+/u.exec(sign.nextSibling.data);
    if (stop) { last = sign.nextSibling; last.splitText(stop[0].length); }
    last.after(fold);
  });
  // Numbers in the margin that share a line stand beside one another.
  const numbers = $$(".cited");
  function placeNumbers() {
    numbers.forEach((number) => { number.style.translate = ""; });
    const places = numbers.map((number) => [number.getBoundingClientRect(), number.classList.contains("of-line"), getComputedStyle(number).position]);
    const taken = new Map();
    places.forEach(([at, isLine, position], i) => {
      const last = taken.get(isLine);
      let shift = 0;
      if (position === "absolute" && last && Math.abs(last.top - at.top) < 6) shift = isLine ? Math.max(0, last.edge + 5 - at.left) : Math.min(0, last.edge - 5 - at.right);
      if (shift) numbers[i].style.translate = `${shift}px`;
      taken.set(isLine, { top: at.top, edge: isLine ? at.right + shift : at.left + shift });
    });
  }
  const place = () => { placeNumbers(); placeNotes(); };
  let waiting;
  addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(place); });
  if (document.fonts) document.fonts.ready.then(place);
  // What is printed is the text, with its notes at its foot, whatever the view is.
  let viewed = "";
  const print = () => {
    if (!printing.matches) return;
    if (root.dataset.view === "tei") { viewed = "tei"; root.dataset.view = "diplomatic"; }
    place();
  };
  printing.addEventListener("change", () => {
    if (printing.matches) { print(); return; }
    if (viewed) root.dataset.view = viewed;
    viewed = "";
    place();
  });

  // Paragraphs: their address by a click, and the citation of the one that is chosen.
  const forms = $$("[data-form]");
  const whole = new Map(forms.map((form) => [form, form.textContent]));
  const named = (link) => (link.dataset.cite ? `${link.dataset.kind || "section"} ${link.dataset.cite}` : `paragraph ${link.dataset.n}`).replace(/^./, (first) => first.toUpperCase());
  // A citation may be no more than a title, whose full stop stands in its quotation marks.
  const extended = (text, words) => (text.endsWith(".”") ? `${text.slice(0, -2)},” ${words}.` : text.replace(/(, https?:\S+)?\.$/, `, ${words}.`));
  const cite = (link) => {
    const about = $("[data-about]");
    if (!about) return;
    const canonical = $('link[rel="canonical"]');
    const base = (canonical ? canonical.href : location.href).replace(/#.*/, "");
    for (const form of forms) {
      let text = whole.get(form);
      if (link) {
        const address = base + link.hash;
        const { n, cite: reference, kind = "section" } = link.dataset;
        const [chicago, place, locator, label] = reference ? [reference, reference, reference, kind] : [`para. ${n}`, `par. ${n}`, n, "paragraph"];
        const add = {
          chicago: () => extended(text, `${chicago}, ${address}`),
          mla: () => extended(text, `${place}, ${address}`),
          bibtex: () => text.replace(/\n\}$/, `,\n  pages = {${place}},\n  note = {${address}}\n}`),
          ris: () => text.replace(/\nER {2}- $/, `\nSP  - ${place}\nL2  - ${address}\nER  - `),
          "csl-json": () => JSON.stringify(JSON.parse(text).map((item) => ({ ...item, locator, label, URL: address })), null, 2),
        }[form.dataset.form];
        text = add();
      }
      form.textContent = text;
    }
    about.textContent = link ? `${named(link)}. Click its number again for the whole record.` : "The whole record. To cite a paragraph, select its number.";
  };
  document.addEventListener("click", (event) => {
    const number = event.target.closest("a.n");
    if (!number) return;
    const place = number.classList.contains("cited") ? number : number.parentElement;
    const again = place.classList.contains("chosen");
    $$(".chosen").forEach((p) => p.classList.remove("chosen"));
    place.classList.toggle("chosen", !again);
    cite(again ? null : number);
    if (again || !navigator.clipboard) return;
    navigator.clipboard.writeText(number.href).then(() => say(`Address of ${named(number).toLowerCase()} copied`), () => {});
  });

  // In the TEI view a link to a paragraph shows it in the text.
  document.addEventListener("click", (event) => {
    if (event.target.closest(".tei pre a")) showView("diplomatic");
  });

  showTheme(themes.includes(remember.get("theme")) ? remember.get("theme") : "system");
  showCaps(remember.get("caps") === "small");
  if ($("[data-set-view]")) {
    const view = remember.get("view");
    showView(["reading", "diplomatic", "tei"].includes(view) ? view : "diplomatic");
  }
}
