import { caption, clipped } from './caption.js';
import { countdown, milliseconds } from './figures.js';

/**
 * What the layers of a stream say: the auction's caption, and what follows once the hammer has fallen. A pure function of the room, the line and the time.
 *
 * @typedef {import('./room.js').Room} Room
 * @typedef {import('./connection.js').LineState} LineState
 *
 * @typedef {object} BoardWords
 * @property {string} place "Lot 3 of 12"; empty outside a sale.
 * @property {string} leaderLabel
 * @property {boolean} warning A fair warning stands.
 * @typedef {import('./caption.js').Caption & BoardWords} Board
 *
 * @typedef {{ label: string, time: string, changesIn: number | null }} Wait
 */

const NO_TIME = '–:––';

/** @param {Room} room @param {LineState} line @param {number | null} now By the house's clock. @returns {Board | null} Null without an auction. */
export function boardOf({ stream, auction }, line, now) {
  if (auction === null || stream === null) return null;
  const told = caption(auction, line, now);
  const lot = stream.sale?.lot;
  const place = stream.sale != null && lot?.auctionId === auction.view.id ? `Lot ${lot.number} of ${stream.sale.lotCount}` : '';
  const board = {
    ...told,
    status: told.tone === 'live' ? 'Live' : told.status,
    place,
    leaderLabel: told.leader === null ? '' : 'Leading',
    warning: told.status === 'Fair warning',
  };
  return told.outcome === null ? board : over(board, told.outcome, line, auction.view.price ?? null);
}

/** @param {Board} board @param {import('./caption.js').Outcome} outcome @param {LineState} line @param {string | null} price @returns {Board} */
function over(board, outcome, line, price) {
  const sold = outcome.kind === 'sold';
  const label = sold ? 'Sold for' : price !== null ? 'Highest bid' : board.priceLabel;
  return {
    ...board,
    priceLabel: line.line === 'live' ? label : board.priceLabel,
    ...(sold && outcome.amount !== null ? { amount: outcome.amount, price: outcome.price } : {}),
    leaderLabel: outcome.to === null ? '' : 'Sold to',
    leader: outcome.to,
    leaderless: outcome.remark,
    nextLabel: '',
    next: '',
    countdownLabel: board.place || 'This lot',
    countdown: outcome.verdict,
    urgent: false,
  };
}

/**
 * How long until the next lot opens by itself.
 * @param {Room} room @param {LineState} line @param {number | null} now @returns {Wait | null} Null where nobody knows.
 */
export function nextLot({ stream }, line, now) {
  const opens = Date.parse(stream?.sale?.nextOpensAt ?? '');
  if (Number.isNaN(opens)) return null;
  if (line.line !== 'live' || now === null) return { label: 'Next lot in', time: NO_TIME, changesIn: null };
  const left = Math.max(0, opens - now);
  return { label: left === 0 ? 'Next lot opens' : 'Next lot in', time: countdown(left), changesIn: left === 0 ? null : left - (Math.ceil(left / 1000) - 1) * 1000 };
}

/**
 * What an admin lets the viewers read.
 * @param {Room} room @param {number | null} now
 * @returns {{ text: string, changesIn: number | null } | null} Without words where it is not its time; null where the time is not known.
 */
export function captionNow({ stream }, now) {
  const given = stream?.caption;
  if (given == null) return { text: '', changesIn: null };
  if (now === null) return null;
  const [from, until] = [Date.parse(given.from), Date.parse(given.until)];
  if (now < from) return { text: '', changesIn: from - now };
  return now < until ? { text: given.text, changesIn: until - now } : { text: '', changesIn: null };
}

/** @param {Room} room @returns {number} The length of the transition in milliseconds. */
export function transitionOf({ stream }) {
  const transition = stream?.transition;
  return transition == null || transition.kind === 'cut' ? 0 : Math.min(5_000, milliseconds(transition.duration) ?? 0);
}

/** @param {{ number: number, title?: string | null }} lot */
export function titleOf(lot) {
  return clipped(lot.title || `Lot ${lot.number}`);
}
