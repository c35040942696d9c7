// What has become of one association: a word for its state, and lines of its story.
import { say, dated, known, pair } from "../words.js";

const STATES = { i: "independent", t: "partnership", p: "pooled", g: "group", m: "merged", c: "closed", "-": "unborn" };

export function stateOf(setting, run, id, year) {
  const founders = setting.associations.length;
  let index = setting.associations.findIndex((one) => one.id === id);
  if (index < 0) {
    const born = run.born.findIndex((one) => one.id === id);
    index = born < 0 ? -1 : founders + born;
  }
  return index < 0 ? "-" : run.states[year][index] || "-";
}

export function stateWord(setting, run, id, year) {
  return say(`is_${STATES[stateOf(setting, run, id, year)]}`);
}

export function whoIs(app, id) {
  const { setting, store } = app;
  const { runs } = store.state;
  return [...setting.associations, ...runs.a.born, ...runs.b.born].find((one) => one.id === id) || null;
}

export function lineText(line) {
  const form = line.form && known(`form_${line.form}`) ? say(`form_${line.form}`) : "";
  const other = line.other && line.other.name ? line.other.name : line.other;
  const key = other ? `event_${line.kind}` : `event_${line.kind}_alone`;
  const values = { other: other || "", form };
  if (known(key)) return say(key, values);
  return known(`event_${line.kind}`) ? say(`event_${line.kind}`, values) : line.kind;
}

export function lineDate(line) {
  return dated(line.date);
}

export function termName(term) {
  return typeof term.name === "string" ? (known(`term_${term.name}`) ? say(`term_${term.name}`) : term.name) : pair(term.name);
}
