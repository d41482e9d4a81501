using Eligibility.Keys;

namespace Eligibility.Tests.Keys;

public sealed class KeyRingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServerSecret Secret = ServerSecret.Parse(ServerSecret.NewText());

    private readonly ApiKey _key = ApiKey.New();

    [Fact]
    public void A_key_of_the_file_may_be_used_until_it_expires()
    {
        var ring = new KeyRing(FileWith(Record(_key)), Secret);

        ring.Ask(_key.Text, Now).Key!.Client.Should().Be("north-clinic");
        ring.Ask(_key.Text, Now.AddDays(1).AddTicks(-1)).Refusal.Should().BeNull();
        ring.Ask(_key.Text, Now.AddDays(1)).Should().Be(new KeyAnswer(null, KeyRefusal.Expired));
    }

    [Fact]
    public void A_key_that_is_not_in_the_file_may_not_be_used() =>
        new KeyRing(FileWith(Record(ApiKey.New())), Secret).Ask(_key.Text, Now).Refusal.Should().Be(KeyRefusal.Unknown);

    [Fact]
    public void A_key_with_a_known_id_and_another_secret_may_not_be_used()
    {
        var stolen = Record(_key) with { Hash = Record(ApiKey.New()).Hash };

        new KeyRing(FileWith(stolen), Secret).Ask(_key.Text, Now).Refusal.Should().Be(KeyRefusal.Unknown);
    }

    [Fact]
    public void A_file_is_of_no_use_with_another_server_secret() =>
        new KeyRing(FileWith(Record(_key)), ServerSecret.Parse(ServerSecret.NewText())).Ask(_key.Text, Now).Refusal.Should().Be(KeyRefusal.Unknown);

    [Fact]
    public void What_is_not_a_key_is_told_apart_in_our_log() =>
        new KeyRing(FileWith(Record(_key)), Secret).Ask(_key.Text + "x", Now).Refusal.Should().Be(KeyRefusal.Malformed);

    [Fact]
    public void A_file_reads_back_as_it_was_written()
    {
        var file = FileWith(Record(_key));

        KeyFile.Parse(file.ToJson(), Now).Keys.Should().BeEquivalentTo(file.Keys);
        System.Text.Encoding.UTF8.GetString(file.ToJson()).Should().NotContain(_key.Text.Split('_')[2], "a file holds hashes, no keys");
    }

    [Fact]
    public void A_client_has_at_most_two_keys_in_force()
    {
        var file = FileWith(Record(_key)).With(Record(ApiKey.New()), Now);

        file.Invoking(full => full.With(Record(ApiKey.New()), Now)).Should().Throw<KeyFileException>().WithMessage("*north-clinic*Revoke*");
        file.With(Record(ApiKey.New()) with { Client = "south-clinic" }, Now).Keys.Should().HaveCount(3);
        file.With(Record(ApiKey.New()) with { Created = Now.AddDays(1), Expires = Now.AddDays(2) }, Now.AddDays(1)).Keys.Should().HaveCount(3, "the two have expired");
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("null", "holds null")]
    [InlineData("""{"keys":[{}]}""", "$.keys[0]")]
    [InlineData("""{"keys":[],"more":1}""", "$.more")]
    [InlineData("""{"keys":[],"keys":[]}""", "line 1")]
    public void A_file_that_is_not_understood_is_refused_with_a_sentence(string json, string says) =>
        FluentActions.Invoking(() => KeyFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), Now)).Should().Throw<KeyFileException>().WithMessage($"*{says}*");

    [Theory]
    [InlineData("id", "Abcdefghijkl", "id must be")]
    [InlineData("client", "North Clinic", "client must be")]
    [InlineData("client", "", "client must be")]
    [InlineData("hash", "00", "hash must be")]
    [InlineData("expires", "2020-01-01T00:00:00Z", "expires before")]
    public void A_key_with_one_wrong_member_is_refused_with_a_sentence(string member, string value, string says)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(FileWith(Record(_key)).ToJson())!;
        json["keys"]![0]![member] = value;

        FluentActions.Invoking(() => KeyFile.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), Now))
            .Should().Throw<KeyFileException>().WithMessage($"Key 1 of the key file: *{says}*");
    }

    [Fact]
    public void A_key_without_a_known_scope_is_refused()
    {
        foreach (var scopes in new string[][] { [], ["Screen"], ["screen", "admin"] })
        {
            FluentActions.Invoking(() => FileWith(Record(_key) with { Scopes = scopes })).Should().Throw<KeyFileException>().WithMessage("*scopes must be*");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no Base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_server_secret_that_is_too_short_or_no_secret_is_refused(string text) =>
        FluentActions.Invoking(() => ServerSecret.Parse(text)).Should().Throw<KeyFileException>();

    private static KeyFile FileWith(KeyRecord record) => KeyFile.Empty.With(record, Now);

    private static KeyRecord Record(ApiKey key) =>
        new(key.Id, "north-clinic", [Scopes.Screen, Scopes.Rules], Now, Now.AddDays(1), Convert.ToHexStringLower(Secret.Hash(key)));
}
