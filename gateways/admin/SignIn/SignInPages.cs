using Sothebais.Gateways.Admin.Clerk;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>
/// The pages on which people sign in, get a fresh session token, and sign out: with Clerk's own component where Clerk is configured, else, in
/// Development, with a form of the house's.
/// </summary>
/// <param name="local">Whether this house signs its own tokens: Development without Clerk.</param>
/// <param name="clerk">Clerk's frontend; null where no publishable key is configured.</param>
internal sealed class SignInPages(bool local, ClerkFrontend? clerk)
{
    private const string OwnPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // What Clerk's component needs (https://clerk.com/docs/guides/secure/best-practices/csp-headers): its own host, Cloudflare's bot protection, Clerk's
    // protection against abuse (which is served on other ports as well), its pictures, and styles that it makes as it runs. No script but from a named host.
    private readonly string _clerkPolicy =
        $"default-src 'none'; script-src 'self' {clerk?.Origin} https://challenges.cloudflare.com https://*.protect.clerk.com; " +
        $"connect-src 'self' {clerk?.Origin} https://*.protect.clerk.com:*; img-src 'self' data: https://img.clerk.com; style-src 'self' 'unsafe-inline'; " +
        "font-src 'self'; worker-src 'self' blob:; frame-src https://challenges.cloudflare.com https://*.protect.clerk.com; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Whether this house signs its own tokens.</summary>
    public bool Local => local;

    /// <summary>
    /// What another page of this gateway takes into its head, and the policy it then needs, so that its session lasts while it is open: Clerk's tokens
    /// live a minute, and Clerk's script renews them. Nothing more than its own policy where this house signs its own tokens.
    /// </summary>
    public (string Head, string Policy) Lasting => local || clerk is null ? ("", OwnPolicy) : (
        $"""<script src="/sign-in/lasting.js"></script><script id="clerk" async crossorigin="anonymous" src="{clerk.Script}" data-clerk-publishable-key="{clerk.PublishableKey}"></script>""", _clerkPolicy);

    /// <summary>Answers a page request whose session token has expired: gets a fresh one from Clerk and shows the same page again, without the person doing anything.</summary>
    /// <param name="http">The request.</param>
    /// <param name="address">The page wanted, as this site's browsers address it; null is the request's own address. Anything off this site becomes the home page.</param>
    /// <param name="status">The HTTP status. 401 by default, so that a proxy which asks for leave (forwardAuth) shows this page and not the one behind it.</param>
    public static IResult Refresh(HttpContext http, string? address = null, int status = StatusCodes.Status401Unauthorized)
    {
        var pages = http.RequestServices.GetRequiredService<SignInPages>();
        var wanted = ReturnAddress.Of(address ?? http.Request.PathBase + http.Request.Path + http.Request.QueryString, http.Request.Host);
        return pages.ClerkPage(http, "refresh", "One moment", "Renewing your session…", wanted, status) ?? Page.SeeOther(http, Address(wanted));
    }

    /// <summary>The sign-in page's address, with where to go on.</summary>
    /// <param name="wanted">A page of this site.</param>
    public static string Address(string wanted) => "/sign-in?redirect_url=" + Uri.EscapeDataString(wanted);

    /// <summary>The page to sign in on.</summary>
    /// <param name="http">The request.</param>
    /// <param name="wanted">The page to go on to.</param>
    public IResult SignIn(HttpContext http, string wanted) =>
        local ? Form(http, wanted, new DevelopmentForm(), StatusCodes.Status200OK)
        : ClerkPage(http, "sign-in", "Sign in", "Opening sign-in…", wanted, StatusCodes.Status200OK)
            ?? Page.Show(http, "not-configured.html", StatusCodes.Status503ServiceUnavailable, OwnPolicy);

    /// <summary>The page that signs out by itself.</summary>
    public IResult SignOut(HttpContext http) =>
        ClerkPage(http, "sign-out", "Sign out", "Signing you out…", ReturnAddress.Home, StatusCodes.Status200OK)
            ?? Page.Show(http, "sign-out.html", StatusCodes.Status200OK, OwnPolicy);

    /// <summary>Says that a page takes another role.</summary>
    public IResult TurnAway(HttpContext http) => Page.Show(
        http, "turned-away.html", StatusCodes.Status403Forbidden, OwnPolicy, ("name", http.User.Name() ?? http.User.Id()), ("roles", string.Join(", ", http.User.RolesHeld())));

    /// <summary>The form of a house without Clerk.</summary>
    public IResult Form(HttpContext http, string wanted, DevelopmentForm form, int status) => Page.Show(
        http, "development.html", status, OwnPolicy,
        ("return", wanted), ("going-on", wanted == ReturnAddress.Home ? "the home page" : wanted),
        ("signed-in", http.User.Identity?.IsAuthenticated == true ? http.User.Name() ?? http.User.Id() : ""), ("signed-in-hidden", http.User.Identity?.IsAuthenticated == true ? "" : "hidden"),
        ("name", form.Name), ("name-error", form.NameError), ("name-invalid", form.NameError is null ? "false" : "true"),
        ("id", form.Id), ("id-error", form.IdError), ("id-invalid", form.IdError is null ? "false" : "true"),
        ("roles-error", form.RolesError),
        ("admin", form.Has(Roles.Admin)), ("auctioneer", form.Has(Roles.Auctioneer)), ("event-source", form.Has(Roles.EventSource)));

    private IResult? ClerkPage(HttpContext http, string page, string title, string progress, string wanted, int status) => local || clerk is null ? null : Page.Show(
        http, "clerk.html", status, _clerkPolicy,
        ("page", page), ("title", title), ("progress", progress), ("return", wanted), ("script", clerk.Script), ("key", clerk.PublishableKey));
}
