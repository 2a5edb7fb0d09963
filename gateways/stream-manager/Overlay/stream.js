import { fitPicture, scaleFrom } from './canvas.js';
import { HouseClock } from './clock.js';
import { Connection } from './connection.js';
import { onceAFrame, reloadIfOutdated, socketAddress, themeOf } from './page.js';
import { Programme } from './programme.js';
import { compose, EMPTY, enter, hear, isBehind, settle } from './room.js';
import { write } from './words.js';

/** The composition: messages are folded into the room, and the room, the line and the clock are put on the canvas. */

/** How long a stream that turns to another auction waits for it. */
const SETTLE_MS = 1_000;
const MARKS = { connecting: 'Connecting…', stale: 'Reconnecting…', live: '' };

const { version = '', socket = 'same-origin', stream: id = '' } = document.documentElement.dataset;
const wishes = new URLSearchParams(location.search);
const canvas = /** @type {HTMLElement} */ (document.querySelector('.canvas'));
const mark = /** @type {HTMLElement} */ (document.querySelector('.mark'));

let room = EMPTY;
let linesLive = 0;
let tick = 0;
let settling = 0;
const presentSoon = onceAFrame(present);

const clock = new HouseClock();
const programme = new Programme(canvas, scaleFrom(wishes.get('scale')));
const connection = new Connection({
  address: `${socketAddress(socket)}?stream=${encodeURIComponent(id)}${wishes.get('preview') === 'true' ? '&preview=true' : ''}`,
  protocols,
  openings: ['stream', 'snapshot'],
  lastSequence: () => room.auction?.sequence ?? null,
  isBehind: (heartbeat) => isBehind(room, heartbeat),
  onMessage,
  onLine: (state) => {
    if (state.unknown || state.locked) room = EMPTY;
    if (state.line === 'live' && ++linesLive > 1) void reloadIfOutdated(version);
    if (state.line !== 'live') {
      clock.forget();
      programme.cut();
    }
    present(); // at once: an old price must not outlive its line by a frame
  },
});

paintGround(wishes.get('backdrop'));
document.body.dataset.theme = themeOf(wishes.get('theme'));
fitPicture(canvas);
void document.fonts.ready.then(() => programme.refit());
document.fonts.addEventListener('loadingdone', () => programme.refit());
addEventListener('hashchange', () => connection.retry());
connection.dial();

/** The token stays out of every address that is sent, for those are written down on their way. @returns {string[]} */
function protocols() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  return /^[\w-]{1,128}$/.test(token) ? ['sothebais', `sothebais.token.${token}`] : [];
}

/** @param {import('./connection.js').Message} message @returns {boolean} Whether the picture is whole with it. */
function onMessage(message) {
  switch (message.type) {
    case 'stream':
      clock.hear(message.serverTime);
      room = compose(room, message);
      clearTimeout(settling);
      if (room.coming !== null) settling = setTimeout(waitNoLonger, SETTLE_MS);
      presentSoon();
      return room.stream !== null && room.stream.auction == null && room.coming === null;
    case 'snapshot': {
      const entered = enter(room, message);
      if (entered === null) return false;
      clearTimeout(settling);
      room = entered;
      clock.hear(entered.auction?.view.serverTime);
      presentSoon();
      return true;
    }
    case 'event': {
      const heard = hear(room, message);
      if (heard.ask === 'missed') connection.redial();
      else if (heard.ask === 'ranks') connection.refresh();
      if (heard.room !== room) {
        room = heard.room;
        presentSoon();
      }
      return false;
    }
    case 'heartbeat': {
      const first = clock.now() === null;
      clock.hear(message.serverTime);
      if (first) presentSoon();
      return false;
    }
    default: return false;
  }
}

/** Nothing was heard of the auction: what does not need one is shown all the same. */
function waitNoLonger() {
  room = settle(room);
  presentSoon();
}

function present() {
  clearTimeout(tick);
  const { line, unknown, locked } = connection.state;
  const { dataset } = document.body;
  const theme = themeOf(wishes.get('theme'), room.stream?.theme);
  const changed = dataset.theme !== theme;
  Object.assign(dataset, { theme, connection: line, status: room.stream?.status ?? '', sequence: String(room.auction?.sequence ?? ''), stream: String(room.sequence) });
  write(mark, locked ? 'This room needs its overlay token' : unknown ? 'No such stream' : MARKS[line]);
  const changesIn = programme.present(room, connection.state, clock.now());
  if (changed) programme.refit();
  // Wakes once a second while a clock runs, and not at all otherwise. The extra millisecond lands past the boundary.
  if (changesIn !== null) tick = setTimeout(present, Math.min(changesIn + 1, 60_000));
}

/** For a broadcast without a program that lays it over a camera. @param {string | null} wish */
function paintGround(wish) {
  const colour = /^#?([0-9a-f]{6})$/iu.exec(wish ?? '');
  if (colour !== null) document.body.style.setProperty('background', `#${colour[1]}`);
}
