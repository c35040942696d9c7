// The rail of levers: starting point, mission, six levers, the folded rest, and what can be done with a change.
import { button, element, live } from "../dom.js";
import { say, pair } from "../words.js";
import { leverControl, assumptionControl } from "./lever.js";

export function levers(app) {
  const { store, setting, source } = app;
  return element("section", { class: "levers", "aria-label": say("levers") },
    element("div", { class: "choosers" }, startChooser(app), missionChooser(app)),
    element("h2", {}, say("levers"), element("span", { class: "legend-a" }, element("span", { class: "tick-a", "aria-hidden": "true" }), say("level_in_a"))),
    setting.levers.filter((lever) => lever.shown === "main").map((lever) => leverControl(app, lever)),
    source.exact ? folded(app) : element("p", { class: "note" }, say("file_levers")),
    changes(app));
}

function folded(app) {
  const { setting } = app;
  return element("details", { class: "folded" },
    element("summary", { id: "folded" }, say("other_assumptions")),
    setting.levers.filter((lever) => lever.shown !== "main").map((lever) => leverControl(app, lever, true)),
    cooperation(app),
    element("h3", {}, say("contested")),
    element("p", { class: "note" }, say("contested_note")),
    setting.hypotheses.map((hypothesis) => assumptionControl(app, hypothesis)));
}

function cooperation({ store, actions }) {
  const box = element("input", { type: "checkbox", id: "cooperation", change: (event) => actions.cooperation(event.target.checked) });
  const match = () => { box.checked = store.state.b.cooperation; };
  store.on(["b"], match);
  match();
  return element("label", { class: "check" }, box, say("cooperation_possible"));
}

function startChooser({ store, setting, actions, source }) {
  const starts = setting.starts.filter((start) => source.exact || (start.cooperation && start.computed !== false));
  const chooser = element("select", { id: "start", change: (event) => actions.begin(Number(event.target.value)) },
    element("option", { value: "", disabled: true }, say("own_course")),
    starts.map((start) => element("option", { value: start.key }, `${start.key}. ${pair(start.name)}`)));
  const match = () => { chooser.value = typeof store.state.start === "number" ? store.state.start : ""; };
  store.on(["start"], match);
  match();
  return element("label", { class: "chooser" }, say("starting_point"), chooser);
}

function missionChooser({ store, setting, actions }) {
  const chooser = element("select", { id: "mission", change: (event) => actions.mission(event.target.value || null) },
    element("option", { value: "" }, say("no_mission")),
    setting.missions.map((mission) => element("option", { value: mission.key }, say(`mission_${mission.key}`))));
  const match = () => { chooser.value = store.state.mission || ""; };
  store.on(["mission"], match);
  match();
  return element("label", { class: "chooser" }, say("mission"), chooser);
}

function changes(app) {
  const { store, actions } = app;
  return live(store, ["before", "replaying", "busy"], element("div", { class: "changes" }), () => [
    button(say("replay"), actions.replay, { id: "replay", "aria-disabled": String(!store.state.before || store.state.replaying || store.state.busy) }),
    button(say("freeze"), actions.freeze, { id: "freeze" }),
    app.source.exact && button(say("new_draw"), actions.newDraw, { id: "new-draw" }),
    copyButton(app),
  ]);
}

function copyButton({ actions }) {
  return button(say("copy_link"), async (event) => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      return actions.speak(say("copy_refused"));
    }
    actions.speak(say("copied"));
    event.target.textContent = say("copied");
    return setTimeout(() => { event.target.textContent = say("copy_link"); }, 1600);
  }, { id: "copy-link" });
}
