import { BidTicker } from './bid-ticker.js';
import { CaptionWords } from './caption.js';
import { Countdown } from './countdown.js';
import { Picture } from './image.js';
import { Leader } from './leader.js';
import { Leaderboard } from './leaderboard.js';
import { LotCard } from './lot-card.js';
import { NextLots } from './next-lots.js';
import { Price } from './price.js';
import { QrCode } from './qr-code.js';
import { SoldBanner } from './sold-banner.js';
import { Words } from './text.js';
import { Film } from './video.js';

/** @type {Record<string, new (section: HTMLElement) => import('./face.js').Face>} */
const KINDS = {
  'lot-card': LotCard,
  'price': Price,
  'leader': Leader,
  'countdown': Countdown,
  'bid-ticker': BidTicker,
  'leaderboard': Leaderboard,
  'next-lots': NextLots,
  'caption': CaptionWords,
  'image': Picture,
  'video': Film,
  'text': Words,
  'qr-code': QrCode,
  'sold-banner': SoldBanner,
};

/** @param {string} kind @returns {((section: HTMLElement) => import('./face.js').Face) | null} Null for a kind that this page does not know. */
export function faceOf(kind) {
  const face = Object.keys(KINDS).includes(kind) ? KINDS[kind] : null;
  return face && ((section) => new face(section));
}
