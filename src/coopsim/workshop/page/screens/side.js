// The docked panel beside the maps: curves, voice, money, table; or a story, the list, a lead.
import { element, live } from "../dom.js";
import { say } from "../words.js";
import { charts, GROUPS } from "./curves.js";
import { tablePanel } from "./table.js";
import { storyPanel } from "./story.js";
import { listPanel } from "./list.js";
import { leadPanel } from "./lead.js";
import { leversBrief } from "./levers-brief.js";

const TABS = ["curves", "voice", "money", "table"];
const DOCKED = { story: storyPanel, list: listPanel, lead: leadPanel };

export function side(app) {
  const { store } = app;
  return live(store, ["panel", "tab"], element("aside", { class: "side", "aria-label": say("side") }), () => {
    const docked = DOCKED[store.state.panel];
    return docked ? docked(app) : [tabs(app), panel(app)];
  });
}

function tabs(app) {
  const { store, actions } = app;
  const list = store.state.large ? ["levers", ...TABS] : TABS;
  const shown = list.includes(store.state.tab) ? store.state.tab : "curves";
  return element("div", { class: "tabs", role: "tablist", "aria-label": say("side"), keydown: (event) => turn(event, list, shown, actions) },
    list.map((tab) => element("button", {
      type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(tab === shown), "aria-controls": "tab-panel", tabindex: tab === shown ? "0" : "-1", click: () => actions.tab(tab),
    }, say(`tab_${tab}`))));
}

function turn(event, list, shown, actions) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = list[(list.indexOf(shown) + by + list.length) % list.length];
  actions.tab(next);
  document.getElementById(`tab-${next}`).focus();
}

function panel(app) {
  const { tab, large } = app.store.state;
  const shown = tab === "levers" && !large ? "curves" : tab;
  const content = shown === "levers" ? leversBrief(app) : shown === "table" ? tablePanel(app) : charts(app, GROUPS[shown]);
  return element("div", { class: "tab-panel", role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${shown}`, tabindex: "0" }, content);
}
