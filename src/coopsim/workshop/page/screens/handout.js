// The handout: one A4 page, in black and white, of what is on the scene now.
import { adopted, button, drawn, element, live } from "../dom.js";
import { onLeaving } from "../store.js";
import { labelled, number, pair, say } from "../words.js";
import { plainSentence } from "../headline.js";
import { drawChart } from "../chart.js";
import { paintMap } from "../map.js";
import { PAPER } from "../marks.js";
import { measureOf, seriesOf, atYear } from "../numbers.js";
import { writeLink } from "../link.js";
import { differing, levelOf } from "../policy.js";
import { allGuesses, chartOf, GROUPS, titleOf } from "./curves.js";
import { guessesText } from "./bet.js";
import { levelText } from "./lever.js";
import { lineDate, lineText, stateWord, whoIs } from "./fates.js";

const CHART = { width: 330, height: 80, font: 10.5 };
const MAP = { width: 330, height: 285, ratio: 4, font: 9.5 };
const LINES = 2;
const TOLD = /agreement_signed|agreement_ended|merger|absorbed|merged|closed|insolvent/;

export function handoutScreen(app) {
  const { store, actions } = app;
  const sheet = live(store, ["runs", "bands", "busy"], element("article", { class: "sheet", lang: store.state.language }), () => (store.state.runs ? content(app) : element("p", {}, say("waiting"))));
  return element("div", { class: "handout" },
    element("div", { class: "handout-tools" },
      button(say("print"), () => window.print(), { id: "print", class: "main" }),
      button(say("back"), () => actions.go("scene"), { id: "handout-back" }),
      element("p", { class: "note" }, say("handout_note"))),
    sheet);
}

// The handout shows the end of the story, with everything revealed.
function content(app) {
  const state = { ...app.store.state, hidden: false, year: app.setting.years.length - 1, time: app.setting.years.length - 1 };
  return [
    element("header", {}, element("p", { class: "sheet-kicker" }, `coopsim · ${say("handout")}`), element("p", { class: "sheet-standing" }, say("standing"))),
    element("h1", {}, plainSentence(state, app.setting)),
    policyTable(app, state),
    element("div", { class: "sheet-maps" }, ["a", "b"].map((arm) => map(app, state, arm))),
    legend(),
    element("div", { class: "sheet-charts" }, GROUPS.curves.map((key) => chart(app, state, key))),
    element("div", { class: "sheet-columns" }, story(app), element("div", {}, bet(app, state), limits()), debrief()),
    foot(app, state),
  ];
}

function policyTable({ setting }, state) {
  const main = setting.levers.filter((lever) => lever.shown === "main");
  const moved = differing(state.a, state.b, setting.levers).filter((lever) => lever.shown !== "main").slice(0, 2);
  const all = [...main, ...moved];
  const cell = (policy) => (lever) => element("td", {}, levelText(lever, levelOf(policy, lever)));
  return element("table", { class: "sheet-levers" },
    element("thead", {}, element("tr", {}, element("td", {}), all.map((lever) => element("th", { scope: "col" }, pair(lever.label))))),
    element("tbody", {}, [["A", state.a], ["B", state.b]].map(([name, policy]) => element("tr", {}, element("th", { scope: "row" }, `${name} · ${say(`arm_${name.toLowerCase()}`)}${policy.cooperation ? "" : ` (${say("without_cooperation")})`}`), all.map(cell(policy))))));
}

function map({ setting }, state, arm) {
  const canvas = element("canvas", { role: "img", "aria-label": say(`arm_${arm}`) });
  paintMap(canvas, { setting, state: { ...state, story: null }, arm, colours: PAPER, ...MAP });
  return element("figure", {}, element("figcaption", {}, `${arm.toUpperCase()} · ${say(`arm_${arm}`)}, ${setting.years[state.year]}`), canvas);
}

const LEGEND = ["independent", "partnership", "pooled", "group", "merged", "closed"];

function legend() {
  return element("ul", { class: "sheet-legend" }, LEGEND.map((kind) => element("li", {}, element("span", { class: `sign sign-${kind}`, "aria-hidden": "true" }), say(`is_${kind}`))));
}

function chart({ setting }, state, key) {
  const measure = measureOf(setting, key);
  const svg = drawn("svg", { class: "chart paper", role: "img", "aria-label": titleOf(measure) });
  drawChart(svg, CHART.width, CHART.height, chartOf(state, setting, measure, { font: CHART.font, axis: true }));
  return element("figure", {}, element("figcaption", {}, titleOf(measure)), svg);
}

function story(app) {
  const { store, setting, source } = app;
  const { runs, job } = store.state;
  const last = setting.years.length - 1;
  const id = store.state.story || telling(setting, runs, last);
  const one = whoIs(app, id) || setting.associations[0];
  const fates = ["a", "b"].map((arm) => element("div", {}, element("p", {}, element("strong", {}, `${arm.toUpperCase()} `), say("fate_end", { year: setting.years[last], state: stateWord(setting, runs[arm], one.id, last) })), element("ol", {})));
  let here = true;
  onLeaving(() => { here = false; });
  if (job && !store.state.busy) source.story(job, one.id).then((found) => { if (here && found) ["a", "b"].forEach((arm, place) => fill(fates[place].lastChild, found[arm])); }).catch(() => {});
  return element("section", {}, element("h2", {}, say("one_story")), element("p", { class: "sheet-name" }, one.name), fates);
}

function fill(list, fate) {
  list.dataset.told = "yes";
  list.replaceChildren(...fate.lines.filter((line) => TOLD.test(line.kind)).slice(-LINES).map((line) => element("li", {}, labelled(lineDate(line), lineText(line)))));
}

function telling(setting, runs, last) {
  const found = setting.associations.find((one, index) => one.size === "small" && runs.a.states[last][index] !== runs.b.states[last][index]);
  return (found || setting.associations[0]).id;
}

function bet({ setting }, state) {
  const guesses = allGuesses(state);
  const real = seriesOf(state, "b", measureOf(setting, "small_independent"));
  return element("section", {}, element("h2", {}, say("bet")), element("p", {}, guessesText(guesses), " ", say("bet_result", { value: number(atYear(real, state.year)) })));
}

function limits() {
  return element("section", {}, element("h2", {}, say("limits")), element("p", {}, say("limits_short")));
}

function debrief() {
  return element("section", {}, element("h2", {}, say("debrief")), ["debrief_1", "debrief_2", "debrief_3"].map((key) => [element("p", {}, say(key)), element("div", { class: "ruled", "aria-hidden": "true" })]));
}

function foot(app, state) {
  const { setting, source } = app;
  const code = writeLink({ ...state, screen: "scene", large: false });
  const link = source.exact ? `${location.origin}/${code}` : code;
  const picture = element("div", { class: "sheet-qr", role: "img", "aria-label": say("qr_label", { url: "" }) });
  if (link.length < 900 && !app.store.state.busy) source.code(link).then((svg) => { if (svg) picture.replaceChildren(adopted(svg)); }).catch(() => {});
  return element("footer", {}, picture, element("p", { class: "sheet-link" }, say(source.exact ? "link" : "link_code"), " ", element("span", {}, link)),
    element("p", {}, say("sheet_version", { version: setting.version, seed: state.seed, draws: state.draws })));
}
