import { appear } from '../motion.js';
import { named, span, write } from '../words.js';
import { Face } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const TWO_LINES = 130;

/** Who leads. */
export class Leader extends Face {
  #label = span('caps label');
  #leader = span('leader', '', 'p');

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    this.panel.append(this.#label, this.#leader);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { board, moves, lotComes }) {
    if (!this.be(board !== null, lotComes) || board === null) return null;
    this.shape(layer.height < TWO_LINES ? 'line' : 'tall');
    write(this.#label, board.leaderLabel);
    if (named(this.#leader, board.leader, board.leaderless) && moves) appear(this.#leader);
    return board.changesIn;
  }
}
