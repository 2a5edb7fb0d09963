import { Face } from './face.js';
import { span } from '../words.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const LONGEST = 512;

/** The bidding page as a QR code; nothing where there is none. */
export class QrCode extends Face {
  #image = document.createElement('img');
  #address = '';

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    Object.assign(this.#image, { alt: '' });
    this.#image.onload = () => this.be(this.#address !== '', false);
    this.#image.onerror = () => this.be(false, false);
    const card = span('card', '', 'div');
    card.append(this.#image);
    this.panel.append(card);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show({ content }, { room: { stream } }) {
    const address = addressOf(content?.address ?? stream?.biddingPage, stream?.auction ?? null);
    if (address === this.#address) return;
    this.#address = address;
    this.section.dataset.address = address;
    this.be(false, false); // the old code leads to another lot
    if (address === '') this.#image.removeAttribute('src');
    else this.#image.src = `/overlay/qr.svg?text=${encodeURIComponent(address)}`;
  }
}

/** @param {string | null | undefined} pattern @param {string | null} auction @returns {string} Empty where it leads nowhere. */
function addressOf(pattern, auction) {
  if (pattern == null || (auction === null && pattern.includes('{auctionId}'))) return '';
  const address = pattern.split('{auctionId}').join(encodeURIComponent(auction ?? ''));
  return /^https?:\/\/./iu.test(address) && address.length <= LONGEST ? address : '';
}
