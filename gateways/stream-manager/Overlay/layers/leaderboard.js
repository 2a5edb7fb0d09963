import { grouped } from '../figures.js';
import { span } from '../words.js';
import { Face } from './face.js';
import { Rows } from './rows.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const HEAD = 72;

/** The auction's bidders by their highest bids. */
export class Leaderboard extends Face {
  #rows = new Rows();
  /** @type {unknown[]} */
  #shown = [];

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const row = span('row', '', 'p');
    row.append(span('caps label', 'Highest bidders'));
    this.panel.append(row, this.#rows.list);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { room: { ranks }, board, moves, streamMoves }) {
    if (!this.be(board !== null && ranks.length > 0, streamMoves)) return;
    const shown = [ranks, this.#rows.measure(this.section, layer, HEAD)];
    if (shown.every((part, i) => part === this.#shown[i])) return;
    this.#shown = shown;
    this.#rows.show(ranks.slice(0, Number(shown[1])).map((rank, i) => ({
      key: rank.bidderId,
      mark: String(i + 1),
      name: rank.name || (rank.paddle == null ? 'Bidder' : `Paddle ${rank.paddle}`),
      amount: grouped(rank.amount),
      quiet: i > 0,
    })), moves);
  }
}
