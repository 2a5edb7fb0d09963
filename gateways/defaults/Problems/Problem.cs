using Microsoft.AspNetCore.Mvc;

namespace Sothebais.Gateways.Defaults.Problems;

/// <summary>The one way to say no: RFC 9457 problem details with a stable <c>code</c>.</summary>
public static class Problem
{
    /// <summary>Makes a problem.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The stable machine-readable code, in kebab case.</param>
    /// <param name="title">What kind of problem it is, for people.</param>
    /// <param name="detail">What it is this time; null is nothing more.</param>
    /// <param name="facts">What helps a program: names and values.</param>
    public static ProblemDetails Of(int status, string code, string title, string? detail = null, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var problem = new ProblemDetails { Type = $"https://sothebais.com/problems/{code}", Title = title, Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        foreach (var (name, value) in facts) problem.Extensions[name] = value;
        return problem;
    }

    /// <summary>A problem with fields of the request, as ASP.NET's validation problems name them.</summary>
    /// <param name="errors">What is wrong, by field.</param>
    public static ProblemDetails Invalid(IDictionary<string, string[]> errors)
    {
        var problem = Of(StatusCodes.Status422UnprocessableEntity, "invalid-request", "The request cannot be carried out as it stands.", string.Join(" ", errors.Values.SelectMany(e => e)));
        problem.Extensions["errors"] = errors;
        return problem;
    }

    /// <summary>An endpoint's answer with a problem.</summary>
    public static IResult Result(ProblemDetails problem) => TypedResults.Problem(problem);

    /// <summary>Writes a problem where no endpoint does.</summary>
    public static async Task Write(HttpContext http, ProblemDetails problem)
    {
        http.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }
}
