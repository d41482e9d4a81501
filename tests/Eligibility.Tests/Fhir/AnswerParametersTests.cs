using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Tests.Http;
using static Eligibility.Tests.Fhir.Responses;

namespace Eligibility.Tests.Fhir;

/// <summary>The contained Parameters as a program reads them: an element of one name has one type, and what is referred to is there.</summary>
public sealed class AnswerParametersTests(Service service)
{
    [Theory]
    [InlineData(18)]
    [InlineData(14.5)]
    public async Task A_number_that_was_answered_is_a_decimal_whether_it_is_whole_or_not(double days)
    {
        var numbers = Named(await ParametersAsync((decimal)days), "observed").Where(observed => observed["valueString"] is null).ToList();

        numbers.Should().OnlyContain(observed => observed["valueDecimal"] != null);
        numbers.Should().Contain(observed => (decimal)observed["valueDecimal"]! == (decimal)days);
    }

    [Fact]
    public async Task A_citation_is_the_place_of_one_of_the_citations_and_a_caveat_the_code_of_one_of_the_caveats()
    {
        var parameters = await ParametersAsync(18);
        var citations = parameters.AsArray().Count(parameter => (string?)parameter!["name"] == "citations");
        var caveats = parameters.AsArray().Where(parameter => (string?)parameter!["name"] == "caveats")
            .Select(caveat => (string?)caveat!["part"]!.AsArray().Single(part => (string?)part!["name"] == "code")!["valueString"]).ToList();

        Named(parameters, "citation").Should().NotBeEmpty().And.OnlyContain(citation => (int)citation["valueInteger"]! >= 0 && (int)citation["valueInteger"]! < citations);
        Named(parameters, "caveats").Where(caveat => caveat["part"] is null).Should().NotBeEmpty().And.OnlyContain(caveat => caveats.Contains((string?)caveat["valueString"]));
    }

    private async Task<JsonNode> ParametersAsync(decimal days)
    {
        var body = Encoding.UTF8.GetBytes(With(Item("headacheDaysPerMonth", Decimal(days))).ToJsonString());
        var answer = await service.Client.PostAsync(
            new Uri("/fhir/QuestionnaireResponse/$screen", UriKind.Relative), Service.Bytes(body, "application/fhir+json"), TestContext.Current.CancellationToken);
        return (await Service.BodyAsync(answer))["contained"]![0]!["parameter"]!;
    }

    private static IEnumerable<JsonNode> Named(JsonNode? node, string name) => node switch
    {
        JsonObject parameter => (IEnumerable<JsonNode>)[.. (string?)parameter["name"] == name ? [parameter] : Array.Empty<JsonNode>(), .. Named(parameter["part"], name)],
        JsonArray list => list.SelectMany(entry => Named(entry, name)),
        _ => [],
    };
}
