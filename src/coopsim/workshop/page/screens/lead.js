// One association led by hand: at a few dates the room says what it does, and its fate is computed again.
import { button, element, live } from "../dom.js";
import { number, pair, say } from "../words.js";
import { stateWord, whoIs } from "./fates.js";
import { canBeLed } from "./founders.js";

export const ACTS = ["stay", "partner", "pool", "join", "speak"];
const ROUNDS = [4, 12, 20];

export function leadPanel(app) {
  const { store, setting, source, actions } = app;
  if (!store.state.story) store.set({ story: led(setting).id });
  return live(store, ["story", "choices", "runs"], element("section", { class: "docked", "aria-labelledby": "lead-title" }), () => {
    const one = store.state.runs && whoIs(app, store.state.story);
    if (!one) return element("h2", { id: "lead-title" }, say("waiting"));
    return [heading(one, actions), source.exact ? rounds(app, one) : element("p", { class: "note" }, say("file_lead")), after(app, one)];
  });
}

function led(setting) {
  const small = canBeLed(setting).filter((one) => one.staff > 2);
  return small[Math.floor(small.length / 3)] || setting.associations[0];
}

function heading(one, actions) {
  return element("header", {},
    element("div", { class: "docked-tools" }, button(say("close"), () => actions.panel("curves"), { id: "lead-close", class: "small" })),
    element("h2", { id: "lead-title" }, say("lead_title", { name: one.name })),
    element("p", { class: "note" }, say("lead_who", { size: say(`size_${one.size}`), staff: number(one.staff, one.staff < 10 ? 1 : 0), cause: pair(one.cause) })));
}

function rounds(app, one) {
  return element("div", { class: "rounds" }, ROUNDS.map((quarter) => element("label", { class: "round" }, String(app.setting.years[Math.floor(quarter / 4)]), choice(app, one, quarter))));
}

function choice({ store, actions }, one, quarter) {
  const mine = store.state.choices.find((each) => each.association === one.id && each.quarter === quarter);
  const chooser = element("select", { id: `act-${quarter}`, change: (event) => actions.choose(withChoice(store.state.choices, one.id, quarter, event.target.value)) },
    ["", ...ACTS].map((act) => element("option", { value: act }, say(act ? `act_${act}` : "act_itself"))));
  chooser.value = mine ? mine.act : "";
  return chooser;
}

export function withChoice(choices, association, quarter, act) {
  const others = choices.filter((each) => each.association !== association || each.quarter !== quarter);
  return act ? [...others, { quarter, association, act }] : others;
}

function after(app, one) {
  const { store, setting, actions } = app;
  const last = setting.years.length - 1;
  return element("div", { class: "after" },
    ["a", "b"].map((arm) => element("p", {}, element("span", { class: `letter letter-${arm}` }, arm.toUpperCase()), " ", say("fate_end", { year: setting.years[last], state: stateWord(setting, store.state.runs[arm], one.id, last) }))),
    button(say("story_open"), () => actions.story(one.id), { id: "lead-story" }));
}
