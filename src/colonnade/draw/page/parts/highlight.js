// ---- highlighting and choosing
let lit = [], litLines = [];
function light(id) {
  lit.forEach((one) => one.classList.remove("lit"));
  litLines.forEach((number) => strokes[number].setAttribute("d", ownWays[number]));
  lit = [];
  litLines = [];
  world.classList.toggle("lit-some", id !== null);
  if (id === null) return;
  lit.push(groups.get(id));
  for (const number of touching.get(id)) {
    const edge = model.edges[number];
    lines[number].parentNode.append(lines[number]);
    strokes[number].setAttribute("d", edge.way);
    litLines.push(number);
    lit.push(lines[number], groups.get(edge.source), groups.get(edge.target));
    if (labels.has(String(number))) lit.push(labels.get(String(number)));
  }
  lit.forEach((one) => one.classList.add("lit"));
  cull(false);
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
