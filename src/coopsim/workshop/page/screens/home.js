// The first screen: three ways in.
import { button, element } from "../dom.js";
import { say } from "../words.js";
import { enterStep } from "./guide.js";

export function homeScreen(app) {
  const { actions } = app;
  const ways = [["guide", () => enterStep(app, 0)], ["sandbox", () => actions.go("scene", { year: 15, time: 15 })], ["room", () => actions.go("room")]];
  return element("div", { class: "home" },
    element("p", { class: "kicker" }, say("home_kicker")),
    element("h1", {}, say("home_title")),
    element("p", { class: "lead" }, say("home_lead")),
    element("ol", { class: "ways" }, ways.map(([key, click]) => element("li", {},
      button(say(key), click, { id: `home-${key}`, class: "main" }),
      element("p", {}, say(`home_${key}`))))),
    element("p", { class: "aside" }, say("home_aside"), " ", button(say("sources"), () => actions.go("sources"), { class: "text", id: "home-sources" })));
}
