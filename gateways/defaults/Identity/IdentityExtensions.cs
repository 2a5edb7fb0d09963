using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Verifies session tokens and event sources' keys, and says who may do what.</summary>
public static partial class IdentityExtensions
{
    /// <summary>The Clerk settings in force: the configured ones, or in Development the local issuer's.</summary>
    /// <exception cref="InvalidOperationException">There are none, and this is not Development; or they cannot be meant.</exception>
    public static ClerkOptions ClerkInForce(this WebApplicationBuilder builder)
    {
        var clerk = builder.Configuration.GetSection("Clerk").Get<ClerkOptions>() ?? new ClerkOptions();
        clerk.Check();
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
        var pause = builder.Environment.IsDevelopment() ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
        // Keys come from their address and from nowhere else.
        builder.Services.AddHttpClient(nameof(SigningKeys)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        builder.Services.AddSingleton(services => new SigningKeys(
            clerk, pause, services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SigningKeys)), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SigningKeys>>()));
        builder.Services.AddSingleton<VerifiedTokens>();
        builder.Services.AddSingleton(services => new SessionClaims(clerk, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(new EventSources(builder.Configuration));
        builder.Services.AddSingleton<SignedRequests>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // nothing here is protected with it: no keys on disk
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(services => new ConfigureNamedOptions<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, jwt => Configure(jwt, clerk, services.GetRequiredService<SigningKeys>())));
        Policies.Add(builder.Services.AddAuthorizationBuilder());
        builder.Services.AddSingleton(clerk);
        builder.Services.AddHostedService<IdentityNotices>();
    }

    private static void Configure(JwtBearerOptions jwt, ClerkOptions clerk, SigningKeys keys)
    {
        jwt.MapInboundClaims = false;
        jwt.SaveToken = false;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = clerk.Issuer,
            ValidTypes = ["JWT"],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, id, _) => keys.Known(id) is { } key ? [key] : [],
            ValidateAudience = false, // Clerk's session tokens have none
            ValidateLifetime = false, // SessionClaims does, with every other claim and the house's clock
        };
        jwt.Events = new JwtBearerEvents { OnMessageReceived = Receive, OnTokenValidated = Accept, OnChallenge = Challenge, OnForbidden = Forbid };
    }

    private static async Task Receive(MessageReceivedContext context)
    {
        try
        {
            context.Principal = await Known(context);
            if (context.Principal is not null) context.Success();
        }
        catch (Exception e) when (e is SessionRefused or KeysUnavailable)
        {
            context.Fail(e);
        }
    }

    /// <summary>A caller known without a signature check; null where there is no token, or one yet to be verified.</summary>
    private static async Task<ClaimsPrincipal?> Known(MessageReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.HttpContext.IsSigned()) return await services.GetRequiredService<SignedRequests>().Verify(context.Request);
        if (SessionToken.Of(context.Request) is not { Length: > 0 } token)
        {
            context.NoResult();
            return null;
        }
        if (token.Length > SessionToken.Longest) throw new SessionRefused("The token is too long.");
        if (token.StartsWith(EventSources.KeyPrefix, StringComparison.Ordinal))
            return services.GetRequiredService<EventSources>().Find(token) ?? throw new SessionRefused("No event source has this key.");
        if (services.GetRequiredService<VerifiedTokens>().Find(token) is { } known) return known;
        if (!new JsonWebTokenHandler().CanReadToken(token)) throw new SessionRefused("That is not a session token.");
        if (!await services.GetRequiredService<SigningKeys>().Learn(KeyId(token))) throw new KeysUnavailable();
        context.Token = token;
        return null;
    }

    private static string? KeyId(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (ArgumentException) // what looked like a token is none; the verification will say so
        {
            return null;
        }
    }

    private static Task Accept(TokenValidatedContext context)
    {
        var (token, services) = ((JsonWebToken)context.SecurityToken, context.HttpContext.RequestServices);
        try
        {
            context.Principal = services.GetRequiredService<SessionClaims>().Read(token);
            services.GetRequiredService<VerifiedTokens>().Add(token.EncodedToken, context.Principal, token.ValidTo);
        }
        catch (SessionRefused refused)
        {
            context.Fail(refused);
        }
        return Task.CompletedTask;
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.AuthenticateFailure is KeysUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
            return Problem.Write(context.HttpContext, Problem.Of(StatusCodes.Status503ServiceUnavailable, "identity-unavailable", "Session tokens cannot be verified now.", "Try again in a moment."));
        }
        context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Problem.Write(context.HttpContext, Problem.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in first.", context.AuthenticateFailure switch
        {
            null => "The request carries no session token.",
            SessionRefused refused => refused.Message,
            _ => "The session token is not valid.", // the library's words are about keys and claims of ours
        }));
    }

    private static Task Forbid(ForbiddenContext context) => Problem.Write(context.HttpContext, Problem.Of(
        StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.", $"Your roles are {string.Join(", ", context.HttpContext.User.RolesHeld())}."));

    /// <summary>There are no keys yet, and they cannot be had: no caller can be told from another.</summary>
    private sealed class KeysUnavailable() : Exception("There are no signing keys.");

    /// <summary>Stops the start where the key does not do, and says at start what is open wider than most would want.</summary>
    private sealed partial class IdentityNotices(ClerkOptions clerk, SigningKeys keys, IHostEnvironment environment, ILogger<IdentityNotices> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = keys; // made by now, and not with the first request
            if (environment.IsDevelopment()) return Task.CompletedTask;
            if (clerk.AuthorizedParties.Length == 0) AnyOrigin();
            if (string.IsNullOrEmpty(clerk.OrganizationId)) AnyOrganization();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(LogLevel.Warning, "Clerk:AuthorizedParties is empty: tokens made for any origin are taken.")]
        private partial void AnyOrigin();

        [LoggerMessage(LogLevel.Warning, "Clerk:OrganizationId is not set: the admins of any organisation of this Clerk application are admins here.")]
        private partial void AnyOrganization();
    }
}
