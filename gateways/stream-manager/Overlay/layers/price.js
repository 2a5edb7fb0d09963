import { raise } from '../motion.js';
import { span, write } from '../words.js';
import { Face, fitSoon } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

/** Below this height there is room for the figure alone; from the second on, the next bid has a line of its own, as has a long one. */
const BARE = 90;
const TALL = 180;
/** Characters. */
const LONG_AMOUNT = 18;

/** The price, and the next bid. */
export class Price extends Face {
  #label = span('caps label');
  #count = span('count');
  #figure = span('price figure', '', 'p');
  #stroke = span('stroke');
  #nextLabel = span('next-label');
  #next = span('next figure');

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const [upper, foot] = [span('upper', '', 'div'), span('foot', '', 'p')];
    upper.append(this.#figure, this.#stroke);
    foot.append(this.#nextLabel, ' ', this.#next);
    this.panel.append(this.#label, this.#count, upper, foot);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { board, moves, lotComes }) {
    if (!this.be(board !== null, lotComes) || board === null) return null;
    this.shape(layer.height < BARE ? 'line' : layer.height < TALL && board.next.length <= LONG_AMOUNT ? 'wide' : 'tall');
    write(this.#label, board.priceLabel);
    write(this.#count, board.bidCount);
    this.#figure.dataset.amount = board.amount ?? '';
    if (write(this.#figure, board.price)) {
      fitSoon(this.#figure);
      if (moves) raise(this.#figure, this.#stroke);
    }
    write(this.#nextLabel, board.nextLabel);
    if (write(this.#next, board.next)) fitSoon(this.#next);
    return board.changesIn;
  }
}
