// The door: finds where numbers come from, reads the link, builds the frame and the screen.
import { createStore, scoped } from "./store.js";
import { keepFocus } from "./dom.js";
import { useLanguage, useWords, say, pair } from "./words.js";
import { openSource } from "./source.js";
import { initialState, makeActions } from "./state.js";
import { readLink, readSeed, UNSAID, writeLink } from "./link.js";
import { startLike } from "./policy.js";
import { startClock } from "./play.js";
import { listenToKeys } from "./keys.js";
import { frame } from "./screens/frame.js";
import { homeScreen } from "./screens/home.js";
import { sceneScreen } from "./screens/scene.js";
import { roomScreen } from "./screens/room.js";
import { sourcesScreen } from "./screens/sources.js";
import { handoutScreen } from "./screens/handout.js";
import { openKeys } from "./screens/keys-list.js";
import { anotherStory } from "./screens/story.js";
import { STEPS, enterStep } from "./screens/guide.js";

const LARGE_FROM = 900;
const SCREENS = { home: homeScreen, scene: sceneScreen, room: roomScreen, sources: sourcesScreen, handout: handoutScreen };

async function begin() {
  const source = openSource();
  const [setting, words] = await Promise.all([source.setting(readSeed(location.hash)), source.words()]);
  useWords(words);
  const wanted = new URLSearchParams(location.search).get("lang");
  const language = wanted === "en" || wanted === "fr" ? { language: wanted } : {};
  const store = createStore(initialState(setting, { ...language, ...fitting(readLink(location.hash, setting)) }));
  useLanguage(store.state.language);
  const app = { store, source, setting, actions: makeActions(store, source, setting) };
  startClock(store, setting);
  show(app);
  keepLink(app);
  listenToKeys(store.state, app.actions, moreKeys(app));
  if (store.state.step === null) app.actions.compute();
  else enterStep(app, store.state.step);
  document.documentElement.dataset.ready = "yes";
  performance.mark("ready");
}

function show(app) {
  const { store } = app;
  let current = null;
  const build = () => {
    if (current) current.leave();
    const { screen, large } = store.state;
    document.documentElement.classList.toggle("large", large && screen === "scene");
    document.documentElement.dataset.screen = screen;
    document.title = `${say(`screen_${screen}`)} · coopsim`;
    current = scoped(() => frame(app, SCREENS[screen](app)));
    keepFocus(() => document.getElementById("page").replaceChildren(...current.built));
  };
  store.on(["screen", "language", "large", "population"], build);
  store.on(["screen"], () => { document.getElementById("main").focus({ preventScroll: true }); window.scrollTo(0, 0); });
  store.on(["trouble"], () => { if (store.state.trouble) app.actions.speak(pair(store.state.trouble) || say("trouble")); });
  store.on(["busy", "draws"], () => { document.documentElement.dataset.draws = store.state.busy ? "" : store.state.draws; });
  build();
}

function keepLink(app) {
  const { store, setting, actions } = app;
  const write = () => history.replaceState(null, "", writeLink(store.state));
  store.on(["language", "screen", "year", "tab", "seed", "a", "b", "mission", "hidden", "large", "step", "choices"], () => {
    if (!store.state.playing) write();
  });
  window.addEventListener("hashchange", () => {
    const asked = course(store.state);
    const linked = fitting({ ...UNSAID, ...readLink(location.hash, setting) });
    if (linked.language) useLanguage(linked.language);
    store.set({ ...linked, time: linked.year, playing: false, start: startLike(linked.b, setting.starts) });
    if (linked.step !== null) enterStep(app, linked.step);
    else if (course(store.state) !== asked) actions.compute();
  });
}

function course({ a, b, choices, seed }) {
  return JSON.stringify([a, b, choices, seed]);
}

// The large display is for a projector: a narrow window keeps its ordinary layout.
function fitting(linked) {
  return linked.large && window.innerWidth < LARGE_FROM ? { ...linked, large: false } : linked;
}

function moreKeys(app) {
  const { store, actions } = app;
  return {
    handout: () => actions.go("handout"),
    list: () => openKeys(app),
    anotherStory: () => anotherStory(app),
    close: () => close(store, actions),
    turn: (by) => {
      const { step } = store.state;
      if (step === null) return false;
      const next = Math.max(0, Math.min(STEPS.length - 1, step + by));
      if (next !== step) enterStep(app, next);
      return true;
    },
  };
}

function close({ state }, actions) {
  if (document.querySelector("dialog[open]")) document.querySelector("dialog[open]").close();
  else if (state.screen === "handout") actions.go("scene");
  else if (state.panel !== "curves") actions.panel("curves");
  else if (state.large) actions.large(false);
  else return false;
  return true;
}

begin();
