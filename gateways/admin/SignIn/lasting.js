// Keeps the session while its page is open: once it runs, Clerk's script renews the cookie before it expires.
// Until it does, it takes the cookie away for a moment: a page waits for sessionReady before it asks the house for anything.
(() => {
  'use strict';

  const patience = 10_000; // ms; where Clerk's script does not come, the page goes on with the cookie that there is
  window.sessionReady = new Promise((resolve) => {
    setTimeout(resolve, patience);
    // Set before Clerk's tag is read: neither event can be missed.
    document.addEventListener('error', (event) => event.target.id === 'clerk' && resolve(), true);
    document.addEventListener('load', async (event) => {
      if (event.target.id !== 'clerk') return;
      try {
        await window.Clerk.load({ signInUrl: '/sign-in', afterSignOutUrl: '/sign-in', telemetry: false });
        await window.Clerk.session?.getToken();
      } finally {
        resolve();
      }
    }, true);
  });
})();
