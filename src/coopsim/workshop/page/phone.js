// A participant's phone: one association, five acts, one guess. Nothing personal is asked or kept.
import { createStore } from "./store.js";
import { button, element, live } from "./dom.js";
import { useLanguage, useWords, say, pair, number } from "./words.js";

const ACTS = ["stay", "partner", "pool", "join", "speak"];
const CODE = location.pathname.split("/").filter(Boolean).at(-1);
const KEPT = `coopsim-${CODE}`;
const AGAIN_AFTER = 1500;

async function begin() {
  const [fr, en] = await Promise.all(["fr", "en"].map(async (language) => (await fetch(`/words/${language}.json`)).json()));
  useWords({ fr, en });
  const language = (navigator.language || "fr").startsWith("fr") ? "fr" : "en";
  useLanguage(language);
  const store = createStore({ language, token: null, association: null, act: null, open: true, voting: false, guess: null, fate: null, trouble: null });
  show(store);
  await join(store);
}

function show(store) {
  const keys = ["language", "association", "act", "open", "voting", "guess", "fate", "trouble"];
  live(store, keys, document.getElementById("phone"), () => {
    document.title = `${say("screen_phone")} · coopsim`;
    return [top(store), ...(store.state.association ? lead(store) : [element("h1", {}, say(store.state.trouble ? "phone_refused" : "waiting")), store.state.trouble && refusal(store)])];
  });
}

function refusal(store) {
  return [element("p", { role: "alert" }, pair(store.state.trouble)), button(say("again"), () => join(store), { id: "again", class: "main" })];
}

function top(store) {
  const other = store.state.language === "fr" ? "en" : "fr";
  const turn = () => { useLanguage(other); store.set({ language: other }); };
  return element("header", {}, element("span", { class: "brand" }, "coopsim"), button(other.toUpperCase(), turn, { id: "phone-language", lang: other, "aria-label": `${other.toUpperCase()} · ${other === "en" ? "English" : "Français"}` }));
}

function lead(store) {
  const { association, open, act, fate } = store.state;
  return [
    element("p", { class: "kicker" }, say("phone_you_lead")),
    element("h1", {}, association.name),
    element("p", { class: "who" }, say("lead_who", { size: say(`size_${association.size || sizeOf(association.staff)}`), staff: number(association.staff, association.staff < 10 ? 1 : 0), cause: pair(association.cause) })),
    fate && element("p", { class: "fate" }, say("phone_fate", { year: fate.year, a: word(fate.a), b: word(fate.b) })),
    element("fieldset", { class: "choices", disabled: !open }, element("legend", {}, say("phone_question")), ACTS.map((each) => choice(store, each))),
    element("p", { class: "sent" }, say(!open ? "phone_closed" : act ? "phone_sent" : "phone_choose")),
    store.state.voting && guess(store),
  ];
}

const LETTERS = { i: "independent", t: "partnership", p: "pooled", g: "group", m: "merged", c: "closed", "-": "unborn" };
function word(letter) {
  return say(`is_${LETTERS[letter]}`);
}

function sizeOf(staff) {
  return staff < 10 ? "small" : staff < 50 ? "medium" : "large";
}

function choice(store, act) {
  const mine = store.state.act === act;
  return button([element("strong", {}, say(`act_${act}`)), element("span", {}, say(`act_${act}_means`))], () => send(store, "act", { act }, { act }), { id: `act-${act}`, class: "choice", "aria-pressed": String(mine) });
}

function guess(store) {
  const field = element("input", { type: "number", id: "guess", min: 0, max: 100, inputmode: "numeric", required: true });
  const sendIt = (event) => {
    event.preventDefault();
    const value = Number(field.value);
    if (field.value !== "" && value >= 0 && value <= 100) send(store, "guess", { value: Math.round(value) }, { guess: Math.round(value) });
  };
  return element("form", { class: "phone-guess", submit: sendIt },
    element("h2", {}, say("bet")), element("label", { for: "guess" }, say("phone_guess")),
    element("div", { class: "entry-row" }, field, element("button", { type: "submit", class: "main" }, say("send"))),
    element("p", {}, store.state.guess === null ? "" : say("phone_guessed", { value: number(store.state.guess) })));
}

async function join(store) {
  const token = sessionStorage.getItem(KEPT);
  const joined = await posted("join", token ? { token } : {});
  if (joined.error) return store.set({ trouble: joined.error });
  sessionStorage.setItem(KEPT, joined.token);
  store.set({ token: joined.token, association: joined.association, trouble: null });
  listen(store);
  return null;
}

async function send(store, what, body, patch) {
  const answer = await posted(what, { token: store.state.token, ...body });
  store.set(answer.error ? { trouble: answer.error } : { ...patch, trouble: null });
  document.getElementById("spoken").textContent = answer.error ? pair(answer.error) : say("phone_sent");
}

async function posted(what, body) {
  try {
    const answer = await fetch(`/api/room/${CODE}/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const said = await answer.json().catch(() => ({}));
    return answer.ok ? said : { error: said.error || { fr: say("trouble"), en: say("trouble") } };
  } catch {
    return { error: { fr: say("trouble"), en: say("trouble") } };
  }
}

// The browser connects again by itself; when it gives up, so do we not.
function listen(store) {
  const events = new EventSource(`/api/room/${CODE}/events?token=${encodeURIComponent(store.state.token)}`);
  events.addEventListener("round", (event) => { const { open } = JSON.parse(event.data); store.set(open ? { open, act: store.state.open ? store.state.act : null } : { open }); });
  events.addEventListener("vote", (event) => store.set({ voting: JSON.parse(event.data).open }));
  events.addEventListener("fate", (event) => store.set({ fate: JSON.parse(event.data) }));
  events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) setTimeout(() => join(store), AGAIN_AFTER); });
}

begin();
