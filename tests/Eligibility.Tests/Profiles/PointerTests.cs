using System.Text;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>An unknown member is named by an RFC 6901 pointer as a URI fragment: "~" and "/" escaped, then everything but plain ASCII.</summary>
public sealed class PointerTests
{
    private const string Longest = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    // the name as it stands in the JSON text, what points to it; null where it cannot be pointed to
    public static TheoryData<string, string?> Names => new()
    {
        { "pain", "pain" },
        { "a/b", "a~1b" },
        { "a~b", "a~0b" },
        { "~1", "~01" },
        { "~/~", "~0~1~0" },
        { "", "" },
        { " ", "%20" },
        { "%", "%25" },
        { "#", "%23" },
        { "a\\\"b", "a%22b" },
        { "a\\\\b", "a%5Cb" },
        { "a\\nb", "a%0Ab" },
        { "\\u0000", "%00" },
        { "\\u0000ageYears", "%00ageYears" },
        { "<b>", "%3Cb%3E" },
        { "é", "%C3%A9" },
        { "\\u00e9", "%C3%A9" },
        { "\\ud83d\\ude00", "%F0%9F%98%80" },
        { "0", "0" },
        { "__proto__", "__proto__" },
        { Longest, Longest },
        { Longest + "a", null },
        { "\\ud83d", null },
        { "ageYears\\udc00", null },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_member_is_pointed_to_as_a_fragment(string name, string? expected) =>
        Pointers($"{{\"{name}\":[1]}}").Should().Equal(expected is null ? "#" : $"#/{expected}");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_member_of_an_entry_is_pointed_to_within_its_entry(string name, string? expected) =>
        Pointers($"{{\"acuteMedicines\":[{{\"class\":\"other\"}},{{\"class\":\"other\",\"{name}\":{{}}}}]}}")
            .Should().Equal(expected is null ? "#/acuteMedicines/1" : $"#/acuteMedicines/1/{expected}");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pointer_is_plain_ascii_and_leads_back_to_the_name(string name, string? expected)
    {
        var pointer = Pointers($"{{\"{name}\":0}}").Single();
        pointer.Should().MatchRegex("^#[!-~]*$");
        var decoded = Uri.UnescapeDataString(pointer[1..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        decoded.Should().Be(expected is null ? "" : $"/{System.Text.Json.Nodes.JsonNode.Parse($"\"{name}\"")!.GetValue<string>()}");
    }

    private static IEnumerable<string> Pointers(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json)).Faults.Select(fault => fault.Pointer);
}
