using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>What looks like a code or a member is not one: every code and every name of every fact, in every disguise, escaped and not.</summary>
public sealed class DisguiseTests
{
    public static TheoryData<string> Facts => [.. FactCatalogue.All.Select(fact => fact.Name)];

    public static TheoryData<string> CodedFacts => [.. Coded.Keys];

    // Facts answered by codes, also those within entries, and the text around one code.
    private static Dictionary<string, (CodedFact Fact, string Around, string Place)> Coded { get; } =
        FactCatalogue.All.OfType<CodeFact>().ToDictionary(fact => fact.Name, fact => ((CodedFact)fact, $"{{\"{fact}\":@}}", $"#/{fact}"))
            .Concat(FactCatalogue.All.OfType<CodeSetFact>().ToDictionary(fact => fact.Name, fact => ((CodedFact)fact, $"{{\"{fact}\":[@]}}", $"#/{fact}/0")))
            .Concat(
                from list in FactCatalogue.All.OfType<EntryListFact>()
                from field in list.Fields.OfType<CodedFact>()
                let key = field == list.Fields[0] ? "" : $"\"{list.Fields[0]}\":{Misanswer.Right(list.Fields[0])},"
                select KeyValuePair.Create($"{list}/{field}", (field, $"{{\"{list}\":[{{{key}\"{field}\":@}}]}}", $"#/{list}/0/{field}")))
            .ToDictionary();

    [Theory]
    [MemberData(nameof(CodedFacts))]
    public void A_code_in_disguise_is_unknown(string name)
    {
        var (fact, around, place) = Coded[name];
        foreach (var text in fact.Codes.SelectMany(Disguise.Of).Except(fact.Codes))
        {
            foreach (var quoted in Disguise.Quoted(text))
            {
                Faults(around.Replace("@", quoted, StringComparison.Ordinal)).Should().Equal([$"{place} {FaultCodes.UnknownCode}"], "of {0}", quoted);
            }
        }
    }

    [Theory]
    [MemberData(nameof(CodedFacts))]
    public void A_code_with_half_of_a_surrogate_pair_is_no_text(string name)
    {
        var (fact, around, place) = Coded[name];
        foreach (var quoted in fact.Codes.SelectMany(Disguise.Halved))
        {
            Faults(around.Replace("@", quoted, StringComparison.Ordinal)).Should().Equal([$"{place} {FaultCodes.InvalidText}"], "of {0}", quoted);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_member_in_disguise_is_unknown_and_named_as_it_was_sent(string name)
    {
        var right = Misanswer.Right(FactCatalogue.Find(name)!);
        foreach (var text in Disguise.Of(name))
        {
            foreach (var quoted in Disguise.Quoted(text))
            {
                // The right one beside it: were the two taken for one, it would be there twice.
                var fault = Read($"{{\"{name}\":{right},{quoted}:{right}}}").Faults.Should().ContainSingle("of {0}", quoted).Subject;
                fault.Code.Should().Be(FaultCodes.UnknownMember, "of {0}", quoted);
                Unescaped(fault.Pointer).Should().Be(text);
                (fault.Suggestion is null or "reference" || FactCatalogue.Find(fault.Suggestion) is not null).Should().BeTrue("a suggestion is one of ours");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_member_with_half_of_a_surrogate_pair_is_unknown(string name)
    {
        foreach (var quoted in Disguise.Halved(name))
        {
            Faults($"{{\"{name}\":null,{quoted}:null}}").Should().Equal([$"# {FaultCodes.UnknownMember}"], "of {0}", quoted);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_member_that_is_there_twice_is_found_however_it_is_escaped_and_whatever_it_says(string name)
    {
        var fact = FactCatalogue.Find(name)!;
        var half = $"{name[..1]}{Disguise.Escaped(name[1..2])}{name[2..]}";
        foreach (var (first, second) in new[] { (name, half), (half, name), (Disguise.Escaped(name), half), (Disguise.Escaped(name), Disguise.Escaped(name)) })
        {
            foreach (var value in Misanswer.RightOddly(fact).Append("null"))
            {
                Faults($"{{\"{first}\":{Misanswer.Right(fact)},\"{second}\":{value}}}").Should().Equal([$"#/{name} {FaultCodes.DuplicateMember}"], "of {0} and {1}", first, second);
            }
        }
    }

    [Fact]
    public void A_member_of_an_entry_in_disguise_or_twice_is_found_too()
    {
        foreach (var list in FactCatalogue.All.OfType<EntryListFact>())
        {
            var key = list.Fields[0];
            foreach (var field in list.Fields)
            {
                var (entry, right) = ($"\"{key}\":{Misanswer.Right(key)}", Misanswer.Right(field));
                foreach (var quoted in Disguise.Of(field.Name).SelectMany(Disguise.Quoted))
                {
                    Read($"{{\"{list}\":[{{{entry},{quoted}:{right}}}]}}").Faults.Select(fault => fault.Code).Should().Equal([FaultCodes.UnknownMember], "of {0}", quoted);
                }

                var rest = field == key ? "" : $"{entry},";
                Faults($"{{\"{list}\":[{{{rest}\"{field}\":{right},\"{Disguise.Escaped(field.Name)}\":{right}}}]}}")
                    .Should().Equal($"#/{list}/0/{field} {FaultCodes.DuplicateMember}");
            }
        }
    }

    private static string Unescaped(string pointer) =>
        Uri.UnescapeDataString(pointer[2..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static ProfileReading Read(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Faults(string json) => Read(json).Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
