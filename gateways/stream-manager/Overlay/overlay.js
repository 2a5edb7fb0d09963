import { begin, follow } from './auction.js';
import { fitCanvas, scaleFrom } from './canvas.js';
import { HouseClock } from './clock.js';
import { Connection } from './connection.js';
import { onceAFrame, reloadIfOutdated, socketAddress, themeOf } from './page.js';
import { Stage } from './stage.js';

/** The composition: messages are folded into the auction, and the auction, the line and the clock are put on stage. */

const { version = '', socket = 'same-origin', auction: id = '' } = document.documentElement.dataset;
const wishes = new URLSearchParams(location.search);

/** @type {import('./auction.js').Auction | null} */
let auction = null;
let linesLive = 0;
let tick = 0;
const presentSoon = onceAFrame(present);

const clock = new HouseClock();
const stage = new Stage();
const connection = new Connection({
  address: `${socketAddress(socket)}?auction=${encodeURIComponent(id)}`,
  lastSequence: () => auction?.sequence ?? null,
  onMessage: hear,
  onLine: (state) => {
    if (state.unknown) auction = null;
    if (state.line === 'live' && ++linesLive > 1) void reloadIfOutdated(version);
    if (state.line !== 'live') clock.forget();
    present(); // at once: an old price must not outlive its line by a frame
  },
});

document.body.dataset.theme = themeOf(wishes.get('theme'));
fitCanvas(/** @type {HTMLElement} */ (document.querySelector('.canvas')), scaleFrom(wishes.get('scale')), () => stage.refit());
void document.fonts.ready.then(() => stage.refit());
connection.dial();

/** @param {import('./connection.js').Message} message @returns {boolean} */
function hear(message) {
  if (message.type === 'snapshot') {
    const begun = begin(message, auction);
    if (begun === null) return false;
    auction = begun;
    clock.hear(begun.view.serverTime);
    presentSoon();
  } else if (message.type === 'heartbeat') {
    const first = clock.now() === null;
    clock.hear(message.serverTime);
    if (first) presentSoon();
  } else if (message.type === 'event' && auction !== null) {
    const followed = follow(auction, message);
    if (followed === 'gap') connection.redial();
    else if (followed !== auction) {
      auction = followed;
      presentSoon();
    }
  }
  return true;
}

function present() {
  clearTimeout(tick);
  const changesIn = stage.present(auction, connection.state, clock.now());
  // Wakes once a second while a clock runs, and not at all otherwise. The extra millisecond lands past the boundary.
  if (changesIn !== null) tick = setTimeout(present, changesIn + 1);
}
