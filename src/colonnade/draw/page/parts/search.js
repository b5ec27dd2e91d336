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
