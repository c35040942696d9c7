// A mission: its words, and whether B meets each target in the last year.
import { element, live } from "../dom.js";
import { labelled, number, pair, say } from "../words.js";
import { atYear, decimalsOf, measureOf, scaleOf, seriesOf } from "../numbers.js";
import { titleOf } from "./curves.js";

export function missionOf(state, setting) {
  return setting.missions.find((mission) => mission.key === state.mission) || null;
}

// A limit is a number, or a multiple of what A reaches in the last year.
function limitOf(state, setting, target, scale) {
  const said = isMost(target) ? target.at_most : target.at_least;
  if (target.of !== "a") return said * scale;
  const series = seriesOf(state, "a", measureOf(setting, target.measure));
  return series ? said * atYear(series, setting.years.length - 1) : null;
}

function isMost(target) {
  return target.at_most !== undefined && target.at_most !== null;
}

export function targetFor(state, setting, measure, scale) {
  const mission = missionOf(state, setting);
  const target = mission && mission.targets.find((each) => each.measure === measure);
  return target ? limitOf(state, setting, target, scale) : null;
}

export function missionLine(app) {
  const { store, setting } = app;
  return live(store, ["mission", "runs", "bands", "hidden"], element("div", { class: "mission-place" }), () => {
    const mission = missionOf(store.state, setting);
    if (!mission) return null;
    return element("p", { class: "mission" }, element("strong", {}, labelled(say("mission"), "")), pair(mission.text), " ",
      store.state.hidden ? null : mission.targets.map((target) => met(store.state, setting, target)));
  });
}

function met(state, setting, target) {
  const measure = measureOf(setting, target.measure);
  const series = seriesOf(state, "b", measure);
  if (!series) return null;
  const [value, limit] = [atYear(series, setting.years.length - 1), limitOf(state, setting, target, scaleOf(measure))];
  const reached = isMost(target) ? value <= limit : value >= limit;
  const decimals = decimalsOf([value, limit]);
  return element("span", { class: "target-state" }, say(reached ? "target_met" : "target_not_met", { measure: titleOf(measure), value: number(value, decimals), limit: number(limit, decimals), sign: isMost(target) ? "≤" : "≥" }));
}
