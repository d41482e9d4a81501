using System.Collections.Immutable;
using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>Nothing half-understood: every fact in every wrong way.</summary>
public sealed class MisanswerTests
{
    public static IEnumerable<TheoryDataRow<string, string>> All =>
        from fact in FactCatalogue.All
        from wrong in Misanswer.To(fact)
        select new TheoryDataRow<string, string>(fact.Name, wrong.Name);

    public static TheoryData<string> Facts => [.. FactCatalogue.All.Select(fact => fact.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_wrong_answer_is_refused_at_its_place_with_its_code(string name, string wrong)
    {
        var misanswer = Misanswer.To(FactCatalogue.Find(name)!).Single(misanswer => misanswer.Name == wrong);
        var reading = Read($"{{\"{name}\":{misanswer.Json}}}");

        reading.Profile.Should().BeNull();
        reading.Malformed.Should().BeNull();
        Places(reading).Should().BeEquivalentTo(misanswer.Faults.Select(fault => ($"#/{name}{fault.At}", fault.Code)));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void What_is_no_json_at_a_member_is_malformed_and_nothing_of_it_is_read(string name)
    {
        foreach (var wrong in Malformation.At(FactCatalogue.Find(name)!))
        {
            var reading = ProfileReader.Read(wrong.Body);
            (reading.Malformed?.Line > 0 && reading.Malformed.Column > 0).Should().BeTrue("of {0}", wrong.Name);
            (reading.Profile is null && reading.Faults.IsEmpty).Should().BeTrue("of {0}", wrong.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_bounds_themselves_are_answers_and_null_is_none(string name)
    {
        var fact = FactCatalogue.Find(name)!;
        Read($"{{\"{name}\":null}}").Profile!.Has(fact).Should().BeFalse();
        Read($"{{\"{name}\":{Misanswer.Right(fact)}}}").Profile!.Has(fact).Should().BeTrue();
        if (fact is NumberFact number)
        {
            Read($"{{\"{name}\":{number.Maximum:0.0}}}").Profile![fact]!.Value.Number.Should().Be(number.Maximum);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_member_twice_is_refused_even_where_both_say_the_same(string name)
    {
        var right = Misanswer.Right(FactCatalogue.Find(name)!);
        foreach (var (first, second) in new[] { (right, right), ("null", right), (right, "null"), ("null", "null") })
        {
            Places(Read($"{{\"{name}\":{first},\"{name}\":{second}}}")).Should().Equal(($"#/{name}", FaultCodes.DuplicateMember));
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_member_in_another_spelling_is_unknown_and_the_right_one_is_suggested(string name)
    {
        var snake = string.Concat(name.Select(letter => char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{letter}"));
        string[] spellings = [snake, name.ToUpperInvariant(), $"{char.ToUpperInvariant(name[0])}{name[1..]}", $"{name}_", name.Remove(2, 1)];
        foreach (var spelling in spellings.Where(spelling => spelling != name))
        {
            var fault = Read($"{{\"{spelling}\":{Misanswer.Right(FactCatalogue.Find(name)!)}}}").Faults.Should().ContainSingle().Which;
            (fault.Pointer, fault.Code, fault.Suggestion).Should().Be(($"#/{spelling}", FaultCodes.UnknownMember, name));
        }
    }

    [Fact]
    public void Every_fault_of_a_profile_is_reported_at_once()
    {
        var wrong = FactCatalogue.All.ToDictionary(fact => fact.Name, fact => Misanswer.To(fact).First());
        var members = wrong.Select(pair => $"\"{pair.Key}\":{pair.Value.Json}")
            .Append("\"pain\":[{\"deep\":{}}]").Append("\"reference\":\"a b\"").Append("\"ageYears\":1").Append("\"reference\":null");
        IEnumerable<(string, string)> expected =
        [
            .. wrong.SelectMany(pair => pair.Value.Faults.Select(fault => ($"#/{pair.Key}{fault.At}", fault.Code))).Where(fault => fault.Item1 != "#/ageYears"),
            ("#/pain", FaultCodes.UnknownMember), ("#/reference", FaultCodes.InvalidReference), ("#/reference", FaultCodes.DuplicateMember),
            ("#/ageYears", FaultCodes.DuplicateMember),
        ];

        Places(Read($"{{{string.Join(',', members)}}}")).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void A_part_that_exceeds_its_whole_is_refused_in_whatever_order_they_come()
    {
        foreach (var fact in FactCatalogue.All.OfType<NumberFact>().Where(fact => fact.AtMost is not null))
        {
            Places(Read($"{{\"{fact.AtMost}\":10,\"{fact}\":10.1}}")).Should().Equal(($"#/{fact}", FaultCodes.ExceedsOther));
            Places(Read($"{{\"{fact}\":10.1,\"{fact.AtMost}\":10}}")).Should().Equal(($"#/{fact}", FaultCodes.ExceedsOther));
            Read($"{{\"{fact}\":10,\"{fact.AtMost}\":10}}").Profile.Should().NotBeNull();
        }
    }

    [Fact]
    public void An_entry_behind_a_wrong_one_keeps_its_place() =>
        Places(Read("""{ "preventivesTried": [null, "none", { "class": "other", "weeks": 521 }] }""")).Should().BeEquivalentTo(new[]
        {
            ("#/preventivesTried/0", FaultCodes.NullInList), ("#/preventivesTried/1", FaultCodes.WrongType), ("#/preventivesTried/2/weeks", FaultCodes.OutOfRange),
        });

    [Fact]
    public void A_fault_says_what_would_be_accepted()
    {
        var fault = Read("""{ "ageYears": 121 }""").Faults.Single();
        (fault.Minimum, fault.Maximum).Should().Be((0m, 120m));
        Read("""{ "spasmHistory": "cronic" }""").Faults.Single().Allowed.Should().Equal(FactCatalogue.SpasmHistory.Codes);
        var entries = $"[{string.Join(',', Enumerable.Repeat("""{"class":"other"}""", 33))}]";
        Read($"{{\"preventivesTried\":{entries}}}").Faults.Single().Maximum.Should().Be(32);
    }

    private static ProfileReading Read(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json));

    private static ImmutableArray<(string Pointer, string Code)> Places(ProfileReading reading) =>
        [.. reading.Faults.Select(fault => (fault.Pointer, fault.Code))];
}
