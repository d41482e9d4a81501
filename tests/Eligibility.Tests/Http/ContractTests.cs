using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Api.OpenApi;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using NJsonSchema;

namespace Eligibility.Tests.Http;

public sealed class ContractTests(Service service)
{
    private const string Update = "UPDATE_CONTRACT";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> ExampleNames => [.. Examples.All.Select(example => example.Name)];

    private static string Committed => Path.Combine(Repository.Root, "openapi", "v1.json");

    [Fact]
    public async Task The_committed_contract_is_the_one_that_is_served()
    {
        var served = JsonNode.Parse(await (await service.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!
            .ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(Committed, served, TestContext.Current.CancellationToken);
        }

        var committed = await File.ReadAllTextAsync(Committed, TestContext.Current.CancellationToken);
        served.Should().Be(committed, $"a change of the contract is reviewed like code: run the tests with {Update}=1 and look at the difference");
    }

    [Theory]
    [MemberData(nameof(ExampleNames))]
    public async Task Every_example_of_the_documentation_answers_what_it_says(string name)
    {
        var example = Examples.All.Single(example => example.Name == name);

        var response = await service.ScreenAsync(example.Body);

        ((int)response.StatusCode).Should().Be(example.Status);
        ((string?)(await Service.BodyAsync(response))["candidacy"]).Should().Be(example.Candidacy);
    }

    [Fact]
    public void There_is_an_example_for_each_kind_of_answer() =>
        Examples.All.Select(example => example.Candidacy ?? "refused").Should().Contain(["candidate", "undetermined", "not-candidate", "refer-urgently", "refused"]);

    [Fact]
    public async Task Every_answer_conforms_to_the_published_schema_and_to_the_contract_types()
    {
        var screening = await SchemaAsync("Screening");
        var problem = await SchemaAsync("Problem");
        var bodies = RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases).Where((_, index) => index % 10 == 0).Select(example => example.Profile.GetRawText())
            .Concat(Examples.All.Select(example => example.Body)).Append("[").Append("[]");
        foreach (var body in bodies)
        {
            var response = await service.ScreenAsync(body);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            var refused = response.StatusCode != HttpStatusCode.OK;
            (refused ? problem : screening).Validate(answer).Should().BeEmpty("{0} is answered with {1}", body, answer);
            if (!refused)
            {
                var typed = JsonSerializer.Deserialize<Json.Contract.Screening>(answer, Strict);
                JsonSerializer.Serialize(typed, Strict).Should().Be(answer);
            }
        }
    }

    [Theory]
    [InlineData("/v1/rules", "RuleBookInfo")]
    [InlineData("/v1/rules/safeguards/dose-cap", "RuleInfo")]
    [InlineData("/v1/facts", "FactsInfo")]
    [InlineData("/health/ready", "HealthInfo")]
    public async Task Every_publication_conforms_to_the_published_schema(string path, string schema)
    {
        var document = await (await service.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        (await SchemaAsync(schema)).Validate(document).Should().BeEmpty();
    }

    [Fact]
    public async Task The_schema_of_a_profile_is_closed_and_has_every_fact_within_its_bounds()
    {
        var profile = (await ContractAsync())["components"]!["schemas"]!["SymptomProfile"]!;

        ((bool?)profile["additionalProperties"]).Should().BeFalse();
        profile["properties"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo(FactCatalogue.All.Select(fact => fact.Name).Append("reference"));
        foreach (var fact in FactCatalogue.All.OfType<NumberFact>())
        {
            var member = profile["properties"]![fact.Name]!;
            ((decimal?)member["minimum"]).Should().Be(fact.Minimum);
            ((decimal?)member["maximum"]).Should().Be(fact.Maximum);
            ((string?)member["description"]).Should().Contain(fact.Unit);
        }
    }

    [Fact]
    public async Task The_schemas_of_answers_are_open_and_every_member_says_what_it_means()
    {
        var schemas = (await ContractAsync())["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in schemas.Where(schema => schema.Key != "SymptomProfile"))
        {
            ((bool?)schema!["additionalProperties"] ?? true).Should().BeTrue(name);
            foreach (var (member, description) in schema["properties"]!.AsObject())
            {
                ((string?)description!["description"]).Should().NotBeNullOrWhiteSpace("{0}.{1} is read by somebody who does not know us", name, member);
            }
        }
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_a_tag_and_described_problems()
    {
        foreach (var (path, item) in (await ContractAsync())["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                ((string?)operation!["operationId"]).Should().NotBeNullOrEmpty($"{method} {path}");
                ((string?)operation["summary"]).Should().NotBeNullOrEmpty($"{method} {path}");
                operation["tags"]!.AsArray().Should().ContainSingle($"{method} {path}");
            }
        }
    }

    private async Task<JsonNode> ContractAsync() => await Service.BodyAsync(await service.GetAsync("/openapi/v1.json"));

    // The validator reads JSON Schema, so the components of the contract become its definitions.
    private async Task<JsonSchema> SchemaAsync(string name)
    {
        var schemas = (await ContractAsync())["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return await JsonSchema.FromJsonAsync($$"""{"allOf":[{"$ref":"#/definitions/{{name}}"}],"definitions":{{schemas}}}""", TestContext.Current.CancellationToken);
    }
}
