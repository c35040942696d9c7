// Where each mark stands: at its place, or as near as possible to it, never over another mark or a name.
import { within } from "./outline.js";

const CELL = 10;
const TURN = 2.399963; // the golden angle: a spiral that leaves no direction out
const TURNS = 3000;
const GAP = 0.35;

// With long names to write, the land stands to the left and leaves them the sea.
export function frameOf(box, width, height, toTheLeft = false) {
  const margin = 4;
  const scale = Math.min((width - 2 * margin) / (box[2] - box[0]), (height - 2 * margin) / (box[3] - box[1]));
  const left = toTheLeft ? margin : (width - scale * (box[2] - box[0])) / 2;
  const top = (height - scale * (box[3] - box[1])) / 2;
  return {
    width, height, scale, x: (km) => left + (km - box[0]) * scale, y: (km) => height - top - (km - box[1]) * scale,
    kmX: (x) => box[0] + (x - left) / scale, kmY: (y) => box[1] + (height - top - y) / scale,
  };
}

// The largest first, so that they stay where they are; the later-born last. Then each grows into the room it has.
const LEAST = 1.8;
const LEAST_ON_PAPER = 1.25;

export function spread(associations, frame, names, dot, outlines = {}, onPaper = false) {
  const least = onPaper ? LEAST_ON_PAPER : LEAST;
  const taken = new Grid();
  const placed = new Map();
  for (const name of names) taken.addBox(name);
  const ordered = [...associations].sort((one, other) => (one.year || 0) - (other.year || 0) || other.staff - one.staff);
  for (const one of ordered) {
    const r = 0.42 * (dot[one.size] || dot.small) * frame.scale;
    const [x, y] = [frame.x(one.x), frame.y(one.y)];
    const home = outlines[one.department];
    const onLand = (mark) => !home || within({ x: frame.kmX(mark.x), y: frame.kmY(mark.y) }, home);
    const mark = nearestFree(taken, frame, x, y, Math.max(least, r), onLand) || nearestFree(taken, frame, x, y, r, () => true) || { x, y, r };
    mark.wanted = wantedRadius(one.staff, frame.scale);
    taken.add(mark);
    placed.set(one.id, mark);
  }
  for (const mark of placed.values()) grow(taken, mark);
  return placed;
}

function wantedRadius(staff, scale) {
  return (1.1 + 0.42 * Math.sqrt(Math.min(staff, 400))) * Math.sqrt(scale / 1.25);
}

function nearestFree(taken, frame, x, y, r, allowed) {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const away = 0.9 * r * Math.sqrt(turn);
    const mark = { x: x + away * Math.cos(turn * TURN), y: y + away * Math.sin(turn * TURN), r };
    const inside = mark.x > r + 1 && mark.y > r + 1 && mark.x < frame.width - r - 1 && mark.y < frame.height - r - 1;
    if (inside && !taken.near(mark, 0).length && allowed(mark)) return mark;
  }
  return null;
}

function grow(taken, mark) {
  if (mark.wanted <= mark.r) return;
  const room = taken.near(mark, mark.wanted - mark.r).filter((other) => other !== mark)
    .map((other) => Math.hypot(mark.x - other.x, mark.y - other.y) - other.r - GAP);
  mark.r = Math.max(mark.r, Math.min(mark.wanted, ...room));
}

class Grid {
  constructor() {
    this.cells = new Map();
    this.largest = 0;
  }

  add(mark) {
    this.largest = Math.max(this.largest, mark.wanted || mark.r);
    this.cell(mark.x, mark.y).push(mark);
  }

  addBox(box) {
    for (let x = box.left; x <= box.right + 1; x += 3) {
      for (let y = box.top; y <= box.bottom + 1; y += 3) this.add({ x, y, r: 2.2 });
    }
  }

  cell(x, y) {
    const key = Math.floor(x / CELL) * 4096 + Math.floor(y / CELL);
    if (!this.cells.has(key)) this.cells.set(key, []);
    return this.cells.get(key);
  }

  // Marks that this one would touch if it were larger by `more`.
  near(mark, more) {
    const reach = Math.ceil((mark.r + more + this.largest) / CELL);
    const found = [];
    for (let i = -reach; i <= reach; i += 1) {
      for (let j = -reach; j <= reach; j += 1) {
        const cell = this.cells.get((Math.floor(mark.x / CELL) + i) * 4096 + Math.floor(mark.y / CELL) + j);
        for (const other of cell || []) if (touches(mark, other, more)) found.push(other);
      }
    }
    return found;
  }
}

function touches(one, other, more) {
  const reach = one.r + other.r + more + GAP;
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < reach * reach;
}
