// Stands in for the line to the house: speaks as the house does, at once and as often as wanted. Also notes what the page sets in motion.
(() => {
  const lines = (window.lines = []);
  window.motions = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    const properties = new Set(frames.flatMap((frame) => Object.keys(frame)));
    for (const one of ['offset', 'easing', 'composite']) properties.delete(one);
    if (window.motions.length < 10_000) window.motions.push({ on: this.className?.baseVal ?? this.className, properties: [...properties], duration: timing.duration });
    return animate.call(this, frames, timing);
  };

  window.WebSocket = class {
    constructor(address, protocols) {
      this.address = String(address);
      this.protocols = protocols ?? [];
      this.number = lines.length;
      lines.push(this);
      setTimeout(() => {
        if (window.greet) for (const message of window.greet()) this.onmessage?.({ data: JSON.stringify(message) });
      });
    }
    close() {}
  };

  const house = (window.house = { stream: {}, auction: {}, sequence: 42, bids: [], ranks: [], streamSequence: 12, takenBy: 9 });
  const time = () => new Date().toISOString();
  const now = () => lines[lines.length - 1];
  window.say = (message) => now().onmessage?.({ data: JSON.stringify(message) });
  window.hangUp = (code) => now().onclose?.({ code });

  const people = [['b1', 'Ada Lovelace', 7], ['b2', 'Kaito 海斗', 112], ['b3', 'مها القحطاني', 31], ['b4', 'satoshi.eth', 204], ['b5', 'Zoë Müller', 18], ['b6', 'Nobody', 5]];
  const layer = (kind, x, y, width, height, content = {}, id = kind, style = {}) => ({ id, kind, x, y, width, height, z: 0, content, style });
  window.scenes = {
    standing: [
      layer('lot-card', 96, 790, 760, 236), layer('price', 856, 790, 560, 146), layer('leader', 856, 936, 560, 90), layer('countdown', 1416, 790, 408, 236),
      layer('bid-ticker', 1384, 450, 440, 316, { rows: 5 }), layer('caption', 96, 54, 1200, 96), layer('sold-banner', 856, 790, 968, 236),
    ],
    'lot-in-focus': [
      layer('lot-card', 96, 54, 912, 850), layer('price', 1048, 54, 776, 220), layer('leader', 1048, 274, 776, 100), layer('countdown', 1048, 398, 776, 190),
      layer('leaderboard', 1048, 612, 776, 292, { rows: 5 }), layer('caption', 96, 930, 1728, 96), layer('sold-banner', 1048, 54, 776, 534),
    ],
    intermission: [
      layer('text', 96, 120, 1140, 150, { text: 'We continue in a moment' }), layer('next-lots', 96, 300, 1140, 604, { rows: 6 }), layer('countdown', 1284, 120, 540, 150),
      layer('qr-code', 1344, 330, 420, 420), layer('text', 1284, 774, 540, 90, { text: 'Scan to bid' }, 'invitation', { align: 'center' }), layer('caption', 96, 930, 1728, 96),
    ],
    sold: [layer('lot-card', 96, 54, 840, 850), layer('sold-banner', 976, 54, 848, 420), layer('next-lots', 976, 514, 848, 390, { rows: 4 }), layer('caption', 96, 930, 1728, 96)],
  };
  window.layer = layer;

  const amount = (whole) => `${whole}${house.decimals ?? ''}`;
  window.streamMessage = () => ({
    type: 'stream', sequence: house.streamSequence, serverTime: time(),
    stream: {
      id: 'main', title: 'Evening sale', status: 'live', theme: 'gallery', scene: { id: 'standing', name: 'Standing', layers: window.scenes.standing }, takenBy: house.takenBy,
      transition: { kind: 'fade', duration: 'PT0.4S' }, caption: null, auction: 'genesis-1', biddingPage: 'https://bid.example.com/{auctionId}',
      sale: {
        id: 'evening', title: 'Evening sale', status: 'open', lotCount: 24, lot: { number: 12, auctionId: 'genesis-1', title: 'Composition', status: 'open' },
        next: ['Autoglyph No. 203', 'Untitled', 'Night Signal', 'Ringers', 'Memory of Water', 'Fidenza'].map((title, i) => ({ number: 13 + i, auctionId: `lot-${13 + i}`, title })),
        nextOpensAt: null,
      },
      ...house.stream,
    },
  });
  window.snapshotMessage = () => ({
    type: 'snapshot', sequence: house.sequence, fairWarning: false,
    auction: {
      id: 'genesis-1', status: 'open', price: amount('18250'), leader: { bidderId: 'b1', name: 'Ada Lovelace', paddle: 7 }, minimumBid: amount('19000'), bidCount: 17, reserveMet: true,
      opensAt: time(), closesAt: new Date(Date.now() + 154_300).toISOString(), extensions: 0, serverTime: time(), format: 'english', title: 'Composition', lot: { name: 'Composition', image: null },
      currency: 'ETH', result: null, quantity: 1, quantityLeft: 1, ...house.auction,
    },
    recentBids: people.slice(0, 5).map(([bidderId, name, paddle], i) => ({ bidId: `bid-${i}`, bidderId, name, paddle, amount: amount(String(18_250 - 750 * i)) })),
    leaderboard: people.map(([bidderId, name, paddle], i) => ({ bidderId, name, paddle, amount: amount(String(18_250 - 750 * i)) })),
  });
  window.greet = () => [window.streamMessage(), ...((window.streamMessage().stream.auction === null) ? [] : [window.snapshotMessage()])];

  /** The stream changes: fields of it, and a number more. */
  window.change = (fields) => {
    Object.assign(house.stream, fields);
    house.streamSequence++;
    window.say(window.streamMessage());
  };
  window.take = (scene, kind, duration) => {
    house.takenBy = house.streamSequence + 1;
    window.change({ scene: { id: scene, name: scene, layers: window.scenes[scene] }, transition: { kind, duration } });
  };
  window.happen = (event, view) => window.say({ type: 'event', auction: 'genesis-1', sequence: ++house.sequence, event, view, at: time() });
  window.bid = (bidderId, name, paddle, whole, more = {}) => window.happen(
    { kind: 'bidPlaced', bidId: `bid-of-${house.sequence + 1}`, bidderId, name, paddle, amount: amount(whole), price: amount(whole) },
    { price: amount(whole), leader: { bidderId, name, paddle }, minimumBid: amount(String(Number(whole) + 1)), bidCount: house.sequence, reserveMet: true, ...more });
  window.beat = () => window.say({ type: 'heartbeat', sequence: house.sequence, stream: house.streamSequence, serverTime: time() });
})();
