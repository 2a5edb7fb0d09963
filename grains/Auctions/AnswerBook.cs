using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Which operation keys an auction has answered. Keys of accepted commands come from the log and are kept for good: the newest here, older ones
/// in the log's store of used keys. Refusals changed nothing and are remembered only for a while, in memory. Bounded.
/// </summary>
internal sealed class AnswerBook
{
    /// <summary>How many used keys are held in memory at most, about 80 bytes each.</summary>
    public const int Held = 262_144;

    /// <summary>How many whole answers are held in memory at most.</summary>
    public const int Answers = 2_048;

    private readonly Dictionary<UInt128, RememberedKey> _keys = [];
    private readonly Queue<UInt128> _keysByAge = new();
    private readonly Dictionary<UInt128, (AuctionAnswer Answer, string Body)> _answers = [];
    private readonly Queue<UInt128> _answersByAge = new();
    private List<RememberedKey> _unsaved = [];

    /// <summary>Whether every used key is in memory, so that an unknown one is new.</summary>
    public bool Complete { get; set; } = true;

    /// <summary>How many used keys no store but the log itself holds yet.</summary>
    public int Unsaved => _unsaved.Count;

    /// <summary>The hash under which a caller's key is known.</summary>
    public static UInt128 KeyOf(Origin origin)
    {
        Span<byte> text = stackalloc byte[1024];
        var needed = Encoding.UTF8.GetByteCount(origin.By) + 1 + Encoding.UTF8.GetByteCount(origin.Key);
        if (needed > text.Length) text = new byte[needed];
        var length = Encoding.UTF8.GetBytes(origin.By, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(origin.Key, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The answer given before under a key, if it is still at hand.</summary>
    public (AuctionAnswer Answer, string Body)? Answer(UInt128 key) => _answers.TryGetValue(key, out var known) ? known : null;

    /// <summary>The accepted command that used a key, if it is in memory.</summary>
    public RememberedKey? Find(UInt128 key) => _keys.TryGetValue(key, out var known) ? known : null;

    /// <summary>Notes the key of an event, when it is applied. Only the first event of a command counts.</summary>
    public void Note(AuctionEvent happened)
    {
        if (happened.Origin is { } origin && !Follows(happened)) Note(happened, KeyOf(origin), origin);
    }

    /// <summary>Whether an event carries the origin of the one before it, and is no answer of its own. Older houses did not mark it.</summary>
    public static bool Follows(AuctionEvent happened) => happened.Follows == true || happened is AuctionExtended { Reason: ExtensionReason.SoftClose };

    /// <summary>Notes the key of an event, where its hash is known already.</summary>
    public void Note(AuctionEvent happened, UInt128 key, Origin origin)
    {
        var used = new RememberedKey(key, happened.Sequence, origin.Body);
        if (!_keys.TryAdd(key, used)) return;
        _unsaved.Add(used);
        _keysByAge.Enqueue(key);
        // What is not saved yet must stay: it is saved every few thousand events, long before the memory is full.
        if (_keysByAge.Count <= Held) return;
        _keys.Remove(_keysByAge.Dequeue());
        Complete = false;
    }

    /// <summary>Holds an answer for a repetition that may come soon.</summary>
    public void Hold(UInt128 key, AuctionAnswer answer, string body)
    {
        if (!_answers.TryAdd(key, (answer, body))) return;
        _answersByAge.Enqueue(key);
        if (_answersByAge.Count > Answers) _answers.Remove(_answersByAge.Dequeue());
    }

    /// <summary>Takes the keys of events up to a sequence that have yet to be saved.</summary>
    public IReadOnlyCollection<RememberedKey> TakeUnsaved(long through)
    {
        var taken = _unsaved.FindAll(k => k.Sequence <= through);
        _unsaved = _unsaved.FindAll(k => k.Sequence > through);
        return taken;
    }

    /// <summary>Puts back what could not be saved.</summary>
    public void PutBack(IReadOnlyCollection<RememberedKey> keys) => _unsaved.InsertRange(0, keys);
}
