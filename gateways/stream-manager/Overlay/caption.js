import { falling } from './falling.js';
import { countdown, grouped, milliseconds } from './figures.js';

/**
 * What the viewers are told, in words: a pure function of the auction, the line and the time.
 *
 * @typedef {import('./auction.js').Auction} Auction
 * @typedef {import('./auction.js').View} View
 * @typedef {import('./auction.js').Bidder} Bidder
 * @typedef {import('./connection.js').LineState} LineState
 *
 * @typedef {object} Caption
 * @property {string} status
 * @property {string} tone calm, live, alert or over: what the lamp beside the status says.
 * @property {string} name
 * @property {string} title Empty where it would repeat the name.
 * @property {string} reserve
 * @property {string} priceLabel
 * @property {string | null} amount As the server wrote it; null where there is none to show.
 * @property {string} price
 * @property {string} bidCount
 * @property {Bidder | null} leader
 * @property {string} leaderless What to say where nobody leads.
 * @property {string} countdownLabel
 * @property {string} countdown
 * @property {boolean} urgent
 * @property {string} nextLabel
 * @property {string} next
 * @property {Outcome | null} outcome
 * @property {number | null} changesIn Milliseconds until the countdown or a falling price reads differently; null if both stand.
 *
 * @typedef {{ kind: string, verdict: string, to: Bidder | null, amount: string | null, price: string, remark: string }} Outcome
 */

const NO_TIME = '–:––';
const NO_PRICE = '–';
const URGENT_MS = 10_000;
/** Beyond what two lines can show; a name may be of any length, and layout is not free. */
const LONGEST_NAME = 160;

/**
 * @param {Auction} auction
 * @param {LineState} line
 * @param {number | null} now By the house's clock.
 * @returns {Caption}
 */
export function caption(auction, line, now) {
  const { view } = auction;
  const live = line.line === 'live';
  const running = view.status === 'open' || view.status === 'paused';
  const sealed = (view.format ?? '').startsWith('sealed');
  const dutch = view.format === 'dutch';
  const fall = live && now !== null && view.status === 'open' ? falling(view, now) : null;
  const time = timeTold(view, live, now, fall);
  const name = clipped(view.lot?.name || view.title || view.id);
  const title = clipped(view.title ?? '');
  return {
    ...standing(auction, line, time.over),
    ...(dutch && running ? clockShows(view, live, fall) : asked(view, live, sealed && running)),
    name,
    title: title === name ? '' : title,
    reserve: running && typeof view.reserveMet === 'boolean' ? (view.reserveMet ? 'Reserve met' : 'Reserve not yet met') : '',
    bidCount: view.bidCount ? `${grouped(String(view.bidCount))} ${view.bidCount === 1 ? 'bid' : 'bids'}` : '',
    leader: sealed && running ? null : (view.leader ?? null),
    leaderless: !running ? '' : sealed ? 'Opened when the hammer falls' : dutch ? (view.quantity === 1 ? 'The first to take it has it' : 'Yours at this price while they last') : 'Awaiting the first bid',
    ...time,
    ...(dutch && running ? after(view, fall) : {
      nextLabel: running && view.minimumBid ? (view.price ? 'Next bid' : 'Bids from') : '',
      next: running ? money(view.minimumBid, view.currency) : '',
    }),
    outcome: outcomeOf(view),
  };
}

/** @param {Auction} auction @param {LineState} line @param {boolean} timeIsUp */
function standing({ view, fairWarning }, line, timeIsUp) {
  if (line.unknown) return { status: 'No such auction', tone: 'alert' };
  if (line.line !== 'live') return { status: line.line === 'connecting' ? 'Connecting…' : 'Reconnecting…', tone: 'alert' };
  switch (view.status) {
    case 'draft': return { status: 'Coming up', tone: 'calm' };
    case 'scheduled': return { status: timeIsUp ? 'Opening' : 'Opening soon', tone: 'calm' };
    case 'open': return timeIsUp ? { status: 'Closing', tone: 'alert' }
      : fairWarning ? { status: 'Fair warning', tone: 'alert' }
      : { status: 'Lot · live', tone: 'live' };
    case 'paused': return { status: 'Paused', tone: 'calm' };
    case 'sold': return { status: 'Sold', tone: 'over' };
    case 'settled': return { status: winnerOf(view) ? 'Sold' : 'Passed', tone: 'over' };
    case 'unsold': return { status: 'Passed', tone: 'over' };
    case 'cancelled': return { status: 'Cancelled', tone: 'over' };
    default: return { status: view.status, tone: 'calm' };
  }
}

/** What a Dutch clock shows; nothing where the line is gone, for an old price would be a lie by now. @param {View} view @param {boolean} live @param {import('./falling.js').Fall | null} fall */
function clockShows(view, live, fall) {
  const amount = live ? (fall?.amount ?? view.price ?? null) : null;
  return { priceLabel: 'Asking price', amount, price: amount === null ? NO_PRICE : money(amount, view.currency) };
}

/** What comes after the price of a Dutch clock. @param {View} view @param {import('./falling.js').Fall | null} fall */
function after(view, fall) {
  if ((view.quantity ?? 1) > 1) return { nextLabel: `${view.quantityLeft} of ${view.quantity} left`, next: '' };
  return fall === null ? { nextLabel: '', next: '' } : fall.next === null ? { nextLabel: 'Falls no further', next: '' } : { nextLabel: 'Falls to', next: money(fall.next, view.currency) };
}

/** @param {View} view @param {boolean} live @param {boolean} secret */
function asked(view, live, secret) {
  if (secret) return { priceLabel: 'Sealed bids', amount: null, price: 'Sealed' };
  const amount = view.price ?? view.minimumBid ?? null;
  const label = view.price == null ? (view.format === 'dutch' ? 'Starting price' : 'Opening bid') : 'Current bid';
  return { priceLabel: live ? label : 'Last heard', amount, price: money(amount, view.currency) };
}

/** @param {View} view @param {boolean} live @param {number | null} now @param {import('./falling.js').Fall | null} fall */
function timeTold(view, live, now, fall) {
  const still = { countdown: NO_TIME, changesIn: null, over: false, urgent: false };
  if (outcomeOf(view)) return { ...still, countdownLabel: '', countdown: '' };
  const until = { open: view.closesAt, scheduled: view.opensAt, draft: view.opensAt }[view.status] ?? null;
  const label = view.status === 'open' ? 'Closes in' : view.status === 'paused' ? 'Time held at' : 'Opens in';

  // An old countdown that runs on looks more alive than anything else on the screen.
  if (!live || now === null) return { ...still, countdownLabel: label };
  if (view.status === 'paused') {
    const held = milliseconds(view.remaining);
    if (held === null) return { ...still, countdownLabel: 'Clock held' };
    return { ...still, countdownLabel: label, countdown: countdown(held) };
  }
  const falls = fall?.changesIn ?? null;
  if (until === null && view.status === 'open' && view.format === 'dutch') {
    return falls === null ? { ...still, countdownLabel: 'Until taken' } : { ...still, countdownLabel: 'Falls in', countdown: countdown(falls), changesIn: nextSecond(falls) };
  }
  if (until === null) {
    // Open without a deadline: the clock waits for the first bid, or the auctioneer closes by word.
    const waiting = view.bidCount ? 'On the hammer' : 'Clock not started';
    return { ...still, countdownLabel: view.status === 'open' ? waiting : 'To be announced' };
  }
  const left = Math.max(0, Date.parse(until) - now);
  return {
    countdownLabel: left === 0 ? (view.status === 'open' ? 'Closing' : 'Opening') : label,
    countdown: countdown(left),
    changesIn: left === 0 ? null : falls === null ? nextSecond(left) : Math.min(nextSecond(left), falls),
    over: left === 0,
    urgent: view.status === 'open' && left <= URGENT_MS,
  };
}

/** The figure rounds up, so it changes when a whole number of seconds is left. @param {number} left */
function nextSecond(left) {
  return left - (Math.ceil(left / 1000) - 1) * 1000;
}

/** @param {View} view @returns {Outcome | null} */
function outcomeOf(view) {
  const nothing = { to: null, amount: null, price: '' };
  const winner = winnerOf(view);
  if (view.status === 'sold' || (view.status === 'settled' && winner)) {
    const awards = view.result?.awards ?? null;
    if (awards !== null) {
      const sold = awards.reduce((sum, award) => sum + award.quantity, 0);
      return { ...nothing, kind: 'sold', verdict: 'Sold', remark: `${sold} of ${view.quantity}` };
    }
    const amount = view.result?.amount ?? view.price ?? null;
    return { kind: 'sold', verdict: 'Sold', to: winner, amount, price: money(amount, view.currency), remark: '' };
  }
  if (view.status === 'unsold' || view.status === 'settled') {
    const remark = view.format === 'dutch' ? (view.reserveMet === false ? 'Withdrawn at its reserve' : 'Nobody took it')
      : !view.bidCount ? 'No bids were placed' : view.reserveMet === false ? 'The reserve was not met' : 'The lot remains unsold';
    return { ...nothing, kind: 'passed', verdict: 'Passed', remark };
  }
  if (view.status === 'cancelled') return { ...nothing, kind: 'cancelled', verdict: 'Cancelled', remark: 'Withdrawn from the sale' };
  return null;
}

/** @param {View} view @returns {Bidder | null} */
function winnerOf({ result, leader, status }) {
  const winner = result?.winner ?? (status === 'sold' ? leader : null) ?? null;
  // Named by an id alone, the winner is nearly always the leader, whose name and paddle the room knows.
  if (typeof winner === 'string') return leader?.bidderId === winner ? leader : { name: winner };
  return winner;
}

/** @param {string | null | undefined} amount @param {string | undefined} currency */
function money(amount, currency) {
  return amount == null ? '' : currency ? `${grouped(amount)} ${currency}` : grouped(amount);
}

/** @param {string} text @param {number} [most] Characters. */
export function clipped(text, most = LONGEST_NAME) {
  return text.length <= most ? text : [...text.slice(0, most * 2)].slice(0, most).join('');
}
