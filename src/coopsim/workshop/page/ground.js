// The schematic ground of a map: departments, coast, names. Town names stand outside the land, with a fine leader.

import { within } from "./outline.js";

const TOWNS = 7;
const SMALL_TOWNS = 4;
const NARROW = 330;
const DIRECTIONS = 24;
const FARTHEST = 150;
const LETTERS_FIT = 16;

export function drawGround(context, map, frame, names, colours) {
  context.clearRect(0, 0, frame.width, frame.height);
  context.lineJoin = "round";
  for (const outline of Object.values(map.outlines)) outlined(context, outline, frame, colours);
  context.strokeStyle = colours.coast;
  context.lineWidth = 1.6;
  if (map.coast.length > 1) context.stroke(traced(map.coast, frame));
  for (const name of names) if (name.leader) leader(context, name, colours);
}

function outlined(context, points, frame, colours) {
  const path = traced(points, frame);
  path.closePath();
  context.fillStyle = colours.land;
  context.fill(path);
  context.strokeStyle = colours.outline;
  context.lineWidth = 1;
  context.stroke(path);
}

function traced(points, frame) {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(frame.x(x), frame.y(y));
  return path;
}

function leader(context, { leader: [from, to] }, colours) {
  context.strokeStyle = colours.leader;
  context.lineWidth = 0.8;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

// The names on a map with the room each takes: departments inside, main towns outside.
export function namesOn(map, departments, frame, font, measure) {
  const land = Object.values(map.outlines).map((outline) => outline.map(([x, y]) => [frame.x(x), frame.y(y)]));
  if (font > LETTERS_FIT) return departmentsOutside(departments, frame, font, measure, land);
  const names = departments.map((one) => boxed(one.name, frame.x(one.x), frame.y(one.y), font, true, measure, frame));
  const towns = apart([...map.towns].sort((one, other) => other.population - one.population)).slice(0, frame.width < NARROW ? SMALL_TOWNS : TOWNS);
  for (const town of towns) {
    const found = outside(town, frame, font, measure, land, names);
    if (found) names.push(found);
  }
  return names;
}

// On a large display letters would cover the land: departments are named beside it, towns are not.
function departmentsOutside(departments, frame, font, measure, land) {
  const names = [];
  for (const one of departments) {
    const found = outside(one, frame, font, measure, land, names);
    if (found) names.push(found);
  }
  return names;
}

function boxed(text, x, y, font, isDepartment, measure, frame) {
  const half = measure(text, font, isDepartment) / 2 + 1;
  const kept = Math.min(frame.width - half - 1, Math.max(half + 1, x));
  return { text, x: kept, y, font, isDepartment, left: kept - half, right: kept + half, top: y - font * 0.52, bottom: y + font * 0.52 };
}

function apart(towns) {
  const seen = new Set();
  return towns.filter((town) => !seen.has(town.name) && seen.add(town.name));
}

// The nearest place off the land where the whole name fits and meets no other.
function outside(town, frame, font, measure, land, names) {
  const [x, y] = [frame.x(town.x), frame.y(town.y)];
  const half = measure(town.name, font, false) / 2;
  for (let away = 8; away < FARTHEST; away += 5) {
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const angle = (turn * 2 * Math.PI) / DIRECTIONS;
      const at = { x: x + Math.cos(angle) * (away + half), y: y + Math.sin(angle) * away };
      const name = boxed(town.name, at.x, at.y, font, false, measure, frame);
      if (fits(name, frame, land, names)) return { ...name, leader: [{ x, y }, edge(name, x, y)] };
    }
  }
  return null;
}

function edge(name, x, y) {
  return { x: Math.min(name.right, Math.max(name.left, x)), y: Math.min(name.bottom, Math.max(name.top, y)) };
}

function fits(name, frame, land, names) {
  if (name.left < 2 || name.right > frame.width - 2 || name.top < 2 || name.bottom > frame.height - 2) return false;
  if (names.some((other) => name.left < other.right + 4 && name.right > other.left - 4 && name.top < other.bottom + 2 && name.bottom > other.top - 2)) return false;
  const points = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => [name.top - 3, name.bottom + 3].map((y) => ({ x: name.left - 3 + (name.right - name.left + 6) * part, y })));
  return !points.some((point) => land.some((outline) => within(point, outline)));
}

export function writeNames(context, names, colours) {
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const name of names) {
    context.font = `${name.isDepartment ? "600 " : ""}${name.font}px system-ui, sans-serif`;
    if (name.isDepartment) halo(context, name, colours);
    context.fillStyle = colours.name;
    context.fillText(name.text, name.x, name.y);
  }
}

// Lines may run under a name; a mark never does.
function halo(context, name, colours) {
  context.strokeStyle = colours.land;
  context.lineWidth = 3;
  context.strokeText(name.text, name.x, name.y);
}
