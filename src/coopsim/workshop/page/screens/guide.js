// The guided path: six steps, then the debate with a timer of silence. A slide clicker turns the steps.
import { button, element } from "../dom.js";
import { say, number } from "../words.js";
import { onLeaving } from "../store.js";
import { SAME, fromStart } from "../policy.js";

const SILENCE_SECONDS = 60;
const LAST_YEAR = 15;

// What each step shows; words are in the dictionary under step_0 … step_6.
export const STEPS = [
  { panel: "lead", year: 0, start: 1 },
  { panel: "curves", tab: "curves", year: 0, start: 1 },
  { panel: "curves", tab: "curves", year: LAST_YEAR, start: 2, hidden: true },
  { panel: "story", year: LAST_YEAR, start: 4, freeze: 3 },
  { panel: "curves", tab: "voice", year: LAST_YEAR, start: 4, freeze: 3 },
  { panel: "curves", tab: "curves", year: LAST_YEAR, start: 2, mission: true },
  { panel: "curves", tab: "curves", year: LAST_YEAR, debate: true },
];

export function enterStep(app, place) {
  const { store, setting, actions } = app;
  const step = STEPS[place];
  const { hypotheses } = store.state.b;
  const policy = (key) => fromStart(setting.starts.find((one) => one.key === key), hypotheses);
  const patch = { step: place, screen: "scene", panel: step.panel, hidden: Boolean(step.hidden), year: step.year, time: step.year, playing: false, mission: step.mission ? setting.missions[0].key : null };
  if (step.tab) patch.tab = step.tab;
  if (!step.debate) Object.assign(patch, { b: policy(step.start), a: step.freeze ? policy(step.freeze) : { ...SAME, hypotheses }, start: step.start, choices: [], before: null });
  store.set(patch);
  if (step.panel === "story" && !store.state.story) store.set({ story: firstSmall(setting) });
  if (!step.debate || !store.state.runs) actions.compute();
}

function firstSmall(setting) {
  return (setting.associations.find((one) => one.size === "small") || setting.associations[0]).id;
}

export function guideStrip(app) {
  const { store, actions } = app;
  const { step } = store.state;
  const last = STEPS.length - 1;
  return element("section", { class: "strip", "aria-labelledby": "step-title" },
    element("div", { class: "step-words" },
      element("h2", { id: "step-title" }, step < last ? say("step_count", { step: number(step + 1), steps: number(last) }) : say("debate"), element("span", {}, say(`step_title_${step}`))),
      element("p", { id: "step-words" }, say(`step_${step}`))),
    element("div", { class: "step-tools" },
      STEPS[step].debate ? silence(actions) : null,
      button(say("previous"), () => enterStep(app, step - 1), { id: "step-previous", disabled: step === 0 }),
      button(say("next"), () => enterStep(app, step + 1), { id: "step-next", disabled: step === last, class: "main" }),
      button(say("leave_guide"), () => store.set({ step: null }), { id: "step-leave", class: "text" })));
}

// A minute of silence before the talk: everybody thinks, the loud ones too.
function silence(actions) {
  let timer = 0;
  let left = SILENCE_SECONDS;
  const clock = button(say("silence_start"), () => { if (!timer) timer = setInterval(tick, 1000); clock.textContent = shown(); }, { id: "silence", class: "silence" });
  const shown = () => say("silence_left", { seconds: number(left) });
  const tick = () => {
    left -= 1;
    clock.textContent = left > 0 ? shown() : say("silence_over");
    if (left <= 0) { clearInterval(timer); timer = 0; left = SILENCE_SECONDS; actions.speak(say("silence_over")); }
  };
  onLeaving(() => clearInterval(timer));
  return clock;
}
