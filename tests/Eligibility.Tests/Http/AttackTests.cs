using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Http;

/// <summary>
/// Every kind of fault at every member, over HTTP: the status is the one that the fault has, never a 5xx, and never a screening. The
/// client of <see cref="Service"/> holds each answer against the published contract.
/// </summary>
public sealed class AttackTests(Service service)
{
    private const int LargestBody = 64 * 1024;

    // The smallest answer there is: what is screened is the same.
    private const string Small = "?indication=neck-pain&authority=general&asOf=2026-11-23";

    public static TheoryData<string> Facts => [.. FactCatalogue.All.Select(fact => fact.Name)];

    public static TheoryData<string> Numbers => [.. FactCatalogue.All.OfType<NumberFact>().Select(fact => fact.Name)];

    public static TheoryData<string> CodedFacts => [.. FactCatalogue.All.OfType<CodedFact>().Where(fact => fact is not BooleanFact).Select(fact => fact.Name)];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Every_wrong_answer_is_a_422_with_every_fault(string name)
    {
        foreach (var wrong in Misanswer.To(FactCatalogue.Find(name)!))
        {
            (await FaultsAsync($"{{\"{name}\":{wrong.Json}}}")).Should().BeEquivalentTo(wrong.Faults.Select(fault => $"#/{name}{fault.At} {fault.Code}"), "of {0}", wrong.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Every_fourth_body_that_is_no_json_is_a_400_with_its_place(string name)
    {
        // Another fourth at the next member; the reader is tried with all of them at every member.
        var fact = FactCatalogue.Find(name)!;
        foreach (var wrong in Malformation.At(fact).Where((_, index) => (index + FactCatalogue.All.IndexOf(fact)) % 4 == 0))
        {
            var (status, problem) = await SendAsync(wrong.Body);
            (status, (string?)problem["type"], (int?)problem["line"] > 0, (int?)problem["column"] > 0, problem["errors"]).Should()
                .Be((400, "urn:eligibility:problem:malformed-json", true, true, null), "of {0}", wrong.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Every_member_in_disguise_is_a_422(string name)
    {
        var right = Misanswer.Right(FactCatalogue.Find(name)!);
        foreach (var names in Disguise.Of(name).SelectMany(text => Disguise.Quoted(text).Take(1)).Concat(Disguise.Halved(name)).Chunk(ProfileReading.MostFaults))
        {
            (await FaultsAsync($"{{{string.Join(',', names.Select(quoted => $"{quoted}:{right}"))}}}")).Should()
                .HaveCount(names.Length).And.OnlyContain(fault => fault.EndsWith($" {FaultCodes.UnknownMember}"));
        }
    }

    // Each code of a set; of a fact with one code for an answer the first, a request each. The reader is tried with every code.
    [Theory]
    [MemberData(nameof(CodedFacts))]
    public async Task Every_code_in_disguise_is_a_422(string name)
    {
        var fact = (CodedFact)FactCatalogue.Find(name)!;
        var isSet = fact is CodeSetFact;
        foreach (var code in isSet ? fact.Codes : [fact.Codes[0]])
        {
            foreach (var texts in Disguise.Of(code).Except(fact.Codes).Select(text => Disguise.Quoted(text).First()).Chunk(isSet ? ProfileReading.MostFaults : 1))
            {
                (await FaultsAsync(isSet ? $"{{\"{name}\":[{string.Join(',', texts)}]}}" : $"{{\"{name}\":{texts[0]}}}")).Should()
                    .Equal(texts.Select((_, index) => $"#/{name}{(isSet ? $"/{index}" : "")} {FaultCodes.UnknownCode}"), "of {0}", texts[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_member_twice_is_a_422_whatever_it_says(string name)
    {
        foreach (var value in Misanswer.RightOddly(FactCatalogue.Find(name)!).Append("null"))
        {
            foreach (var again in new[] { name, Disguise.Escaped(name) })
            {
                (await FaultsAsync($"{{\"{name}\":{value},\"{again}\":{value}}}")).Should().Equal($"#/{name} {FaultCodes.DuplicateMember}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Nesting_at_a_member_is_a_422_to_the_depth_that_is_read_and_a_400_beyond(string name)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            string Nested(int depth) => $"{{\"{name}\":{Repeated(open, depth - 1)}null{Repeated(close, depth - 1)}}}";
            (await SendAsync(Nested(ProfileReader.MaximumDepth))).Status.Should().Be(422);
            (await SendAsync(Nested(ProfileReader.MaximumDepth + 1))).Status.Should().Be(400);
            (await SendAsync(Nested(5000))).Status.Should().Be(400);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Ten_thousand_values_at_a_member_are_a_422_and_counted(string name)
    {
        foreach (var value in new[] { "null", "\"z\"", "[]", "{}", "0" })
        {
            var (status, problem) = await SendAsync($"{{\"{name}\":[{string.Join(',', Enumerable.Repeat(value, 10_000))}]}}");
            status.Should().Be(422);
            problem["errors"]!.AsArray().Should().HaveCountLessThanOrEqualTo(ProfileReading.MostFaults);
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_value_of_tens_of_thousands_of_characters_is_a_422(string name)
    {
        foreach (var value in new[] { new string('9', 60_000), $"0.{new string('0', 60_000)}1", $"\"{new string('a', 60_000)}\"", $"\"{Repeated("\\u0000", 10_000)}\"", $"\"{Repeated("\U0001F600", 15_000)}\"" })
        {
            (await FaultsAsync($"{{\"{name}\":{value}}}")).Should().ContainSingle().Which.Should().StartWith($"#/{name} ");
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_body_of_64_KiB_is_screened_and_one_byte_more_is_a_413(string name)
    {
        var body = $"{{\"{name}\":{Misanswer.Right(FactCatalogue.Find(name)!)}";
        (await SendAsync(body.PadRight(LargestBody - 1) + "}")).Status.Should().Be(200);
        (await SendAsync(body.PadRight(LargestBody) + "}")).Status.Should().Be(413);
        (await SendAsync(body.PadRight(LargestBody + 1))).Status.Should().Be(413, "how large it is comes before what it is");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task However_a_right_answer_is_written_it_has_the_same_screening(string name)
    {
        var fact = FactCatalogue.Find(name)!;
        var plain = (await SendAsync($"{{\"{name}\":{Misanswer.Right(fact)}}}")).Answer.ToJsonString();
        foreach (var value in Misanswer.RightOddly(fact))
        {
            var (status, answer) = await SendAsync($"\n{{\t\"{Disguise.Escaped(name)}\"\r:{value} }} ");
            status.Should().Be(200, "of {0}", value);
            answer.ToJsonString().Should().Be(plain);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task The_bounds_are_answers_and_what_lies_next_to_them_is_not(string name)
    {
        var fact = (NumberFact)FactCatalogue.Find(name)!;
        var step = fact.WholeNumbers ? 1m : 0.000000001m;
        foreach (var (number, status) in new[] { (fact.Minimum, 200), (fact.Maximum, 200), (fact.Maximum - step, 200), (fact.Minimum - step, 422), (fact.Maximum + step, 422) })
        {
            (await SendAsync($"{{\"{name}\":{number.ToString(CultureInfo.InvariantCulture)}}}")).Status.Should().Be(status);
        }
    }

    [Theory]
    [MemberData(nameof(ProfileReaderTests.Malformed), MemberType = typeof(ProfileReaderTests))]
    public async Task What_is_not_json_is_told_where(string text, int line, int column)
    {
        var (status, problem) = await SendAsync(text);
        (status, (int?)problem["line"], (int?)problem["column"]).Should().Be((400, line, column));
    }

    // A form that is not read is refused before a word of it is read, whatever is wrong with it.
    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_wrong_answer_in_another_media_type_is_a_415(string name)
    {
        foreach (var mediaType in new[] { "text/plain", "application/problem+json", "application/json; charset=utf-16", "application/x-www-form-urlencoded" })
        {
            using var content = Service.Bytes(Encoding.UTF8.GetBytes($"{{\"{name}\":{Misanswer.To(FactCatalogue.Find(name)!).First().Json}}}"), mediaType);
            var answer = await service.Client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), content, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).Should().Be(415);
        }
    }

    private static string Repeated(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private async Task<IEnumerable<string>> FaultsAsync(string body)
    {
        var (status, problem) = await SendAsync(body);
        status.Should().Be(422);
        return problem["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}");
    }

    private Task<(int Status, JsonNode Answer)> SendAsync(string body) => SendAsync(Encoding.UTF8.GetBytes(body));

    private async Task<(int Status, JsonNode Answer)> SendAsync(byte[] body)
    {
        using var content = Service.Bytes(body);
        var answer = await service.Client.PostAsync(new Uri($"/v1/screenings{Small}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await Service.BodyAsync(answer));
    }
}
