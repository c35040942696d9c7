// Counts of the room, as long as the page lives: the bet and the curves show them too.

let listening = null;

export function listenToRoom({ store, source }) {
  if (listening) return;
  listening = source.room.listen((roomCounts) => store.set({ roomCounts }));
}
