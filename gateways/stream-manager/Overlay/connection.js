/**
 * The line to the house: one WebSocket at a time, dialled again whenever it closes, falls silent or falls behind.
 *
 * @typedef {'connecting' | 'live' | 'stale'} Line
 * @typedef {{ line: Line, unknown: boolean, locked: boolean }} LineState  unknown: the house has no such auction or stream; locked: it wants a token, or another one.
 * @typedef {{ type: string, sequence?: number, [field: string]: any }} Message
 */

/** The server speaks every two seconds; two beats missed in a row is silence. */
const SILENCE_MS = 5_000;
/** How long a heartbeat may be ahead of us before we ask for what is missing. */
const CATCH_UP_MS = 2_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** By close code: what a person has to change first is asked for less often. */
const REFUSALS = {
  4404: { retry: 10_000, unknown: true, locked: false },
  4401: { retry: 30_000, unknown: false, locked: true },
};
const REFRESH_SPREAD_MS = 1_000;

export class Connection {
  #address;
  #protocols;
  #openings;
  #lastSequence;
  #isBehind;
  #onMessage;
  #onLine;

  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {LineState} */
  #state = { line: 'connecting', unknown: false, locked: false };
  #whole = false;
  #failures = 0;
  #heard = 0;
  #liveSince = 0;
  #silence = 0;
  #behind = 0;
  #retry = 0;
  #refresh = 0;

  /**
   * @param {object} options
   * @param {string} options.address Absolute ws(s) address including the auction or stream.
   * @param {() => string[]} [options.protocols] What is offered at each dial.
   * @param {readonly string[]} [options.openings] The messages with which a line may begin.
   * @param {() => number | null} options.lastSequence The newest sequence held of the auction; asked at each dial and heartbeat.
   * @param {(heartbeat: Message) => boolean} [options.isBehind] Whether the house knows of more than we hold.
   * @param {(message: Message) => boolean} options.onMessage Called in order, from the line's own opening on; answers of
   *   an opening whether the picture is whole with it.
   * @param {(state: LineState) => void} options.onLine Called when the line changes.
   */
  constructor({ address, protocols = () => [], openings = ['snapshot'], lastSequence, isBehind, onMessage, onLine }) {
    this.#address = address;
    this.#protocols = protocols;
    this.#openings = openings;
    this.#lastSequence = lastSequence;
    this.#isBehind = isBehind ?? (({ sequence }) => typeof sequence === 'number' && sequence > (lastSequence() ?? 0));
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

    clearTimeout(this.#retry);
    const socket = new WebSocket(address, this.#protocols());
    this.#socket = socket;
    this.#whole = false;
    if (this.#state.line !== 'live') this.#heard = performance.now(); // a refreshed line is as old as what it last said
    this.#watch();
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#hangUp(code);
  }

  /** Leaves this line and dials anew, resuming after the last sequence held. For a gap, a lag or a silence. */
  redial() {
    this.#hangUp(0);
  }

  /**
   * Asks for everything anew without calling what is held stale. Every overlay in the land wants it at the same instant:
   * so not at once, and once.
   */
  refresh() {
    if (this.#refresh !== 0) return;
    this.#refresh = setTimeout(() => {
      this.#refresh = 0;
      if (this.#state.line !== 'live') return;
      this.#leave();
      this.dial();
    }, Math.random() * REFRESH_SPREAD_MS);
  }

  /** Something has changed that may open the door: knocks at once. */
  retry() {
    this.#leave();
    this.dial();
  }

  /** @param {unknown} data */
  #receive(data) {
    const message = parse(data);
    if (message === null) return;
    if (!this.#whole) {
      // A line counts as live from its opening on: what is on air until then is from before.
      if (!this.#openings.includes(message.type) || !this.#onMessage(message)) return;
      this.#whole = true;
      this.#heard = performance.now();
      if (this.#state.line === 'live') return;
      this.#liveSince = this.#heard;
      this.#become({ line: 'live', unknown: false, locked: false });
      return;
    }
    this.#heard = performance.now();
    const line = this.#socket;
    this.#onMessage(message);
    if (line === this.#socket && message.type === 'heartbeat') this.#compare(message);
  }

  /** A quiet auction's last event can be lost without a gap to show for it; the heartbeat tells. @param {Message} heartbeat */
  #compare(heartbeat) {
    if (!this.#isBehind(heartbeat) || this.#behind !== 0) return;
    this.#behind = setTimeout(() => {
      this.#behind = 0;
      if (this.#isBehind(heartbeat)) this.redial();
    }, CATCH_UP_MS);
  }

  /** One timer however many messages arrive: it looks when it fires, and sleeps for the rest. */
  #watch() {
    clearTimeout(this.#silence);
    const silent = performance.now() - this.#heard;
    if (silent >= SILENCE_MS) this.redial();
    else this.#silence = setTimeout(() => this.#watch(), SILENCE_MS - silent + 1);
  }

  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#silence);
    clearTimeout(this.#behind);
    this.#behind = 0;
    if (socket === null) return;
    // A dead peer never answers a close; without handlers the old socket cannot speak again either way.
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {number} code */
  #hangUp(code) {
    if (this.#socket === null) return;
    this.#leave();
    // A line that held for a while earns a quick redial; one that keeps breaking has to wait longer each time.
    const held = this.#state.line === 'live' && performance.now() - this.#liveSince > SILENCE_MS;
    this.#failures = held ? 1 : this.#failures + 1;
    const refusal = code === 4404 || code === 4401 ? REFUSALS[code] : null;
    this.#retry = setTimeout(() => this.dial(), refusal?.retry ?? pause(this.#failures));

    const { line, unknown, locked } = this.#state;
    if (refusal !== null) this.#become({ line: 'stale', unknown: refusal.unknown, locked: refusal.locked });
    else this.#become({ line: line === 'connecting' ? 'connecting' : 'stale', unknown, locked });
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
