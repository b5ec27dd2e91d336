// ---- the view: what part of the picture is seen, and how big
// Setting texts anew at another size is dear when there are many: while the zoom of a big diagram changes, the picture
// as it was painted last is stretched, and painted anew as soon as the zoom rests or has gone far.
const big = model.boxes.length > 120;
let painted = { ...view };
let resting = 0;
function show() {
  const ratio = view.k / painted.k;
  clearTimeout(resting);
  if (!big || ratio === 1 || ratio < 0.6 || ratio > 2) paint();
  else {
    picture.style.transform = `translate(${view.x - painted.x * ratio}px, ${view.y - painted.y * ratio}px) scale(${ratio})`;
    resting = setTimeout(paint, 110);
  }
  showWindow();
}
function paint() {
  painted = { ...view };
  picture.style.transform = "";
  world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
  const far = view.k < FAR;
  if (world.classList.contains("far") !== far) {
    if (far) nameFromAfar();
    world.classList.toggle("far", far);
  }
  cull(false);
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
