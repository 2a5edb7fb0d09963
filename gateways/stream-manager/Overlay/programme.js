import { boardOf, transitionOf } from './board.js';
import { fitWaiting } from './layers/face.js';
import { push } from './motion.js';
import { Scene, soonest } from './scene.js';

/**
 * Puts the stream on the canvas: the scene on air, and how it became this one. What is there when a line begins is
 * simply there; only what happens before our eyes moves.
 *
 * @typedef {import('./room.js').Room} Room
 * @typedef {import('./connection.js').LineState} LineState
 *
 * @typedef {object} Picture What a layer may know.
 * @property {Room} room
 * @property {import('./board.js').Board | null} board
 * @property {LineState} line
 * @property {number | null} now By the house's clock.
 * @property {number} scale By how much the viewer wants type larger.
 * @property {boolean} moves Whether the auction has moved on before our eyes.
 * @property {boolean} lotComes Whether another auction has come before our eyes.
 * @property {boolean} streamMoves Whether what the stream says may show that it is new.
 */

const CHANGE_MS = 300;

export class Programme {
  #canvas;
  #scale;
  #scene;
  /** @type {Scene | null} Pushed out at this moment. */
  #out = null;
  /** @type {number | null} The event by which the scene on the canvas was taken. */
  #takenBy = null;
  #sceneId = '';
  /** @type {object | null} */
  #snapshot = null;
  #auctionId = '';
  #sequence = -1;
  #stands = false;
  /** @type {(() => void) | null} */
  #finish = null;

  /** @param {HTMLElement} canvas @param {number} scale By how much the viewer wants type larger. */
  constructor(canvas, scale = 1) {
    this.#canvas = canvas;
    this.#scale = scale;
    canvas.style.setProperty('--page-scale', String(scale));
    this.#scene = new Scene(canvas);
  }

  /** Another line, another history: what it brings is simply there. */
  cut() {
    this.#stands = false;
  }

  /**
   * @param {Room} room @param {LineState} line @param {number | null} now
   * @returns {number | null} Milliseconds after which something reads differently.
   */
  present(room, line, now) {
    const { stream, auction } = room;
    const moves = this.#stands && line.line === 'live';
    const sameLot = auction !== null && auction.view.id === this.#auctionId;
    const same = auction !== null && auction.snapshot === this.#snapshot;
    /** @type {Picture} */
    const picture = {
      room,
      board: boardOf(room, line, now),
      line,
      now,
      scale: this.#scale,
      moves: moves && same && auction.sequence !== this.#sequence,
      lotComes: moves && auction !== null && !sameLot,
      streamMoves: moves,
    };
    this.#compose(room, moves);
    const changesIn = soonest([this.#scene.show(picture), this.#out?.show(picture) ?? null]);
    fitWaiting();

    this.#snapshot = auction?.snapshot ?? null;
    this.#auctionId = auction?.view.id ?? '';
    this.#sequence = auction?.sequence ?? -1;
    if (line.line === 'live' && stream !== null) this.#stands = true;
    return changesIn;
  }

  /** Type metrics have changed. */
  refit() {
    this.#scene.refit();
    fitWaiting();
  }

  /** @param {Room} room @param {boolean} moves */
  #compose(room, moves) {
    const scene = room.stream?.scene ?? null;
    const takenBy = room.stream?.takenBy ?? null;
    const taken = scene !== null && this.#sceneId !== '' && takenBy !== this.#takenBy;
    const another = scene?.id !== this.#sceneId || taken;
    const duration = !moves ? 0 : taken ? transitionOf(room) : this.#sceneId === '' || scene === null ? CHANGE_MS : another ? 0 : CHANGE_MS;
    const slides = taken && room.stream?.transition?.kind === 'slide' && duration > 0;
    if (another) this.#finish?.();
    if (slides) this.#slide(duration);
    this.#scene.compose(scene?.layers ?? [], { another, duration: slides ? 0 : duration, moves: moves && !another });
    this.#takenBy = takenBy;
    this.#sceneId = scene?.id ?? '';
    this.#canvas.dataset.scene = this.#sceneId;
  }

  /** @param {number} duration */
  #slide(duration) {
    const out = (this.#out = this.#scene);
    this.#scene = new Scene(this.#canvas);
    const gone = () => {
      this.#finish = this.#out = null;
      out.remove();
    };
    const callBack = push(out.element, this.#scene.element, duration, gone);
    if (this.#out === null) return;
    this.#finish = () => {
      callBack();
      gone();
    };
  }
}
