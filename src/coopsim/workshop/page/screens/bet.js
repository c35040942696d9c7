// The bet: B is hidden, the room says its numbers first; they stay drawn over what comes.
import { button, drawn, element, live } from "../dom.js";
import { number, say } from "../words.js";
import { allGuesses } from "./curves.js";

export function betPanel(app) {
  const { store, setting } = app;
  return element("section", { class: "bet", "aria-labelledby": "bet-title" },
    element("h3", { id: "bet-title" }, say("bet")),
    element("p", {}, say("bet_question", { year: setting.years.at(-1) })),
    entry(app),
    live(store, ["guesses", "roomCounts"], element("div", { class: "guesses" }), () => strip(allGuesses(store.state))),
    element("div", { class: "bet-tools" },
      button(say("reveal_b"), () => app.actions.hide(false), { id: "reveal", class: "main" }),
      button(say("forget"), app.actions.forgetGuesses, { id: "forget" })));
}

function entry({ actions }) {
  const field = element("input", { type: "text", id: "guess", inputmode: "numeric", autocomplete: "off", "aria-describedby": "guess-help" });
  const send = (event) => {
    event.preventDefault();
    const values = (field.value.match(/\d+/g) || []).map(Number).filter((value) => value <= 100);
    if (values.length) actions.guess(values);
    actions.speak(say("guesses_taken", { count: values.length }));
    field.value = "";
    field.focus();
  };
  return element("form", { class: "entry", submit: send },
    element("label", { for: "guess" }, say("guess_label")),
    element("div", { class: "entry-row" }, field, element("button", { type: "submit" }, say("add"))),
    element("p", { class: "note", id: "guess-help" }, say("guess_help")));
}

const WIDTH = 300;
const [FLOOR, PILE, DOT] = [66, 58, 6];

const columnOf = (guess) => Math.round(guess / 2) * 2;

// One dot a guess, piled up on a line from 0 to 100; a tall pile has smaller dots, so that all stand on the strip.
export function strip(guesses, real = null) {
  const piles = new Map();
  const x = (value) => 14 + (value / 100) * (WIDTH - 28);
  const tallest = Math.max(1, ...guesses.map((guess) => guesses.filter((other) => columnOf(other) === columnOf(guess)).length));
  const rise = Math.min(DOT, PILE / tallest);
  const dots = guesses.map((guess) => {
    const height = piles.get(columnOf(guess)) || 0;
    piles.set(columnOf(guess), height + 1);
    return drawn("circle", { class: "dot", cx: x(columnOf(guess)), cy: FLOOR - height * rise, r: 0.44 * rise });
  });
  const marks = [0, 50, 100].map((value) => drawn("text", { class: "tick", x: x(value), y: 86, "text-anchor": "middle" }, number(value)));
  const line = real === null ? [] : [drawn("line", { class: "real", x1: x(real), x2: x(real), y1: 6, y2: 70 })];
  return [
    drawn("svg", { class: "guess-strip", viewBox: `0 0 ${WIDTH} 92`, role: "img", "aria-label": guessesText(guesses) }, drawn("line", { class: "zero", x1: 14, x2: WIDTH - 14, y1: 70, y2: 70 }), ...dots, ...marks, ...line),
    element("p", { class: "note" }, guessesText(guesses)),
  ];
}

export function guessesText(guesses) {
  if (!guesses.length) return say("no_guess");
  const ordered = [...guesses].sort((one, other) => one - other);
  return say(guesses.length === 1 ? "guesses_one" : "guesses", { count: number(guesses.length), middle: number(ordered[Math.floor((ordered.length - 1) / 2)]), low: number(ordered[0]), high: number(ordered.at(-1)) });
}
