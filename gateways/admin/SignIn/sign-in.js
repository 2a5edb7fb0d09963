// The pages that Clerk's script works on: sign-in, refresh, sign-out. Where to go on stands in the page, put there and checked by the house;
// nothing is taken from the address bar.
(() => {
  'use strict';

  const patience = 10_000; // ms until a Clerk that does not answer is trouble
  const circling = { within: 60_000, times: 3 }; // as often as that in so many ms is a circle
  const memory = 'sothebais.sign-in';
  const $ = (id) => document.getElementById(id);

  // Listens from before Clerk's tag is read: neither of the two events can be missed.
  const arrived = new Promise((resolve, reject) => {
    document.addEventListener('load', (event) => event.target.id === 'clerk' && resolve(), true);
    document.addEventListener('error', (event) => event.target.id === 'clerk' && reject(new Error('Clerk’s script did not come.')), true);
  });
  arrived.catch(() => { });

  function within(promise) {
    return Promise.race([promise, new Promise((_, reject) => { setTimeout(() => reject(new Error('Clerk does not answer.')), patience); })]);
  }

  function loaded() {
    return within(arrived.then(async () => {
      await window.Clerk.load({ allowedRedirectOrigins: [location.origin], signInUrl: '/sign-in', afterSignOutUrl: '/sign-in', telemetry: false });
      return window.Clerk;
    }));
  }

  function trouble(title, text, mayLeave) {
    $('progress').hidden = true;
    $('component').hidden = true;
    $('trouble-title').textContent = title;
    $('trouble-text').textContent = text;
    if ($('elsewhere')) $('elsewhere').hidden = !mayLeave;
    $('trouble').hidden = false;
    $('retry').onclick = () => {
      recall(null);
      location.reload();
    };
  }

  function recall(what) {
    try {
      if (what === undefined) return JSON.parse(sessionStorage.getItem(memory));
      if (what === null) sessionStorage.removeItem(memory);
      else sessionStorage.setItem(memory, JSON.stringify(what));
    } catch {
      // a browser that keeps nothing: then circles are not noticed
    }
    return null;
  }

  // A fresh token is written into the cookie by Clerk's script; the house sees it with the next request.
  async function goOnWithFreshToken(clerk, address) {
    const before = recall();
    const round = before?.address === address && Date.now() - before.since < circling.within ? before : { address, since: Date.now(), times: 0 };
    round.times += 1;
    recall(round);
    if (round.times > circling.times) {
      trouble('You are signed in, but not let in',
        'Clerk knows you, and still this page asks for a session each time. Your browser may refuse the session’s cookie, this device’s clock may be wrong, or the house takes sessions of another address only.',
        true);
      return;
    }
    if (!await within(clerk.session.getToken({ skipCache: true }))) throw new Error('Clerk gave no token.');
    // Of the same address only reload() is sure to ask the house again, with whatever stands behind a #.
    if (document.body.dataset.page === 'refresh' && location.pathname + location.search === address) location.reload();
    else location.replace(address);
  }

  // Clerk wants colours as they are, not as they are called.
  function look() {
    const probe = document.body.appendChild(document.createElement('i'));
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const variables = {
      colorPrimary: colour('gold'), colorPrimaryForeground: colour('on-gold'), colorBackground: colour('panel'), colorForeground: colour('ink'),
      colorMutedForeground: colour('quiet'), colorNeutral: colour('ink'), colorInput: colour('field'), colorInputForeground: colour('ink'),
      colorDanger: colour('bad'), fontFamily: 'inherit', borderRadius: '8px',
    };
    probe.remove();
    return { variables };
  }

  const pages = {
    async 'sign-in'(address) {
      const clerk = await loaded();
      if (clerk.session?.status === 'active') {
        await goOnWithFreshToken(clerk, address);
        return;
      }
      const home = new URL(address, location.origin).href;
      clerk.mountSignIn($('component'), {
        routing: 'hash', forceRedirectUrl: home, fallbackRedirectUrl: home, signUpForceRedirectUrl: home, signUpFallbackRedirectUrl: home, appearance: look(),
      });
      $('progress').hidden = true;
    },

    async refresh(address) {
      const clerk = await loaded();
      if (clerk.session?.status === 'active') await goOnWithFreshToken(clerk, address);
      else location.replace(`/sign-in?redirect_url=${encodeURIComponent(address)}`);
    },

    async 'sign-out'() {
      $('progress').hidden = false;
      await leave(); // while the cookie still says which session it is
      if ($('clerk')) {
        try {
          const clerk = await loaded();
          await within(clerk.signOut(() => { }));
        } catch (error) {
          await leave(); // Clerk's script may have written the cookie again
          throw error;
        }
      }
      recall(null);
      location.replace('/sign-in');
    },
  };

  async function leave() {
    const answer = await fetch('/sign-out', { method: 'POST' });
    if (!answer.ok) throw new Error('The house does not answer.');
  }

  const words = {
    'sign-in': ['Sign-in did not open', 'The part of this page that is Clerk’s could not be loaded. Check your connection, or whether an extension of your browser blocks it.'],
    refresh: ['Your session could not be renewed', 'Clerk, who keeps it, could not be reached. Nothing is lost: try again in a moment.'],
    'sign-out': ['You may still be signed in', 'Not everybody who had to hear of it could be reached. Try again in a moment.'],
  };

  document.addEventListener('DOMContentLoaded', async () => {
    const { page, return: address } = document.body.dataset;
    try {
      await pages[page](address);
    } catch (error) {
      console.warn(error);
      trouble(...words[page]);
    }
  });
})();
