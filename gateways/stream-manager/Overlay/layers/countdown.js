import { nextLot } from '../board.js';
import { added } from '../figures.js';
import { appear } from '../motion.js';
import { span, write } from '../words.js';
import { Face, fitSoon } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const EXTENSION_SHOWN_MS = 8_000;

/** The time that is left; after the hammer, the time until the next lot. */
export class Countdown extends Face {
  #label = span('caps label');
  #figure = span('countdown figure', '', 'p');
  #extension = 0;
  #extendedUntil = 0;

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const row = span('row', '', 'p');
    row.append(this.#label);
    this.panel.append(row, this.#figure);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { room, board, line, now, moves, lotComes }) {
    const wait = board === null || board.outcome !== null ? nextLot(room, line, now) : null;
    if (!this.be(board !== null || wait !== null, lotComes)) return null;
    this.shape(layer.height < 90 ? 'line' : 'tall');
    const extended = this.#extended(room.auction, moves, now);
    const warning = wait === null && board?.warning === true;
    this.section.dataset.tone = warning ? 'warning' : extended ? 'extended' : wait === null && board?.urgent ? 'urgent' : '';
    const time = wait?.time ?? board?.countdown ?? '';
    const label = wait?.label ?? (warning ? 'Fair warning' : extended ? this.#words(room.auction) : board?.countdownLabel) ?? '';
    if (write(this.#label, label) && (warning || extended) && moves) appear(this.#label);
    const longer = this.#figure.textContent?.length !== time.length;
    if (write(this.#figure, time) && longer) fitSoon(this.#figure);
    const back = extended && now !== null ? Math.max(0, this.#extendedUntil - now) : Infinity;
    const changesIn = Math.min(wait?.changesIn ?? board?.changesIn ?? Infinity, back);
    return Number.isFinite(changesIn) ? changesIn : null;
  }

  /**
   * Whether the clock has just been moved before our eyes.
   * @param {import('../auction.js').Auction | null} auction @param {boolean} moves @param {number | null} now
   */
  #extended(auction, moves, now) {
    const extension = auction?.extension ?? null;
    if (auction === null || extension === null || now === null || auction.view.status !== 'open') return false;
    if (extension.sequence !== this.#extension) {
      this.#extension = extension.sequence;
      this.#extendedUntil = moves ? now + EXTENSION_SHOWN_MS : 0;
    }
    return now < this.#extendedUntil;
  }

  /** @param {import('../auction.js').Auction | null} auction */
  #words(auction) {
    const extension = auction?.extension;
    return extension == null ? '' : `${added(extension.seconds)} ${extension.softClose ? 'soft close' : 'extended'}`;
  }
}
