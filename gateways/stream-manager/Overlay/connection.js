/**
 * The line to the house: one WebSocket at a time, dialled again whenever it closes, falls silent or falls behind.
 *
 * @typedef {'connecting' | 'live' | 'stale'} Line
 * @typedef {{ line: Line, unknown: boolean }} LineState  unknown: the house has no such auction.
 * @typedef {{ type: string, sequence?: number, [field: string]: any }} Message
 */

/** The server speaks every two seconds; two beats missed in a row is silence. */
const SILENCE_MS = 5_000;
/** How long a heartbeat may be ahead of us before we ask for what is missing. */
const CATCH_UP_MS = 2_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const UNKNOWN_RETRY_MS = 10_000;
const UNKNOWN_AUCTION = 4404;

export class Connection {
  #address;
  #lastSequence;
  #onMessage;
  #onLine;

  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {LineState} */
  #state = { line: 'connecting', unknown: false };
  #failures = 0;
  #heard = 0;
  #liveSince = 0;
  #silence = 0;
  #behind = 0;

  /**
   * @param {object} options
   * @param {string} options.address Absolute ws(s) address including the auction.
   * @param {() => number | null} options.lastSequence The newest sequence held; asked at each dial and heartbeat.
   * @param {(message: Message) => boolean} options.onMessage Called in order, from the line's own
   *   snapshot on; answers whether it made sense.
   * @param {(state: LineState) => void} options.onLine Called when the line changes.
   */
  constructor({ address, lastSequence, onMessage, onLine }) {
    this.#address = address;
    this.#lastSequence = lastSequence;
    this.#onMessage = onMessage;
    this.#onLine = onLine;
  }

  get state() {
    return this.#state;
  }

  dial() {
    const address = new URL(this.#address);
    const last = this.#lastSequence();
    if (last !== null) address.searchParams.set('after', String(last));

    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#heard = performance.now();
    this.#watch();
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#hangUp(code);
  }

  /** Leaves this line and dials anew, resuming after the last sequence held. For a gap, a lag or a silence. */
  redial() {
    this.#hangUp(0);
  }

  /** @param {unknown} data */
  #receive(data) {
    const message = parse(data);
    if (message === null) return;
    if (this.#state.line !== 'live') {
      // A line counts as live from its snapshot on: what is on air until then is from before.
      if (message.type !== 'snapshot' || !this.#onMessage(message)) return;
      this.#heard = this.#liveSince = performance.now();
      this.#become({ line: 'live', unknown: false });
      return;
    }
    this.#heard = performance.now();
    const line = this.#socket;
    this.#onMessage(message);
    if (line === this.#socket && message.type === 'heartbeat') this.#compare(message.sequence);
  }

  /** A quiet auction's last event can be lost without a gap to show for it; the heartbeat tells. @param {unknown} newest */
  #compare(newest) {
    const isBehind = () => typeof newest === 'number' && newest > (this.#lastSequence() ?? 0);
    if (!isBehind() || this.#behind !== 0) return;
    this.#behind = setTimeout(() => {
      this.#behind = 0;
      if (isBehind()) this.redial();
    }, CATCH_UP_MS);
  }

  /** One timer however many messages arrive: it looks when it fires, and sleeps for the rest. */
  #watch() {
    clearTimeout(this.#silence);
    const silent = performance.now() - this.#heard;
    if (silent >= SILENCE_MS) this.redial();
    else this.#silence = setTimeout(() => this.#watch(), SILENCE_MS - silent + 1);
  }

  /** @param {number} code */
  #hangUp(code) {
    const socket = this.#socket;
    if (socket === null) return;
    this.#socket = null;
    clearTimeout(this.#silence);
    clearTimeout(this.#behind);
    this.#behind = 0;
    // A dead peer never answers a close; without handlers the old socket cannot speak again either way.
    socket.onmessage = socket.onclose = null;
    socket.close();

    // A line that held for a while earns a quick redial; one that keeps breaking has to wait longer each time.
    const held = this.#state.line === 'live' && performance.now() - this.#liveSince > SILENCE_MS;
    this.#failures = held ? 1 : this.#failures + 1;
    setTimeout(() => this.dial(), code === UNKNOWN_AUCTION ? UNKNOWN_RETRY_MS : pause(this.#failures));

    if (code === UNKNOWN_AUCTION) this.#become({ line: 'stale', unknown: true });
    else this.#become({ line: this.#state.line === 'connecting' ? 'connecting' : 'stale', unknown: this.#state.unknown });
  }

  /** @param {LineState} state */
  #become(state) {
    this.#state = state;
    this.#onLine(state);
  }
}

/** Every overlay in the land notices a restart at the same instant: half of each pause is chance. @param {number} failures */
function pause(failures) {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
  return longest * (0.5 + Math.random() / 2);
}

/** @param {unknown} data @returns {Message | null} */
function parse(data) {
  try {
    const message = JSON.parse(String(data));
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
