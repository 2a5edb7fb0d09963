using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>
/// Clerk's frontend API (https://clerk.com/docs/reference/frontend-api), as far as its script uses it on the house's pages: signing in with a password,
/// a token for the session, signing out; and the script itself, of the npm package beside the browser tests.
/// </summary>
/// <param name="clerk">Whose.</param>
internal sealed class ClerkFrontendApi(FakeClerk clerk)
{
    // A development instance knows a browser by this parameter of every request; a production one by a cookie, which browsers keep from a Clerk that is
    // another site than the page, as it is here.
    private const string Browser = "__clerk_db_jwt";
    private static readonly string Script = Path.Combine(Programs.Root, "tests", "browser", "node_modules", "@clerk", "clerk-js", "dist");

    private readonly ConcurrentDictionary<string, Client> _clients = new();

    private sealed class Client(string id)
    {
        public string Id => id;
        public ConcurrentQueue<ClerkSession> Sessions { get; } = new();
        public JsonObject? SignIn { get; set; }
    }

    public void Map(WebApplication app)
    {
        app.Use(AllowOrigin);
        app.MapGet("/npm/@clerk/{package}/dist/{file}", (string package, string file, HttpContext http) => clerk.Frontend.Answer(http, () => Serve(package, file, http)));
        var api = app.MapGroup("/v1");
        api.MapPost("/dev_browser", On((http, _) => ClerkJson.Write(http, new JsonObject { ["id"] = $"dvb_{Guid.NewGuid():n}" })));
        api.MapGet("/environment", On((http, _) => ClerkJson.Write(http, Environment())));
        api.MapPost("/environment", On((http, _) => ClerkJson.Write(http, Environment())));
        api.MapGet("/client", On((http, client) => ClerkJson.Write(http, new JsonObject { ["response"] = Json(client), ["client"] = null })));
        api.MapPost("/client", On((http, client) => ClerkJson.Write(http, new JsonObject { ["response"] = Json(client ?? Begin(http)), ["client"] = null })));
        api.MapPost("/client/sessions", On(SignOut)); // with ?_method=DELETE, as everything that is no GET
        api.MapPost("/client/sessions/{id}/{verb}", On(Session));
        api.MapPost("/client/sign_ins", On(CreateSignIn));
        api.MapPost("/client/sign_ins/{id}/attempt_first_factor", On(AttemptPassword));
    }

    // The page is of another origin, and sends the client's cookie along.
    private static Task AllowOrigin(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.Origin is not [{ } origin]) return next(http);
        var headers = http.Response.Headers;
        (headers.AccessControlAllowOrigin, headers.AccessControlAllowCredentials, headers.Vary) = (origin, "true", "Origin");
        if (!HttpMethods.IsOptions(http.Request.Method)) return next(http);
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private RequestDelegate On(Func<HttpContext, Client?, Task> well) => http => clerk.Frontend.Answer(http, () => well(http, Known(http)));

    /// <summary>The browser's client; a test may have named the browser itself, after a session.</summary>
    private Client? Known(HttpContext http)
    {
        if ((string?)http.Request.Query[Browser] is not { Length: > 0 } id) return null;
        if (_clients.TryGetValue(id, out var client)) return client;
        if (!clerk.Sessions.TryGetValue(id, out var session)) return null;
        client = _clients.GetOrAdd(id, new Client(id));
        client.Sessions.Enqueue(session);
        return client;
    }

    private Client Begin(HttpContext http)
    {
        var browser = (string?)http.Request.Query[Browser] ?? throw new BadHttpRequestException("Which browser?");
        return _clients.GetOrAdd(browser, new Client($"client_{Guid.NewGuid():n}"));
    }

    private static Task Serve(string package, string file, HttpContext http)
    {
        var path = Path.Combine(Script, Path.GetFileName(file));
        if (!package.StartsWith("clerk-js@", StringComparison.Ordinal) || !File.Exists(path)) return ClerkJson.Refuse(http, 404, "resource_not_found", "not found");
        http.Response.ContentType = "text/javascript; charset=utf-8";
        return http.Response.SendFileAsync(path);
    }

    private static Task SignOut(HttpContext http, Client? client)
    {
        foreach (var session in client?.Sessions ?? []) session.Status = "removed";
        return ClerkJson.Write(http, new JsonObject { ["response"] = Json(client), ["client"] = null });
    }

    private Task Session(HttpContext http, Client? client)
    {
        var (id, verb) = ((string)http.Request.RouteValues["id"]!, (string)http.Request.RouteValues["verb"]!);
        if (client?.Sessions.FirstOrDefault(s => s.Id == id && s.Status == "active") is not { } session)
            return ClerkJson.Refuse(http, 404, "resource_not_found", "Session not found");
        switch (verb)
        {
            case "tokens":
                return ClerkJson.Write(http, new JsonObject { ["object"] = "token", ["jwt"] = clerk.Tokens.Of(session, http.Request.Headers.Origin) });
            case "remove" or "end":
                session.Status = verb == "end" ? "ended" : "removed";
                break;
        }
        return ClerkJson.Write(http, new JsonObject { ["response"] = Json(session), ["client"] = Json(client) });
    }

    private async Task CreateSignIn(HttpContext http, Client? client)
    {
        var fields = await http.Request.ReadFormAsync();
        if (clerk.People.Values.FirstOrDefault(p => p.Email == fields["identifier"]) is not { } person)
        {
            await ClerkJson.Refuse(http, 422, "form_identifier_not_found", "Couldn't find your account.");
            return;
        }
        client ??= Begin(http);
        client.SignIn = SignIn(person);
        await (fields["password"].Count > 0 ? Attempt(http, client, person, fields["password"]!) : Write(http, client));
    }

    private async Task AttemptPassword(HttpContext http, Client? client)
    {
        var fields = await http.Request.ReadFormAsync();
        var person = clerk.People.Values.FirstOrDefault(p => p.Email == (string?)client?.SignIn?["identifier"]);
        await (client is null || person is null ? ClerkJson.Refuse(http, 404, "resource_not_found", "not found") : Attempt(http, client, person, fields["password"]!));
    }

    private Task Attempt(HttpContext http, Client client, ClerkPerson person, string password)
    {
        if (password != person.Password) return ClerkJson.Refuse(http, 422, "form_password_incorrect", "Password is incorrect. Try again, or use another method.");
        var session = clerk.SignIn(person);
        client.Sessions.Enqueue(session);
        (client.SignIn!["status"], client.SignIn["created_session_id"]) = ("complete", session.Id);
        client.SignIn["first_factor_verification"]!["status"] = "verified";
        return Write(http, client);
    }

    private static Task Write(HttpContext http, Client client) => ClerkJson.Write(http, new JsonObject { ["response"] = client.SignIn!.DeepClone(), ["client"] = Json(client) });

    private static JsonObject SignIn(ClerkPerson person) => new()
    {
        ["object"] = "sign_in",
        ["id"] = $"sia_{Guid.NewGuid():n}",
        ["status"] = "needs_first_factor",
        ["supported_identifiers"] = new JsonArray("email_address"),
        ["supported_first_factors"] = new JsonArray(new JsonObject { ["strategy"] = "password" }),
        ["supported_second_factors"] = null,
        ["first_factor_verification"] = new JsonObject { ["object"] = "verification_password", ["status"] = "unverified", ["strategy"] = "password", ["attempts"] = null, ["expire_at"] = null },
        ["second_factor_verification"] = null,
        ["identifier"] = person.Email,
        ["user_data"] = new JsonObject { ["first_name"] = person.FirstName, ["last_name"] = person.LastName, ["image_url"] = "", ["has_image"] = false },
        ["created_session_id"] = null,
    };

    private static JsonObject? Json(Client? client)
    {
        if (client is null) return null;
        var sessions = client.Sessions.Where(s => s.Status == "active").ToArray();
        return new JsonObject
        {
            ["object"] = "client",
            ["id"] = client.Id,
            ["sessions"] = new JsonArray([.. sessions.Select(s => (JsonNode)Json(s))]),
            ["sign_in"] = (string?)client.SignIn?["status"] == "complete" ? null : client.SignIn?.DeepClone(),
            ["sign_up"] = null,
            ["last_active_session_id"] = sessions.LastOrDefault()?.Id,
            ["last_authentication_strategy"] = null,
            ["captcha_bypass"] = false,
            ["cookie_expires_at"] = null,
            ["created_at"] = 1_700_000_000_000,
            ["updated_at"] = 1_700_000_000_000,
        };
    }

    private static JsonObject Json(ClerkSession session) => session.Json(withPerson: true);

    private static JsonObject Environment()
    {
        static JsonObject Attribute(bool enabled, bool first = false) => new()
        {
            ["enabled"] = enabled,
            ["required"] = enabled,
            ["used_for_first_factor"] = first,
            ["first_factors"] = first ? new JsonArray("email_code") : [],
            ["used_for_second_factor"] = false,
            ["second_factors"] = new JsonArray(),
            ["verifications"] = first ? new JsonArray("email_code") : [],
            ["verify_at_sign_up"] = first,
        };
        var attributes = new JsonObject { ["email_address"] = Attribute(true, first: true), ["password"] = Attribute(true) };
        foreach (var none in new[] { "phone_number", "username", "first_name", "last_name", "web3_wallet", "authenticator_app", "backup_code", "passkey", "ticket" })
            attributes[none] = Attribute(false);
        return new JsonObject
        {
            ["object"] = "environment",
            ["id"] = "",
            ["maintenance_mode"] = false,
            ["auth_config"] = new JsonObject { ["object"] = "auth_config", ["id"] = "aconf_1", ["single_session_mode"] = true, ["claimed_at"] = 1, ["reverification"] = false },
            ["display_config"] = new JsonObject
            {
                ["object"] = "display_config",
                ["id"] = "display_config_1",
                ["instance_environment_type"] = "development",
                ["application_name"] = "Sothebais",
                ["theme"] = new JsonObject(),
                ["preferred_sign_in_strategy"] = "password",
                ["logo_image_url"] = "",
                ["favicon_image_url"] = "",
                ["home_url"] = "/",
                ["sign_in_url"] = $"{FakeClerk.Issuer}/sign-in",
                ["sign_up_url"] = $"{FakeClerk.Issuer}/sign-up",
                ["after_sign_in_url"] = "/",
                ["after_sign_up_url"] = "/",
                ["after_sign_out_one_url"] = "/",
                ["after_sign_out_all_url"] = "/",
                ["branded"] = true,
                ["captcha_public_key"] = null,
                ["captcha_widget_type"] = null,
                ["captcha_public_key_invisible"] = null,
                ["captcha_provider"] = "turnstile",
                ["show_devmode_warning"] = false,
                ["terms_url"] = "",
                ["privacy_policy_url"] = "",
            },
            ["user_settings"] = new JsonObject
            {
                ["attributes"] = attributes,
                ["actions"] = new JsonObject { ["delete_self"] = false, ["create_organization"] = false },
                ["social"] = new JsonObject(),
                ["saml"] = new JsonObject { ["enabled"] = false },
                ["enterprise_sso"] = new JsonObject { ["enabled"] = false },
                ["sign_in"] = new JsonObject { ["second_factor"] = new JsonObject { ["required"] = false } },
                ["sign_up"] = new JsonObject { ["captcha_enabled"] = false, ["mode"] = "public", ["progressive"] = true, ["legal_consent_enabled"] = false },
                ["password_settings"] = new JsonObject { ["min_length"] = 8, ["max_length"] = 72, ["show_zxcvbn"] = false, ["min_zxcvbn_strength"] = 0 },
                ["passkey_settings"] = new JsonObject { ["allow_autofill"] = false, ["show_sign_in_button"] = false },
                ["username_settings"] = new JsonObject { ["min_length"] = 4, ["max_length"] = 64 },
            },
            ["organization_settings"] = new JsonObject
            {
                ["enabled"] = false,
                ["max_allowed_memberships"] = 5,
                ["force_organization_selection"] = false,
                ["actions"] = new JsonObject { ["admin_delete"] = false },
                ["domains"] = new JsonObject { ["enabled"] = false, ["enrollment_modes"] = new JsonArray(), ["default_role"] = null },
                ["slug"] = new JsonObject { ["disabled"] = true },
                ["organization_creation_defaults"] = new JsonObject { ["enabled"] = false },
            },
            ["commerce_settings"] = new JsonObject
            {
                ["billing"] = new JsonObject
                {
                    ["stripe_publishable_key"] = "",
                    ["organization"] = new JsonObject { ["enabled"] = false, ["has_paid_plans"] = false },
                    ["user"] = new JsonObject { ["enabled"] = false, ["has_paid_plans"] = false },
                },
            },
            ["api_keys_settings"] = new JsonObject { ["enabled"] = false },
            ["protect_config"] = new JsonObject { ["object"] = "protect_config", ["id"] = "protect_1", ["loaders"] = new JsonArray() },
        };
    }
}
