// One association, its two fates, and why: the named terms of each decision. Docked, never over a map.
import { button, element, live } from "../dom.js";
import { onLeaving } from "../store.js";
import { number, pair, say, signed } from "../words.js";
import { lineDate, lineText, stateOf, stateWord, termName, whoIs } from "./fates.js";

const TERMS_SHOWN = 4;
const AFTER_A_REST = 300; // a slider on the move asks for no story

export function storyPanel(app) {
  const { store } = app;
  return live(store, ["story", "runs"], element("section", { class: "docked", "aria-labelledby": "story-title" }), () => {
    const one = store.state.story && store.state.runs && whoIs(app, store.state.story);
    return one ? [heading(app, one), fates(app, one)] : [empty(app)];
  });
}

function empty(app) {
  return element("div", {}, element("h2", { id: "story-title" }, say("story")), element("p", {}, say("story_gone")), close(app));
}

function close({ actions }) {
  return button(say("close"), () => actions.panel("curves"), { id: "story-close", class: "small" });
}

function heading(app, one) {
  const { setting } = app;
  const department = setting.departments.find((each) => each.code === one.department);
  return element("header", {},
    element("div", { class: "docked-tools" }, button(say("another_story"), () => anotherStory(app), { id: "another", class: "small" }), close(app)),
    element("h2", { id: "story-title" }, one.name),
    element("p", { class: "note" }, say("story_who", { size: say(`size_${one.size}`), staff: number(one.staff, one.staff < 10 ? 1 : 0), cause: pair(one.cause), department: department ? department.name : "" })));
}

function fates(app, one) {
  const { store, source, setting } = app;
  const place = element("div", { class: "fates" });
  const fill = (found) => place.replaceChildren(fate(app, one, "a", found && found.a), fate(app, one, "b", found && found.b));
  const waits = element("p", { class: "note" }, say("reasons_coming"));
  const arrived = (found) => { fill(found); waits.remove(); };
  fill(null);
  if (!store.state.job || !source.exact && !setting.told.includes(one.id)) return place;
  const ask = () => source.story(store.state.job, one.id).then(arrived).catch(() => arrived(null));
  const timer = setTimeout(ask, AFTER_A_REST);
  onLeaving(() => clearTimeout(timer));
  return [waits, place];
}

function fate(app, one, arm, found) {
  const { store, setting } = app;
  const last = setting.years.length - 1;
  const word = stateWord(setting, store.state.runs[arm], one.id, last);
  return element("section", { class: `fate fate-${arm}` },
    element("h3", {}, element("span", { class: `letter letter-${arm}`, "aria-hidden": "true" }, arm.toUpperCase()), say("fate_end", { year: setting.years[last], state: word })),
    found ? lines(found) : yearly(app, one, arm));
}

function lines(found) {
  if (!found.lines.length) return element("p", {}, say("nothing_happened"));
  return element("ol", { class: "dates" }, found.lines.map((line) => element("li", {},
    element("time", {}, lineDate(line)), element("span", {}, lineText(line), line.imposed ? ` (${say("imposed")})` : ""), line.terms && line.terms.length ? terms(line.terms) : null)));
}

function terms(all) {
  const shown = all.filter((term) => Math.abs(term.value) >= 0.05).slice(0, TERMS_SHOWN);
  return element("ul", { class: "terms", "aria-label": say("why") }, shown.map((term) => {
    const bar = element("span", { class: term.value < 0 ? "bar less" : "bar more", "aria-hidden": "true" });
    bar.style.setProperty("--size", Math.min(1, Math.abs(term.value) / 1.5));
    return element("li", {}, element("span", { class: "term" }, termName(term)), element("span", { class: "weight" }, signed(term.value)), bar);
  }));
}

// Without a server: what the yearly states tell.
function yearly({ store, setting }, one, arm) {
  const run = store.state.runs[arm];
  const changes = [];
  let before = stateOf(setting, run, one.id, 0);
  for (let year = 1; year < setting.years.length; year += 1) {
    const now = stateOf(setting, run, one.id, year);
    if (now !== before) changes.push([year, stateWord(setting, run, one.id, year)]);
    before = now;
  }
  if (!changes.length) return element("p", {}, say("nothing_happened"));
  return element("ol", { class: "dates" }, changes.map(([year, word]) => element("li", {}, element("time", {}, String(setting.years[year])), element("span", {}, word))));
}

// Another whose fates differ in A and B; the small first, in an order that chance has no part in.
export function anotherStory(app) {
  const { store, setting, actions } = app;
  const { runs, story } = store.state;
  if (!runs) return;
  const last = setting.years.length - 1;
  const differs = setting.associations.filter((one, index) => runs.a.states[last][index] !== runs.b.states[last][index]);
  const chosen = differs.length ? differs : setting.associations;
  const place = chosen.findIndex((one) => one.id === story);
  actions.story(chosen[(place + 7) % chosen.length].id);
}
