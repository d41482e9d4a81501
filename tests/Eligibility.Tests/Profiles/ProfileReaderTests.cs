using System.Text;
using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.Profiles;

public sealed class ProfileReaderTests
{
    // text, line and column (in bytes, from 1) where it stops being JSON
    public static TheoryData<string, int, int> Malformed => new()
    {
        { "", 1, 1 },
        { " \n ", 2, 2 },
        { "{", 1, 2 },
        { "{ \"ageYears\": 30", 1, 17 },
        { "{\n  \"ageYears\": x\n}", 2, 15 },
        { "{ \"ageYears\": 030 }", 1, 16 },
        { "{ \"ageYears\": +1 }", 1, 15 },
        { "{ \"ageYears\": .5 }", 1, 15 },
        { "{ \"ageYears\": 1. }", 1, 17 },
        { "{ \"ageYears\": NaN }", 1, 15 },
        { "{ \"ageYears\": Infinity }", 1, 15 },
        { "{ ageYears: 30 }", 1, 3 },
        { "{ 'ageYears': 30 }", 1, 3 },
        { "{ \"ageYears\": 30, }", 1, 19 },
        { "{ \"painLocations\": [\"neck\",] }", 1, 28 },
        { "{ \"ageYears\": 30 /* years */ }", 1, 18 },
        { "// years\n{}", 1, 1 },
        { "{ \"ageYears\": 30 } {}", 1, 20 },
        { "{ \"ageYears\": 30 }, {}", 1, 19 },
        { "{ \"ageYears\": 30 } x", 1, 20 },
        { "[] x", 1, 4 },
        { "30 x", 1, 4 },
        { "\uFEFF{}", 1, 1 },
    };

    // bytes around which all is well, line and column of the first that is not UTF-8
    public static TheoryData<byte[], int> NotUtf8 => new()
    {
        { [0x80], 3 },
        { [0xFF], 3 },
        { [0xC0, 0x80], 3 },
        { [0xE2, 0x82], 3 },
        { [0xED, 0xA0, 0x80], 3 },
        { [0xF5, 0x80, 0x80, 0x80], 3 },
        { [(byte)'n', 0xC3, 0xA9, 0xE9], 6 },
    };

    [Fact]
    public void A_profile_that_is_read_into_a_used_draft_knows_nothing_of_the_one_before()
    {
        var draft = new ProfileDraft();
        ProfileReader.Read("""{ "headacheDaysPerMonth": 18, "pregnant": true }"""u8, draft);

        var second = ProfileReader.Read("""{ "ageYears": 30 }"""u8, draft).Profile!;

        FactCatalogue.All.Where(second.Has).Should().Equal(FactCatalogue.AgeYears);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_not_json_is_malformed_with_its_line_and_column(string text, int line, int column)
    {
        var reading = Read(text);
        reading.Profile.Should().BeNull();
        reading.Faults.Should().BeEmpty();
        (reading.Malformed!.Line, reading.Malformed.Column).Should().Be((line, column));
    }

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public void What_is_not_utf8_is_malformed_wherever_it_stands(byte[] bytes, int column)
    {
        string[][] surroundings =
        [
            ["{\n \"", "\": 1 }"], ["{\"spasmHistory\":\n \"", "\"}"], ["{\"painLocations\":[\n \"", "\"]}"], ["{\"reference\":\n \"", "\"}"], ["\n  ", ""],
        ];
        foreach (var around in surroundings)
        {
            var malformed = ProfileReader.Read([.. Encoding.UTF8.GetBytes(around[0]), .. bytes, .. Encoding.UTF8.GetBytes(around[1])]).Malformed!;
            malformed.Should().Be(new MalformedJson("The text is not UTF-8.", 2, column));
        }
    }

    [Fact]
    public void Utf16_is_not_utf8_or_not_json()
    {
        ProfileReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray()).Malformed.Should().NotBeNull();
        ProfileReader.Read(Encoding.Unicode.GetBytes("{}")).Malformed.Should().NotBeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("30")]
    [InlineData("\"ageYears\"")]
    [InlineData("[]")]
    [InlineData("""[{ "ageYears": 30 }]""")]
    public void What_is_json_but_no_object_is_no_profile(string text) =>
        Read(text).Faults.Select(fault => (fault.Pointer, fault.Code)).Should().Equal(("#", FaultCodes.WrongType));

    [Theory]
    [InlineData("{}")]
    [InlineData(" \r\n\t{ } \n")]
    public void Nothing_answered_is_a_profile(string text) => Read(text).Profile.Should().NotBeNull();

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(30000, false)]
    public void Nesting_is_read_sixteen_deep(int depth, bool read)
    {
        var nested = $"{{\"unknown\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";
        (Read(nested).Malformed is null).Should().Be(read);
        Read(nested).Faults.Select(fault => fault.Pointer).Should().Equal(read ? ["#/unknown"] : []);
        (Read($"{new string('[', depth)}{new string(']', depth)}").Malformed is null).Should().Be(read);
    }

    [Fact]
    public void A_profile_that_is_written_down_reads_back_as_it_was() => RandomProfiles.Any.Sample(
        profile =>
        {
            var read = Read(ProfileText.Of(profile)).Profile!;
            FactCatalogue.All.Where(fact => read.Has(fact) != profile.Has(fact)).Should().BeEmpty();
            ProfileText.Of(read).Should().Be(ProfileText.Of(profile));
        },
        iter: 300, print: ProfileText.Of);

    [Theory]
    [InlineData("1.8e1")]
    [InlineData("18.0")]
    [InlineData("18.000000000000000000000000")]
    [InlineData("180E-1")]
    [InlineData("0.18e+2")]
    public void Eighteen_is_one_answer_however_it_is_written(string number)
    {
        var answer = Read($"{{\"headacheDaysPerMonth\":{number}}}").Profile![FactCatalogue.HeadacheDaysPerMonth]!.Value.Number;
        answer.Should().Be(18);
        answer.Scale.Should().Be(0, "trailing zeros would show in the answer");
    }

    [Theory]
    [InlineData("\"ne\\u0063k\"")]
    [InlineData("\"\\u006e\\u0065\\u0063\\u006b\"")]
    public void An_escaped_code_is_the_code(string code) =>
        Read($"{{\"painLocations\":[{code}]}}").Profile![FactCatalogue.PainLocations]!.Value.Codes.Should().Be(FactCatalogue.PainLocations.MaskOf("neck"));

    [Fact]
    public void An_escaped_member_is_the_member()
    {
        Read("""{ "age\u0059ears": 30 }""").Profile!.Has(FactCatalogue.AgeYears).Should().BeTrue();
        Read("""{ "age\u0059ears": 30, "ageYears": 30 }""").Faults.Single().Code.Should().Be(FaultCodes.DuplicateMember);
    }

    [Fact]
    public void As_many_entries_as_a_list_may_have_are_read_and_fields_may_be_missing()
    {
        var entries = string.Join(',', Enumerable.Repeat("""{"weeks":null,"class":"other"}""", 32));
        var list = Read($"{{\"preventivesTried\":[{entries}]}}").Profile![FactCatalogue.PreventivesTried]!.Value.Entries;
        list.Should().HaveCount(32);
        list[31][FactCatalogue.PreventivesTried.Fields[1]].Should().BeNull();
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"visit-4711_A.b\"", "visit-4711_A.b")]
    [InlineData("\"0\"", "0")]
    public void A_reference_is_given_back(string reference, string? expected)
    {
        var reading = Read($"{{\"reference\":{reference}}}");
        reading.Profile.Should().NotBeNull();
        reading.Reference.Should().Be(expected);
    }

    [Theory]
    [InlineData("\"\"", FaultCodes.InvalidReference)]
    [InlineData("\"a b\"", FaultCodes.InvalidReference)]
    [InlineData("\"a/b\"", FaultCodes.InvalidReference)]
    [InlineData("\"\\u0000\"", FaultCodes.InvalidReference)]
    [InlineData("\"\\ud800\"", FaultCodes.InvalidReference)]
    [InlineData("\"é\"", FaultCodes.InvalidReference)]
    [InlineData("4711", FaultCodes.WrongType)]
    [InlineData("[\"a\"]", FaultCodes.WrongType)]
    public void A_reference_of_anything_but_plain_characters_is_refused(string reference, string code)
    {
        var reading = Read($"{{\"reference\":{reference}}}");
        reading.Faults.Select(fault => (fault.Pointer, fault.Code)).Should().Equal(("#/reference", code));
        reading.Reference.Should().BeNull();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_reference_has_at_most_64_characters(int length, bool accepted) =>
        (Read($"{{\"reference\":\"{new string('a', length)}\"}}").Reference is not null).Should().Be(accepted);

    // The second time it is known; the third time it still is.
    [Fact]
    public void What_is_there_three_times_is_two_faults()
    {
        Read("""{ "ageYears": 1, "ageYears": 2, "ageYears": 3 }""").Faults.Select(fault => fault.Code)
            .Should().Equal(FaultCodes.DuplicateMember, FaultCodes.DuplicateMember);
        Read("""{ "painLocations": ["neck", "neck", "neck"] }""").Faults.Select(fault => fault.Pointer)
            .Should().Equal("#/painLocations/1", "#/painLocations/2");
    }

    private static ProfileReading Read(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json));
}
