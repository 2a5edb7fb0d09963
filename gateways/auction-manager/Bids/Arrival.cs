namespace Sothebais.Gateways.AuctionManager.Bids;

/// <summary>When a request arrived here, by the house's clock: noted before anything else is done with it, so that a busy gateway costs no bidder their bid.</summary>
internal sealed class Arrival(DateTimeOffset at)
{
    /// <summary>When the request's head was there.</summary>
    public static DateTimeOffset Of(HttpContext http, TimeProvider clock) => http.Features.Get<Arrival>() is { } noted ? noted.At : clock.GetUtcNow();

    private DateTimeOffset At => at;

    /// <summary>Notes it, first of all, for what may be a bid.</summary>
    internal sealed class Noted(TimeProvider clock) : IStartupFilter
    {
        /// <inheritdoc/>
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (HttpMethods.IsPost(http.Request.Method)) http.Features.Set(new Arrival(clock.GetUtcNow()));
                return rest(http);
            });
            next(app);
        };
    }
}
