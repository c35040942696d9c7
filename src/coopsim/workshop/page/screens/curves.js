// Small line charts in one column, sharing their years; each leads to its numbers.
import { button, drawn, element } from "../dom.js";
import { onLeaving } from "../store.js";
import { pair, say, known, number } from "../words.js";
import { drawChart } from "../chart.js";
import { atYear, isShare, measureOf, scaleOf, seriesOf, decimalsOf } from "../numbers.js";
import { targetFor } from "./missions.js";

export const GROUPS = {
  curves: ["small_independent", "medium_independent", "large_independent", "voice_total"],
  voice: ["voices_effective", "causes_effective", "freedom_mean", "access_small"],
  money: ["public_spending", "funder_savings", "unmet_need", "service_lost"],
};
const LARGE = 2;

export function charts(app, keys) {
  const { store, setting } = app;
  const measures = keys.map((key) => measureOf(setting, key)).filter(Boolean);
  const shown = store.state.large ? measures.filter((_, index) => index === 0 || index === measures.length - 1).slice(0, LARGE) : measures;
  return element("div", { class: "charts" }, shown.map((measure, index) => oneChart(app, measure, index === shown.length - 1)),
    !store.state.large && known(`note_${store.state.tab}`) && element("p", { class: "note" }, say(`note_${store.state.tab}`)));
}

function oneChart(app, measure, axis) {
  const { store } = app;
  const svg = drawn("svg", { class: "chart", role: "img" });
  const figure = element("figure", {}, element("figcaption", {}, element("span", {}, titleOf(measure)),
    button(say("as_table"), () => app.actions.table(measure.key), { class: "text", id: `table-of-${measure.key}`, "aria-label": `${say("as_table")} · ${titleOf(measure)}` })), svg);
  const draw = () => redraw(app, svg, measure, axis);
  const watch = new ResizeObserver(draw);
  watch.observe(svg);
  onLeaving(() => watch.disconnect());
  store.on(["runs", "bands", "year", "hidden", "guesses", "mission", "roomCounts"], draw);
  return figure;
}

export function titleOf(measure) {
  return known(`chart_${measure.key}`) ? say(`chart_${measure.key}`) : pair(measure.label);
}

function redraw({ store, setting }, svg, measure, axis) {
  const { clientWidth: width, clientHeight: height } = svg;
  if (!width || !height || !store.state.runs) return;
  const chart = chartOf(store.state, setting, measure, { font: store.state.large ? (window.innerHeight >= 900 ? 24 : 20) : 12, axis: axis || store.state.large });
  drawChart(svg, width, height, chart);
  svg.setAttribute("aria-label", spoken(chart, titleOf(measure), setting));
}

// What drawChart needs, for the scene and for the handout.
export function chartOf(state, setting, measure, { font, axis, year = state.year }) {
  const b = state.hidden ? null : seriesOf(state, "b", measure);
  const guesses = measure.key === "small_independent" ? allGuesses(state) : [];
  return {
    kind: kindOf(measure), arms: { a: seriesOf(state, "a", measure), b }, years: setting.years, year, guesses, font, axis,
    target: targetFor(state, setting, measure.key, scaleOf(measure)),
  };
}

function kindOf(measure) {
  if (isShare(measure)) return "share";
  if (measure.key === "voice_total") return "index";
  return measure.key === "funder_savings" ? "balance" : "amount";
}

// Votes of phones come counted by tens: each is shown in the middle of its ten.
export function votesOf({ roomCounts }) {
  const histogram = (roomCounts && roomCounts.vote && roomCounts.vote.histogram) || [];
  return histogram.flatMap((count, ten) => Array(count).fill(ten * 10 + 5));
}

export function allGuesses(state) {
  return [...state.guesses, ...votesOf(state)];
}

function spoken({ arms, years }, title, setting) {
  const last = years.length - 1;
  const told = (arm) => {
    const ends = [atYear(arms[arm], 0), atYear(arms[arm], last)];
    return say("chart_spoken", { arm: arm.toUpperCase(), first: number(ends[0], decimalsOf(ends)), last: number(ends[1], decimalsOf(ends)) });
  };
  return `${title}, ${setting.years[0]}\u2013${setting.years[last]}. ${["a", "b"].filter((arm) => arms[arm]).map(told).join(" ")}`;
}
