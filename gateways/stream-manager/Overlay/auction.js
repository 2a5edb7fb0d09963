/**
 * What this page knows of the auction: a fold of the server's messages. Pure; the caller keeps the value.
 *
 * @typedef {{ bidderId?: string, name?: string | null, paddle?: number | null }} Bidder
 * @typedef {{ bidId: string, bidderId?: string, name?: string | null, paddle?: number | null, amount?: string | null }} Bid
 * @typedef {object} View
 * @property {string} id
 * @property {string} status draft, scheduled, open, paused, sold, unsold, settled or cancelled.
 * @property {string | null} [price] Decimal string, as all amounts.
 * @property {Bidder | null} [leader]
 * @property {string | null} [minimumBid]
 * @property {number} [bidCount]
 * @property {boolean | null} [reserveMet]
 * @property {string | null} [opensAt]
 * @property {string | null} [closesAt] Null while the clock has not started or stands still.
 * @property {string | null} [remaining] ISO 8601, while paused.
 * @property {number} [extensions]
 * @property {string} [serverTime]
 * @property {string} [format]
 * @property {{ startPrice: string, floorPrice: string, step: string, every: string } | null} [dutch] The falling clock of a Dutch auction.
 * @property {string | null} [fallingSince] The instant from which it is counted while it falls.
 * @property {number} [quantity]
 * @property {number} [quantityLeft]
 * @property {string | null} [title]
 * @property {{ name?: string | null, image?: string | null } | null} [lot]
 * @property {string} [currency]
 * @property {{ winner?: Bidder | string | null, amount?: string | null, awards?: { quantity: number }[] } | null} [result]
 *
 * @typedef {object} Auction
 * @property {View} view
 * @property {number} sequence The newest event contained in the view.
 * @property {number} replayedTo History up to here has been read; equal to sequence once the replay is over.
 * @property {boolean} bidsGiven The snapshot brought its own recent bids: history has nothing to add to them.
 * @property {readonly Bid[]} bids The newest first, at most ten.
 * @property {boolean} fairWarning
 * @property {number} bidAt When the newest bid seen was placed, ms since 1970 by the house's clock; NaN if none was seen.
 * @property {{ seconds: number, softClose: boolean, sequence: number } | null} extension The last one seen happen.
 * @property {object} snapshot The message this started from. Another snapshot means: compare nothing, animate nothing.
 */

/** The most rows that a layer shows. */
const BIDS_KEPT = 10;
/** A soft close is decided together with its bid; this only allows for two readings of one clock. */
const SOFT_CLOSE_MS = 1_000;

/**
 * Starts over from a snapshot: also the cure for everything missed.
 * @param {any} message
 * @param {Auction | null} before What was known until now.
 * @returns {Auction | null} Null if this is no snapshot of an auction.
 */
export function begin(message, before) {
  const view = message?.auction;
  const sequence = message?.sequence;
  if (typeof view?.status !== 'string' || !Number.isSafeInteger(sequence)) return null;

  // A house that lost its memory counts from the beginning again: then what we held belongs to another history.
  const known = before !== null && before.sequence <= sequence ? before : null;
  const bidsGiven = Array.isArray(message.recentBids);
  return {
    view,
    sequence,
    replayedTo: known?.sequence ?? sequence,
    bidsGiven,
    bids: bidsGiven ? message.recentBids.filter(isBid).slice(0, BIDS_KEPT) : (known?.bids ?? []),
    fairWarning: message.fairWarning ?? (known !== null && known.sequence === sequence && known.fairWarning),
    bidAt: NaN,
    extension: null,
    snapshot: message,
  };
}

/**
 * Takes one event.
 * @param {Auction} auction
 * @param {any} message
 * @returns {Auction | 'gap'} The same value if the event is old news; 'gap' if one before it is missing.
 */
export function follow(auction, message) {
  const { sequence, event, view } = message;
  if (message.auction !== auction.view.id || !Number.isSafeInteger(sequence)) return auction;
  if (sequence <= auction.sequence) return recall(auction, message);
  if (sequence !== auction.sequence + 1) return 'gap';

  const merged = { ...auction.view, ...view };
  const bidAt = event?.kind === 'bidPlaced' || event?.kind === 'proxyRaised' ? Date.parse(message.at) : auction.bidAt;
  return {
    ...auction,
    view: merged,
    sequence,
    replayedTo: sequence,
    bids: hearBid(auction.bids, event),
    fairWarning: warned(auction, event),
    bidAt,
    extension: extensionOf(auction.view, merged, sequence, Date.parse(message.at) - bidAt) ?? auction.extension,
  };
}

/**
 * History sent after a reconnect: the snapshot already contains its effects, so only the words count.
 * @param {Auction} auction @param {any} message @returns {Auction}
 */
function recall(auction, { sequence, event }) {
  if (sequence <= auction.replayedTo) return auction;
  return {
    ...auction,
    replayedTo: sequence,
    bids: auction.bidsGiven ? auction.bids : hearBid(auction.bids, event),
    fairWarning: warned(auction, event),
  };
}

/** @param {readonly Bid[]} bids @param {any} event @returns {readonly Bid[]} */
function hearBid(bids, event) {
  if (event?.kind === 'bidRetracted') return bids.filter((bid) => bid.bidId !== event.bidId);
  if (event?.kind !== 'bidPlaced' || !isBid(event) || bids.some((bid) => bid.bidId === event.bidId)) return bids;
  // A sealed bid takes the place of the bidder's former one.
  const others = event.amount == null ? bids.filter((bid) => bid.bidderId !== event.bidderId) : bids;
  return [event, ...others].slice(0, BIDS_KEPT);
}

/**
 * A fair warning stands until anything else happens: a bid, more time, the hammer. A raised maximum is nothing that happens in the room.
 * @param {Auction} auction @param {any} event
 */
function warned(auction, event) {
  return event?.kind === 'fairWarning' || (event?.kind === 'maximumRaised' && auction.fairWarning);
}

/**
 * Read off the deadline rather than the event's kind: whichever message moves it, the room is told once.
 * @param {View} before @param {View} after @param {number} sequence
 * @param {number} sinceBid Milliseconds since the newest bid; the auctioneer may also give time without one.
 * @returns {Auction['extension']}
 */
function extensionOf(before, after, sequence, sinceBid) {
  if (before.status !== 'open' || after.status !== 'open') return null;
  const seconds = Math.round((Date.parse(after.closesAt ?? '') - Date.parse(before.closesAt ?? '')) / 1000);
  return seconds > 0 ? { seconds, softClose: sinceBid < SOFT_CLOSE_MS, sequence } : null;
}

/** @param {any} bid @returns {bid is Bid} */
function isBid(bid) {
  return typeof bid?.bidId === 'string';
}
