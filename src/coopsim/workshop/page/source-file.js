// Numbers computed beforehand, packed in the exported file: no server, sliders stop on computed levels.
import { nearest } from "./policy.js";
import { YEARS } from "./numbers.js";

const FIRST = "A".charCodeAt(0);

export function openSource() {
  let packed = null;
  const all = async () => (packed = packed || (await unpacked(document.getElementById("coopsim-data").textContent)));
  return {
    exact: false,
    setting: async () => withLevels(await all()),
    words: async () => ({ fr: wordsOf("fr"), en: wordsOf("en") }),
    run: (request, told) => tell(all, request, told),
    story: async (job, id) => (job.a.stories[id] && job.b.stories[id] ? { a: job.a.stories[id], b: job.b.stories[id] } : null),
    code: async () => null,
    room: null,
    scenario: null,
  };
}

function wordsOf(language) {
  return JSON.parse(document.getElementById(`words-${language}`).textContent);
}

// Only levers that were computed can be moved; the others stay at their reference.
function withLevels({ setting, levels }) {
  const moved = setting.levers.filter((lever) => levels[lever.key]).map((lever) => ({ ...lever, levels: levels[lever.key], shown: "main" }));
  return { ...setting, levers: moved, hypotheses: setting.hypotheses };
}

function tell(all, request, told) {
  let stopped = false;
  all().then((data) => {
    if (stopped) return;
    const job = { a: entryOf(data, request.a), b: entryOf(data, request.b) };
    const bands = (entry) => ({ ...bandsOf(entry), headline: entry.headline });
    told.started(job);
    told.pair({ a: runOf(data, job.a), b: runOf(data, job.b) });
    told.band({ draws: data.setting.draws, a: bands(job.a), b: bands(job.b) });
    told.done();
  });
  return () => { stopped = true; };
}

function entryOf(data, policy) {
  return startOf(data, policy) || data.grid[keyOf(data, policy)] || data.grid[data.setting.reference_key];
}

// A starting point may move levers that have no slider here: it was computed as it is.
function startOf(data, policy) {
  const same = (start) => start.cooperation === policy.cooperation && text(start.levers) === text(policy.levers);
  const start = data.setting.starts.find(same);
  return start && data.grid[`start:${start.key}`];
}

function text(levels) {
  return JSON.stringify(Object.entries(levels).sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function keyOf({ levels, order, setting }, policy) {
  return order.map((key) => {
    const lever = setting.levers.find((one) => one.key === key);
    const value = policy.levers[key] === undefined ? lever.reference : policy.levers[key];
    return nearest(levels[key], value);
  }).join(",");
}

function bandsOf(entry) {
  return Object.fromEntries(Object.entries(entry.bands).map(([measure, [low, mid, high]]) => [measure, { low, mid, high }]));
}

function runOf(data, entry) {
  const curves = Object.fromEntries(Object.entries(entry.bands).map(([measure, [, mid]]) => [measure, mid]));
  return { curves, states: statesOf(entry.changes), born: entry.born.map((place) => data.born[place]), links: linksOf(entry.links) };
}

// A link is kept with its first and last year; the maps ask for each year.
function yearly([kind, one, other, first, last]) {
  if (kind === "m") return [[first, kind, one, other]];
  return Array.from({ length: last - first + 1 }, (_, place) => [first + place, kind, one, other]);
}

// Links by kind, first and last year (letters from A on): two places, two places, …
function linksOf(links) {
  const pairs = (places) => places.flatMap((one, place) => (place % 2 ? [] : [[one, places[place + 1]]]));
  return Object.entries(links).flatMap(([key, places]) =>
    pairs(places).flatMap((pair) => yearly([key[0], ...pair, key.charCodeAt(1) - FIRST, key.charCodeAt(2) - FIRST])));
}

// States by the changes of each association, a year and a letter each, from independent on; the maps ask for one text a year.
function statesOf(changes) {
  const courses = changes.split(",").map((text) => {
    const course = Array(YEARS).fill("i");
    for (let place = 0; place < text.length; place += 2) course.fill(text[place + 1], text.charCodeAt(place) - FIRST);
    return course;
  });
  return Array.from({ length: YEARS }, (_, year) => courses.map((course) => course[year]).join(""));
}

// Entries lie side by side in the file, which is smaller so: here each is put together.
function byKey({ keys, ...columns }) {
  const entry = (place) => Object.fromEntries(Object.entries(columns).map(([name, all]) => [name, all[place]]));
  return Object.fromEntries(keys.map((key, place) => [key, entry(place)]));
}

async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { columns, ...data } = await new Response(stream).json();
  return { ...data, grid: byKey(columns) };
}
