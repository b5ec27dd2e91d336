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
