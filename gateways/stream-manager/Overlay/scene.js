import { clipped } from './caption.js';
import { fadeIn, fadeOut, glide } from './motion.js';
import { faceOf } from './layers/kinds.js';

/**
 * A scene on the canvas: its layers, each in a section of its own that lives as long as the layer does.
 *
 * @typedef {import('./room.js').Layer} Layer
 * @typedef {import('./programme.js').Picture} Picture
 */

/** More than any scene has; a bound all the same. */
const MOST_LAYERS = 100;
const PLACE = /** @type {const} */ (['x', 'y', 'width', 'height']);

export class Scene {
  element = document.createElement('div');
  /** @type {Map<string, Shown>} */
  #shown = new Map();
  /** @type {Map<() => void, Shown>} Who is on the way out, by how to have them gone. */
  #leaving = new Map();

  /** @param {HTMLElement} canvas */
  constructor(canvas) {
    this.element.className = 'scene';
    canvas.append(this.element);
  }

  /**
   * @param {readonly Layer[]} layers From back to front.
   * @param {{ another: boolean, duration: number, moves: boolean }} how another: this is another scene, of which only what looks the same stays.
   */
  compose(layers, { another, duration, moves }) {
    if (another) for (const leave of [...this.#leaving.keys()]) leave();
    const before = this.#shown;
    const twins = another ? new Map([...before].map(([id, shown]) => [shown.looks, id])) : null;
    this.#shown = new Map();
    layers.slice(0, MOST_LAYERS).forEach((layer, index) => {
      const id = twins === null ? layer.id : twins.get(looksOf(layer));
      let shown = id === undefined ? undefined : before.get(id);
      if (shown !== undefined && shown.layer.kind === layer.kind && id !== undefined) {
        before.delete(id);
        shown.place(layer, index, moves);
      } else {
        const face = faceOf(layer.kind);
        if (face === null) return; // newer than this page, which the house's version will replace
        shown = new Shown(this.element, layer, index, face);
        if (duration > 0) fadeIn(shown.section, duration);
      }
      this.#shown.set(layer.id, shown);
    });
    for (const shown of before.values()) this.#leave(shown, duration);
  }

  /** @param {Picture} picture @returns {number | null} Milliseconds after which something reads differently. */
  show(picture) {
    // What is on the way out is still seen, and must not lie.
    const changes = [...this.#shown.values(), ...this.#leaving.values()].map((shown) => shown.show(picture));
    return soonest(changes);
  }

  refit() {
    for (const shown of this.#shown.values()) shown.face.refit();
  }

  remove() {
    for (const leave of [...this.#leaving.keys()]) leave();
    for (const shown of this.#shown.values()) shown.remove();
    this.element.remove();
  }

  /** @param {Shown} shown @param {number} duration */
  #leave(shown, duration) {
    const gone = () => {
      this.#leaving.delete(finish);
      shown.remove();
    };
    const finish = () => {
      callBack();
      gone();
    };
    this.#leaving.set(finish, shown);
    const callBack = fadeOut(shown.section, duration, gone);
    if (this.#leaving.size > MOST_LAYERS) this.#leaving.keys().next().value?.();
  }
}

/** A layer on the canvas. */
class Shown {
  section = document.createElement('section');
  layer;
  face;
  looks;
  #fresh = true;

  /** @param {HTMLElement} scene @param {Layer} layer @param {number} index @param {(section: HTMLElement) => import('./layers/face.js').Face} face */
  constructor(scene, layer, index, face) {
    this.section.className = 'layer';
    this.section.dataset.kind = layer.kind;
    this.layer = layer;
    this.looks = looksOf(layer);
    this.face = face(this.section);
    this.#dress(layer, index);
    scene.append(this.section);
  }

  /** @param {Layer} layer @param {number} index @param {boolean} moves */
  place(layer, index, moves) {
    const [from, looks] = [this.layer, looksOf(layer)];
    this.layer = layer;
    this.#dress(layer, index);
    if (looks === this.looks) return;
    this.looks = looks;
    this.face.refit();
    if (moves && PLACE.some((side) => from[side] !== layer[side])) glide(this.section, from, layer);
  }

  /** @param {Picture} picture @returns {number | null} */
  show(picture) {
    const still = this.#fresh ? { ...picture, moves: false, lotComes: false, streamMoves: false } : picture;
    this.#fresh = false;
    return this.face.show(this.layer, still) ?? null;
  }

  remove() {
    this.face.leave();
    this.section.remove();
  }

  /** @param {Layer} layer @param {number} index */
  #dress({ id, x, y, width, height, style = {} }, index) {
    const { section } = this;
    section.dataset.layer = clipped(id);
    const tokens = {
      '--x': `${x}px`,
      '--y': `${y}px`,
      '--w': `${width}px`,
      '--h': `${height}px`,
      '--z': String(index),
      '--ink': style.ink,
      '--quiet': style.ink,
      '--figure': style.ink,
      '--ground': style.paper === 'none' ? 'transparent' : style.paper,
      '--accent': style.accent,
      '--opacity': style.opacity == null ? undefined : String(style.opacity / 100),
      '--corner': style.radius == null ? undefined : `${style.radius}px`,
      '--scale': style.scale == null ? undefined : String(style.scale / 100),
    };
    for (const [name, value] of Object.entries(tokens)) {
      if (value == null) section.style.removeProperty(name);
      else section.style.setProperty(name, value);
    }
    section.dataset.align = style.align ?? 'start';
    section.dataset.ground = style.paper === 'none' ? 'none' : 'own';
  }
}

/** @param {readonly (number | null)[]} changes In milliseconds; null is never. @returns {number | null} */
export function soonest(changes) {
  const times = changes.filter((ms) => ms !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** @param {Layer} layer All but its id. */
function looksOf({ kind, x, y, width, height, content, style }) {
  return JSON.stringify([kind, x, y, width, height, content, style]);
}
