import { Face } from './face.js';
import { sourceOf } from './source.js';

/** @typedef {import('../room.js').Layer} Layer */

/** A film, without its sound, over and over; nothing where it cannot be had. */
export class Film extends Face {
  #video = document.createElement('video');
  #source = '';

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    Object.assign(this.#video, { muted: true, defaultMuted: true, loop: true, autoplay: true, playsInline: true, disableRemotePlayback: true, preload: 'auto' });
    this.#video.onloadeddata = () => this.be(this.#source !== '', false);
    this.#video.onerror = () => this.be(false, false);
    this.panel.append(this.#video);
  }

  /** @param {Layer} layer @override */
  show({ content }) {
    this.#video.dataset.fit = content?.fit ?? 'contain';
    const source = sourceOf(content?.source);
    if (source === this.#source) return;
    this.#source = source;
    if (source === '') this.leave();
    else this.#video.src = source;
  }

  /** A film that nobody sees would go on being decoded. @override */
  leave() {
    this.#source = '';
    this.be(false, false);
    this.#video.removeAttribute('src');
    this.#video.load();
  }
}
