// The list twin of the maps: every association by name, with its state in A and in B.
import { button, element, live } from "../dom.js";
import { labelled, number, say } from "../words.js";
import { stateWord } from "./fates.js";

const SHOWN = 60;

export function listPanel(app) {
  const { store, actions } = app;
  const wanted = element("input", { type: "search", id: "search", autocomplete: "off", input: () => fill() });
  const place = element("div", { class: "list-place", tabindex: "0", role: "region", "aria-label": say("list_found") });
  const fill = () => place.replaceChildren(...found(app, wanted.value));
  live(store, ["runs", "year", "hidden"], element("div", {}), () => { fill(); return null; });
  return element("section", { class: "docked", "aria-labelledby": "list-title" },
    element("div", { class: "docked-tools" }, button(say("close"), () => actions.panel("curves"), { id: "list-close", class: "small" })),
    element("h2", { id: "list-title" }, say("list_twin")),
    element("label", { class: "chooser" }, say("search"), wanted), place);
}

function found(app, wanted) {
  const { store, setting, actions } = app;
  const { runs, hidden, year } = store.state;
  if (!runs) return [element("p", {}, say("waiting"))];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const all = setting.associations.filter((one) => plain(`${one.name} ${one.department}`).includes(plain(wanted)));
  const arms = hidden ? ["a"] : ["a", "b"];
  const rows = all.slice(0, SHOWN).map((one) => element("li", {}, button(one.name, () => actions.story(one.id), { class: "text", id: `list-${one.id}` }),
    element("span", { class: "note" }, arms.map((arm) => labelled(arm.toUpperCase(), stateWord(setting, runs[arm], one.id, year))).join(" · "))));
  return [element("p", { class: "note" }, say("found", { count: number(all.length), shown: number(rows.length) })), element("ul", { class: "list" }, rows)];
}
