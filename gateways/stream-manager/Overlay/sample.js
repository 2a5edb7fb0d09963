/** A room as it might be, for showing what a look looks like. Nothing in it is real. */

/** @param {number} now @returns {import('./room.js').Room} */
export function sampleRoom(now) {
  const at = (/** @type {number} */ seconds) => new Date(now + seconds * 1000).toISOString();
  const bidders = [['Ada', 7], ['Kaito', 12], ['Zoë', 31], ['Amina', 4]];
  const bids = bidders.map(([name, paddle], i) => ({ bidId: `${i}`, bidderId: `${i}`, name: `${name}`, paddle: Number(paddle), amount: String(18_250 - i * 750) }));
  const layers = [
    { kind: 'lot-card', x: 96, y: 790, width: 760, height: 236 },
    { kind: 'price', x: 856, y: 790, width: 560, height: 146 },
    { kind: 'leader', x: 856, y: 936, width: 560, height: 90 },
    { kind: 'countdown', x: 1416, y: 790, width: 408, height: 236 },
    { kind: 'bid-ticker', x: 1384, y: 450, width: 440, height: 316, content: { rows: 4 } },
  ].map((layer) => ({ id: layer.kind, ...layer }));
  return {
    stream: {
      id: 'sample', status: 'live', scene: { id: 'standing', layers }, takenBy: 1, auction: 'sample',
      sale: { title: 'Evening sale', status: 'open', lotCount: 24, lot: { number: 12, auctionId: 'sample' }, next: [] },
    },
    sequence: 1,
    coming: null,
    ranks: [],
    auction: {
      view: {
        id: 'sample', status: 'open', price: '18250', leader: bids[0], minimumBid: '19000', bidCount: 17, reserveMet: true, closesAt: at(154),
        title: 'Night Signal', lot: { name: 'Night Signal' }, currency: 'ETH',
      },
      sequence: 1, replayedTo: 1, bidsGiven: true, bids, fairWarning: false, bidAt: NaN, extension: null, snapshot: {},
    },
  };
}
