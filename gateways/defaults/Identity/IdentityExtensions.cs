using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Verifies session tokens and says who may do what. Whatever names no policy of its own needs a signed-in caller.</summary>
public static class IdentityExtensions
{
    private const string SessionCookie = "__session";
    private const int LongestToken = 8_192;

    /// <summary>The Clerk settings in force: the configured ones, or in Development the local issuer's.</summary>
    /// <exception cref="InvalidOperationException">There are none, and this is not Development.</exception>
    public static ClerkOptions ClerkInForce(this WebApplicationBuilder builder)
    {
        var clerk = builder.Configuration.GetSection("Clerk").Get<ClerkOptions>() ?? new ClerkOptions();
        if (clerk.IsConfigured) return clerk;
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException(
                "Clerk is not configured. Set Clerk__Issuer, and Clerk__JwksUrl or Clerk__JwtKey; or run with DOTNET_ENVIRONMENT=Development, where a local issuer signs tokens.");
        clerk.Issuer = LocalIssuer(builder.Configuration);
        return clerk;
    }

    /// <summary>The issuer that signs tokens in Development: the admin gateway.</summary>
    public static string LocalIssuer(IConfiguration configuration) => $"http://localhost:{ServicePorts.Admin.Moved(configuration).Main}";

    /// <summary>Adds authentication and authorisation.</summary>
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var clerk = builder.ClerkInForce();
        // A restarted local issuer has a new key; Clerk's rotate rarely, and a stranger's made-up key ids must not make us ask often.
        var keys = SigningKeys.Of(clerk, builder.Environment.IsDevelopment() ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1));
        builder.Services.AddSingleton<VerifiedTokens>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // nothing here is protected with it: no keys on disk
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
        {
            jwt.MapInboundClaims = false;
            jwt.ConfigurationManager = keys;
            jwt.RefreshOnIssuerKeyNotFound = true;
            jwt.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = clerk.Issuer,
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                ValidateAudience = false,
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromSeconds(5),
                NameClaimType = "sub",
                RoleClaimType = ClaimTypes.Role,
            };
            jwt.Events = new JwtBearerEvents
            {
                OnMessageReceived = Receive,
                OnTokenValidated = context => Accept(context, clerk),
                OnChallenge = async context =>
                {
                    context.HandleResponse();
                    context.Response.Headers.WWWAuthenticate = "Bearer";
                    await Problem.Write(context.HttpContext, Problem.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in first.",
                        context.AuthenticateFailure is null ? "The request carries no session token." : "The session token is not valid (any more)."));
                },
                OnForbidden = context => Problem.Write(context.HttpContext, Problem.Of(
                    StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.",
                    $"Your roles are {string.Join(", ", context.HttpContext.User.FindAll(ClaimTypes.Role).Select(r => r.Value))}.")),
            };
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Administer, p => p.RequireRole(Roles.Admin))
            .AddPolicy(Policies.Drive, p => p.RequireRole(Roles.Admin, Roles.Auctioneer))
            .AddPolicy(Policies.Bid, p => p.RequireRole(Roles.Bidder));
    }

    private static Task Receive(MessageReceivedContext context)
    {
        var token = Bearer(context.Request.Headers.Authorization) ?? context.Request.Cookies[SessionCookie];
        if (string.IsNullOrEmpty(token)) context.NoResult();
        else if (token.Length > LongestToken) context.Fail("The token is too long.");
        else if (context.HttpContext.RequestServices.GetRequiredService<VerifiedTokens>().Find(token) is { } known)
        {
            context.Principal = known;
            context.Success();
        }
        else context.Token = token;
        return Task.CompletedTask;
    }

    private static string? Bearer(string? header) =>
        header is not null && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private static Task Accept(TokenValidatedContext context, ClerkOptions clerk)
    {
        var token = (ClaimsIdentity)context.Principal!.Identity!;
        if (string.IsNullOrWhiteSpace(token.FindFirst("sub")?.Value)) context.Fail("The token names nobody.");
        else if (token.FindFirst("sts")?.Value == "pending") context.Fail("The session is pending.");
        else if (clerk.AuthorizedParties.Length > 0 && !clerk.AuthorizedParties.Contains(token.FindFirst("azp")?.Value, StringComparer.Ordinal))
            context.Fail("The token was made for another origin.");
        else
        {
            var caller = new ClaimsIdentity(token.Claims, token.AuthenticationType, "sub", ClaimTypes.Role);
            caller.AddClaims(Roles.Of(token).Select(role => new Claim(ClaimTypes.Role, role)));
            context.Principal = new ClaimsPrincipal(caller);
            context.HttpContext.RequestServices.GetRequiredService<VerifiedTokens>().Add(
                ((Microsoft.IdentityModel.JsonWebTokens.JsonWebToken)context.SecurityToken).EncodedToken, context.Principal, context.SecurityToken.ValidTo);
        }
        return Task.CompletedTask;
    }
}
