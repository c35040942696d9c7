// What the page remembers, and everything that can be done to it.
import { SAME, fromStart, sameCourse, startLike, withAssumption, withLever } from "./policy.js";
import { useLanguage, say } from "./words.js";

const AT_MOST_EVERY = 60;
const BEFORE_SHOWN = 1800;
const ONE_DRAG = 1200;

export function initialState(setting, linked) {
  const state = {
    language: setting.language || "fr", screen: "home", step: null, tab: "curves", panel: "curves", story: null,
    a: SAME, b: SAME, choices: [], seed: setting.seed, year: 0, time: 0, playing: false, hidden: false, large: false,
    start: 1, mission: null, guesses: [], measure: "small_independent", runs: null, bands: null, draws: 0, job: null,
    busy: false, before: null, replaying: false, letters: true, trouble: null, room: null, roomCounts: null, spread: 0,
    ...linked,
  };
  state.time = state.year;
  state.start = startLike(state.b, setting.starts);
  return state;
}

export function makeActions(store, source, setting) {
  const { state, set } = store;
  let stop = () => {};
  let last = 0;
  let timer = 0;

  function compute() {
    clearTimeout(timer);
    const wait = Math.max(0, AT_MOST_EVERY - (performance.now() - last));
    if (wait === 0) begin();
    else timer = setTimeout(begin, wait);
  }

  function begin() {
    last = performance.now();
    stop();
    set({ busy: true, trouble: null });
    for (const name of ["asked", "pair", "done"]) performance.clearMarks(name);
    performance.mark("asked");
    const { a, b, choices, seed } = state;
    stop = source.run({ a, b, choices, seed }, {
      started: (job) => set({ job }),
      pair: (runs) => { set({ runs, bands: null, draws: 1 }); performance.mark("pair"); },
      band: ({ draws, a: one, b: other }) => set({ bands: { a: one, b: other }, draws }),
      done: () => { set({ busy: false }); performance.mark("done"); },
      failed: (both) => set({ busy: false, trouble: both || { fr: "", en: "" } }),
    });
  }

  function change(patch, start = null) {
    const { b, choices, runs, bands, draws } = state;
    const before = runs ? { b, choices, runs, bands, draws } : null;
    if (patch.b && before && sameCourse(patch.b, b) && !patch.choices) set({ ...patch, start });
    else { set({ ...patch, before: keepBefore(before, start), start, replaying: false }); compute(); }
  }

  // While one slider is dragged, « before » stays what it was when the drag began.
  let [dragged, movedAt] = [null, 0];
  function keepBefore(before, key) {
    const now = performance.now();
    const same = typeof key === "string" && key === dragged && now - movedAt < ONE_DRAG;
    [dragged, movedAt] = [key, now];
    return same && state.before ? state.before : before;
  }

  const actions = {
    compute,
    lever: (lever, value) => change({ b: withLever(state.b, lever, value) }, lever.key),
    assumption: (hypothesis, value) => {
      set({ a: withAssumption(state.a, hypothesis, value) });
      change({ b: withAssumption(state.b, hypothesis, value) }, hypothesis.key);
    },
    cooperation: (enabled) => change({ b: { ...state.b, cooperation: enabled } }, "cooperation"),
    begin: (key) => {
      const start = setting.starts.find((one) => one.key === key);
      if (start) change({ b: fromStart(start, state.b.hypotheses), choices: [] }, key);
    },
    choose: (choices) => change({ choices }, null),
    freeze: () => { set({ a: { ...state.b, choices: state.choices }, before: null }); compute(); },
    reset: () => { set({ a: SAME, b: SAME, choices: [], before: null, start: 1 }); compute(); },
    newDraw: () => newDraw(store, source, setting, compute),
    hide: (hidden = !state.hidden) => set({ hidden, panel: hidden && state.panel === "story" ? "curves" : state.panel }),
    guess: (values) => set({ guesses: [...state.guesses, ...values].slice(-200) }),
    forgetGuesses: () => set({ guesses: [] }),
    year: (year) => { const kept = Math.max(0, Math.min(setting.years.length - 1, year)); set({ year: kept, time: kept, playing: false }); },
    play: (playing = !state.playing) => set({ playing, ...(playing && state.year >= setting.years.length - 1 ? { year: 0, time: 0 } : {}) }),
    go: (screen, more = {}) => set({ playing: false, screen, step: null, ...more }),
    tab: (tab) => set({ tab, panel: "curves" }),
    table: (measure) => set({ measure, tab: "table", panel: "curves" }),
    story: (story) => set({ story, panel: "story", hidden: false }),
    panel: (panel) => set({ panel }),
    mission: (mission) => set({ mission }),
    large: (large = !state.large) => set({ large }),
    language: (language = state.language === "fr" ? "en" : "fr") => { useLanguage(language); set({ language }); },
    letters: (letters) => set({ letters }),
    replay: () => replay(store),
    speak: (text) => { document.getElementById("spoken").textContent = text; },
  };
  return actions;
}

// Shows what was before the last change, then what is now; nothing is computed again.
function replay(store) {
  const { state, set } = store;
  if (!state.before || state.replaying || state.busy) return;
  const { b, choices, runs, bands, draws } = state;
  set({ ...state.before, replaying: true, playing: false });
  document.getElementById("spoken").textContent = say("replay_before");
  setTimeout(() => {
    if (state.replaying) set({ b, choices, runs, bands, draws, replaying: false });
  }, BEFORE_SHOWN);
}

// Another seed has other associations: the setting is read again, and the whole page with it.
async function newDraw(store, source, setting, compute) {
  const { state, set } = store;
  const seed = state.seed + 1;
  Object.assign(setting, await source.setting(seed));
  set({ runs: null, bands: null, before: null, story: null, choices: [], job: null, panel: "curves" });
  set({ seed, population: seed });
  compute();
}
