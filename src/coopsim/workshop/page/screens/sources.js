// Where numbers come from, and what they cannot say.
import { element } from "../dom.js";
import { number, pair, say } from "../words.js";
import { levelText } from "./lever.js";

const LIMITS = ["limit_not_forecast", "limit_assumptions", "limit_protection", "limit_place", "limit_luck", "limit_words"];
const ORIGINS = ["origin_question", "origin_size", "origin_money", "origin_exit", "origin_cooperation", "origin_voice"];

export function sourcesScreen(app) {
  const { setting, source } = app;
  return element("div", { class: "sources" },
    element("h1", {}, say("sources")),
    element("p", { class: "lead" }, say("sources_lead")),
    element("div", { class: "columns" },
      element("section", {}, element("h2", {}, say("limits")), element("ul", {}, LIMITS.map((key) => element("li", {}, say(key))))),
      element("section", {}, element("h2", {}, say("origins")), element("ul", {}, ORIGINS.map((key) => element("li", {}, say(key)))))),
    element("h2", {}, say("contested")),
    element("p", {}, say("contested_note")),
    assumptions(setting),
    element("p", { class: "note" }, say("version", { version: setting.version, draws: number(setting.draws), associations: number(setting.associations.length) }), " ", source.exact ? "" : say("file_absent")),
    source.scenario ? download(app) : null);
}

function assumptions(setting) {
  const row = (one) => element("tr", {}, element("th", { scope: "row" }, pair(one.label)), element("td", {}, levelText(one, one.reference)), element("td", {}, pair(one.evidence)));
  return element("div", { class: "table-place", tabindex: "0", role: "region", "aria-label": say("contested") }, element("table", { class: "assumptions" },
    element("thead", {}, element("tr", {}, ["assumption", "level", "evidence"].map((key) => element("th", { scope: "col" }, say(key))))),
    element("tbody", {}, setting.hypotheses.map(row))));
}

function download({ store, source }) {
  const { job } = store.state;
  return job ? element("p", {}, element("a", { href: source.scenario(job), download: "scenario.toml" }, say("download_scenario"))) : null;
}
