using System.Security.Cryptography;
using System.Text;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class HashChainTests
{
    [Fact]
    public void It_begins_with_the_hash_of_the_first_event_alone() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", HashChain.After(HashChain.Start, "abc"u8)); // FIPS 180-2, example B.1

    [Fact]
    public void Each_value_is_the_hash_of_the_one_before_and_the_stored_event()
    {
        var first = HashChain.After(HashChain.Start, "{\"a\":1}"u8);
        var second = HashChain.After(first, "{\"b\":\"\u00e4\"}"u8);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first + "{\"b\":\"\u00e4\"}"))), second);
        Assert.Equal(64, second.Length);
    }

    [Fact]
    public void A_change_anywhere_changes_everything_after_it()
    {
        string Chain(params string[] events) => events.Aggregate(HashChain.Start, (chain, json) => HashChain.After(chain, Encoding.UTF8.GetBytes(json)));
        string[] variants = [Chain("1", "2", "3"), Chain("0", "2", "3"), Chain("2", "1", "3"), Chain("1", "2"), Chain("1", "2", "3", "4")];
        Assert.Equal(variants.Length, variants.Distinct().Count());
    }
}
