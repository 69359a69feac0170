// The page that lists all records: list or table, sorted and filtered; what is chosen stands in the address.
"use strict";
{
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const { open, got, excerpt, fold } = globalThis.editionSearch;
  const filters = $("form.filters");
  const remember = {
    get() { try { return localStorage.getItem("tei-edition-layout"); } catch { return null; } },
    set(value) { try { localStorage.setItem("tei-edition-layout", value); } catch { /* not kept */ } },
  };

  const start = () => {
    filters.hidden = false;
    const rows = $$("tbody tr");
    const entries = new Map($$(".records > li").map((entry) => [entry.dataset.i, entry]));
    const layout = (kind) => {
      document.body.classList.toggle("as-table", kind === "table");
      $$("[data-set-layout]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.setLayout === kind)));
      remember.set(kind);
    };
    const words = new Map(rows.map((row) => [row, fold(row.textContent)]));
    const fits = (row, wanted) => {
      const { date, people, ...one } = row.dataset;
      const year = Number.parseInt(date, 10);
      return (!wanted.q || inText.has(row.dataset.i) || fold(wanted.q).split(/\s+/).every((word) => words.get(row).includes(word)))
        && (!wanted.from || year >= Number(wanted.from)) && (!wanted.to || year <= Number(wanted.to))
        && (!wanted.people || people.split("|").includes(wanted.people))
        && ["archive", "language", "kind"].every((name) => !wanted[name] || one[name] === wanted[name]);
    };
    // The records in whose text the words were found; the first twenty are shown with their context.
    let inText = new Set();
    let asked = "";
    let index;
    const search = async (question) => {
      const found = $("#found");
      const base = filters.dataset.search;
      if (!base || question === asked) return;
      asked = question;
      inText = new Set();
      found.hidden = true;
      $("#hint").textContent = "";
      if (!question) return;
      if (location.protocol === "file:") {
        $("#hint").textContent = "Opened from a folder, this page searches titles, archives and names only. To search the texts, run tei-edition serve or use any web server.";
        return;
      }
      index ??= open(`${base}words/`);
      const { documents, pages, words: sought, missing } = await (await index).find(question);
      const near = missing.length ? await (await index).suggest(missing[0]) : [];
      if (question !== asked) return;
      const ranked = [...documents].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => String(number + 1));
      inText = new Set(ranked);
      show();
      if (near.length && rows.every((row) => row.hidden)) $("#hint").replaceChildren(`No text has “${missing[0]}”. Perhaps: `, ...near.flatMap((other, i) => [i ? ", " : "", link(`?q=${encodeURIComponent(fold(question).replace(missing[0], () => other))}`, other)]));
      const own = pages.map(([id, title]) => made(`${id}/index.html`, id, title, sought).catch(() => null));
      const lines = await Promise.all([...own, ...ranked.slice(0, 20).map((i) => line(entries.get(i), sought).catch(() => null))]);
      if (question !== asked) return;
      found.replaceChildren(...lines.filter(Boolean));
      found.hidden = !found.childElementCount;
    };
    const line = async (entry, sought) => {
      const to = $("h2 a", entry);
      const [, id] = /([^/]+)\/index\.html$/.exec(to.getAttribute("href"));
      return made(to.getAttribute("href"), id, to.textContent, sought);
    };
    const made = async (address, id, title, sought) => {
      const text = await (await got(`${id}/${id}.txt`)).text();
      const passage = excerpt(text, sought);
      if (!passage) return null;
      const said = document.createElement("p");
      said.append(link(address, title), " ", passage);
      return said;
    };
    const link = (address, words) => {
      const to = document.createElement("a");
      to.href = address;
      to.textContent = words;
      return to;
    };
    const chosen = () => Object.fromEntries([...new FormData(filters)].filter(([, value]) => value));
    const show = () => {
      const wanted = chosen();
      let number = 0;
      rows.forEach((row) => {
        const fit = fits(row, wanted);
        number += fit;
        row.hidden = !fit;
        const entry = entries.get(row.dataset.i);
        if (entry) entry.hidden = !fit;
      });
      $("#count").textContent = `${number} ${number === 1 ? "record" : "records"}`;
    };
    const apply = (push) => {
      const wanted = chosen();
      show();
      const query = new URLSearchParams(wanted).toString();
      if (push) history.replaceState(null, "", query ? `?${query}` : location.pathname);
      search(wanted.q || "").catch(() => { $("#hint").textContent = "The full-text index cannot be read. Only titles, archives and names are searched."; });
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = filters.elements.namedItem(name);
      if (field) field.value = value;
    }
    filters.addEventListener("input", () => apply(true));
    filters.addEventListener("submit", (event) => { event.preventDefault(); apply(true); });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button && button.dataset.setLayout) layout(button.dataset.setLayout);
      if (!button || !button.dataset.sort) return;
      const column = Number(button.dataset.sort);
      const head = button.parentElement;
      const down = head.getAttribute("aria-sort") === "ascending";
      $$("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.key || row.cells[column].textContent;
      rows.sort((a, b) => key(a).localeCompare(key(b)) * (down ? -1 : 1));
      rows.forEach((row) => row.parentElement.append(row));
    });
    layout(remember.get() === "table" ? "table" : "list");
    apply(false);
  };
  if (filters) start();
}
