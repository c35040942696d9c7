// The state of the page in its address, so that a link opens what was shown.
import { SAME } from "./policy.js";

// What a link that says nothing of it means.
export const UNSAID = { mission: null, hidden: false, large: false, step: null, choices: [], year: 0, tab: "curves", panel: "curves" };

const SCREENS = ["home", "scene", "room", "sources", "handout"];
const TABS = ["curves", "voice", "money", "table"];

export function writeLink(state) {
  const parts = new URLSearchParams();
  parts.set("l", state.language);
  parts.set("s", state.screen);
  parts.set("y", state.year);
  parts.set("t", state.tab);
  parts.set("seed", state.seed);
  writePolicy(parts, "a", state.a);
  writePolicy(parts, "b", state.b);
  if (state.mission) parts.set("m", state.mission);
  if (state.hidden) parts.set("h", 1);
  if (state.large) parts.set("g", 1);
  if (state.step !== null) parts.set("p", state.step);
  if (state.choices.length) parts.set("c", state.choices.map(({ quarter, association, act }) => `${quarter}_${association}_${act}`).join("."));
  return `#${parts}`;
}

function writePolicy(parts, name, policy) {
  const levels = { ...policy.levers, ...policy.hypotheses };
  const text = Object.entries(levels).map(([key, value]) => `${key}*${value}`).join("*");
  if (text) parts.set(name, text);
  if (!policy.cooperation) parts.set(`${name}off`, 1);
}

export function readSeed(hash) {
  return whole(new URLSearchParams(hash.replace(/^#/, "")).get("seed"), 2 ** 31);
}

export function readLink(hash, setting) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const found = {
    language: among(parts.get("l"), ["fr", "en"]),
    screen: among(parts.get("s"), SCREENS),
    tab: among(parts.get("t"), TABS),
    year: whole(parts.get("y"), setting.years.length - 1),
    step: whole(parts.get("p"), 6),
    seed: whole(parts.get("seed"), 2 ** 31),
    mission: among(parts.get("m"), setting.missions.map((mission) => mission.key)),
    a: readPolicy(parts, "a", setting),
    b: readPolicy(parts, "b", setting),
    choices: readChoices(parts.get("c")),
    hidden: parts.has("h") || undefined,
    large: parts.has("g") || undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function among(value, allowed) {
  return allowed.includes(value) ? value : undefined;
}

function whole(text, most) {
  const value = text === null ? NaN : Number(text);
  return Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
}

function readPolicy(parts, name, setting) {
  const policy = { levers: {}, hypotheses: {}, cooperation: !parts.has(`${name}off`) };
  const said = (parts.get(name) || "").split("*");
  for (let place = 0; place + 1 < said.length; place += 2) keep(policy, said[place], said[place + 1], setting);
  return Object.keys(policy.levers).length || Object.keys(policy.hypotheses).length || !policy.cooperation ? policy : SAME;
}

function keep(policy, key, text, setting) {
  const value = Number(text);
  if (!Number.isFinite(value)) return;
  const within = (one) => one.key === key && value >= one.low && value <= one.high;
  if (setting.levers.some(within)) policy.levers[key] = value;
  if (setting.hypotheses.some(within)) policy.hypotheses[key] = value;
}

function readChoices(text) {
  const found = [];
  for (const item of (text || "").split(".")) {
    const [quarter, association, act] = item.split("_");
    if (act && /^\d+$/.test(quarter)) found.push({ quarter: Number(quarter), association, act });
  }
  return found.length ? found : undefined;
}
