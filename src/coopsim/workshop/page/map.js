// One map on a canvas. Both maps share one spread of marks, so that an association stands at the same place in A and B.
import { element } from "./dom.js";
import { onLeaving } from "./store.js";
import { COLOURS, drawMarks, sceneAt } from "./marks.js";
import { drawGround, namesOn, writeNames } from "./ground.js";
import { frameOf, spread } from "./spread.js";

const NEAR = 5;
const SCREEN_FONT = 11;
const LARGE_FONT = [20, 24];
const DOT = { small: 2.2, medium: 2.8, large: 3.8 };

// Spreads are kept by size and by who is born: sliders that change nobody's birth cost nothing.
const kept = { key: null, value: null };

export function placesFor(setting, runs, width, height, font) {
  const born = bornIn(runs);
  const key = `${setting.seed}:${width}x${height}x${font}:${born.map((one) => one.id).join()}`;
  if (kept.key !== key) Object.assign(kept, { key, value: placesNow(setting, born, width, height, font) });
  return kept.value;
}

function placesNow(setting, born, width, height, font) {
  const frame = frameOf(setting.map.box, width, height, font >= LARGE_FONT[0]);
  const names = namesOn(setting.map, setting.departments, frame, font, measureText);
  return { frame, names, placed: spread([...setting.associations, ...born], frame, names, setting.map.dot || DOT, setting.map.outlines, font < SCREEN_FONT) };
}

function bornIn(runs) {
  const found = new Map();
  for (const run of [runs.a, runs.b]) for (const one of run.born) if (!found.has(one.id)) found.set(one.id, one);
  return [...found.values()];
}

const ruler = document.createElement("canvas").getContext("2d");
function measureText(text, size, bold) {
  ruler.font = `${bold ? "600 " : ""}${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

export function idsOf(setting, run) {
  return [...setting.associations.map((one) => one.id), ...run.born.map((one) => one.id)];
}

export function paintMap(canvas, { setting, state, arm, colours = COLOURS, font = 11, width, height, ratio = window.devicePixelRatio || 1 }) {
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const places = placesFor(setting, state.runs, width, height, font);
  const run = state.runs[arm];
  const scene = sceneAt(run, places.placed, idsOf(setting, run), state.time);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawGround(context, setting.map, places.frame, places.names, colours);
  drawMarks(context, scene, colours);
  writeNames(context, places.names, colours);
  return { scene, places };
}

export function mapView(app, arm, { label, hover }) {
  const { store, setting } = app;
  const canvas = element("canvas", { class: "map", role: "img", "aria-label": label() });
  const holder = element("div", { class: "map-holder" }, canvas);
  let shown = null;
  let asked = 0;

  function paint() {
    asked = 0;
    const { clientWidth: width, clientHeight: height } = holder;
    if (!store.state.runs || !width || !height) return;
    const font = store.state.large ? LARGE_FONT[window.innerHeight >= 900 ? 1 : 0] : SCREEN_FONT;
    shown = paintMap(canvas, { setting, state: store.state, arm, width, height, font });
    if (store.state.story) ring(canvas.getContext("2d"), shown, idsOf(setting, store.state.runs[arm]), store.state.story);
  }
  const ask = () => { asked = asked || requestAnimationFrame(paint); };
  const watch = new ResizeObserver(ask);
  watch.observe(holder);
  onLeaving(() => { watch.disconnect(); cancelAnimationFrame(asked); });
  store.on(["runs", "time", "story", "panel"], ask);
  store.on(["year", "runs", "draws"], () => canvas.setAttribute("aria-label", label()));

  const markAt = (event) => shown && nearest(shown.scene.marks, event.offsetX, event.offsetY);
  canvas.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (mark) app.actions.story(idsOf(setting, store.state.runs[arm])[mark.index]);
  });
  canvas.addEventListener("pointermove", (event) => {
    const mark = markAt(event);
    canvas.classList.toggle("pointed", Boolean(mark));
    hover(mark ? idsOf(setting, store.state.runs[arm])[mark.index] : null);
  });
  canvas.addEventListener("pointerleave", () => hover(null));
  return holder;
}

function nearest(marks, x, y) {
  let best = null;
  let least = Infinity;
  for (const mark of marks) {
    const away = Math.hypot(mark.x - x, mark.y - y) - mark.r;
    if (away < NEAR && away < least) [best, least] = [mark, away];
  }
  return best;
}

function ring(context, { places }, ids, story) {
  const place = ids.includes(story) && places.placed.get(story);
  if (!place) return;
  for (const [away, colour, width] of [[5.5, "#ffffff", 5], [5.5, COLOURS.ring, 2.5]]) {
    context.beginPath();
    context.arc(place.x, place.y, place.r + away, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
