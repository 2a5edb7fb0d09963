import { begin, follow } from './auction.js';
import { ranked, rerank } from './leaderboard.js';

/**
 * What a stream's page knows: a fold of the server's messages. Pure; the caller keeps the value.
 *
 * @typedef {object} Layer
 * @property {string} id
 * @property {string} kind
 * @property {number} x @property {number} y @property {number} width @property {number} height In pixels of the canvas.
 * @property {{ text?: string, source?: string, fit?: string, rows?: number, address?: string }} [content]
 * @property {{ ink?: string, paper?: string, accent?: string, opacity?: number, radius?: number, scale?: number, align?: string }} [style]
 *
 * @typedef {{ number: number, auctionId: string, title?: string | null }} SaleLot
 *
 * @typedef {object} Stream
 * @property {string} id
 * @property {string} status live or offline.
 * @property {string} [theme]
 * @property {{ id: string, layers: Layer[] } | null} [scene] Layers from back to front.
 * @property {number} [takenBy] The event that put the scene there.
 * @property {{ kind: string, duration: string } | null} [transition]
 * @property {{ text: string, from: string, until: string } | null} [caption]
 * @property {string | null} [auction]
 * @property {{ title?: string | null, status: string, lotCount: number, lot?: SaleLot | null, next?: SaleLot[], nextOpensAt?: string | null } | null} [sale]
 * @property {string | null} [biddingPage]
 *
 * @typedef {object} Room
 * @property {Stream | null} stream Null until what it shows is whole for the first time.
 * @property {number} sequence The newest event of the stream that was heard of.
 * @property {Stream | null} coming A stream that follows another auction, of which nothing was heard yet.
 * @property {import('./auction.js').Auction | null} auction
 * @property {readonly import('./leaderboard.js').Rank[]} ranks
 */

/** @type {Room} */
export const EMPTY = { stream: null, sequence: 0, coming: null, auction: null, ranks: [] };

/**
 * Takes the stream as it stands. One that turns to another auction waits for it: dashes would blink on air.
 * @param {Room} room @param {any} message @returns {Room}
 */
export function compose(room, message) {
  /** @type {Stream} */
  const stream = message?.stream;
  if (typeof stream?.id !== 'string') return room;
  const sequence = Number.isSafeInteger(message.sequence) ? message.sequence : room.sequence;
  const follows = stream.auction ?? null;
  if (follows === null) return { ...EMPTY, stream, sequence };
  if (follows === room.auction?.view.id) return { ...room, stream, sequence, coming: null };
  return { ...room, sequence, coming: stream };
}

/** Waits no longer. @param {Room} room @returns {Room} */
export function settle(room) {
  return room.coming === null ? room : { ...EMPTY, stream: room.coming, sequence: room.sequence };
}

/**
 * Takes an auction's snapshot.
 * @param {Room} room @param {any} message @returns {Room | null} Null if this is no snapshot of the auction that is shown.
 */
export function enter(room, message) {
  const id = message?.auction?.id;
  const stream = room.coming ?? room.stream;
  if (stream === null || stream.auction !== id) return null;
  const auction = begin(message, room.auction?.view.id === id ? room.auction : null);
  return auction === null ? null : { ...room, stream, coming: null, auction, ranks: ranked(message.leaderboard) };
}

/**
 * Takes an auction's event.
 * @param {Room} room @param {any} message
 * @returns {{ room: Room, ask: 'nothing' | 'missed' | 'ranks' }} And what the house must be asked for.
 */
export function hear(room, message) {
  const { auction } = room;
  if (auction === null) return { room, ask: 'nothing' };
  const followed = follow(auction, message);
  if (followed === 'gap') return { room, ask: 'missed' };
  if (followed === auction) return { room, ask: 'nothing' };
  const happened = followed.sequence > auction.sequence;
  const ranks = happened ? rerank(room.ranks, message.event) : room.ranks;
  return ranks === 'ask' ? { room: { ...room, auction: followed }, ask: 'ranks' } : { room: { ...room, auction: followed, ranks }, ask: 'nothing' };
}

/** @param {Room} room @param {any} heartbeat @returns {boolean} Whether the house knows of more. */
export function isBehind({ sequence, auction, coming }, heartbeat) {
  return heartbeat.stream > sequence || (auction !== null && coming === null && heartbeat.sequence > auction.sequence);
}
