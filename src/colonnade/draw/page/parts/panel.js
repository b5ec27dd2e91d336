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
