"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const FAR = 0.42;
  const model = JSON.parse(document.getElementById("model").textContent);
  const byId = (id) => document.getElementById(id);
  const stage = byId("stage"), picture = byId("picture"), world = byId("world");
  const panel = byId("panel"), find = byId("find"), results = byId("results");
  const boxes = new Map(model.boxes.map((box) => [box.id, box]));
  const groups = new Map(model.boxes.map((box) => [box.id, byId(box.id)]));
  const lines = Array.from(world.querySelectorAll(".cn-edge"));
  const labels = new Map();
  world.querySelectorAll(".cn-label").forEach((text) => labels.set(text.dataset.number, text));
  const touching = new Map(model.boxes.map((box) => [box.id, []]));
  model.edges.forEach((edge, number) => {
    touching.get(edge.source).push(number);
    if (edge.target !== edge.source) touching.get(edge.target).push(number);
  });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let view = { x: 0, y: 0, k: 1 };
  let chosen = null;
  let flight = 0;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") made.className = value;
      else if (key === "click") made.addEventListener("click", value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // ---- the view: what part of the picture is seen, and how big
  function show() {
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    const far = view.k < FAR;
    if (world.classList.contains("far") !== far) {
      if (far) nameFromAfar();
      world.classList.toggle("far", far);
    }
    showWindow();
  }

  function least() {
    return Math.min(fitting().k, 1) / 2;
  }

  function zoomAt(x, y, factor) {
    const k = Math.min(Math.max(view.k * factor, least()), 4);
    view = { k, x: x - (x - view.x) * (k / view.k), y: y - (y - view.y) * (k / view.k) };
    show();
  }

  function zoomMiddle(factor) {
    cancelAnimationFrame(flight);
    zoomAt(stage.clientWidth / 2, stage.clientHeight / 2, factor);
  }

  function fitting() {
    const wide = Math.max(stage.clientWidth, 1), tall = Math.max(stage.clientHeight, 1);
    const k = Math.min(wide / model.width, (tall - 44) / model.height, 1.25);
    return { k, x: (wide - model.width * k) / 2, y: Math.max((tall - 44 - model.height * k) / 2, 0) };
  }

  function flyTo(goal) {
    cancelAnimationFrame(flight);
    if (calm.matches) {
      view = goal;
      show();
      return;
    }
    const start = { ...view }, begun = performance.now();
    const step = (now) => {
      const part = Math.min((now - begun) / 320, 1), eased = 1 - (1 - part) ** 3;
      for (const key of ["x", "y", "k"]) view[key] = start[key] + (goal[key] - start[key]) * eased;
      show();
      if (part < 1) flight = requestAnimationFrame(step);
    };
    flight = requestAnimationFrame(step);
  }

  function flyToBox(box, level) {
    const k = Math.min(Math.max(view.k, 0.9), 1.5);
    const y = level === undefined ? box.y + Math.min(box.height, stage.clientHeight / k) / 2 : level;
    flyTo({ k, x: stage.clientWidth / 2 - (box.x + box.width / 2) * k, y: stage.clientHeight / 2 - y * k });
  }

  let named = false;
  function nameFromAfar() {
    if (named) return;
    named = true;
    for (const box of model.boxes) {
      const text = document.createElementNS(SVG, "text");
      const size = Math.max(11, Math.min(46, box.height * 0.42, (box.width - 16) / Math.max(box.shownWidth, 2)));
      text.setAttribute("class", "cn-far");
      text.setAttribute("x", box.x + box.width / 2);
      text.setAttribute("y", box.y + box.height / 2);
      text.setAttribute("font-size", size.toFixed(1));
      text.textContent = box.shown;
      groups.get(box.id).append(text);
    }
  }

  // ---- pointers and keys on the stage
  const pointers = new Map();
  let travelled = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0 || event.target.closest(".map, .legend")) return;
    cancelAnimationFrame(flight);
    pointers.set(event.pointerId, event);
    travelled = 0;
  });
  window.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const edge = stage.getBoundingClientRect();
    if (pointers.size === 1) {
      const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
      travelled += Math.abs(dx) + Math.abs(dy);
      if (travelled > 4) stage.classList.add("dragging");
      view.x += dx;
      view.y += dy;
      show();
    } else {
      const other = Array.from(pointers.values()).find((pointer) => pointer.pointerId !== event.pointerId);
      const span = (one, two) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) || 1;
      travelled += 9;
      zoomAt((event.clientX + other.clientX) / 2 - edge.left, (event.clientY + other.clientY) / 2 - edge.top, span(event, other) / span(before, other));
    }
    pointers.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    window.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      stage.classList.remove("dragging");
    });
  }
  stage.addEventListener("wheel", (event) => {
    if (event.target.closest(".legend")) return;
    event.preventDefault();
    cancelAnimationFrame(flight);
    const edge = stage.getBoundingClientRect();
    if (event.shiftKey) {
      view.x -= event.deltaY || event.deltaX;
      show();
      return;
    }
    const lines = event.deltaMode === 1 ? 16 : 1;
    zoomAt(event.clientX - edge.left, event.clientY - edge.top, Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) / 320));
  }, { passive: false });
  stage.addEventListener("click", (event) => {
    if (travelled > 4 || event.target.closest(".map, .legend")) return;
    const group = event.target.closest(".cn-box");
    if (group) choose(group.id);
    else clear();
  });

  function nearestTowards(box, key) {
    const middle = (one) => [one.x + one.width / 2, one.y + one.height / 2];
    const [x, y] = middle(box);
    let best = null, least = Infinity;
    for (const other of model.boxes) {
      if (other === box) continue;
      const [ox, oy] = middle(other), dx = ox - x, dy = oy - y;
      const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key];
      const across = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(dy) : Math.abs(dx);
      if (along <= 1) continue;
      const cost = along + 2.5 * across;
      if (cost < least) [best, least] = [other, cost];
    }
    return best;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === find) return;
    const group = event.target.closest && event.target.closest(".cn-box");
    const arrow = event.key.startsWith("Arrow");
    if (group && (event.key === "Enter" || event.key === " ")) choose(group.id);
    else if (group && arrow) {
      const next = nearestTowards(boxes.get(group.id), event.key);
      if (next) focusBox(next);
    } else if (event.key === "Escape") clear();
    else if (event.target.closest("input, .panel, .legend")) return;
    else if (event.key === "/") find.focus();
    else if (event.key === "+" || event.key === "=") zoomMiddle(1.25);
    else if (event.key === "-" || event.key === "_") zoomMiddle(0.8);
    else if (event.key === "0" || event.key === "f") flyTo(fitting());
    else if (arrow) {
      const step = 70;
      view.x += { ArrowLeft: step, ArrowRight: -step }[event.key] || 0;
      view.y += { ArrowUp: step, ArrowDown: -step }[event.key] || 0;
      show();
    } else return;
    event.preventDefault();
  });

  function focusBox(box) {
    for (const group of groups.values()) group.setAttribute("tabindex", "-1");
    groups.get(box.id).setAttribute("tabindex", "0");
    groups.get(box.id).focus({ preventScroll: true });
    flyToBox(box);
  }

  // ---- highlighting and choosing
  let lit = [];
  function light(id) {
    lit.forEach((one) => one.classList.remove("lit"));
    lit = [];
    world.classList.toggle("lit-some", id !== null);
    if (id === null) return;
    lit.push(groups.get(id));
    for (const number of touching.get(id)) {
      const edge = model.edges[number];
      lines[number].parentNode.append(lines[number]);
      lit.push(lines[number], groups.get(edge.source), groups.get(edge.target));
      if (labels.has(String(number))) lit.push(labels.get(String(number)));
    }
    lit.forEach((one) => one.classList.add("lit"));
  }
  let waiting = 0;
  world.addEventListener("pointerover", (event) => {
    const group = event.target.closest(".cn-box");
    clearTimeout(waiting);
    waiting = setTimeout(() => light(group ? group.id : chosen), group ? 60 : 120);
  });
  stage.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    light(chosen);
  });

  function choose(id, row) {
    if (chosen !== null) groups.get(chosen).classList.remove("chosen");
    world.querySelectorAll(".cn-row.found").forEach((found) => found.classList.remove("found"));
    chosen = id;
    groups.get(id).classList.add("chosen");
    if (row) {
      for (const drawn of groups.get(id).querySelectorAll(".cn-row")) {
        if (drawn.dataset.row === row) drawn.classList.add("found");
      }
    }
    light(id);
    details(boxes.get(id));
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  }

  function clear() {
    if (chosen !== null) groups.get(chosen).classList.remove("chosen");
    chosen = null;
    world.querySelectorAll(".cn-row.found").forEach((found) => found.classList.remove("found"));
    light(null);
    closePanel();
    history.replaceState(null, "", location.pathname + location.search);
  }

  // ---- the panel
  function openPanel(...children) {
    panel.replaceChildren(...children);
    panel.hidden = false;
    panel.scrollTop = 0;
    byId("list").setAttribute("aria-expanded", String(panel.dataset.kind === "list"));
  }
  function closePanel() {
    panel.hidden = true;
    panel.dataset.kind = "";
    byId("list").setAttribute("aria-expanded", "false");
  }
  function head(text) {
    return element("div", { class: "top" }, element("h2", {}, text), element("button", { class: "close", "aria-label": "Close", click: clear }, "\u2715"));
  }
  function go(box, ...children) {
    return element("li", {}, element("button", {
      class: "go", type: "button", click: () => {
        choose(box.id);
        flyToBox(box);
      },
    }, ...children));
  }

  function details(box) {
    panel.dataset.kind = "details";
    const facts = element("dl", {});
    for (const [name, value] of [["Name", box.name], ["Area", box.area], ["Owner", box.owner], ["Kind", box.kind === "entity" ? "" : box.kind],
      ["Class", { pii: "holds personal data", confidential: "confidential" }[box.style] || ""]]) {
      if (value && value !== box.title) facts.append(element("dt", {}, name), element("dd", {}, value));
    }
    const parts = [head(box.title), facts];
    if (box.about) parts.push(element("p", {}, box.about));
    if (box.rows.length) {
      const table = element("table", {});
      for (const row of box.rows) {
        const name = element("td", { class: row.required ? "need" : "" }, row.name + (row.required ? "" : "?"));
        for (const mark of row.marks) name.append(element("span", { class: "tag" }, mark));
        if (row.pii) name.append(element("span", { class: "tag personal" }, "personal"));
        if (row.note) name.append(element("span", { class: "note" }, row.note));
        table.append(element("tr", {}, name, element("td", { class: "type" }, row.type)));
      }
      parts.push(element("h3", {}, `Attributes (${box.rows.length})`), table);
    }
    const list = element("ul", {});
    for (const number of touching.get(box.id)) list.append(relation(box, model.edges[number]));
    if (list.children.length) parts.push(element("h3", {}, `Relationships (${list.children.length})`), list);
    openPanel(...parts);
  }

  function relation(box, edge) {
    const outward = edge.source === box.id;
    const other = boxes.get(outward ? edge.target : edge.source);
    const [ownEnd, otherEnd] = outward ? [edge.sourceEnd, edge.targetEnd] : [edge.targetEnd, edge.sourceEnd];
    const words = {
      association: `${ownEnd} \u2014 ${otherEnd}`,
      inheritance: outward ? "is a" : "is extended by",
      composition: outward ? "consists of" : "is part of",
      aggregation: outward ? "has" : "belongs to",
    }[edge.kind];
    const rows = [edge.sourceRows.join(", "), edge.targetRows.join(", ")];
    const [own, far] = outward ? rows : rows.reverse();
    const told = [words, edge.label, own || far ? `${own || "\u2026"} \u2194 ${far || "\u2026"}` : ""].filter(Boolean).join(" \u00b7 ");
    return go(other, element("b", {}, other.title), element("small", {}, told));
  }

  function index() {
    if (!panel.hidden && panel.dataset.kind === "list") {
      closePanel();
      return;
    }
    panel.dataset.kind = "list";
    const areas = new Map();
    for (const box of model.boxes) areas.set(box.area, [...(areas.get(box.area) || []), box]);
    const parts = [head("Entities")];
    for (const [area, members] of areas) {
      if (areas.size > 1 || area) parts.push(element("h3", {}, area || "Without area"));
      const list = element("ul", {});
      members.sort((one, two) => one.title.localeCompare(two.title));
      for (const box of members) list.append(go(box, box.title));
      parts.push(list);
    }
    openPanel(...parts);
  }

  // ---- searching
  let hits = [], current = -1;
  function search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    hits = [];
    current = -1;
    if (words.length) {
      const score = (name) => {
        const low = name.toLowerCase();
        if (!words.every((word) => low.includes(word))) return 0;
        return low === words.join(" ") ? 4 : low.startsWith(words[0]) ? 3 : 2;
      };
      for (const box of model.boxes) {
        const own = Math.max(score(box.title), score(box.name));
        if (own) hits.push({ box, rank: own + 0.5 });
        for (const row of box.rows) {
          const found = Math.max(score(row.name), score(`${box.name}.${row.name}`) && 2);
          if (found) hits.push({ box, row, rank: found });
        }
      }
      hits.sort((one, two) => two.rank - one.rank || one.box.title.localeCompare(two.box.title));
      hits = hits.slice(0, 60);
    }
    results.replaceChildren(...hits.map((hit, number) => element("li", {
      role: "option", id: `hit-${number}`, "aria-selected": "false", click: () => take(number),
    }, hit.row ? hit.row.name : hit.box.title, element("small", {}, hit.row ? `in ${hit.box.title} \u00b7 ${hit.row.type}` : "entity"))));
    if (words.length && !hits.length) results.append(element("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found"));
    const open = words.length > 0;
    results.hidden = !open;
    find.setAttribute("aria-expanded", String(open));
    if (hits.length) mark(0);
    else find.removeAttribute("aria-activedescendant");
  }
  function mark(number) {
    current = (number + hits.length) % hits.length;
    Array.from(results.children).forEach((item, index) => item.setAttribute("aria-selected", String(index === current)));
    find.setAttribute("aria-activedescendant", `hit-${current}`);
    results.children[current].scrollIntoView({ block: "nearest" });
  }
  function take(number) {
    const { box, row } = hits[number];
    results.hidden = true;
    find.setAttribute("aria-expanded", "false");
    choose(box.id, row && row.name);
    flyToBox(box, row && row.y);
  }
  find.addEventListener("input", () => search(find.value));
  find.addEventListener("focus", () => find.value && search(find.value));
  find.addEventListener("blur", () => setTimeout(() => { results.hidden = true; }, 150));
  find.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      find.value = "";
      search("");
      find.blur();
    } else if (!hits.length) return;
    else if (event.key === "ArrowDown") mark(current + 1);
    else if (event.key === "ArrowUp") mark(current - 1);
    else if (event.key === "Enter") take(Math.max(current, 0));
    else return;
    event.preventDefault();
  });

  // ---- the map
  const map = byId("map");
  const scale = Math.min(180 / model.width, 130 / model.height);
  let frame = null;
  function drawMap() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", Math.max(model.width * scale, 24));
    svg.setAttribute("height", Math.max(model.height * scale, 24));
    svg.setAttribute("viewBox", `0 0 ${model.width} ${model.height}`);
    const all = document.createElementNS(SVG, "path");
    all.setAttribute("class", "mini");
    all.setAttribute("d", model.boxes.map((box) => `M${box.x} ${box.y}h${box.width}v${box.height}h-${box.width}z`).join(""));
    frame = document.createElementNS(SVG, "rect");
    frame.setAttribute("class", "window");
    frame.setAttribute("vector-effect", "non-scaling-stroke");
    svg.append(all, frame);
    map.append(svg);
    const move = (event) => {
      const edge = svg.getBoundingClientRect();
      const x = (event.clientX - edge.left) / scale, y = (event.clientY - edge.top) / scale;
      view.x = stage.clientWidth / 2 - x * view.k;
      view.y = stage.clientHeight / 2 - y * view.k;
      show();
    };
    map.addEventListener("pointerdown", (event) => {
      cancelAnimationFrame(flight);
      map.setPointerCapture(event.pointerId);
      move(event);
    });
    map.addEventListener("pointermove", (event) => {
      if (event.buttons & 1) move(event);
    });
  }
  function showWindow() {
    if (!frame) return;
    frame.setAttribute("x", -view.x / view.k);
    frame.setAttribute("y", -view.y / view.k);
    frame.setAttribute("width", stage.clientWidth / view.k);
    frame.setAttribute("height", stage.clientHeight / view.k);
    const whole = view.x >= 0 && view.y >= 0 && view.x + model.width * view.k <= stage.clientWidth && view.y + model.height * view.k <= stage.clientHeight;
    map.hidden = whole || model.boxes.length < 2;
  }

  // ---- buttons, theme, printing, start
  byId("in").addEventListener("click", () => zoomMiddle(1.25));
  byId("out").addEventListener("click", () => zoomMiddle(0.8));
  byId("fit").addEventListener("click", () => flyTo(fitting()));
  byId("list").addEventListener("click", index);
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  const whole = `0 0 ${model.width} ${model.height}`;
  window.addEventListener("beforeprint", () => {
    picture.setAttribute("viewBox", whole);
    world.classList.remove("far");
    world.removeAttribute("transform");
  });
  window.addEventListener("afterprint", () => {
    picture.removeAttribute("viewBox");
    show();
  });
  window.addEventListener("resize", show);
  model.boxes.forEach((box, number) => {
    const group = groups.get(box.id);
    group.setAttribute("tabindex", number === 0 ? "0" : "-1");
    group.setAttribute("role", "button");
    group.setAttribute("aria-label", `${box.title}, ${box.rows.length} attributes, ${touching.get(box.id).length} relationships`);
  });
  picture.removeAttribute("viewBox");
  drawMap();
  view = fitting();
  show();
  let asked = "";
  try {
    asked = decodeURIComponent(location.hash.slice(1));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  if (boxes.has(asked)) {
    choose(asked);
    flyToBox(boxes.get(asked));
  }
})();
