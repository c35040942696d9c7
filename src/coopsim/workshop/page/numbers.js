// From what the source gives to what is shown: the value of a measure, its band, its scale.

export function measureOf(setting, key) {
  return setting.measures.find((measure) => measure.key === key);
}

const IN_MILLIONS = ["public_spending"];

export function unitOf(measure, said) {
  return IN_MILLIONS.includes(measure.key) ? said.replace("k€", "M€") : said;
}

export function isShare(measure) {
  return measure.key.endsWith("_independent") && scaleOf(measure) === 100;
}

export function scaleOf(measure) {
  return (measure.scale || 1) * (IN_MILLIONS.includes(measure.key) ? 0.001 : 1);
}

// One line with its band: of all draws if they are there, else of the first.
export function seriesOf(state, arm, measure) {
  const bands = state.bands && state.bands[arm][measure.key];
  const curve = state.runs && state.runs[arm].curves && state.runs[arm].curves[measure.key];
  const scale = scaleOf(measure);
  const scaled = (values) => values.map((value) => value * scale);
  if (bands) return { line: scaled(bands.mid), low: scaled(bands.low), high: scaled(bands.high) };
  return curve ? { line: scaled(curve), low: null, high: null } : null;
}

export function atYear(series, year) {
  return series.line[placeOf(series, year)];
}

// A line has a point for every quarter, or, in the exported file, for every year.
export const YEARS = 16;
function placeOf(series, year) {
  return Math.round((year * (series.line.length - 1)) / (YEARS - 1));
}

export function rangeAtYear(series, year) {
  const place = placeOf(series, year);
  return series.low ? [series.low[place], series.high[place]] : null;
}

// How many draws lie between the two numbers of the sentence; null where nobody counted.
export function insideAt(state, setting, arm) {
  const small = state.bands && state.bands[arm].headline && state.bands[arm].headline.small;
  if (!small) return null;
  const last = setting.years.length - 1;
  const pick = (value) => (Array.isArray(value) ? value[state.year] : state.year === last ? value : null);
  const found = { count: pick(small.count), low: pick(small.low), high: pick(small.high), inside: pick(small.draws_inside) };
  return found.inside === null || found.inside === undefined ? null : found;
}

export function aliveIn(run, year) {
  let count = 0;
  for (const mark of run.states[year]) if (mark !== "c" && mark !== "m" && mark !== "-") count += 1;
  return count;
}

export function decimalsOf(values) {
  const most = Math.max(...values.map(Math.abs));
  return most >= 200 || most === 0 ? 0 : most >= 20 ? (values.every((value) => value <= 100) ? 0 : 1) : most >= 1 ? 1 : 2;
}
