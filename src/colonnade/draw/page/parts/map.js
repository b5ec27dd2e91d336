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
