// The scene: sentence, levers, two maps with one year bar, and a docked panel beside them.
import { button, element, live } from "../dom.js";
import { pair, say } from "../words.js";
import { headlineNodes } from "../headline.js";
import { differences } from "./levers-brief.js";
import { levers } from "./levers.js";
import { stage } from "./stage.js";
import { side } from "./side.js";
import { guideStrip } from "./guide.js";
import { missionLine } from "./missions.js";

export function sceneScreen(app) {
  const { store } = app;
  const strip = live(store, ["step"], element("div", { class: "strip-place" }), () => (store.state.step === null ? null : guideStrip(app)));
  return element("div", { class: "scene" },
    store.state.large ? null : levers(app),
    element("div", { class: "said" }, strip, headline(app), store.state.large ? differences(app) : null, missionLine(app), trouble(app)),
    stage(app),
    side(app));
}

const SHOWN_BY = ["runs", "bands", "year", "hidden", "draws"];

function headline({ store, setting }) {
  const title = element("h1", { class: "headline", id: "headline" });
  return live(store, SHOWN_BY, title, () => headlineNodes(store.state, setting));
}

function trouble({ store, actions }) {
  return live(store, ["trouble"], element("div", {}), () => store.state.trouble && element("p", { class: "trouble", role: "alert" },
    pair(store.state.trouble) || say("trouble"), " ", button(say("again"), () => actions.compute(), { id: "again" })));
}
