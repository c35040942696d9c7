// Two maps, A and B, under one clock. While B is hidden, the bet takes its place.
import { button, element, live } from "../dom.js";
import { labelled, number, say } from "../words.js";
import { aliveIn } from "../numbers.js";
import { mapView } from "../map.js";
import { stateWord } from "./fates.js";
import { betPanel } from "./bet.js";

export function stage(app) {
  const { store } = app;
  const pointed = element("p", { class: "pointed-at", "aria-hidden": "true" });
  const maps = live(store, ["hidden"], element("div", { class: "maps" }), () => [one(app, "a", pointed), one(app, "b", pointed)]);
  return element("section", { class: "stage", "aria-label": say("maps") }, maps, yearBar(app), element("div", { class: "under" }, legend(app), pointed));
}

function one(app, arm, pointed) {
  const { store, setting } = app;
  const hidden = arm === "b" && store.state.hidden;
  const label = () => say("map_label", { arm: arm.toUpperCase(), year: setting.years[store.state.year], count: store.state.runs ? number(aliveIn(store.state.runs[arm], store.state.year)) : "…" });
  return element("div", { class: `arm arm-${arm}` }, head(app, arm), hidden ? betPanel(app) : mapView(app, arm, { label, hover: (id) => { pointed.textContent = id ? told(app, id) : ""; } }));
}

function head(app, arm) {
  const { store } = app;
  const count = live(store, ["runs", "year", "hidden"], element("span", { class: "count" }), () => counted(store.state, arm));
  return element("div", { class: "arm-head" },
    element("h2", {}, element("span", { class: `letter letter-${arm}`, "aria-hidden": "true" }, arm.toUpperCase()), say(`arm_${arm}`)),
    count,
    arm === "b" && button(store.state.hidden ? say("reveal") : say("hide"), () => app.actions.hide(), { id: "hide", class: "small" }));
}

function counted(state, arm) {
  if (!state.runs || (arm === "b" && state.hidden)) return "";
  return say("alive", { count: number(aliveIn(state.runs[arm], state.year)) });
}

function told({ store, setting }, id) {
  const { runs, year } = store.state;
  const found = setting.associations.find((each) => each.id === id) || [...runs.a.born, ...runs.b.born].find((each) => each.id === id);
  const fate = (arm) => labelled(arm.toUpperCase(), stateWord(setting, runs[arm], id, year));
  const arms = store.state.hidden ? ["a"] : ["a", "b"];
  return `${found.name} · ${say(`size_${found.size}`)} · ${arms.map(fate).join(" · ")}`;
}

function yearBar({ store, setting, actions }) {
  const play = button("", () => actions.play(), { id: "play", class: "play" });
  const shown = element("output", { class: "year", for: "year" });
  const range = element("input", { type: "range", id: "year", min: 0, max: setting.years.length - 1, step: 1, "aria-label": say("year"), input: (event) => actions.year(Number(event.target.value)) });
  const match = () => {
    range.value = store.state.year;
    range.setAttribute("aria-valuetext", setting.years[store.state.year]);
    range.style.setProperty("--level", store.state.time / (setting.years.length - 1));
    shown.textContent = setting.years[store.state.year];
  };
  const matchPlay = () => { play.textContent = store.state.playing ? "❚❚" : "►"; play.setAttribute("aria-label", say(store.state.playing ? "pause" : "play")); };
  store.on(["year", "time"], match);
  store.on(["playing"], matchPlay);
  match();
  matchPlay();
  return element("div", { class: "year-bar" }, play, element("span", { class: "ends", "aria-hidden": "true" }, String(setting.years[0])), range, element("span", { class: "ends", "aria-hidden": "true" }, String(setting.years.at(-1))), shown);
}

const LEGEND = ["independent", "partnership", "pooled", "group", "merged", "closed"];

function legend({ actions }) {
  return element("div", { class: "legend" },
    element("ul", {}, LEGEND.map((kind) => element("li", {}, element("span", { class: `sign sign-${kind}`, "aria-hidden": "true" }), say(`is_${kind}`)))),
    button(say("list_twin"), () => actions.panel("list"), { id: "open-list", class: "text" }));
}
