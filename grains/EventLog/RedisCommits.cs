using Sothebais.Grains.Activity;
using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The way of this silo's commits into Redis, whichever entity they are of: those that come while a flight is on its way share the next one, so that one
/// round trip and one fsync carry many. Each is judged on its own; that one is refused is nothing to the others. Redis reads 16 KiB of a connection at a time
/// and syncs what it has done by then: commits sent one by one would wait for many fsyncs where they now wait for one.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="options">How the log uses Redis.</param>
internal sealed class RedisCommits(IConnectionMultiplexer redis, RedisEventLogOptions options)
{
    /// <summary>How many flights are on their way at once.</summary>
    private const int MostFlights = 2;

    // One script, so that log, feed, head and catalogue change together or not at all. The head fences a second writer and
    // also refuses a writer that is ahead of a Redis which lost its data; the explicit entry id would refuse a repetition by itself.
    // KEYS: feed, acts, then for each commit its log, its head, lists to leave, lists to join, lists of entries
    // ARGV: cap of the feed, cap of the acts, number of commits, then for each commit: last known sequence, new last sequence, entity, header, id in the
    // catalogue, hash, number of lists to leave, of lists to join, of entries, of acts, of fields, then the entries with + or - before each, then the acts,
    // then sequence and JSON of each event as the fields
    private const string Script = """
        local k, a, feed = 2, 3, false
        local function commit(k, a)
          local entity, header, leave, join, entries, acts = ARGV[a + 3], ARGV[a + 4], tonumber(ARGV[a + 7]), tonumber(ARGV[a + 8]), tonumber(ARGV[a + 9]), tonumber(ARGV[a + 10])
          local head = redis.call('GET', KEYS[k + 2]) or '0'
          if head ~= ARGV[a + 1] then return 'FENCED the log of ' .. entity .. ' is at ' .. head .. ', not ' .. ARGV[a + 1] end
          local first = a + 12 + entries + acts
          local last = first + ARGV[a + 11] - 1
          if last > first then
            redis.call('XADD', KEYS[k + 1], ARGV[a + 2] .. '-0', 'hash', ARGV[a + 6], unpack(ARGV, first, last))
            if header ~= '' then
              redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'entity', entity, 'header', header, unpack(ARGV, first, last))
              feed = true
            end
            redis.call('SET', KEYS[k + 2], ARGV[a + 2])
          end
          k = k + 2
          for i = 1, leave do redis.call('ZREM', KEYS[k + i], ARGV[a + 5]) end
          k = k + leave
          for i = 1, join do redis.call('ZADD', KEYS[k + i], 0, ARGV[a + 5]) end
          k = k + join
          for i = 1, entries do
            local entry = ARGV[a + 11 + i]
            if entry:byte(1) == 43 then redis.call('ZADD', KEYS[k + i], 0, entry:sub(2)) else redis.call('ZREM', KEYS[k + i], entry:sub(2)) end
          end
          for i = 1, acts do redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'act', ARGV[a + 11 + entries + i]) end
          return 1
        end
        local answers = {}
        for i = 1, ARGV[3] do
          local ran, answer = pcall(commit, k, a)
          if not ran and type(answer) == 'table' then answer = answer.err end
          answers[i] = answer
          k = k + 2 + ARGV[a + 7] + ARGV[a + 8] + ARGV[a + 9]
          a = a + 11 + ARGV[a + 9] + ARGV[a + 10] + ARGV[a + 11]
        end
        if feed then redis.call('PUBLISH', 'sothebais:commits', '') end
        return answers
        """;

    private readonly Lock _lock = new();
    private readonly Queue<Passenger> _waiting = new(); // one an entity at most, as each waits for its own
    private int _flights;

    /// <summary>Sends a commit.</summary>
    /// <exception cref="FencedException">The log is not where the writer believes it; nothing was written.</exception>
    /// <exception cref="RedisException">Redis refused it, or did not answer: then it may have happened.</exception>
    public Task Send(Commit commit)
    {
        var passenger = new Passenger(commit);
        lock (_lock)
        {
            _waiting.Enqueue(passenger);
            if (_flights == MostFlights) return passenger.Arrived;
            _flights++;
        }
        _ = Fly();
        return passenger.Arrived;
    }

    private async Task Fly()
    {
        var seats = new List<Passenger>();
        while (Board(seats))
        {
            try
            {
                var (keys, values) = Written(seats);
                // Whoever brought the first commit has turns of their own to spend.
                var answers = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(Script, keys, values).ConfigureAwait(false))!;
                for (var i = 0; i < seats.Count; i++) seats[i].Arrive(answers[i]);
            }
            catch (Exception e)
            {
                foreach (var passenger in seats) passenger.Fail(e);
                // Who has waited for a Redis that does not answer has waited long enough.
                if (e is RedisTimeoutException or RedisConnectionException)
                    lock (_lock)
                        while (_waiting.TryDequeue(out var waiting)) waiting.Fail(e);
            }
        }
    }

    /// <summary>Takes those who wait, up to as many events as one commit may have: Redis does nothing else while it runs a script.</summary>
    /// <returns>False where nobody waits; then this flight is over.</returns>
    private bool Board(List<Passenger> seats)
    {
        seats.Clear();
        lock (_lock)
        {
            for (var taken = 0; _waiting.TryPeek(out var next) && (seats.Count == 0 || taken + next.Size <= GroupCommit.Most); taken += next.Size) seats.Add(_waiting.Dequeue());
            if (seats.Count > 0) return true;
            _flights--;
            return false;
        }
    }

    private (RedisKey[] Keys, RedisValue[] Values) Written(List<Passenger> seats)
    {
        var keys = new List<RedisKey>(2 + 4 * seats.Count) { RedisKeys.Feed, RedisKeys.Activity };
        var values = new List<RedisValue>(3 + 16 * seats.Count) { options.FeedCommits, options.Acts, seats.Count };
        foreach (var passenger in seats)
        {
            var commit = passenger.Commit;
            var (leave, join) = (commit.Move?.Leave ?? [], commit.Move?.Join ?? []);
            keys.Add(RedisKeys.Log(commit.Entity));
            keys.Add(RedisKeys.Head(commit.Entity));
            foreach (var list in leave) keys.Add(RedisKeys.List(list));
            foreach (var list in join) keys.Add(RedisKeys.List(list));
            foreach (var entry in commit.Entries) keys.Add(RedisKeys.List(entry.List));
            values.AddRange(
            [
                commit.First - 1, commit.Last, commit.Entity, commit.Header, commit.Move?.Id ?? "", commit.Hash, leave.Count, join.Count, commit.Entries.Count, commit.Acts.Count,
                2 * commit.Events.Count,
            ]);
            foreach (var entry in commit.Entries) values.Add((entry.Gone ? "-" : "+") + entry.Id);
            foreach (var act in commit.Acts) values.Add(ActJson.Write(act));
            for (var i = 0; i < commit.Events.Count; i++)
            {
                values.Add(commit.First + i);
                values.Add(commit.Events[i]);
            }
        }
        return ([.. keys], [.. values]);
    }

    /// <summary>A commit on its way.</summary>
    private sealed class Passenger(Commit commit)
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Commit Commit => commit;

        /// <summary>How much of a flight it takes: its events or its entries, whichever are more.</summary>
        public int Size => Math.Max(1, Math.Max(commit.Events.Count, commit.Entries.Count));

        public Task Arrived => _arrived.Task;

        public void Arrive(RedisResult answer)
        {
            if (answer.Resp2Type == ResultType.Integer) _arrived.TrySetResult();
            else Fail(answer.ToString() is var why && why.Contains("FENCED", StringComparison.Ordinal) ? new FencedException(why) : new RedisServerException(why));
        }

        public void Fail(Exception why) => _arrived.TrySetException(why);
    }
}
