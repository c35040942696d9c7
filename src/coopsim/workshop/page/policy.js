// What a policy says: levels of levers, contested assumptions, cooperation on or off.

export const SAME = { levers: {}, hypotheses: {}, cooperation: true };

export function levelOf(policy, lever) {
  const value = policy.levers[lever.key];
  return value === undefined ? lever.reference : value;
}

export function assumptionOf(policy, hypothesis) {
  const value = policy.hypotheses[hypothesis.key];
  return value === undefined ? hypothesis.reference : value;
}

export function withLever(policy, lever, value) {
  return { ...policy, levers: without(policy.levers, lever.key, value, lever.reference) };
}

export function withAssumption(policy, hypothesis, value) {
  return { ...policy, hypotheses: without(policy.hypotheses, hypothesis.key, value, hypothesis.reference) };
}

// A level at its reference is left out: two links to the same policy are the same link.
function without(levels, key, value, reference) {
  const next = { ...levels };
  if (value === reference) delete next[key];
  else next[key] = value;
  return next;
}

export function differing(a, b, levers) {
  return levers.filter((lever) => levelOf(a, lever) !== levelOf(b, lever));
}

export function fromStart(start, hypotheses) {
  return { levers: { ...start.levers }, hypotheses, cooperation: start.cooperation };
}

export function startLike(policy, starts) {
  const same = starts.find((start) => sameCourse(fromStart(start, policy.hypotheses), policy));
  return same ? same.key : null;
}

export function sameCourse(a, b) {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(policy) {
  const ordered = (levels) => Object.entries(levels).sort(([one], [other]) => (one < other ? -1 : 1));
  return [ordered(policy.levers), ordered(policy.hypotheses), policy.cooperation];
}

export function nearest(levels, value) {
  const away = levels.map((level) => Math.abs(level - value));
  return away.indexOf(Math.min(...away));
}
