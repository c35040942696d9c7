// The clock that plays the years; without motion, for those who ask for none, years follow one another.

const YEARS_PER_SECOND = 1.25;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export function startClock(store, setting) {
  const { state, set } = store;
  const last = setting.years.length - 1;
  let before = 0;

  function tick(now) {
    if (!state.playing) return;
    const time = Math.min(last, state.time + (Math.max(0, now - before) / 1000) * YEARS_PER_SECOND);
    before = now;
    const year = Math.floor(time + 1e-9);
    if (!calm.matches || year !== state.year) set({ time: calm.matches ? year : time, year });
    else state.time = time;
    if (time >= last) set({ playing: false });
    else requestAnimationFrame(tick);
  }

  store.on(["playing"], () => {
    if (!state.playing) return;
    before = performance.now();
    requestAnimationFrame(tick);
  });
}
