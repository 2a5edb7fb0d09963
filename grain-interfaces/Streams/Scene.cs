using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>A picture that a stream can show: layers on a canvas of <see cref="Canvas.Width"/> by <see cref="Canvas.Height"/>.</summary>
/// <param name="Id">Its id, unique in its stream.</param>
/// <param name="Name">What its admins call it, 1 to 80 characters.</param>
/// <param name="Layers">What is on it, from back to front: by <see cref="Layer.Z"/>, and where that is equal in the order in which they came.</param>
/// <param name="Version">The event that last changed its name, its place or which layers it has.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene")]
public sealed record Scene([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] Layer[] Layers, [property: Id(3)] long Version)
{
    /// <summary>How many scenes a stream has at most.</summary>
    public const int Most = 20;

    /// <summary>How many layers a scene has at most.</summary>
    public const int MostLayers = 40;
}

/// <summary>The canvas on which every scene is composed, in pixels.</summary>
public static class Canvas
{
    /// <summary>From left to right.</summary>
    public const int Width = 1920;

    /// <summary>From top to bottom.</summary>
    public const int Height = 1080;
}

/// <summary>How the scene on air becomes another one.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Duration">How long it takes, zero to 5 s; a cut takes none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.transition")]
public sealed record Transition([property: Id(0)] TransitionKind Kind, [property: Id(1)] TimeSpan Duration)
{
    /// <summary>At once.</summary>
    public static readonly Transition Cut = new(TransitionKind.Cut, TimeSpan.Zero);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
}

/// <summary>The ways from one scene to another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransitionKind>))]
public enum TransitionKind
{
    /// <summary>At once.</summary>
    [JsonStringEnumMemberName("cut")] Cut = 1,

    /// <summary>One comes while the other goes.</summary>
    [JsonStringEnumMemberName("fade")] Fade = 2,

    /// <summary>One pushes the other out to the left.</summary>
    [JsonStringEnumMemberName("slide")] Slide = 3,
}
