// Without a network: raised hands are counted act by act, and given to as many small associations.
import { button, element } from "../dom.js";
import { say } from "../words.js";
import { canBeLed } from "./founders.js";
import { ACTS } from "./lead.js";

const QUARTERS = 4;
const QUARTER_AFTER = 1;
const MOST = 60;

export function handsPanel(app) {
  const { source } = app;
  const fields = ACTS.map((act) => element("input", { type: "number", id: `hands-${act}`, min: 0, max: MOST, value: 0, inputmode: "numeric" }));
  return element("section", { class: "hands", "aria-labelledby": "hands-title" },
    element("h2", { id: "hands-title" }, say("hands")),
    element("p", {}, say("hands_how")),
    source.exact ? null : element("p", { class: "note" }, say("file_lead")),
    element("div", { class: "hand-fields" }, ACTS.map((act, place) => element("label", { for: `hands-${act}` }, element("span", {}, say(`act_${act}`)), fields[place]))),
    button(say("count_hands"), () => count(app, fields), { id: "count-hands", class: "main", disabled: !source.exact }));
}

// In the last year nothing follows any more: the choices then count from the first.
function count({ store, setting, actions }, fields) {
  const acts = ACTS.flatMap((act, place) => Array(Math.max(0, Math.min(MOST, Math.round(Number(fields[place].value) || 0)))).fill(act));
  const { year } = store.state;
  const quarter = (year < setting.years.length - 1 ? year * QUARTERS : 0) + QUARTER_AFTER;
  const led = evenly(canBeLed(setting), acts.length);
  const choices = acts.slice(0, led.length).map((act, place) => ({ quarter, association: led[place].id, act }));
  actions.choose([...store.state.choices, ...choices]);
  actions.go("scene");
  actions.speak(say("round_closed", { count: choices.length }));
}

function evenly(all, wanted) {
  const step = Math.max(1, Math.floor(all.length / Math.max(1, wanted)));
  return all.filter((_, index) => index % step === 0).slice(0, wanted);
}
