// The list of keys, and the switch that turns letters off.
import { button, element } from "../dom.js";
import { say } from "../words.js";
import { KEYS } from "../keys.js";

const NAMED = { Space: "space", Esc: "escape", Pages: "pages" };

export function openKeys({ store, actions }) {
  const asked = document.activeElement;
  const box = element("dialog", { class: "keys", "aria-labelledby": "keys-title" },
    element("h2", { id: "keys-title" }, say("keys")),
    element("dl", {}, KEYS.flatMap(([key, meaning]) => [element("dt", {}, element("kbd", {}, NAMED[key] ? say(NAMED[key]) : key)), element("dd", {}, say(meaning))])),
    element("label", { class: "check" }, letters(store, actions), say("letters")),
    button(say("close"), () => box.close(), { id: "keys-close" }));
  box.addEventListener("close", () => { box.remove(); if (asked && asked.isConnected) asked.focus(); });
  document.body.append(box);
  box.showModal();
}

function letters(store, actions) {
  const box = element("input", { type: "checkbox", id: "letters", change: (event) => actions.letters(event.target.checked) });
  box.checked = store.state.letters;
  return box;
}
