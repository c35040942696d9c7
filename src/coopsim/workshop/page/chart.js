// Line charts in SVG. Four kinds: share (0 to 100), index (start = 100), amount (from zero), balance (around zero).
import { drawn } from "./dom.js";
import { number } from "./words.js";
import { decimalsOf } from "./numbers.js";

// chart: {kind, arms: {a, b: {line, low, high} or null}, years, year, target, guesses, axis, font, paper}
export function drawChart(svg, width, height, chart) {
  const plot = plotOf(width, height, chart);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren(
    ...gridOf(plot, chart), ...(chart.axis ? yearsOf(plot, chart) : []), ...bandsOf(plot, chart), yearLine(plot, chart),
    ...targetOf(plot, chart), ...linesOf(plot, chart), ...guessesOf(plot, chart), ...endsOf(plot, chart),
  );
}

function plotOf(width, height, chart) {
  const [low, high] = rangeOf(chart);
  const em = chart.font;
  const ticks = ticksOf(low, high, height < 6 * em ? 2 : 4);
  const left = Math.max(...ticks.map((tick) => tickText(tick, ticks).length)) * em * 0.62 + 6;
  const box = { left, right: width - em * 1.2 - endsWidth(chart), top: em * 0.7, bottom: height - (chart.axis ? em * 1.7 : em * 0.7) };
  const x = (share) => box.left + (box.right - box.left) * share;
  const y = (value) => box.bottom - ((box.bottom - box.top) * (value - low)) / (high - low);
  return { ...box, width, em, x, y, low, high, ticks };
}

function endsWidth({ arms, font }) {
  const ends = Object.values(arms).filter(Boolean).map((arm) => arm.line.at(-1));
  const decimals = decimalsOf(ends);
  return Math.max(5, ...ends.map((value) => number(value, decimals).length + 2)) * font * 0.6;
}

function rangeOf({ kind, arms, target }) {
  if (kind === "share") return [0, 100];
  const values = [target].filter((value) => value !== null && value !== undefined);
  for (const arm of Object.values(arms)) if (arm) values.push(...arm.line, ...(arm.low || []), ...(arm.high || []));
  if (kind === "index") values.push(100);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  return high === low ? [0, 1] : [niceBelow(low), niceAbove(high)];
}

function niceAbove(value) {
  if (value <= 0) return 0;
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * ten).find((step) => step >= value * 0.9999);
}

function niceBelow(value) {
  return value < 0 ? -niceAbove(-value) : 0;
}

function ticksOf(low, high, most) {
  if (low < 0) return [low, 0, ...(high > 0 ? [high] : [])];
  return most > 2 ? [low, (low + high) / 2, high] : [low, high];
}

function tickText(tick, ticks) {
  return number(tick, ticks.every(Number.isInteger) ? 0 : decimalsOf(ticks));
}

function gridOf(plot, chart) {
  return plot.ticks.flatMap((tick) => [
    drawn("line", { class: tick === 0 ? "zero" : "grid", x1: plot.left, x2: plot.right, y1: plot.y(tick), y2: plot.y(tick) }),
    label(plot.left - 5, plot.y(tick), tickText(tick, plot.ticks), "tick", "end", chart.font),
  ]);
}

function yearsOf(plot, chart) {
  const last = chart.years.length - 1;
  return [[0, "start"], [Math.round(last / 2), "middle"], [last, "end"]].map(([place, anchor]) =>
    label(plot.x(place / last), plot.bottom + chart.font * 1.05, String(chart.years[place]), "tick", anchor, chart.font));
}

function bandsOf(plot, chart) {
  return ["a", "b"].filter((arm) => chart.arms[arm] && chart.arms[arm].low).map((arm) => {
    const { low, high } = chart.arms[arm];
    const at = (value, place, all) => `${plot.x(place / (all.length - 1)).toFixed(1)},${plot.y(value).toFixed(1)}`;
    const there = high.map(at);
    const back = low.map(at).reverse();
    return drawn("polygon", { class: `band band-${arm}`, points: [...there, ...back].join(" ") });
  });
}

function linesOf(plot, chart) {
  return ["a", "b"].filter((arm) => chart.arms[arm]).map((arm) => drawn("polyline", {
    class: `line line-${arm}`,
    points: chart.arms[arm].line.map((value, place, all) => `${plot.x(place / (all.length - 1)).toFixed(1)},${plot.y(value).toFixed(1)}`).join(" "),
  }));
}

function yearLine(plot, { year, years }) {
  const x = plot.x(year / (years.length - 1));
  return drawn("line", { class: "year-line", x1: x, x2: x, y1: plot.top - 3, y2: plot.bottom + 3 });
}

function targetOf(plot, { target }) {
  if (target === null || target === undefined) return [];
  return [drawn("line", { class: "target", x1: plot.left, x2: plot.right + plot.em * 0.4, y1: plot.y(target), y2: plot.y(target) })];
}

// Every guess is a small hollow mark on the last year, drawn over the curves.
function guessesOf(plot, { guesses = [] }) {
  const x = plot.right;
  return guesses.map((guess) => drawn("path", { class: "guess", d: `M${x - 9} ${plot.y(guess)}l8 -4v8z` }));
}

// Labels at line ends are pushed apart until none covers another.
function endsOf(plot, chart) {
  const present = ["a", "b"].filter((arm) => chart.arms[arm]);
  const ends = present.map((arm) => ({ arm, value: chart.arms[arm].line.at(-1) })).sort((one, other) => other.value - one.value);
  const decimals = decimalsOf(ends.map((end) => end.value));
  const places = pushedApart(ends.map((end) => plot.y(end.value)), chart.font * 1.15, plot.top, plot.bottom);
  return ends.map((end, index) =>
    label(plot.right + plot.em * 0.5, places[index], `${end.arm.toUpperCase()}\u00a0${number(end.value, decimals)}`, `end end-${end.arm}`, "start", chart.font));
}

export function pushedApart(places, gap, top, bottom) {
  const moved = [...places];
  for (let index = 1; index < moved.length; index += 1) {
    const short = gap - (moved[index] - moved[index - 1]);
    if (short > 0) { moved[index - 1] -= short / 2; moved[index] += short / 2; }
  }
  const under = top - moved[0];
  const over = moved.at(-1) - bottom;
  return moved.map((place) => place + (under > 0 ? under : over > 0 ? -over : 0));
}

function label(x, y, text, kind, anchor, font) {
  return drawn("text", { class: kind, x, y: y + font * 0.34, "text-anchor": anchor }, text);
}
