// Whether a point lies inside an outline: an odd number of its sides lies to the left.
export function within(point, outline) {
  let inside = false;
  for (let here = 0, before = outline.length - 1; here < outline.length; before = here, here += 1) {
    const [[x, y], [otherX, otherY]] = [outline[here], outline[before]];
    if (y > point.y !== otherY > point.y && point.x < ((otherX - x) * (point.y - y)) / (otherY - y) + x) inside = !inside;
  }
  return inside;
}
