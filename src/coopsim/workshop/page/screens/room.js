// The room: phones join by a code, or hands are raised; what they choose enters the model.
import { adopted, button, element, live } from "../dom.js";
import { counted, number, pair, say } from "../words.js";
import { ACTS } from "./lead.js";
import { handsPanel } from "./hands.js";
import { strip } from "./bet.js";
import { votesOf } from "./curves.js";
import { listenToRoom } from "../room-link.js";

export function roomScreen(app) {
  const { setting, source } = app;
  const phones = source.room && setting.lan;
  return element("div", { class: "room" },
    element("h1", {}, say("room_title")),
    element("p", { class: "lead" }, say("room_lead")),
    element("div", { class: "room-ways" }, phones ? phonesPanel(app) : element("section", { class: "phones" }, element("h2", {}, say("phones")), element("p", {}, say(source.room ? "phones_need_lan" : "phones_absent"))),
      handsPanel(app)));
}

function phonesPanel(app) {
  const { store } = app;
  return live(store, ["room"], element("section", { class: "phones", "aria-labelledby": "phones-title" }), () => [
    element("h2", { id: "phones-title" }, say("phones")),
    store.state.room ? opened(app) : closed(app),
  ]);
}

function closed(app) {
  const { store, source, actions } = app;
  const open = async () => {
    try {
      store.set({ room: await source.room.open() });
      listenToRoom(app);
    } catch (error) {
      actions.speak(error.both ? pair(error.both) : say("trouble"));
    }
  };
  return element("div", {}, element("p", {}, say("phones_how")), button(say("open_room"), open, { id: "open-room", class: "main" }));
}

function opened(app) {
  const { store } = app;
  const { room } = store.state;
  const picture = element("div", { class: "qr", role: "img", "aria-label": say("qr_label", { url: room.url }) }, adopted(room.qr_svg));
  return element("div", { class: "opened" },
    element("div", { class: "joining" }, picture, element("p", { class: "code" }, say("code"), element("strong", {}, room.code)), element("p", { class: "url" }, room.url)),
    live(store, ["roomCounts"], element("div", { class: "counts" }), () => counts(app)));
}

function counts(app) {
  const { roomCounts } = app.store.state;
  if (!roomCounts) return element("p", {}, say("waiting"));
  const most = Math.max(1, ...ACTS.map((act) => roomCounts.acts[act] || 0));
  const voting = Boolean(roomCounts.vote && roomCounts.vote.open);
  const votes = votesOf(app.store.state);
  return [
    element("p", { class: "joined", id: "joined" }, counted("joined", roomCounts.joined)),
    element("ul", { class: "acts" }, ACTS.map((act) => actRow(act, roomCounts.acts[act] || 0, most))),
    element("div", { class: "room-tools" },
      button(say("close_round"), () => closeRound(app), { id: "close-round", class: "main" }),
      button(voting ? say("close_vote") : say("open_vote"), () => app.source.room.vote(!voting, say("bet_question", { year: app.setting.years.at(-1) })), { id: "vote" })),
    element("p", { class: "note", id: "voted" }, say("voted", { count: number(votes.length) })),
    votes.length ? strip(votes) : null,
  ];
}

export function actRow(act, count, most) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--size", count / most);
  return element("li", { "data-act": act }, element("span", {}, say(`act_${act}`)), element("span", { class: "weight" }, number(count)), bar);
}

// What the room chose enters the scenario, and the scene shows what comes of it.
async function closeRound({ store, source, actions }) {
  const { choices } = await source.room.closeRound();
  const key = ({ quarter, association }) => `${quarter} ${association}`;
  const theirs = new Set(choices.map(key));
  actions.choose([...store.state.choices.filter((each) => !theirs.has(key(each))), ...choices]);
  actions.go("scene");
  actions.speak(say("round_closed", { count: choices.length }));
}
