using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>What was sent never comes back, except as a name within a pointer: an error may be logged, and answers are about a person.</summary>
public sealed class EchoTests
{
    private const string Word = "canary-4711";
    private const string Number = "471147114711";

    public static TheoryData<string> Values =>
    [
        $"\"{Word}\"", Number, $"-{Number}", $"0.{Number}", $"{Number}{Number}{Number}", $"[\"{Word}\"]", $"[{Number}]", $"[null,\"{Word}\",\"{Word}\"]",
        $"[[\"{Word}\"]]", $"{{\"{Word}\":\"{Word}\"}}", $"[{{\"{Word}\":\"{Word}\"}}]", $"[{{\"class\":\"{Word}\"}}]", $"[{{\"class\":{Number}}}]",
        $"[{{\"class\":\"other\",\"weeks\":{Number}}}]", $"[{{\"class\":\"other\",\"daysPerMonth\":\"{Word}\"}}]", $"[{{\"class\":\"other\",\"outcome\":\"{Word}\"}}]",
        $"[{{\"class\":\"other\",\"{Word}\":{Number}}}]", $"\"{Word}\\u0000\"", $"\"{Word}\\ud800\"",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void What_was_sent_as_an_answer_is_not_repeated(string value)
    {
        foreach (var member in FactCatalogue.All.Select(fact => fact.Name).Append("reference").Append("unknown"))
        {
            var reading = ProfileReader.Read(Encoding.UTF8.GetBytes($"{{\"{member}\":{value}}}"));
            Told(reading).Should().NotContainAny("canary", "4711");
            (reading.Faults.Length > 0 || reading.Reference is not null || reading.Profile is not null).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(Word)]
    [InlineData($"{Word}/{Number}")]
    [InlineData($"{Word}\\u0000")]
    public void What_was_sent_as_a_name_is_in_the_pointer_only(string name)
    {
        var reading = ProfileReader.Read(Encoding.UTF8.GetBytes($"{{\"{name}\":1,\"preventivesTried\":[{{\"class\":\"other\",\"{name}\":1}}]}}"));
        reading.Faults.Should().HaveCount(2);
        reading.Faults.Select(fault => fault.Pointer).Should().OnlyContain(pointer => pointer.Contains(Word));
        Told(reading).Should().NotContainAny("canary", "4711");
    }

    [Theory]
    [InlineData($"{{\"ageYears\":{Word}}}")]
    [InlineData($"{{\"{Word}\" 1}}")]
    [InlineData($"{{\"ageYears\":1}} {Word}")]
    [InlineData($"{Word}")]
    [InlineData($"{{\"{Word}\":\"{Word}")]
    public void What_was_sent_is_not_repeated_where_it_is_no_json(string text)
    {
        var reading = ProfileReader.Read(Encoding.UTF8.GetBytes(text));
        reading.Malformed!.Detail.Should().NotContainAny("canary", "4711");
        reading.Faults.Should().BeEmpty();
    }

    // Every sentence that a fault can have depends on what is asked for and not on what was sent.
    [Fact]
    public void Every_fault_says_what_to_do_in_the_words_of_its_place()
    {
        var details =
            from fact in FactCatalogue.All
            from wrong in Misanswer.To(fact)
            from fault in ProfileReader.Read(Encoding.UTF8.GetBytes($"{{\"{fact.Name}\":{wrong.Json}}}")).Faults
            select (fault.Code, fault.Detail);

        var sentences = details.Distinct().ToList();
        sentences.Should().OnlyContain(sentence => sentence.Detail.Length > 10 && FaultCodes.All.Contains(sentence.Code));
        var bounds = sentences.Where(sentence => sentence.Code == FaultCodes.OutOfRange).Select(sentence => sentence.Detail).ToList();
        bounds.Should().Contain("must be between 0 and 31 days a month").And.Contain("must be between 0 and 120 years");
        sentences.Count.Should().BeLessThan(50, "a sentence is made of a fact, not of a value");
    }

    [Fact]
    public void Every_published_code_can_be_met()
    {
        var texts =
            from fact in FactCatalogue.All
            from wrong in Misanswer.To(fact)
            select $"{{\"{fact.Name}\":{wrong.Json}}}";
        string[] others =
        [
            """{ "x": 1 }""", """{ "ageYears": 1, "ageYears": 1 }""", """{ "reference": "" }""", """{ "headacheDaysPerMonth": 1, "migraineDaysPerMonth": 2 }""",
            """{ "acuteMedicineDaysPerMonth": 1, "acuteMedicines": [{ "class": "nsaid", "daysPerMonth": 2 }] }""",
        ];
        texts.Concat(others).SelectMany(text => ProfileReader.Read(Encoding.UTF8.GetBytes(text)).Faults).Select(fault => fault.Code).Distinct()
            .Should().BeEquivalentTo(FaultCodes.All);
    }

    private static string Told(ProfileReading reading) =>
        JsonSerializer.Serialize(reading.Faults.Select(fault => fault with { Pointer = "" }).ToImmutableArray());
}
