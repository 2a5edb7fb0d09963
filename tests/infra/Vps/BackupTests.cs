namespace Sothebais.Tests.Infra.Vps;

/// <summary>backup.sh and restore.sh with a real Redis in a machine of its own; only <c>docker compose</c> is played.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private const string Backup = "bash /infra/vps/backup.sh", Restore = "bash /infra/vps/restore.sh", Backups = "/var/backups/sothebais";
    private const string Cli = "REDISCLI_AUTH=$(cat /run/secrets/redis-password) redis-cli";
    private Machine _machine = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _machine = await Machine.Start();
        await _machine.Do($"""
            install -d -m 700 {Backups} /data /assets /assets/incoming /run/secrets && echo a-good-password >/run/secrets/redis-password
            install -m 755 /tests/docker-compose.sh /usr/local/bin/docker
            docker compose up --detach --wait redis
            # A log with a gap at its end, a follower that has read half, a key with a term.
            for bid in $(seq 500); do echo "XADD auction:genesis-1 $bid-0 amount $bid"; done | {Cli} >/dev/null
            {Cli} XDEL auction:genesis-1 500-0
            {Cli} XGROUP CREATE auction:genesis-1 followers 250-0
            {Cli} HSET directory genesis-1 open
            {Cli} SET session someone EX 3600
            """);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Theory]
    [InlineData("rm -rf /data/*")]
    [InlineData("head -c 100 /dev/urandom >/data/appendonlydir/appendonly.aof.1.base.rdb")] // Redis does not even start
    public async Task What_was_acknowledged_before_a_backup_is_there_after_everything_was_lost(string loss)
    {
        await using var bidding = _machine.Launch("""
            exec 3<>/dev/tcp/127.0.0.1/6379
            printf 'AUTH a-good-password\r\n' >&3 && read -r _ <&3
            for ((bid = 1; bid < 1000000; bid++)); do
              printf 'XADD auction:live %d-0 n %d\r\n' "$bid" "$bid" >&3 && read -r size <&3 && read -r id <&3 || exit
              echo "$bid" >/run/acknowledged.new && mv /run/acknowledged.new /run/acknowledged
            done
            """);
        await Wait.Until("bids are coming in", Wait.Patience, async () => await Acknowledged() > 100);
        var before = await Acknowledged();
        Assert.Matches(@"^backup: 4 keys, \d+ bytes, in /var/backups/sothebais/redis-\d{8}T\d{6}Z\.rdb\.gz$", await _machine.Do(Backup));
        var after = await Acknowledged();
        await Wait.Until("bids went on", Wait.Patience, async () => await Acknowledged() > after + 100);
        await _machine.Do($"kill -9 $(cat /run/redis.pid) && {loss}");

        var file = await _machine.Do($"{Backup} --list");
        Assert.Equal("600\n600", await _machine.Do($"stat -c %a {file} {file}.sha256"));
        Assert.Contains("4 keys are in place and the house is running", await _machine.Do($"{Restore} {file} --yes"), StringComparison.Ordinal);
        for (var run = 0; run < 2; run++)
        {
            var live = int.Parse(await Redis("XLEN auction:live"));
            Assert.InRange(live, before, after + 1);
            Assert.Contains($"{live}-0", await Redis("XREVRANGE auction:live + - COUNT 1"), StringComparison.Ordinal);
            Assert.Equal("499", await Redis("XLEN auction:genesis-1"));
            Assert.Contains("last-generated-id\n500-0", await Redis("XINFO STREAM auction:genesis-1"), StringComparison.Ordinal);
            Assert.Contains("last-delivered-id\n250-0", await Redis("XINFO GROUPS auction:genesis-1"), StringComparison.Ordinal);
            Assert.InRange(int.Parse(await Redis("TTL session")), 3000, 3600);
            // The second time, Redis has crashed since: the append-only files must be whole, and hold what came after the restore.
            if (run == 0) await _machine.Do($"{Cli} SET later 1 && {Cli} DEL later && kill -9 $(cat /run/redis.pid) && while kill -0 $(cat /run/redis.pid) 2>/dev/null; do sleep 0.05; done; docker compose up redis");
        }

        async Task<int> Acknowledged() => int.Parse((await _machine.Run("cat /run/acknowledged")).Output);
    }

    [Fact]
    public async Task Streams_assets_are_saved_once_and_put_back_beside_those_that_are_there()
    {
        await _machine.Do("cd /assets && for n in 1 2; do echo picture $n >p && mv p $(sha256sum <p | cut -c1-64).png; done; echo half >incoming/half");
        var there = await _machine.Do("ls /assets/*.png | xargs -n 1 basename");
        Assert.Contains("2 new assets", await _machine.Do(Backup), StringComparison.Ordinal);
        Assert.Equal(there, await _machine.Do($"ls {Backups}/assets"));
        await _machine.Do("touch -d '20 days ago' " + Backups + "/assets/*");
        Assert.DoesNotContain("new assets", await _machine.Do(Backup), StringComparison.Ordinal); // and not cleared away: they are in use
        Assert.Equal(there, await _machine.Do($"ls {Backups}/assets"));

        await _machine.Do("rm /assets/*.png; echo later >/assets/later");
        await _machine.Do($"touch -d '20 days ago' {Backups}/assets/* && {Backup}");
        Assert.Equal("", await _machine.Do($"ls {Backups}/assets")); // no dump can name them any more

        await _machine.Do("rm /assets/later; cd /assets && for n in 1 2; do echo picture $n >p && mv p $(sha256sum <p | cut -c1-64).png; done");
        await _machine.Do($"{Backup} && rm /assets/*.png && echo later >/assets/later");
        await _machine.Do($"{Restore} $({Backup} --list | tail -n 1) --yes");
        Assert.Equal(there + "\nlater", await _machine.Do("cd /assets && ls *.png && ls later"));
    }

    [Fact]
    public async Task A_damaged_asset_is_not_taken_for_a_saved_one()
    {
        await _machine.Do($"echo forged >/assets/{new string('a', 64)}.png");
        var outcome = await _machine.Run(Backup);
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains("is damaged", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("", await _machine.Do($"ls {Backups}/assets"));
        Assert.NotEqual("", await _machine.Do($"{Backup} --list")); // the dump stands
    }

    [Theory]
    [InlineData("printf x | dd of=FILE bs=1 seek=40 conv=notrunc status=none", "its checksum differs")]
    [InlineData("truncate -s 200 FILE && cd $(dirname FILE) && sha256sum $(basename FILE) >FILE.sha256", "cannot be unpacked")]
    [InlineData("gzip -dc FILE | head -c 300 | gzip >/tmp/cut && cp /tmp/cut FILE && cd $(dirname FILE) && sha256sum $(basename FILE) >FILE.sha256", "is no sound dump")]
    [InlineData("rm FILE.sha256", "cannot read FILE.sha256")]
    public async Task A_damaged_backup_is_refused_and_nothing_is_touched(string damage, string why)
    {
        await _machine.Do(Backup);
        var file = await _machine.Do($"{Backup} --list");
        await _machine.Do(damage.Replace("FILE", file, StringComparison.Ordinal));
        await IsRefused($"{Restore} {file} --yes", why.Replace("FILE", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_takes_a_confirmation_and_a_house_that_takes_no_bids()
    {
        await _machine.Do(Backup);
        var file = await _machine.Do($"{Backup} --list");
        await IsRefused($"{Restore} {file}", "not confirmed");
        await _machine.Do("echo silo >/run/house");
        await IsRefused($"{Restore} {file} --yes", "silo is running: stop the house first");
    }

    [Fact]
    public async Task A_backup_that_does_not_come_up_gives_way_to_what_was_there()
    {
        await _machine.Do(Backup);
        await _machine.Do($"{Cli} SET newer yes && touch /run/break");
        var outcome = await _machine.Run($"{Restore} $({Backup} --list) --yes");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("What was there is in place again", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("yes", await Redis("GET newer"));
        Assert.Equal("appendonlydir", await _machine.Do("ls /data"));
    }

    [Theory]
    [InlineData("mount -t tmpfs -o size=64k full /var/backups/sothebais", "is full|disk full|could not be written")]
    [InlineData("kill -9 $(cat /run/redis.pid)", "Redis gave no dump")]
    [InlineData("echo wrong >/run/secrets/redis-password", "Redis gave no dump")]
    [InlineData("echo KEEP_DAYS=often >/etc/sothebais/backup.conf", "KEEP_DAYS is 'often'")]
    public async Task A_backup_that_fails_says_why_and_leaves_nothing_behind(string trap, string why)
    {
        await _machine.Do($"mkdir -p /etc/sothebais; head -c 200000 /dev/urandom | base64 -w 0 | {Cli} -x SET large >/dev/null && {trap}");
        var outcome = await _machine.Run(Backup);
        Assert.Equal(1, outcome.Code);
        Assert.Matches(why, outcome.Output);
        Assert.Equal("", await _machine.Do($"find {Backups} -mindepth 1 ! -name .lock"));
    }

    [Fact]
    public async Task Backups_leave_the_machine_and_go_after_their_days()
    {
        await _machine.Do($"""
            mkdir -p /etc/sothebais /vault
            printf '%s\n' KEEP_DAYS=3 "AFTER_BACKUP='cp \"\$1\" \"\$1.sha256\" /vault/'" >/etc/sothebais/backup.conf
            for days in 2 4; do touch -d "$days days ago" {Backups}/redis-$days.rdb.gz {Backups}/redis-$days.rdb.gz.sha256; done
            touch -d '9 days ago' {Backups}/somebody-elses
            """);
        await _machine.Do(Backup);
        Assert.Equal("1", await _machine.Do("cd /vault && sha256sum --check --quiet *.sha256 && ls *.gz | wc -l"));
        Assert.Equal(2, (await _machine.Do($"{Backup} --list")).Split('\n').Length);
        await _machine.Do($"test -e {Backups}/somebody-elses && ! test -e {Backups}/redis-4.rdb.gz.sha256 && rmdir /vault 2>/dev/null || rm -r /vault");

        var outcome = await _machine.Run(Backup);
        Assert.Equal(1, outcome.Code);
        Assert.Contains("the backup stands, but AFTER_BACKUP failed", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_are_not_in_each_other_s_way()
    {
        await using var other = _machine.Launch($"exec flock --no-fork {Backups}/.lock sleep 60");
        await Wait.Until("the other is at work", Wait.Patience, async () => (await _machine.Run($"flock --nonblock {Backups}/.lock true")).Code != 0);
        var outcome = await _machine.Run(Backup);
        Assert.Equal((1, "backup: another backup or restore is at work\n"), (outcome.Code, outcome.Output));
    }

    private async Task IsRefused(string command, string why)
    {
        var files = await _machine.Do("find /data -type f -exec sha256sum {} + | sort");
        var outcome = await _machine.Run(command);
        Assert.Equal(1, outcome.Code);
        Assert.Contains(why, outcome.Output, StringComparison.Ordinal);
        Assert.Equal(files, await _machine.Do("find /data -type f -exec sha256sum {} + | sort"));
        Assert.Equal("499", await Redis("XLEN auction:genesis-1"));
    }

    private Task<string> Redis(string command) => _machine.Do($"{Cli} {command}");
}
