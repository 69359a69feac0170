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

  // Where the reader is: what stands at the top of the window, and how far from it; or how far down.
  const here = location.pathname + location.search;
  const leave = () => {
    const top = [...document.querySelectorAll("main [id]")].find((e) => e.getBoundingClientRect().bottom > 0);
    const place = { here, x: scrollX, y: scrollY };
    if (top && scrollY > 0) Object.assign(place, { id: top.id, at: top.getBoundingClientRect().top });
    stored("place", JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  };
  const back = () => {
    const place = JSON.parse(stored("place") || "null");
    stored("place", "null");
    if (!place || place.here !== here) return;
    const put = () => {
      const top = place.id && document.getElementById(place.id);
      const y = top ? scrollY + top.getBoundingClientRect().top - place.at : place.y;
      scrollTo({ left: place.x, top: y, behavior: "instant" });
    };
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
