using Sothebais.Broadcast;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>What other programs say, without the secrets.</summary>
public sealed class RedactorTests
{
    private readonly Redactor _redactor = new(BroadcastProcess.Key, "ovl_Zm9v-YmFy_Zm9v");

    [Theory]
    [InlineData("to rtmp://example.com/app/live_9f8e/7d6c+5b?auth=4a3b2c1d: refused", "to rtmp://example.com/app/[secret]: refused")]
    [InlineData("live_9f8e%2F7d6c%2B5b%3Fauth%3D4a3b2c1d", "[secret]")]
    [InlineData("live_9f8e%2f7d6c+5b?auth%3d4a3b2c1d", "[secret]")]
    [InlineData("%6Cive_9f8e%252F7d6c%252B5b%253Fauth%253D4a3b2c1d!", "[secret]!")]
    [InlineData("publish: name='live_9f8e/7d6c+5b' args='auth=4a3b2c1d'", "publish: name='[secret]' args='auth=[secret]'")]
    [InlineData("http://127.0.0.1/overlay/main#token=ovl_Zm9v-YmFy_Zm9v", "http://127.0.0.1/overlay/main#token=[secret]")]
    [InlineData("Connection refused", "Connection refused")]
    public void Secrets_are_taken_out_in_every_form_that_an_address_gives_them(string said, string left) => Assert.Equal(left, _redactor.Clean(said));

    [Fact]
    public async Task What_ffmpeg_says_of_a_server_that_refuses_is_left_without_the_key()
    {
        var said = await Command.Run(TimeSpan.FromSeconds(20), null, "ffmpeg", "-nostdin", "-hide_banner", "-f", "lavfi", "-i", "color=size=64x64:rate=1:duration=1", "-f", "flv",
            $"rtmp://127.0.0.1:{Harness.Ports.Next()}/live/{BroadcastProcess.Key}");
        Assert.Contains(BroadcastProcess.Key, said.Errors, StringComparison.Ordinal);
        Assert.Contains("Connection refused", _redactor.Clean(said.Errors), StringComparison.Ordinal);
        Assert.All(Secrets.In(BroadcastProcess.Key), part => Assert.DoesNotContain(part, _redactor.Clean(said.Errors), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Without_secrets_all_stays_as_it_is() => Assert.Equal("said", new Redactor("").Clean("said"));
}
