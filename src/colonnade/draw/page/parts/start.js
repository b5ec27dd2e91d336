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
  cull(true);
  picture.style.transform = "";
  world.classList.remove("far");
  world.removeAttribute("transform");
});
window.addEventListener("afterprint", () => {
  picture.removeAttribute("viewBox");
  paint();
});
window.addEventListener("resize", show);
model.boxes.forEach((box, number) => {
  const group = groups.get(box.id);
  group.setAttribute("tabindex", number === 0 ? "0" : "-1");
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", `${box.title}, ${box.rows.length} attributes, ${touching.get(box.id).length} relationships`);
});
picture.removeAttribute("viewBox");
picture.classList.toggle("big", big);
drawMap();
view = fitting();
paint();
showWindow();
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
