// The preview: waits for the next build, loads the page anew, and puts the reader back where she was.
"use strict";
{
  const { version } = document.currentScript.dataset;
  const stored = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(`tei-edition-live-${name}`);
      sessionStorage.setItem(`tei-edition-live-${name}`, value);
    } catch { /* not kept */ }
    return null;
  };

  // Findings that were closed stay so until there are others.
  const findings = document.querySelector(".tei-edition-live");
  if (findings) {
    const key = `closed ${location.pathname}`;
    findings.hidden = stored(key) === findings.dataset.findings;
    const close = () => {
      findings.hidden = true;
      stored(key, findings.dataset.findings);
    };
    findings.querySelector("button").addEventListener("click", close);
    findings.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  }

  // Where the reader is: the first blocks in the window, by their words, and how far from its top; or how far down
  // the page. Numbers and ids may move when the text changes; the words at which she looks mostly stay.
  const here = location.pathname + location.search;
  const blocks = () => [...document.querySelectorAll("main :is(p, li, h1, h2, h3, h4, tr, dd, blockquote, pre)")];
  const words = (block) => block.textContent.trim().slice(0, 300);
  const leave = () => {
    const all = blocks();
    const seen = [];
    if (scrollY > 0) {
      for (const [number, block] of all.entries()) {
        const { top, bottom, height } = block.getBoundingClientRect();
        if (height && bottom > 0 && top < innerHeight && words(block)) seen.push({ number, words: words(block), top });
        if (seen.length === 8) break;
      }
    }
    stored("place", JSON.stringify({ here, x: scrollX, y: scrollY, count: all.length, seen }));
    history.scrollRestoration = "manual";
    location.reload();
  };
  const now = (place) => {
    const all = blocks();
    for (const { number, words: said, top } of place.seen) {
      // Of several that say the same, the one that is as far from the beginning, or else from the end.
      const same = all.filter((block) => words(block) === said);
      const from = (block) => Math.min(Math.abs(all.indexOf(block) - number),
        Math.abs(all.length - all.indexOf(block) - place.count + number));
      const [nearest] = same.sort((one, two) => from(one) - from(two));
      if (nearest) return scrollY + nearest.getBoundingClientRect().top - top;
    }
    return place.y;
  };
  const back = () => {
    const place = JSON.parse(stored("place") || "null");
    stored("place", "null");
    if (!place || place.here !== here) return;
    const put = () => scrollTo({ left: place.x, top: now(place), behavior: "instant" });
    put();
    // Fonts, and notes that are placed, may move the text once more.
    document.fonts.ready.then(() => requestAnimationFrame(put));
    history.scrollRestoration = "auto";
  };
  if (document.readyState === "complete") back(); else addEventListener("load", back);

  // A browser keeps few connections to one host: a page that nobody sees gives its own back.
  let news = null;
  const listen = () => {
    if (document.hidden) {
      news?.close();
      news = null;
    } else if (!news) {
      news = new EventSource("/_live/news");
      news.onmessage = (event) => {
        if (event.data === version) return;
        news.close();
        leave();
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { news?.close(); news = null; });
  addEventListener("pageshow", listen);
}
