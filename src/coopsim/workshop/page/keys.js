// Keys of the whole page. A focused control keeps its own keys first; letters can be switched off.

export const KEYS = [
  ["Space", "key_play"], ["← →", "key_year"], ["R", "key_replay"], ["M", "key_hide"], ["1 – 6", "key_start"], ["A", "key_freeze"],
  ["H", "key_story"], ["G", "key_large"], ["L", "key_language"], ["P", "key_handout"], ["?", "key_list"], ["Esc", "key_close"], ["Pages", "key_step"],
];
const TAKES_ARROWS = "input, select, textarea, [role=tab], [role=radio]";
const TAKES_SPACE = "button, a, summary, input, select, textarea, [role=tab]";
const TAKES_LETTERS = "input:not([type=range]):not([type=checkbox]), textarea, select";

export function listenToKeys(state, actions, more) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const done = event.key === "Escape" ? more.close() : document.querySelector("dialog[open]") ? false : pressed(event, state, actions, more);
    if (done) event.preventDefault();
  });
}

function pressed(event, state, actions, more) {
  const on = (selector) => event.target instanceof Element && event.target.matches(selector);
  if (event.key === "PageDown" || event.key === "PageUp") return more.turn(event.key === "PageDown" ? 1 : -1);
  if (state.screen === "scene" && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    return !on(TAKES_ARROWS) && arrow(event, state, actions);
  }
  if (state.screen === "scene" && event.key === " ") return !on(TAKES_SPACE) && yes(actions.play());
  return !on(TAKES_LETTERS) && state.letters && letter(event, state, actions, more);
}

function arrow(event, state, actions) {
  const by = (event.shiftKey ? 5 : 1) * (event.key === "ArrowRight" ? 1 : -1);
  return yes(actions.year(state.year + by));
}

function letter(event, state, actions, more) {
  const key = event.key.toLowerCase();
  const everywhere = { l: () => actions.language(), p: more.handout, "?": more.list, g: () => actions.large() };
  const onScene = {
    r: actions.replay, m: () => actions.hide(), a: actions.freeze, h: more.anotherStory,
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((digit) => [String(digit), () => actions.begin(digit)])),
  };
  const act = everywhere[key] || (state.screen === "scene" ? onScene[key] : undefined);
  return act ? yes(act()) : false;
}

function yes() {
  return true;
}
