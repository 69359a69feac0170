// Pictures beside the text: that of the page that is read, and a viewer for large ones, which is loaded when it is
// asked for. Without this script each picture is a link.
"use strict";
{
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const folder = new URL(".", document.currentScript.src).href;
  const leaves = $$(".text .pb[data-page]");
  const button = $("[data-set-pages]");

  let panel = null;      // where pictures are shown
  let opener = null;     // what has the focus again when the panel closes
  let follows = false;   // whether it shows the page that is read
  let shown = null;      // the leaf whose picture that is
  let viewer = null;
  let held = 0;          // until when the page shown is the one that was asked for

  const element = (name, attributes = {}, ...inner) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inner);
    return made;
  };

  // Turns the page that is read, in the text and beside it.
  const turner = (sign, words, step) => {
    const made = element("button", { type: "button", class: "turn", "aria-label": words }, sign);
    made.addEventListener("click", () => {
      const visible = leaves.filter((leaf) => leaf.getClientRects().length);
      const leaf = visible[Math.min(visible.length - 1, Math.max(0, visible.indexOf(shown) + step))];
      if (!leaf) return;
      held = performance.now() + 500;
      leaf.scrollIntoView({ block: "start" });
      show(leaf);
    });
    return made;
  };

  const open = (from) => {
    if (panel) return;
    opener = from;
    const close = element("button", { type: "button", "aria-label": "Close the picture" }, "×");
    close.addEventListener("click", () => shut());
    panel = element("aside", { id: "facing", "aria-label": "Picture", tabindex: "-1" },
      element("header", {}, element("p", { class: "name", role: "status" }), ...(leaves.length > 1 ? [turner("‹", "Previous page", -1), turner("›", "Next page", 1)] : []), close),
      element("div", { class: "sheet" }));
    document.body.append(panel);
    document.body.classList.add("facing");
    dispatchEvent(new Event("resize"));
  };
  const shut = () => {
    if (!panel) return;
    clear();
    panel.remove();
    panel = shown = null;
    follows = false;
    document.body.classList.remove("facing");
    if (button) button.setAttribute("aria-pressed", "false");
    dispatchEvent(new Event("resize"));
    if (opener) opener.focus({ preventScroll: true });
  };
  const clear = () => {
    if (viewer) viewer.destroy();
    viewer = null;
    $(".sheet", panel).replaceChildren();
  };
  const fill = (name, ...inner) => {
    clear();
    $(".name", panel).textContent = name;
    $(".sheet", panel).append(...inner);
  };
  const failed = (link) => fill(nameOf(link), element("p", {}, "The picture could not be opened here. ", element("a", { href: link.href }, "Open it separately")));

  const nameOf = (link) => {
    const inside = $("img", link);
    const n = link.dataset.n;
    if (link.matches(".pb")) return n ? `Page ${n}` : "Page";
    return (inside && inside.alt) || link.textContent.trim() || "Picture";
  };

  // The page that is read: the last whose break is above the upper third of the window.
  const current = () => {
    let found = leaves[0];
    for (const leaf of leaves) {
      const at = leaf.getClientRects()[0];
      if (at && at.top > innerHeight / 3) break;
      if (at) found = leaf;
    }
    return found;
  };
  const follow = () => {
    if (!panel || !follows) return;
    const leaf = performance.now() > held && current();
    if (leaf && leaf !== shown) show(leaf);
  };
  const show = (leaf) => {
    shown = leaf;
    if (!leaf.dataset.page) {
      fill(nameOf(leaf), element("p", {}, "There is no picture of this page."));
      return;
    }
    const image = element("img", { src: leaf.dataset.page, alt: nameOf(leaf) });
    image.addEventListener("error", () => { if (shown === leaf) failed(leaf); });
    // A click on the page's picture opens it in the viewer, as one on its sign in the text does.
    const link = element("a", { href: leaf.href, "data-zoom": leaf.dataset.zoom, "data-name": nameOf(leaf), "aria-label": `${nameOf(leaf)}: zoom in` }, image);
    fill(nameOf(leaf), link);
  };

  // The zone of the words under the pointer is marked on the picture: that of the element around them, or of the line
  // that a break before them begins.
  const zones = $$(".text [data-zone]");
  const mark = (event) => {
    const picture = panel && follows && shown && $(".sheet > a > img", panel);
    if (!picture) return;
    const around = event.target.closest?.(".text [data-zone]");
    const caret = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY)?.offsetNode
      : document.caretRangeFromPoint?.(event.clientX, event.clientY)?.startContainer;
    const before = caret && zones.findLast((zone) => !zone.textContent && (!around || around.contains(zone)) && zone.compareDocumentPosition(caret) & Node.DOCUMENT_POSITION_FOLLOWING);
    const zone = around || event.target.closest?.(".text") ? before || around : null;
    const leaf = zone && leaves.findLast((one) => one.getClientRects().length && zone.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
    let box = $(".zone-box", panel);
    if (!zone || leaf !== shown) { box?.remove(); return; }
    if (!box) { box = element("span", { class: "zone-box" }); picture.after(box); }
    const [left, top, width, height] = zone.dataset.zone.split(" ");
    Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  };
  let pointed;
  if (zones.length) $(".text").addEventListener("pointermove", (event) => { cancelAnimationFrame(pointed); pointed = requestAnimationFrame(() => mark(event)); });

  // The viewer is OpenSeadragon, a copy beside this script.
  let loading = null;
  const library = () => {
    loading ||= new Promise((done, fail) => {
      // Where it finds an element of this name it adds no style of its own, which the page's policy forbids; one
      // without a namespace has the name and is no style.
      const nothing = document.createElementNS(null, "style");
      nothing.setAttribute("data-openseadragon-mobile-css", "");
      document.head.append(nothing);
      const script = element("script", { src: `${folder}viewer/openseadragon.min.js` });
      script.addEventListener("load", () => done(globalThis.OpenSeadragon));
      script.addEventListener("error", fail);
      document.head.append(script);
    });
    return loading;
  };

  // What the viewer opens: for a manifest (IIIF Presentation 2 and 3) the pictures of its pages.
  const request = /\/(full|square|(pct:)?[\d.]+(,[\d.]+){3})\/[^/]+\/!?[\d.]+\/(default|color|gray|bitonal|native)\.\w+$/;
  const ofResource = (resource) => {
    const service = [resource.service].flat().filter(Boolean)[0];
    const base = service && (service["@id"] || service.id);
    return base ? `${base.replace(/\/$/, "")}/info.json` : { type: "image", url: resource["@id"] || resource.id };
  };
  const sources = async (link) => {
    const kind = link.dataset.zoom;
    if (kind === "picture") return [{ type: "image", url: link.href }];
    if (kind === "image") return [link.href.replace(request, "/info.json")];
    if (kind === "info") return [link.href.replace(request, "/info.json")];
    const manifest = await (await fetch(link.href)).json();
    if (manifest.sequences) return manifest.sequences.flatMap((s) => s.canvases).flatMap((c) => c.images || []).map((i) => ofResource(i.resource));
    return (manifest.items || []).map((canvas) => canvas.items?.[0]?.items?.[0]?.body).filter(Boolean).map((body) => ofResource([body].flat()[0]));
  };

  const zoom = async (link) => {
    open(link);
    const name = link.dataset.name || nameOf(link);
    const box = element("div", { class: "viewer", role: "application", "aria-label": `${name}: drag to move, plus and minus to zoom`, tabindex: "0" });
    fill(name, box);
    const tools = element("p", { class: "zoom" });
    try {
      const [make, tiles] = await Promise.all([library(), sources(link)]);
      if (!box.isConnected) return;
      if (!tiles.length) throw new Error("no pictures");
      viewer = make({ element: box, tileSources: tiles, sequenceMode: tiles.length > 1, showNavigationControl: false, showSequenceControl: false,
        crossOriginPolicy: false, drawer: "canvas", animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.6, visibilityRatio: 0.5 });
      const step = (label, words, act) => {
        const made = element("button", { type: "button", "aria-label": words }, label);
        made.addEventListener("click", act);
        tools.append(made);
      };
      step("+", "Larger", () => viewer.viewport.zoomBy(1.5));
      step("−", "Smaller", () => viewer.viewport.zoomBy(1 / 1.5));
      step("⤢", "The whole picture", () => viewer.viewport.goHome());
      if (tiles.length > 1) {
        step("‹", "The previous picture", () => viewer.goToPage(Math.max(0, viewer.currentPage() - 1)));
        step("›", "The next picture", () => viewer.goToPage(Math.min(tiles.length - 1, viewer.currentPage() + 1)));
      }
      box.before(tools);
      viewer.addHandler("open-failed", () => failed(link));
      box.dataset.state = "open";
    } catch { if (panel) failed(link); }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.matches(".pb")) shown = link;
    held = 0;
    zoom(link);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  if (button) {
    button.addEventListener("click", () => {
      const asked = !follows;
      if (!asked) { shut(); return; }
      open(button);
      opener = button;
      follows = true;
      shown = null;
      button.setAttribute("aria-pressed", "true");
      follow();
    });
  }
  let waiting;
  addEventListener("scroll", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(follow); }, { passive: true });
}
