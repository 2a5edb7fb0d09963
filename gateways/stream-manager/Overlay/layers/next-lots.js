import { nextLot, titleOf } from '../board.js';
import { span, write } from '../words.js';
import { Face } from './face.js';
import { Rows } from './rows.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const HEAD = 84;

/** The lots that come next in the sale. */
export class NextLots extends Face {
  #wait = span('count');
  #rows = new Rows();
  /** @type {unknown[]} */
  #shown = [];

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const row = span('row', '', 'p');
    row.append(span('caps label', 'Next in the sale'), this.#wait);
    this.panel.append(row, this.#rows.list);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { room, line, now, streamMoves }) {
    const next = room.stream?.sale?.next ?? [];
    if (!this.be(next.length > 0, streamMoves)) return null;
    const wait = nextLot(room, line, now);
    write(this.#wait, wait === null ? '' : `${wait.label} ${wait.time}`);
    const shown = [next, this.#rows.measure(this.section, layer, HEAD)];
    if (!shown.every((part, i) => part === this.#shown[i])) {
      this.#shown = shown;
      this.#rows.show(next.slice(0, Number(shown[1])).map((lot) => ({ key: lot.auctionId, mark: String(lot.number), name: titleOf(lot) })), streamMoves);
    }
    return wait?.changesIn ?? null;
  }
}
