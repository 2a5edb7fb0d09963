using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Defaults.Limits;

/// <summary>What browsers may do with an answer (https://owasp.org/www-project-secure-headers). An answer is data, and nothing may run or frame it; what brings a content security policy of its own is a page, and keeps it.</summary>
public static class SecurityHeaders
{
    /// <summary>The policy of pages: they bring a content security policy of their own.</summary>
    public const string Pages = "pages";

    /// <summary>Adds the policies.</summary>
    public static void AddSecurityHeaders(this WebApplicationBuilder builder) => builder.Services.AddSecurityHeaderPolicies()
        .SetDefaultPolicy(policy => Common(policy).AddFrameOptionsDeny().AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddFrameAncestors().None();
        }))
        .AddPolicy(Pages, policy => Common(policy))
        .SetPolicySelector(context => context.HttpContext.Response.Headers.ContentSecurityPolicy.Count > 0 ? context.ConfiguredPolicies[Pages] : context.SelectedPolicy);

    /// <summary>
    /// What is answered to somebody is nobody else's to keep: no cache stores it, unless the endpoint says otherwise of what it answers. Comes before the endpoints.
    /// </summary>
    public static void UsePrivateAnswers(this WebApplication app) => app.Use((http, next) =>
    {
        if (SessionToken.Of(http.Request) is not null) http.Response.Headers.CacheControl = "no-store";
        return next(http);
    });

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy) => policy
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin() // Clerk's script needs the origin
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains() // on https only, that is behind the edge
        .AddCrossOriginOpenerPolicy(opener => opener.SameOriginAllowPopups()) // signing in with another provider opens one
        .RemoveServerHeader();
}
