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

// Long lines and thousands of rows are dear to paint: what is out of sight is taken out of the picture.
const strokes = lines.map((line) => line.querySelector(".cn-line"));
const ownWays = strokes.map((stroke) => stroke.getAttribute("d"));
const spans = ownWays.map((way) => {
  const numbers = way.match(/-?[\d.]+/g).map(Number), found = [];
  for (let index = 0; index + 3 < numbers.length; index += 2) {
    const [x, y, nextX, nextY] = numbers.slice(index, index + 4);
    found.push([Math.min(x, nextX), Math.min(y, nextY), Math.max(x, nextX), Math.max(y, nextY)]);
  }
  return found;
});
const shownNow = new Map();
function put(shown, key, part) {
  if (shownNow.get(key) === shown) return;
  shownNow.set(key, shown);
  part.style.display = shown ? "" : "none";
}
function cull(everything) {
  const margin = 40 / view.k;
  const left = -view.x / view.k - margin, top = -view.y / view.k - margin;
  const right = left + stage.clientWidth / view.k + 2 * margin, bottom = top + stage.clientHeight / view.k + 2 * margin;
  const seen = (x, y, farX, farY) => everything || (x < right && farX > left && y < bottom && farY > top);
  for (const box of model.boxes) put(seen(box.x, box.y, box.x + box.width, box.y + box.height), box.id, groups.get(box.id));
  lines.forEach((line, number) => {
    const kept = everything || line.classList.contains("lit");
    put(kept || spans[number].some((span) => seen(...span)), number, line);
  });
}
