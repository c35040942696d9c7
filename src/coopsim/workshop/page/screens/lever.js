// One lever: its name, its level, a slider, and a tick where A stands.
import { element } from "../dom.js";
import { labelled, number, pair, percent, say } from "../words.js";
import { assumptionOf, levelOf, nearest } from "../policy.js";

export function leverControl(app, lever, explained = false) {
  const { store, actions } = app;
  const control = slider(app, lever, (value) => actions.lever(lever, value));
  const match = () => control.match(levelOf(store.state.b, lever), levelOf(store.state.a, lever));
  store.on(["a", "b"], match);
  match();
  return element("div", { class: "lever" }, control.nodes, explained && element("p", { class: "meaning" }, pair(lever.meaning)));
}

export function assumptionControl(app, hypothesis) {
  const { store, actions } = app;
  const control = slider(app, hypothesis, (value) => actions.assumption(hypothesis, value));
  const match = () => control.match(assumptionOf(store.state.b, hypothesis), hypothesis.reference);
  store.on(["b"], match);
  match();
  return element("div", { class: "lever" }, control.nodes, element("p", { class: "meaning" }, pair(hypothesis.evidence)));
}

function slider({ setting }, lever, moved) {
  const id = `lever-${lever.key.replaceAll(".", "-")}`;
  const level = element("output", { for: id });
  const input = element("input", {
    type: "range", id, min: lever.low, max: lever.high, step: lever.levels ? "any" : lever.step, title: pair(lever.meaning),
    input: (event) => moved(stopped(lever, Number(event.target.value))),
    keydown: (event) => stepped(event, lever, moved),
  });
  const track = element("div", { class: "track" }, element("span", { class: "tick-a", "aria-hidden": "true" }), input);
  const match = (mine, reference) => {
    input.value = mine;
    input.setAttribute("aria-valuetext", `${levelText(lever, mine)} (${labelled("A", levelText(lever, reference))})`);
    level.textContent = levelText(lever, mine);
    level.classList.toggle("moved", mine !== reference);
    track.style.setProperty("--at", shareOf(lever, reference));
    track.style.setProperty("--level", shareOf(lever, mine));
  };
  return { match, nodes: [element("div", { class: "lever-head" }, element("label", { for: id }, pair(lever.label)), level), track] };
}

// In the exported file a slider stops on computed levels only.
function stopped(lever, value) {
  return lever.levels ? lever.levels[nearest(lever.levels, value)] : value;
}

function stepped(event, lever, moved) {
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (!lever.levels || !by) return;
  event.preventDefault();
  const place = nearest(lever.levels, Number(event.target.value)) + by;
  moved(lever.levels[Math.max(0, Math.min(lever.levels.length - 1, place))]);
}

function shareOf(lever, value) {
  return (value - lever.low) / (lever.high - lever.low);
}

export function levelText(lever, value) {
  const unit = lever.unit || "1";
  if (unit === "share" || (unit === "1" && lever.low === 0 && lever.high === 1)) return percent(value);
  if (unit === "per year") return `${percent(value, 1)} ${say("a_year")}`;
  if (unit === "FTE") return `${number(value)}\u00a0${say("fte")}`;
  return number(value, stepDecimals(lever.step));
}

function stepDecimals(step) {
  return Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
}
