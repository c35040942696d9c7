// The sentence above everything: natural frequencies, and how sure the draws are.
import { element } from "./dom.js";
import { say, number } from "./words.js";
import { atYear, insideAt, measureOf, rangeAtYear, seriesOf } from "./numbers.js";

// Pieces of text, some marked "a" or "b"; also what the handout and the room read.
export function sentence(state, setting) {
  const values = { year: setting.years[state.year] };
  if (!state.runs) return marked(say("headline_waiting", values));
  if (state.hidden) return marked(say("headline_bet", { year: setting.years.at(-1) }));
  const measure = measureOf(setting, "small_independent");
  const [a, b] = ["a", "b"].map((arm) => seriesOf(state, arm, measure));
  const told = toldOfB(state, setting, b);
  const form = told.count === 0 ? "none" : told.count === 1 ? "one" : "many";
  const first = say(`headline_${form}`, { ...values, b: told.count, a: number(atYear(a, state.year)) });
  return [...marked(first), { text: ` ${certainty(state, told)}`, mark: "sure" }];
}

function toldOfB(state, setting, series) {
  const counted = insideAt(state, setting, "b");
  const count = Math.round(atYear(series, state.year));
  if (counted) return { ...counted, count };
  const range = rangeAtYear(series, state.year);
  return { count, low: range && range[0], high: range && range[1], inside: null };
}

function certainty(state, { low, high, inside }) {
  if (low === null || state.draws < 2) return say("sure_one");
  const values = { draws: state.draws, inside: inside === null ? state.draws - 2 * Math.floor(state.draws / 20) : inside, low: number(low), high: number(high) };
  if (values.low === values.high && values.inside === state.draws) return say("sure_same", values);
  if (values.inside === state.draws) return say("sure_all", values);
  return say(inside === null ? "sure_most" : "sure", values);
}

// The dictionary marks what belongs to A and B with [a …] and [b …].
function marked(text) {
  return text.split(/(\[[ab] [^\]]*\])/).filter(Boolean).map((piece) => {
    const found = /^\[([ab]) (.*)\]$/.exec(piece);
    return found ? { text: found[2], mark: found[1] } : { text: piece, mark: null };
  });
}

export function headlineNodes(state, setting) {
  return sentence(state, setting).map(({ text, mark }) => (mark ? element("span", { class: `said-${mark}` }, text) : text));
}

export function plainSentence(state, setting) {
  return sentence(state, setting).map(({ text }) => text).join("");
}
