// One store: what the page shows follows from `state` alone. Whoever listens inside `scoped`
// stops listening when the scope is left, so that a screen can be rebuilt at any time.

let scope = null;

export function createStore(initial) {
  const state = { ...initial };
  const listeners = new Set();

  function set(patch) {
    const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
    Object.assign(state, patch);
    for (const listener of [...listeners]) {
      if (listeners.has(listener) && listener.keys.some((key) => changed.includes(key))) listener.run(state);
    }
  }

  function on(keys, run) {
    const listener = { keys, run };
    listeners.add(listener);
    const off = () => listeners.delete(listener);
    if (scope) scope.push(off);
    return off;
  }

  return { state, set, on };
}

export function scoped(build) {
  const outer = scope;
  const mine = [];
  scope = mine;
  try {
    const built = build();
    if (outer) outer.push(() => leave(mine));
    return { built, leave: () => leave(mine) };
  } finally {
    scope = outer;
  }
}

export function onLeaving(run) {
  if (scope) scope.push(run);
}

function leave(offs) {
  for (const off of offs.splice(0)) off();
}
