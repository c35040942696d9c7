// The table twin of every chart: year by year, A and B, with the band of the draws.
import { element, live } from "../dom.js";
import { number, say, pair } from "../words.js";
import { atYear, decimalsOf, isShare, measureOf, rangeAtYear, seriesOf, unitOf } from "../numbers.js";
import { titleOf } from "./curves.js";

export function tablePanel(app) {
  const { store, setting } = app;
  const chooser = element("select", { id: "measure", change: (event) => store.set({ measure: event.target.value }) },
    setting.measures.map((measure) => element("option", { value: measure.key, selected: measure.key === store.state.measure }, titleOf(measure))));
  return element("div", { class: "table-panel" },
    element("label", { class: "chooser" }, say("measure"), chooser),
    live(store, ["runs", "bands", "measure", "hidden", "year"], element("div", { class: "table-place", tabindex: "0", role: "region", "aria-label": say("tab_table") }), () => table(store.state, setting)));
}

function table(state, setting) {
  const measure = measureOf(setting, state.measure);
  const arms = (state.hidden ? ["a"] : ["a", "b"]).map((arm) => [arm, seriesOf(state, arm, measure)]).filter(([, series]) => series);
  if (!arms.length) return element("p", {}, say("waiting"));
  const decimals = decimalsOf(arms.flatMap(([, series]) => series.line));
  return element("table", {},
    element("caption", {}, withUnit(measure)),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, say("year")), arms.map(([arm]) => [
      element("th", { scope: "col" }, arm.toUpperCase()), element("th", { scope: "col", class: "band-head" }, say("band"))]))),
    element("tbody", {}, setting.years.map((year, place) => element("tr", { class: place === state.year ? "now" : null },
      element("th", { scope: "row" }, String(year)), arms.map(([arm, series]) => cells(arm, series, place, decimals))))));
}

function withUnit(measure) {
  const unit = isShare(measure) ? say("out_of_100") : unitOf(measure, pair(measure.unit));
  return unit ? `${pair(measure.label)} (${unit})` : pair(measure.label);
}

function cells(arm, series, place, decimals) {
  const range = rangeAtYear(series, place);
  return [element("td", { class: `of-${arm}` }, number(atYear(series, place), decimals)),
    element("td", { class: "range" }, range ? range.map((value) => number(value, decimals)).join("\u202f–\u202f") : "")];
}
