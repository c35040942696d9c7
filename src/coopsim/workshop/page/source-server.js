// Numbers from the local server: fetch for questions, server-sent events for what comes in time.

const CLIENT = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const AGAIN_AFTER = 1500;

export function openSource() {
  return { setting, words, run, story, code, room: { open, listen, closeRound, vote }, scenario, exact: true };
}

function setting(seed) {
  return asked(seed === undefined ? "/api/setting" : `/api/setting?seed=${seed}`);
}

async function words() {
  const [fr, en] = await Promise.all(["fr", "en"].map((language) => asked(`/words/${language}.json`)));
  return { fr, en };
}

// Starts a job and tells what comes of it; the function it gives back stops listening.
function run(request, told) {
  let events = null;
  let stopped = false;
  asked("/api/runs", request).then(({ job }) => {
    if (stopped) return;
    events = new EventSource(`/api/runs/${job}`);
    told.started(job);
    for (const kind of ["pair", "band"]) events.addEventListener(kind, (event) => told[kind](JSON.parse(event.data)));
    events.addEventListener("done", () => { events.close(); told.done(); });
    events.addEventListener("cancelled", () => events.close());
    events.addEventListener("failed", (event) => { events.close(); told.failed(JSON.parse(event.data).error); });
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED && !stopped) told.failed(null); });
  }).catch((error) => { if (!stopped) told.failed(error.both); });
  return () => { stopped = true; if (events) events.close(); };
}

function story(job, association) {
  return asked(`/api/runs/${job}/story?association=${encodeURIComponent(association)}`);
}

async function code(text) {
  const answer = await fetch(`/api/qr?text=${encodeURIComponent(text)}`);
  return answer.ok ? answer.text() : null;
}

function scenario(job) {
  return `/api/scenario?job=${encodeURIComponent(job)}`;
}

function open() {
  return asked("/api/room", { open: true });
}

function listen(told) {
  let events = null;
  let timer = 0;
  const start = () => {
    events = new EventSource("/api/room");
    events.addEventListener("room", (event) => told(JSON.parse(event.data)));
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) timer = setTimeout(start, AGAIN_AFTER); });
  };
  start();
  return () => { clearTimeout(timer); events.close(); };
}

function closeRound() {
  return asked("/api/room/close_round", {});
}

function vote(isOpen, question) {
  return asked("/api/room/vote", isOpen ? { open: true, question } : { open: false });
}

async function asked(address, body) {
  const headers = { "X-Client": CLIENT, "Content-Type": "application/json" };
  const answer = await fetch(address, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  throw Object.assign(new Error(`${answer.status}`), { both: said.error || null });
}
