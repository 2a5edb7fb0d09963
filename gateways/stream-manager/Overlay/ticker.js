import { clipped } from './caption.js';
import { grouped } from './figures.js';
import { fit } from './fit.js';
import { join } from './motion.js';

/** How many the page has room for. */
const ROWS = 5;

/**
 * The room's recent bids. A row belongs to a bid and moves with it; there are never more rows than bids shown.
 *
 * @typedef {import('./auction.js').Bid} Bid
 */
export class Ticker {
  #list;
  /** @type {readonly Bid[] | null} */
  #shown = null;
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
  }

  /**
   * @param {readonly Bid[]} bids Newest first.
   * @param {import('./auction.js').Bidder | null} leader Who leads: the newest bid may have been answered by somebody's maximum.
   * @param {boolean} moves Whether what is new may show that it is.
   */
  show(bids, leader, moves) {
    this.#list.dataset.led = String(bids.length > 0 && bids[0].bidderId === leader?.bidderId);
    if (bids === this.#shown) return;
    this.#shown = bids;
    const before = this.#rows;
    this.#rows = new Map(bids.slice(0, ROWS).map((bid) => [bid.bidId, before.get(bid.bidId) ?? row(bid)]));
    const rows = [...this.#rows.values()];
    this.#list.replaceChildren(...rows);
    document.body.dataset.bids = rows.length === 0 ? 'none' : 'some';
    for (const [id, element] of this.#rows) if (!before.has(id)) fit(amountOf(element));
    if (moves && bids.length > 0 && !before.has(bids[0].bidId)) join(rows[0], rows.slice(1));
  }

  refit() {
    for (const element of this.#rows.values()) fit(amountOf(element));
  }
}

/** @param {Bid} bid */
function row(bid) {
  const element = document.createElement('li');
  element.dataset.bid = bid.bidId;
  element.append(
    ...(bid.paddle == null ? [] : [cell('paddle', String(bid.paddle))]),
    cell('name', clipped(bid.name || 'Bidder')),
    cell('amount figure', bid.amount == null ? 'Sealed' : grouped(bid.amount)),
  );
  return element;
}

/** @param {string} className @param {string} text */
function cell(className, text) {
  const element = document.createElement('span');
  element.className = className;
  element.dir = 'auto';
  element.textContent = text;
  return element;
}

/** @param {HTMLElement} element */
function amountOf(element) {
  return /** @type {HTMLElement} */ (element.lastElementChild);
}
