// The search page: facets and full text over all records. What is chosen stands in the address.
"use strict";
{
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const { open, got, fold, marked, excerpt } = globalThis.editionSearch;
  const form = $("#facets");
  const notice = $("#notice");
  const root = form.dataset.root;
  const PER_PAGE = 20;
  const SHOWN_VALUES = 8;
  const MOST_VALUES = 200;

  const make = (name, properties = {}, ...content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value; else made.setAttribute(key, value);
    }
    made.append(...content);
    return made;
  };
  const figures = (number) => number.toLocaleString("en");
  const records = (number) => `${figures(number)} ${number === 1 ? "record" : "records"}`;
  const upper = (word) => word[0].toUpperCase() + word.slice(1);
  const json = async (name) => (await got(`data/${name}.json`)).json();

  const explain = (...words) => {
    $("p", notice).replaceChildren(...words);
    notice.hidden = false;
    form.hidden = true;
    $("#results").hidden = true;
  };

  // What is chosen, as the address says it.
  const read = (names) => {
    const query = new URLSearchParams(location.search);
    const isSought = form.elements.namedItem("q").type !== "hidden";
    const state = { q: (isSought && query.get("q")) || "", from: query.get("from") || "", to: query.get("to") || "", sort: query.get("sort") || "", page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1) };
    names.forEach((name) => { state[name] = query.getAll(name); });
    return state;
  };
  const address = (state) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) {
      for (const one of [value].flat()) if (one && !(name === "page" && one === 1)) query.append(name, one);
    }
    const text = query.toString();
    return text ? `?${text}` : "index.html";
  };

  const start = async () => {
    const { documents, shown, column, values } = await json("values");
    const names = Object.keys(values).filter((name) => values[name].length);
    const parts = await Promise.all(Array.from({ length: Math.ceil(documents / column) }, (_, i) => json(`columns-${i}`)));
    const columns = Object.fromEntries(["year", ...names].map((name) => [name, parts.flatMap((part) => part[name])]));
    let state = read(names);
    let index;
    let turn = 0;

    const lines = new Map();
    const line = async (number) => {
      const file = Math.floor(number / shown);
      if (!lines.has(file)) lines.set(file, json(`documents-${file}`));
      return (await lines.get(file))[number % shown];
    };

    // Which records fit, and how many would fit with each value: of a facet all values count, whatever is chosen of it.
    const select = (found) => {
      const chosen = Object.fromEntries(names.map((name) => [name, new Set(state[name].map((value) => values[name].indexOf(value)))]));
      const counts = Object.fromEntries(names.map((name) => [name, new Uint32Array(values[name].length)]));
      const years = new Map();
      const alone = {};
      const fitting = [];
      const inYears = (year) => (!state.from && !state.to) || (year !== null && (!state.from || year >= Number(state.from)) && (!state.to || year <= Number(state.to)));
      for (const number of found ? found.documents.keys() : columns.year.keys()) {
        const failing = names.filter((name) => chosen[name].size && !columns[name][number].some((value) => chosen[name].has(value)));
        const year = columns.year[number];
        if (!inYears(year)) failing.push("year");
        if (failing.length > 1) continue;
        const [only] = failing;
        if (only) alone[only] = (alone[only] || 0) + 1; else fitting.push(number);
        for (const name of only ? [only].filter((each) => each !== "year") : names) for (const value of columns[name][number]) counts[name][value] += 1;
        if ((!only || only === "year") && year !== null) years.set(year, (years.get(year) || 0) + 1);
      }
      const order = {
        "date": (a, b) => a - b,
        "-date": (a, b) => (columns.year[a] === null) - (columns.year[b] === null) || b - a,
      }[state.sort] || ((a, b) => (found ? found.documents.get(b) - found.documents.get(a) : 0) || a - b);
      return { fitting: fitting.sort(order), counts, years, alone };
    };

    // The facets.
    const asked = {};
    const drawFacet = (name, counts) => {
      const box = $(`[data-facet=${name}]`);
      box.hidden = false;
      const isChosen = (value) => state[name].includes(values[name][value]);
      const wanted = fold(asked[name] || "");
      const all = [...values[name].keys()].filter((value) => (counts[value] || isChosen(value)) && (!wanted || isChosen(value) || fold(values[name][value]).includes(wanted)))
        .sort((a, b) => isChosen(b) - isChosen(a) || counts[b] - counts[a] || a - b);
      const most = box.dataset.open || wanted ? MOST_VALUES : SHOWN_VALUES;
      const focused = document.activeElement && document.activeElement.name === name ? document.activeElement.value : null;
      const list = make("ul", {}, ...all.slice(0, most).map((value) => make("li", {}, make("label", {},
        make("input", { type: "checkbox", name, value: values[name][value], checked: isChosen(value) }), make("span", {}, values[name][value]), " ", make("span", { className: "count" }, figures(counts[value]))))));
      $("ul", box)?.remove();
      $(".more", box)?.remove();
      if (values[name].length > 2 * SHOWN_VALUES && !$("[data-ask]", box)) box.append(make("input", { type: "search", "data-ask": name, "aria-label": `Find a value: ${name}`, placeholder: "Find …", autocomplete: "off" }));
      box.append(list);
      if (!all.length) list.append(make("li", { className: "quiet" }, "none"));
      if (all.length > most && most === SHOWN_VALUES) box.append(make("button", { type: "button", className: "more", "data-more": name }, `More (${figures(Math.min(all.length, MOST_VALUES) - most)})`));
      else if (all.length > most) list.append(make("li", { className: "quiet" }, `${figures(all.length - most)} more; type part of the name`));
      if (focused !== null) $$("input[type=checkbox]", box).find((input) => input.value === focused)?.focus();
    };
    const drawYears = (years) => {
      $(".bars", form)?.remove();
      if (years.size < 2) return;
      const [first, last, most] = [Math.min(...years.keys()), Math.max(...years.keys()), Math.max(...years.values())];
      const make = (name, attributes, ...content) => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", name);
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        made.append(...content);
        return made;
      };
      // For the pointer only: by keyboard the two fields above say the same.
      const step = 200 / (last - first + 1);
      form.querySelector(".years").append(make("svg", { class: "bars", viewBox: "0 0 200 40", preserveAspectRatio: "none", "aria-hidden": "true" }, ...[...years].map(([year, count]) => {
        const height = 2 + 38 * count / most;
        const x = (year - first) * step;
        return make("a", { href: address({ ...state, from: year, to: year, page: 1 }), tabindex: "-1", "data-go": "" }, make("title", {}, `${year}: ${figures(count)}`),
          make("rect", { class: "room", x, y: 0, width: step, height: 40 }), make("rect", { x, y: 40 - height, width: Math.max(step - 0.6, 0.6), height }));
      })));
    };

    // The results.
    const result = async (number, found) => {
      const [id, title, date, location, people, about] = await line(number);
      const words = found ? found.words : [];
      const passage = make("p", { className: "excerpt" }, marked(about, words));
      const item = make("li", {}, make("p", { className: "date" }, date || "Undated"), make("h2", {}, make("a", { href: `${root}${id}/index.html` }, marked(title, words))));
      const said = [location, people].filter(Boolean).join(" · ");
      if (said) item.append(make("p", { className: "shelfmark" }, marked(said, words)));
      if (about || found) item.append(passage);
      if (found) got(`${root}${id}/${id}.txt`).then((answer) => answer.text()).then((text) => { const nodes = excerpt(text, words); if (nodes) passage.replaceChildren(nodes); }).catch(() => {});
      return item;
    };
    const ownPage = ([folder, title], words) => {
      const passage = make("p", { className: "excerpt" });
      got(`${root}${folder}/${folder}.txt`).then((answer) => answer.text()).then((text) => { passage.append(excerpt(text, words) || ""); }).catch(() => {});
      return make("li", {}, make("a", { href: `${root}${folder}/index.html` }, marked(title, words)), passage);
    };
    const drawPager = (count) => {
      const pages = Math.ceil(count / PER_PAGE);
      const pager = $("#pager");
      pager.hidden = pages < 2;
      const near = [...new Set([1, state.page - 2, state.page - 1, state.page, state.page + 1, state.page + 2, pages])].filter((page) => page >= 1 && page <= pages);
      pager.replaceChildren(...near.flatMap((page, i) => {
        const to = make("a", { href: address({ ...state, page }), "data-go": "", "data-page": String(page), "aria-label": `Page ${page}` }, figures(page));
        if (page === state.page) to.setAttribute("aria-current", "page");
        return i && page > near[i - 1] + 1 ? [make("span", {}, "…"), to] : [to];
      }));
    };
    const advise = async (found, alone) => {
      const link = (words, change) => make("a", { href: address({ ...state, page: 1, ...change }), "data-go": "" }, words);
      const tips = [];
      const hasPages = Boolean(found?.pages.length);
      for (const term of found && !hasPages ? found.missing : []) {
        const near = await (await index).suggest(term);
        const tip = make("li", {}, `No text contains “${term}”.`);
        near.forEach((other, i) => tip.append(i ? ", " : " Perhaps: ", link(other, { q: fold(state.q).replace(term, () => other) })));
        tips.push(tip);
      }
      for (const name of [...names, "year"]) {
        if (!alone[name]) continue;
        tips.push(make("li", {}, link(`Any ${name}`, name === "year" ? { from: "", to: "" } : { [name]: [] }), `: ${records(alone[name])}`));
      }
      if (hasPages) return [make("p", {}, "No records."), ...(tips.length ? [make("ul", {}, ...tips)] : [])];
      if (state.q && !tips.length) tips.push(make("li", {}, "Try fewer words, or the beginnings of words."));
      tips.push(make("li", {}, make("a", { href: "index.html", "data-go": "" }, "Start again"), `: ${records(documents)}`));
      return [make("p", {}, "No results."), make("ul", {}, ...tips)];
    };

    const show = async () => {
      const mine = ++turn;
      let found = null;
      if (/[\p{L}\p{N}]/u.test(state.q)) {
        index ??= open("words/");
        found = await (await index).find(state.q);
      }
      const { fitting, counts, years, alone } = select(found);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(fitting.length / PER_PAGE)));
      const page = fitting.slice((state.page - 1) * PER_PAGE, state.page * PER_PAGE);
      const items = await Promise.all(page.map((number) => result(number, found)));
      const tips = fitting.length ? [] : await advise(found, alone);
      if (mine !== turn) return;
      names.forEach((name) => drawFacet(name, counts[name]));
      drawYears(years);
      const isAll = address({ ...state, sort: "", page: 1 }) === "index.html";
      $("#count").textContent = isAll ? records(documents) : `${figures(fitting.length)} of ${records(documents)}`;
      $("#reset").hidden = isAll;
      $("#list").start = (state.page - 1) * PER_PAGE + 1;
      $("#list").replaceChildren(...items);
      $("#own").hidden = !(found && found.pages.length);
      $("#own ul").replaceChildren(...(found ? found.pages : []).map((each) => ownPage(each, found.words)));
      $("#advice").replaceChildren(...tips);
      $("#advice").hidden = !tips.length;
      form.elements.namedItem("sort").closest("label").hidden = fitting.length < 2;
      drawPager(fitting.length);
    };
    const failed = () => explain("The lists and the index of this edition cannot be read. These lists work without them:");
    const fill = () => { for (const name of ["q", "from", "to", "sort"]) form.elements.namedItem(name).value = state[name]; };
    const go = (change, method = "pushState") => {
      state = { ...state, page: 1, ...change };
      history[method](null, "", address(state));
      return show().catch(failed);
    };

    let waiting;
    form.addEventListener("input", ({ target }) => {
      if (target.dataset.ask) {
        asked[target.dataset.ask] = target.value;
        clearTimeout(waiting);
        waiting = setTimeout(() => show().catch(failed), 150);
      } else if (["q", "from", "to"].includes(target.name)) {
        clearTimeout(waiting);
        waiting = setTimeout(() => go({ [target.name]: target.value.trim() }, "replaceState"), 250);
      } else if (target.type === "checkbox") {
        go({ [target.name]: target.checked ? [...state[target.name], target.value] : state[target.name].filter((value) => value !== target.value) });
      }
    });
    form.elements.namedItem("sort").addEventListener("change", ({ target }) => go({ sort: target.value }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      go({ q: form.elements.namedItem("q").value.trim() });
    });
    document.addEventListener("click", (event) => {
      const more = event.target.closest("[data-more]");
      if (more) {
        const box = more.closest("fieldset");
        box.dataset.open = "yes";
        show().then(() => { $$("input[type=checkbox]", box)[SHOWN_VALUES]?.focus(); });
      }
      const to = event.target.closest("#reset, a[data-go]");
      if (!to || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      history.pushState(null, "", to.getAttribute("href"));
      state = read(names);
      fill();
      show().then(() => { if (to.dataset.page) { $("#results").focus({ preventScroll: true }); $("#results").scrollIntoView(); } }, failed);
    });
    addEventListener("popstate", () => { state = read(names); fill(); show().catch(failed); });
    notice.hidden = true;
    form.hidden = false;
    // In a narrow window the results come first.
    $(".filter").open = matchMedia("(min-width: 52rem)").matches;
    $("#results").hidden = false;
    fill();
    await show();
    document.documentElement.dataset.ready = "yes";
  };

  if (location.protocol === "file:") {
    explain("This page was opened from a folder, so it cannot read its lists and its index; browsers only allow this on a web server. Run ", make("code", {}, "tei-edition serve"), " or put the edition on any web server. These lists work from a folder, too:");
  } else {
    start().catch(() => explain("The lists and the index of this edition cannot be read. These lists work without them:"));
  }
}
