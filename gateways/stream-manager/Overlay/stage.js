import { caption } from './caption.js';
import { added } from './figures.js';
import { fit } from './fit.js';
import { appear, hammerFalls, raise } from './motion.js';
import { Plate } from './plate.js';
import { Ticker } from './ticker.js';
import { named, outcomeWords, write } from './words.js';

/**
 * Puts the caption on the page. Text goes in as text, only where it differs, and it moves only where something has
 * happened before our eyes: what a snapshot brings is simply there.
 *
 * @typedef {import('./auction.js').Auction} Auction
 * @typedef {import('./caption.js').Caption} Caption
 * @typedef {import('./connection.js').LineState} LineState
 */

const EXTENSION_SHOWN_MS = 8_000;

export class Stage {
  #body = document.body;
  #plate = new Plate(part('plate'), /** @type {HTMLImageElement} */ (part('picture')), part('monogram'));
  #ticker = new Ticker(field('bids'));
  /** @type {object | null} */
  #snapshot = null;
  #sequence = -1;
  #extension = 0;
  #extensionTimer = 0;

  /**
   * @param {Auction | null} auction
   * @param {LineState} line
   * @param {number | null} now By the house's clock.
   * @returns {number | null} Milliseconds after which the countdown reads differently.
   */
  present(auction, line, now) {
    this.#body.dataset.connection = line.line;
    if (auction === null) return this.#presentNothing(line);

    // Another snapshot is another picture, not a change of this one.
    const moves = auction.snapshot === this.#snapshot && auction.sequence !== this.#sequence;
    const told = caption(auction, line, now);
    this.#body.dataset.status = auction.view.status; // first: what is not laid out cannot be measured
    this.#showLot(told, auction);
    this.#showBoard(told, moves);
    this.#showOutcome(told, moves);
    this.#ticker.show(auction.bids, auction.view.leader ?? null, moves);
    this.#showExtension(auction, moves);
    part('warning').hidden = told.status !== 'Fair warning';
    this.#body.dataset.sequence = String(auction.sequence);
    this.#snapshot = auction.snapshot;
    this.#sequence = auction.sequence;
    return told.changesIn;
  }

  /** Type metrics or the room have changed. */
  refit() {
    for (const figure of document.querySelectorAll('.band .figure')) fit(/** @type {HTMLElement} */ (figure));
    this.#ticker.refit();
  }

  /** @param {LineState} line */
  #presentNothing(line) {
    this.#body.dataset.status = '';
    delete this.#body.dataset.sequence;
    delete this.#body.dataset.outcome;
    this.#snapshot = null;
    this.#body.dataset.tone = line.unknown ? 'alert' : 'calm';
    write(field('status'), line.unknown ? 'No such auction' : 'Connecting…');
    this.#ticker.show([], null, false);
    return null;
  }

  /** @param {Caption} told @param {Auction} auction */
  #showLot(told, { view }) {
    this.#body.dataset.tone = told.tone;
    write(field('status'), told.status);
    write(field('title'), told.title);
    write(field('lot-name'), told.name);
    write(field('reserve'), told.reserve);
    field('reserve').dataset.met = String(view.reserveMet ?? '');
    this.#plate.show(told.name, view.lot?.image);
  }

  /** @param {Caption} told @param {boolean} moves */
  #showBoard(told, moves) {
    write(field('price-label'), told.priceLabel);
    write(field('bid-count'), told.bidCount);
    const price = field('price');
    price.dataset.amount = told.amount ?? '';
    if (write(price, told.price)) {
      fit(price);
      if (moves) raise(price, part('stroke'));
    }
    if (named(field('leader'), told.leader, told.leaderless) && moves) appear(field('leader'));

    write(field('countdown-label'), told.countdownLabel);
    const clock = field('countdown');
    const longer = clock.textContent?.length !== told.countdown.length;
    if (write(clock, told.countdown) && longer) fit(clock);
    part('board').classList.toggle('urgent', told.urgent);

    write(field('minimum-bid-label'), told.nextLabel);
    if (write(field('minimum-bid'), told.next)) fit(field('minimum-bid'));
  }

  /** @param {Caption} told @param {boolean} moves */
  #showOutcome({ outcome }, moves) {
    const wasOver = this.#body.dataset.outcome !== undefined;
    const words = field('outcome');
    if (outcome === null) {
      delete this.#body.dataset.outcome;
      delete words.dataset.said; // a lot may be reopened and sold once more for the same
      words.replaceChildren();
      return;
    }
    const text = JSON.stringify(outcome);
    this.#body.dataset.outcome = outcome.kind;
    if (words.dataset.said === text) return;
    words.dataset.said = text;
    words.replaceChildren(...outcomeWords(outcome));
    for (const figure of words.querySelectorAll('.figure')) fit(/** @type {HTMLElement} */ (figure));
    if (!moves || wasOver) return;
    if (outcome.kind === 'sold') {
      hammerFalls({ board: part('hammer'), swing: part('swing'), ring: part('ring'), words, dot: part('red-dot') });
    } else appear(part('hammer'));
  }

  /** @param {Auction} auction @param {boolean} moves */
  #showExtension({ extension, view }, moves) {
    const tab = field('extension');
    if (extension === null || view.status !== 'open') {
      clearTimeout(this.#extensionTimer);
      write(tab, '');
      return;
    }
    if (extension.sequence === this.#extension) return;
    this.#extension = extension.sequence;
    write(tab, `${added(extension.seconds)} ${extension.softClose ? 'soft close' : 'extended'}`);
    if (moves) appear(tab);
    clearTimeout(this.#extensionTimer);
    this.#extensionTimer = setTimeout(() => write(tab, ''), EXTENSION_SHOWN_MS);
  }
}

/** @param {string} name @returns {HTMLElement} */
function field(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-field="${name}"]`));
}

/** @param {string} name @returns {HTMLElement} */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
}
