using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Turns a request into a scene, and says of every field what is wrong with it.</summary>
internal static class SceneReader
{
    private const string Plain = "scene";

    /// <summary>What is to be added, under the id that it would have where it brings none and nothing stands in the way; null where something is wrong.</summary>
    public static (string Id, string? Name, Layer[] Layers, ScenePreset? Preset)? Read(AddSceneRequest request, FieldErrors errors)
    {
        errors.AddIf(request.Id is not null && !ResourceId.IsValid(request.Id), "id", ResourceId.Form);
        if (request.Name is { } name) Name(name, errors);
        errors.AddIf(request.Preset is not null && request.Layers is not null, "layers", "A scene is a preset or has layers of its own, not both.");
        var preset = request.Preset is { } word ? Words<ScenePreset>.Find(word) : null;
        errors.AddIf(request.Preset is not null && preset is null, "preset", $"A preset is one of {Words<ScenePreset>.All}.");
        var layers = Layers(request.Layers ?? [], errors);
        if (errors.Any) return null;
        return (request.Id ?? request.Preset ?? Plain, request.Name ?? (request.Preset is null ? request.Id ?? "Scene" : null), layers, preset);
    }

    /// <summary>Reads what can be changed of a scene; its name and place.</summary>
    public static void Read(ChangeSceneRequest request, FieldErrors errors)
    {
        Name(request.Name, errors);
        errors.AddIf(request.Place < 0, "place", "A place is 0 or more.");
    }

    private static void Name(string name, FieldErrors errors) => errors.AddIf(!StreamSettingsReader.IsLine(name, 80), "name", "This has 1 to 80 characters and no control characters.");

    private static Layer[] Layers(AddLayerRequest[] given, FieldErrors errors)
    {
        if (given.Length > Scene.MostLayers)
        {
            errors.Add("layers", $"A scene has {Scene.MostLayers} layers at most.");
            return [];
        }
        // Those that bring an id come first, so that what is made for the others is none of theirs.
        var ids = new HashSet<string>(given.Where(l => l?.Id is not null).Select(l => l.Id!));
        var (seen, layers) = (new HashSet<string>(), new List<Layer>());
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is not { } layer)
            {
                errors.Add($"layers[{i}]", "A layer is an object.");
                continue;
            }
            if (layer.Id is { } own) errors.AddIf(!seen.Add(own), $"layers[{i}].id", "Another layer has it, too.");
            var id = layer.Id ?? ReadableId.After(LayerReader.NameOf(layer), ids);
            ids.Add(id);
            if (LayerReader.Read(layer, id, $"layers[{i}].", errors) is { } read) layers.Add(read);
        }
        return [.. layers];
    }
}
