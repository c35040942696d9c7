// What surrounds every screen: name, ways, tools, the standing line.
import { button, element, live } from "../dom.js";
import { say } from "../words.js";
import { enterStep } from "./guide.js";
import { openKeys } from "./keys-list.js";

export function frame(app, content) {
  return [
    element("a", { class: "skip", href: "#main", click: toMain }, say("skip")),
    header(app),
    element("main", { id: "main", tabindex: "-1" }, content),
    element("footer", { class: "standing" }, element("p", {}, say("standing"))),
  ];
}

function toMain(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function header(app) {
  const { store, actions } = app;
  const home = button("coopsim", () => actions.go("home"), { class: "brand", id: "go-home", "aria-label": `coopsim · ${say("screen_home")}` });
  return element("header", { class: "top" }, home, live(store, ["screen", "step"], element("nav", { "aria-label": say("ways") }), () => ways(app)), tools(app));
}

function ways(app) {
  const { store, actions } = app;
  const { screen, step } = store.state;
  const all = [
    ["guide", say("guide"), () => enterStep(app, 0), screen === "scene" && step !== null],
    ["scene", say("sandbox"), () => actions.go("scene"), screen === "scene" && step === null],
    ["room", say("room"), () => actions.go("room"), screen === "room"],
    ["sources", say("sources"), () => actions.go("sources"), screen === "sources"],
  ];
  return element("ul", {}, all.map(([id, label, click, current]) =>
    element("li", {}, button(label, click, { id: `go-${id}`, "aria-current": current ? "page" : null }))));
}

function tools(app) {
  const { store, actions } = app;
  const other = store.state.language === "fr" ? ["EN", "en", "English"] : ["FR", "fr", "Français"];
  return element("div", { class: "tools" },
    store.state.screen === "scene" && button(store.state.large ? say("ordinary_display") : say("large_display"), () => actions.large(), { id: "tool-large", "aria-pressed": String(store.state.large) }),
    button(say("handout"), () => actions.go("handout"), { id: "tool-handout" }),
    button(other[0], () => actions.language(), { id: "tool-language", lang: other[1], "aria-label": `${other[0]} · ${other[2]}` }),
    button("?", () => openKeys(app), { id: "tool-keys", "aria-label": `? · ${say("keys")}` }));
}
