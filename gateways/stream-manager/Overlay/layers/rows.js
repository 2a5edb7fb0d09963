import { clipped } from '../caption.js';
import { fadeIn, shift } from '../motion.js';
import { span } from '../words.js';
import { fitSoon } from './face.js';

/**
 * A list whose rows belong to somebody and move with them.
 *
 * @typedef {{ key: string, mark?: string, name: string, amount?: string, quiet?: boolean }} Row
 */

const COMES_MS = 300;

export class Rows {
  list = span('rows', '', 'ol');
  /** @type {Map<string, { element: HTMLElement, said: string, place: number }>} */
  #shown = new Map();
  #height = 0;

  /**
   * How many rows there are, and how high.
   * @param {HTMLElement} section @param {import('../room.js').Layer} layer @param {number} head The height of what stands above, with the panel's margins.
   * @returns {number} How many fit.
   */
  measure(section, { height, content }, head) {
    const room = Math.max(LEAST, height - head);
    const most = Math.min(10, content?.rows ?? 10);
    const rows = Math.max(1, Math.min(most, Math.floor(room / (content?.rows == null ? COMFORTABLE : LEAST))));
    this.#height = Math.min(MOST_HEIGHT, Math.floor(room / rows));
    section.style.setProperty('--row', `${this.#height}px`);
    return rows;
  }

  /** @param {readonly Row[]} rows @param {boolean} moves */
  show(rows, moves) {
    const before = this.#shown;
    this.#shown = new Map();
    rows.forEach((row, place) => {
      const said = JSON.stringify([row.mark, row.name, row.amount]);
      const old = before.get(row.key);
      const element = old?.element ?? document.createElement('li');
      if (old?.said !== said) {
        element.replaceChildren(...cells(row));
        const amount = element.querySelector('.figure');
        if (amount !== null) fitSoon(/** @type {HTMLElement} */ (amount));
      }
      element.classList.toggle('quiet', row.quiet === true);
      element.classList.toggle('long', (row.amount?.length ?? 0) > LONG_AMOUNT);
      if (this.list.children[place] !== element) this.list.insertBefore(element, this.list.children[place] ?? null);
      if (moves && old === undefined) fadeIn(element, COMES_MS);
      if (moves && old !== undefined && old.place !== place) shift(element, (old.place - place) * this.#height);
      before.delete(row.key);
      this.#shown.set(row.key, { element, said, place });
    });
    for (const { element } of before.values()) element.remove();
  }
}

/** Pixels of a row: the least that can be read, what is read with ease, and what is still a list. */
const LEAST = 32;
const COMFORTABLE = 48;
const MOST_HEIGHT = 96;
/** Characters. */
const LONG_AMOUNT = 16;

/** @param {Row} row */
function cells({ mark, name, amount }) {
  const words = span('name', clipped(name));
  words.dir = 'auto';
  return [...(mark === undefined ? [] : [span('mark', mark)]), words, ...(amount === undefined ? [] : [span('amount figure', amount)])];
}
