using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Sothebais.Gateways.Defaults.Cluster;

namespace Sothebais.Gateways.Defaults.Problems;

/// <summary>Turns whatever goes wrong outside an endpoint's own words into problem details.</summary>
public static partial class ProblemExtensions
{
    /// <summary>Adds problem details for exceptions and bare status codes.</summary>
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Extensions["requestId"] = context.HttpContext.TraceIdentifier;
            context.HttpContext.Response.Headers[Telemetry.RequestId.Header] = context.HttpContext.TraceIdentifier; // an exception has cleared the headers
            if (problem.Extensions.ContainsKey("code"))
            {
                problem.Detail ??= problem.Title;
                return;
            }
            var status = problem.Status ?? context.HttpContext.Response.StatusCode;
            var (code, title) = status switch
            {
                400 => ("bad-request", "The request is malformed."),
                401 => ("unauthenticated", "Sign in first."),
                403 => ("forbidden", "Your role does not allow this."),
                404 => ("not-found", "There is nothing at this address."),
                405 => ("method-not-allowed", "This address does not know that method."),
                413 => ("body-too-large", "The body is larger than this address takes."),
                415 => ("unsupported-media-type", "This address does not take that content type."),
                429 => ("rate-limited", "Too many requests."),
                _ => ("internal-error", ReasonPhrases.GetReasonPhrase(status)),
            };
            (problem.Type, problem.Title) = ($"https://sothebais.com/problems/{code}", title);
            problem.Extensions["code"] = code;
            problem.Detail ??= status switch
            {
                404 => $"{context.HttpContext.Request.Path} leads nowhere on this port.",
                405 => $"{context.HttpContext.Request.Method} is not one of them{(context.HttpContext.Response.Headers.Allow.ToString() is { Length: > 0 } allow ? $": {allow}" : "")}.",
                413 => "A body has 64 KiB at most.",
                415 => "Bodies are sent as application/json.",
                _ => problem.Title,
            };
        });
        builder.Services.AddExceptionHandler<Handler>();
    }

    private sealed partial class Handler(ILogger<Handler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (httpContext.Response.HasStarted) return false;
            switch (exception)
            {
                case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                    httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                    return true;
                case BadHttpRequestException bad:
                    await Problem.Write(httpContext, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                        ? new ProblemDetails { Status = bad.StatusCode } // completed above
                        : Problem.Of(bad.StatusCode, bad.StatusCode == 415 ? "unsupported-media-type" : "bad-request", "The request is malformed.", Reason(bad)));
                    return true;
                case JsonException json: // of a body that an endpoint read by itself
                    await Problem.Write(httpContext, Problem.Of(400, "bad-request", "The request is malformed.", Reason(new BadHttpRequestException(json.Message, json))));
                    return true;
                case HouseUnavailableException unavailable:
                    Unavailable(unavailable);
                    httpContext.Response.Headers.RetryAfter = "1";
                    await Problem.Write(httpContext, HttpMethods.IsGet(httpContext.Request.Method)
                        ? Problem.Of(503, "house-unavailable", "The house does not answer now.", "Try again in a moment.")
                        : Problem.Of(503, "outcome-unknown", "It is not known whether this happened.", "Send it again with the same Idempotency-Key: it will have the effect of one, and you will know."));
                    return true;
                default:
                    return false; // an unexpected one: logged by the middleware, answered as a bare 500 problem
            }
        }

        // What is told back of a request is enough to find the place, and no more.
        private const int LongestReason = 500;

        private static string Reason(BadHttpRequestException bad) => InWords(bad) is { Length: > LongestReason } words ? words[..LongestReason] + "…" : InWords(bad);

        // The serializer's own words name the field and what was expected; its type names help nobody outside.
        private static string InWords(BadHttpRequestException bad) => bad.InnerException is JsonException json
            ? $"{(json.Path is { Length: > 1 } path ? $"At {path}: " : "")}{WithoutTypes(json.Message)}"
            : bad.Message.Contains("no body was provided", StringComparison.Ordinal) ? "A JSON body is expected."
            : bad.Message;

        private static string WithoutTypes(string message)
        {
            if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)) return $"Unknown field {message.Split('\'')[1]}.";
            if (message.Contains("missing required properties", StringComparison.Ordinal)) return $"Missing: {message[(message.LastIndexOf(':') + 1)..].Trim()}";
            if (message.Contains("could not be converted", StringComparison.Ordinal)) return "A value of another type is expected here.";
            var cut = message.IndexOf(" Path:", StringComparison.Ordinal);
            return cut < 0 ? message : message[..cut];
        }

        [LoggerMessage(LogLevel.Warning, "The house did not answer in time.")]
        private partial void Unavailable(Exception e);
    }
}
