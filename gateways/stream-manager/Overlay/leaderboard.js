/**
 * An auction's bidders by their highest bids: a fold of the server's messages. Pure; the caller keeps the value.
 *
 * @typedef {{ bidderId: string, name?: string | null, paddle?: number | null, amount: string }} Rank
 */

/** As many as the house tells of: whoever is not among them comes in by a bid, which says who bids and how much. */
const MOST = 10;

/** @param {unknown} ranks As a snapshot brings them. @returns {readonly Rank[]} */
export function ranked(ranks) {
  return Array.isArray(ranks) ? ranks.filter((rank) => typeof rank?.bidderId === 'string' && typeof rank.amount === 'string').slice(0, MOST) : [];
}

/**
 * Takes one event.
 * @param {readonly Rank[]} ranks
 * @param {any} event
 * @returns {readonly Rank[] | 'ask'} The same value where it changes nothing; 'ask' where only the house knows who moves up.
 */
export function rerank(ranks, event) {
  switch (event?.kind) {
    case 'bidPlaced': return raised(ranks, event, event.amount);
    case 'proxyRaised': return raised(ranks, event, event.price);
    // It names the bid and not the bidder: of anybody shown it may have been the highest.
    case 'bidRetracted': return ranks.length > 0 ? 'ask' : ranks;
    default: return ranks;
  }
}

/** @param {readonly Rank[]} ranks @param {any} bidder @param {unknown} amount Null where bids are hidden. */
function raised(ranks, { bidderId, name, paddle }, amount) {
  if (typeof bidderId !== 'string' || typeof amount !== 'string') return ranks;
  const before = ranks.find((rank) => rank.bidderId === bidderId);
  if (before !== undefined && compare(before.amount, amount) >= 0) return ranks;
  const others = ranks.filter((rank) => rank !== before);
  // Of two equal bids the earlier one is the better.
  const place = others.findIndex((rank) => compare(rank.amount, amount) < 0);
  const next = [...others];
  next.splice(place < 0 ? others.length : place, 0, { bidderId, name: name ?? before?.name, paddle: paddle ?? before?.paddle, amount });
  return next.slice(0, MOST);
}

/** Compares decimal strings without turning them into numbers that would lose digits. @param {string} a @param {string} b */
export function compare(a, b) {
  const [[wholeA, restA], [wholeB, restB]] = [parts(a), parts(b)];
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length;
  const length = Math.max(restA.length, restB.length);
  const [textA, textB] = [wholeA + restA.padEnd(length, '0'), wholeB + restB.padEnd(length, '0')];
  return textA === textB ? 0 : textA < textB ? -1 : 1;
}

/** @param {string} amount @returns {[string, string]} */
function parts(amount) {
  const [whole, rest = ''] = amount.split('.');
  return [whole.replace(/^0+(?=\d)/, ''), rest];
}
