import { grouped } from '../figures.js';
import { span, write } from '../words.js';
import { Face } from './face.js';
import { Rows } from './rows.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const HEAD = 72;

/** The newest bids. */
export class BidTicker extends Face {
  #count = span('count');
  #rows = new Rows();
  /** @type {unknown[]} */
  #shown = [];

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const row = span('row', '', 'p');
    row.append(span('caps label', 'Recent bids'), this.#count);
    this.panel.append(row, this.#rows.list);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { room: { auction }, board, moves, streamMoves }) {
    // Nobody has bid, or it is over: the list has nothing to add.
    if (!this.be(auction !== null && auction.bids.length > 0 && board?.outcome === null, streamMoves) || auction === null) return;
    const most = this.#rows.measure(this.section, layer, HEAD);
    write(this.#count, board?.bidCount ?? '');
    const leads = auction.bids[0].bidderId === auction.view.leader?.bidderId;
    const shown = [auction.bids, most, leads];
    if (shown.every((part, i) => part === this.#shown[i])) return;
    this.#shown = shown;
    this.#rows.show(auction.bids.slice(0, most).map((bid, i) => ({
      key: bid.bidId,
      mark: bid.paddle == null ? undefined : String(bid.paddle),
      name: bid.name || 'Bidder',
      amount: bid.amount == null ? 'Sealed' : grouped(bid.amount),
      quiet: i > 0 || !leads,
    })), moves);
  }
}
