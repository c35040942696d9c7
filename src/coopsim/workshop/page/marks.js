// How marks are drawn on a canvas: shape and colour together, and shape alone on paper.

export const COLOURS = {
  independent: "#1f3a5f", pooled: "#2f9bdb", merged: "#d55e00", closed: "#7a828c", ink: "#1b1f24", outline: "#b9c1ca", land: "#ffffff", coast: "#7a828c", leader: "#8b939d", name: "#4a535e", ring: "#1b1f24",
};
// On paper lines of mergers are broken and grey, crosses thin, and every dot has a white rim: black stays for who lives.
export const PAPER = { ...COLOURS, independent: "#000000", pooled: "#ffffff", merged: "#8a8a8a", closed: "#8a8a8a", ink: "#000000", name: "#333333", outline: "#aaaaaa", leader: "#888888", coast: "#777777", dashes: [2.6, 1.8], mergedWidth: 0.7, closedWidth: 0.55, rim: 1.1 };

// One path for each kind of mark: a map of a thousand marks is six strokes and fills.
export function drawMarks(context, scene, colours) {
  const paths = { independent: new Path2D(), pooled: new Path2D(), group: new Path2D(), closed: new Path2D(), start: new Path2D() };
  const lines = { partnership: new Path2D(), merged: new Path2D() };
  for (const line of scene.lines) addLine(lines[line.kind], line);
  for (const mark of scene.marks) addMark(paths, mark);
  context.setLineDash(colours.dashes || []);
  stroke(context, lines.merged, colours.merged, colours.mergedWidth || 1.1);
  context.setLineDash([]);
  stroke(context, paths.closed, colours.closed, colours.closedWidth || 1.2);
  stroke(context, lines.partnership, colours.independent, 0.7);
  fill(context, paths.start, colours.merged);
  if (colours.rim) for (const kind of ["independent", "pooled", "group"]) stroke(context, paths[kind], "#ffffff", 2 * colours.rim);
  fill(context, paths.independent, colours.independent);
  fill(context, paths.pooled, colours.pooled);
  stroke(context, paths.pooled, colours.ink, 1);
  fill(context, paths.group, colours.pooled);
  stroke(context, paths.group, colours.ink, 1.2);
}

function addLine(path, { from, to, part = 1 }) {
  path.moveTo(from.x, from.y);
  path.lineTo(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
}

function addMark(paths, { kind, x, y, r }) {
  const path = paths[kind];
  if (kind === "group") path.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72);
  else if (kind === "closed") addCross(path, x, y, Math.min(r * 0.9, 3));
  else {
    const shown = kind === "start" ? Math.min(1.6, r) : kind === "pooled" ? Math.max(1.2, r - 0.4) : r;
    path.moveTo(x + shown, y);
    path.arc(x, y, shown, 0, 2 * Math.PI);
  }
}

function addCross(path, x, y, r) {
  path.moveTo(x - r, y - r);
  path.lineTo(x + r, y + r);
  path.moveTo(x + r, y - r);
  path.lineTo(x - r, y + r);
}

function stroke(context, path, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function fill(context, path, colour) {
  context.fillStyle = colour;
  context.fill(path);
}

// What one map shows at a time between two years: lines grow towards the absorber while a year passes.
export function sceneAt(run, placed, ids, time) {
  const year = Math.min(run.states.length - 1, Math.floor(time + 1e-9));
  const part = time - year;
  const [now, next] = [run.states[year], run.states[Math.min(run.states.length - 1, year + 1)]];
  const marks = [];
  for (let index = 0; index < now.length; index += 1) {
    const kind = kindOf(now[index], next[index], part);
    const place = placed.get(ids[index]);
    if (kind && place) marks.push({ kind, index, x: place.x, y: place.y, r: place.r });
  }
  return { marks, lines: linesAt(run, placed, ids, year, part) };
}

const KINDS = { i: "independent", t: "independent", p: "pooled", g: "group", c: "closed", m: "start" };

function kindOf(now, next, part) {
  return KINDS[part > 0.5 ? next : now];
}

function linesAt(run, placed, ids, year, part) {
  const lines = [];
  for (const [when, kind, one, other] of run.links) {
    const [from, to] = [placed.get(ids[one]), placed.get(ids[other])];
    if (!from || !to) continue;
    if (kind === "t" && when === year) lines.push({ kind: "partnership", from, to });
    if (kind === "m" && when <= year) lines.push({ kind: "merged", from, to });
    if (kind === "m" && when === year + 1 && part > 0) lines.push({ kind: "merged", from, to, part });
  }
  return lines;
}
