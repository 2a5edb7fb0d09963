import { Programme } from './programme.js';
import { sampleRoom } from './sample.js';
import { span } from './words.js';

/**
 * The gallery: public streams, those on air first, and the looks, each composed by the same code as on air.
 *
 * @typedef {{ id: string, title: string, status: string, theme: string }} Listed
 */

/** Pages of 500; more rooms than anybody reads through. */
const MOST_PAGES = 10;
const SHOWN_AT_ONCE = 24;
const COPIED_MS = 2_000;

const rooms = element('.rooms');
const more = element('.more');

/** @type {Listed[]} */
let streams = [];
let shown = SHOWN_AT_ONCE;

more.onclick = () => {
  shown += SHOWN_AT_ONCE;
  list();
};
element('.again').onclick = () => void read();
element('.looks').onchange = list;
for (const preview of document.querySelectorAll('.preview')) compose(/** @type {HTMLElement} */ (preview));
void read();

async function read() {
  element('.failed').hidden = true;
  try {
    streams = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await fetch(`/overlay/streams?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { items, nextCursor } = await answer.json();
      streams.push(...items);
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    streams.sort((a, b) => Number(b.status === 'live') - Number(a.status === 'live') || a.title.localeCompare(b.title, 'en'));
    element('.none').hidden = streams.length > 0;
    list();
  } catch {
    element('.failed').hidden = false;
  }
}

function list() {
  const look = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=look]:checked'))?.value ?? '';
  rooms.replaceChildren(...streams.slice(0, shown).map((stream) => card(stream, look)));
  more.hidden = streams.length <= shown;
}

/** @param {Listed} stream @param {string} look */
function card({ id, title, status, theme }, look) {
  const item = document.createElement('li');
  item.className = 'room-card';
  item.dataset.stream = id;
  item.dataset.live = String(status === 'live');
  const heading = span('room-title', title, 'h3');
  heading.dir = 'auto';
  const facts = span('room-facts', `${status === 'live' ? 'On air' : 'Not on air yet'} · ${look || theme}`, 'p');
  const line = span('address', '', 'p');
  const address = document.createElement('input');
  address.readOnly = true;
  address.value = `${location.origin}/overlay/${id}${look === '' ? '' : `?theme=${look}`}`;
  address.setAttribute('aria-label', `Address of ${title}`);
  address.onfocus = () => address.select();
  const copy = /** @type {HTMLButtonElement} */ (span('copy', 'Copy', 'button'));
  copy.type = 'button';
  copy.onclick = () => void take(address, copy);
  line.append(address, copy);
  item.append(heading, facts, line);
  return item;
}

/** @param {HTMLInputElement} address @param {HTMLElement} copy */
async function take(address, copy) {
  try {
    await navigator.clipboard.writeText(address.value);
  } catch {
    // Not from a page without TLS, nor without leave: then as it was done before.
    address.select();
    document.execCommand('copy');
  }
  copy.textContent = 'Copied';
  setTimeout(() => { copy.textContent = 'Copy'; }, COPIED_MS);
}

/** @param {HTMLElement} preview */
function compose(preview) {
  const canvas = /** @type {HTMLElement} */ (preview.querySelector('.canvas'));
  const programme = new Programme(canvas);
  const size = () => canvas.style.setProperty('transform', `scale(${preview.clientWidth / 1920})`);
  new ResizeObserver(size).observe(preview);
  size();
  const now = Date.now();
  programme.present(sampleRoom(now), { line: 'live', unknown: false, locked: false }, now);
  void document.fonts.ready.then(() => programme.refit());
}

/** @param {string} selector @returns {HTMLElement} */
function element(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}
