namespace Sothebais.Broadcast.Processes;

/// <summary>The end of what a program says: whole lines, 4,096 characters at most. Half a secret at a cut could not be told for one.</summary>
internal sealed class Tail
{
    private const int Kept = 4_096;

    private readonly Lock _lock = new();
    private string _text = "";
    private bool _cut;

    /// <summary>The whole lines that are kept.</summary>
    public string Text
    {
        get
        {
            lock (_lock) return _text[..(_text.LastIndexOf('\n') + 1)].Trim();
        }
    }

    /// <summary>Reads until the end.</summary>
    public async Task Read(TextReader from)
    {
        var buffer = new char[1_024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read) Add(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The program is gone.
        }
    }

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<char> said)
    {
        lock (_lock)
        {
            if (_cut)
            {
                if (said.IndexOf('\n') is not (>= 0 and var next)) return;
                said = said[(next + 1)..];
                _cut = false;
            }
            _text = string.Concat(_text, said);
            if (_text.Length <= Kept) return;
            var line = _text.IndexOf('\n', _text.Length - Kept);
            (_text, _cut) = line < 0 ? ("", true) : (_text[(line + 1)..], false);
        }
    }
}
