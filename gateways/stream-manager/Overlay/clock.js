/**
 * The house's clock, as seen from here. The studio computer's own time of day is never consulted: it may be wrong by
 * hours and may be set while we are on air. The monotonic clock only measures what passes between two messages.
 */

/** Long enough to hold a message that was not held up on its way, short enough to follow a drifting crystal. */
const WINDOW_MS = 120_000;
const MOST_READINGS = 64;

export class HouseClock {
  /** @type {{ heard: number, offset: number }[]} */
  #readings = [];

  /**
   * Takes a time the server wrote into a message that has just arrived.
   * @param {unknown} serverTime RFC 3339.
   * @param {number} heard performance.now() at arrival.
   */
  hear(serverTime, heard = performance.now()) {
    const said = typeof serverTime === 'string' ? Date.parse(serverTime) : NaN;
    if (Number.isNaN(said)) return;
    this.#readings.push({ heard, offset: said - heard });
    this.#readings = this.#readings.filter((one) => heard - one.heard < WINDOW_MS).slice(-MOST_READINGS);
  }

  /** Readings from before an interruption say nothing about a machine that slept through it. */
  forget() {
    this.#readings = [];
  }

  /** @returns {number | null} Milliseconds since 1970 by the house's clock; null before it was heard. */
  now() {
    if (this.#readings.length === 0) return null;
    // Delay on the way can only make the server look late, so the largest offset is the one that waited least.
    return performance.now() + Math.max(...this.#readings.map((one) => one.offset));
  }
}
