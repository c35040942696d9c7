// On the large display: what differs between A and B, and the six sliders within reach.
import { element, live } from "../dom.js";
import { labelled, pair, say } from "../words.js";
import { leverControl, levelText } from "./lever.js";
import { differing, levelOf } from "../policy.js";

export function leversBrief(app) {
  const { setting } = app;
  return element("div", { class: "levers-brief" }, setting.levers.filter((lever) => lever.shown === "main").map((lever) => leverControl(app, lever)));
}

export function differences(app) {
  const { store, setting } = app;
  return live(store, ["a", "b"], element("p", { class: "differences" }), () => {
    const { a, b } = store.state;
    const moved = differing(a, b, setting.levers).map((lever) => labelled(pair(lever.label), `${levelText(lever, levelOf(a, lever))} → ${levelText(lever, levelOf(b, lever))}`));
    if (a.cooperation !== b.cooperation) moved.push(say(b.cooperation ? "with_cooperation" : "without_cooperation"));
    return moved.length ? moved.join(" · ") : say("no_difference");
  });
}
