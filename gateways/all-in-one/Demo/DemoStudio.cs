using System.Net;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>The studio: a gallery wall with the lot's picture in its light, and the overlay over it as a stream would show it.</summary>
internal static class DemoStudio
{
    /// <summary>The page to watch.</summary>
    public static string Page(DemoAddresses addresses) =>
        $"""
        <!doctype html>
        <html lang="en" data-overlay="{Text(addresses.LotOverlay("").ToString())}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Sothebais · {Text(DemoLots.Series)}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/demo/demo.css">
          <script type="module" src="/demo/demo.js"></script>
        </head>
        <body>
          <header>
            <p class="house">Sothebais</p>
            <p class="sale">{Text(DemoLots.Series)}<span>an evening sale in {DemoLots.All.Length} lots, played by the demo</span></p>
          </header>
          <main>
            <div class="stage" data-part="stage">
              <div class="wall">
                <figure class="frame" data-part="frame"></figure>
              </div>
              <iframe data-part="overlay" title="The overlay of the sale" scrolling="no" src="{Text(addresses.Overlay.ToString())}"></iframe>
              <p class="waiting" data-part="waiting">The room is filling.</p>
            </div>
          </main>
          <nav aria-label="More of the house">
            <a href="{Text(addresses.Admin.ToString())}">Console</a>
            <a href="{Text(addresses.Overlay.ToString())}">Overlay for OBS</a>
            <a data-part="lot-overlay" hidden>Overlay of this lot</a>
            <a href="{Text(new Uri(addresses.AuctionManager, "/docs").ToString())}">API reference</a>
            <a data-part="lot-view" hidden data-auctions="{Text(new Uri(addresses.AuctionManager, "/auctions/").ToString())}">This lot as JSON</a>
            <a href="{Text(DemoAddresses.Live(addresses.EventHandler, "http", "/events?after=0"))}">Event stream</a>
          </nav>
          <noscript><p class="waiting">This page follows the sale with a small script.</p></noscript>
        </body>
        </html>

        """;

    /// <summary>The pages' style.</summary>
    public const string Style =
        """
        :root { color-scheme: dark; --ink: #f3ece0; --quiet: #a89e8d; --gild: #d9b36a; }
        * { box-sizing: border-box; margin: 0; }
        body {
          min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; gap: 1.1rem; padding: 1.2rem clamp(1rem, 3vw, 2.6rem) 1.4rem;
          background: radial-gradient(120% 90% at 50% 0, #262029, #121016 62%, #0b0a0e); color: var(--ink);
          font: 400 1rem/1.5 Georgia, 'Times New Roman', serif;
        }
        header { display: flex; align-items: baseline; justify-content: space-between; gap: 1.5rem; flex-wrap: wrap; }
        .house { font-size: 1.35rem; letter-spacing: .28em; text-transform: uppercase; }
        .sale { font-style: italic; font-size: 1.15rem; }
        .sale span { margin-left: .9em; color: var(--quiet); font: 400 .85rem system-ui, sans-serif; }
        main { display: grid; place-items: center; min-height: 0; }
        .stage {
          position: relative; overflow: hidden; aspect-ratio: 16 / 9; width: min(100%, calc((100vh - 9.5rem) * 16 / 9));
          container-type: size; border-radius: 6px; box-shadow: 0 30px 90px rgba(0, 0, 0, .6), 0 0 0 1px rgba(255, 255, 255, .06);
        }
        .wall {
          position: absolute; inset: 0;
          background:
            linear-gradient(transparent 86%, rgba(0, 0, 0, .55)),
            radial-gradient(46% 66% at 50% 36%, rgba(255, 226, 178, .34), rgba(255, 226, 178, .08) 60%, transparent 80%),
            conic-gradient(from 148deg at 36% -22%, transparent, rgba(255, 234, 196, .13) 24deg, transparent 48deg),
            conic-gradient(from 164deg at 64% -22%, transparent, rgba(255, 234, 196, .13) 24deg, transparent 48deg),
            linear-gradient(100deg, #26262f, #3a3741 50%, #26262f);
        }
        .frame {
          position: absolute; z-index: 1; left: 50%; top: 5.4%; height: 64cqh; width: 64cqh; translate: -50%; padding: 1.5cqh; background: #15110d;
          border: .5cqh solid #8d6b38; outline: .35cqh solid #3b2a14;
          box-shadow: 0 3.4cqh 6cqh rgba(0, 0, 0, .6), 0 .6cqh 1.4cqh rgba(0, 0, 0, .5), inset 0 0 0 .3cqh #c39a54;
        }
        .frame img { position: absolute; inset: 1.5cqh; width: calc(100% - 3cqh); height: calc(100% - 3cqh); opacity: 0; transition: opacity 1.1s ease; }
        .frame img.shown { opacity: 1; }
        iframe { position: absolute; z-index: 2; inset: 0; width: 100%; height: 100%; border: 0; color-scheme: normal; }
        .waiting { position: absolute; inset: auto 0 9%; text-align: center; font-style: italic; color: var(--quiet); }
        nav { display: flex; flex-wrap: wrap; justify-content: center; gap: .4rem 2rem; font: 500 .92rem system-ui, sans-serif; }
        nav a { color: var(--ink); text-decoration-color: var(--gild); text-underline-offset: .3em; text-decoration-thickness: 1px; }
        nav a:hover { color: var(--gild); }
        nav a:focus-visible { outline: 2px solid var(--gild); outline-offset: 4px; border-radius: 2px; }
        [hidden] { display: none; }
        @media (prefers-reduced-motion: reduce) { .frame img { transition: none; } }

        """;

    /// <summary>The pages' script.</summary>
    public const string Script =
        """
        // Follows the sale: asks which lot is on the block, and hangs its picture when it changes. The overlay follows by itself.
        const ASK_EVERY_MS = 1500;

        const part = (name) => document.querySelector(`[data-part="${name}"]`);
        const overlay = document.documentElement.dataset.overlay;
        let current = '';

        async function ask() {
          try {
            const answer = await fetch('/demo/current', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
            const lot = answer.ok ? (await answer.text()).trim() : '';
            if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(lot) && lot !== current) show(lot);
          } catch {
            // the house is away; the overlay says so, and we ask again
          }
          setTimeout(ask, ASK_EVERY_MS);
        }

        function show(lot) {
          current = lot;
          part('waiting')?.remove();
          hang(Number(lot.slice(-2)));
          link('lot-overlay', overlay + lot);
          const view = part('lot-view');
          if (view) link('lot-view', view.dataset.auctions + lot);
        }

        function hang(number) {
          const frame = part('frame');
          if (!frame || !Number.isInteger(number)) return;
          const old = [...frame.children];
          const picture = new Image();
          picture.alt = `Lot ${number}`;
          picture.addEventListener('load', () => {
            picture.classList.add('shown');
            setTimeout(() => old.forEach((before) => before.remove()), 1200);
          });
          picture.src = `/demo/lots/${number}.svg`;
          frame.append(picture);
        }

        function link(name, address) {
          const anchor = part(name);
          if (!anchor) return;
          anchor.href = address;
          anchor.hidden = false;
        }

        part('overlay').src += location.search; // ?theme= and ?scale= are the overlay's
        void ask();

        """;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
