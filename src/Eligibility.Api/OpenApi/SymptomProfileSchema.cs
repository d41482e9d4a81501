using System.Globalization;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>
/// The facts that were answered about one person. Every member may be left out, and null is the same as leaving it out: it is unknown,
/// never "no". An empty list means "asked, none". No names, no dates of birth, no free text.
/// </summary>
internal sealed record SymptomProfileSchema;

/// <summary>Makes the published schema of a profile from the facts, so that a bound is written down once. It is closed: an unknown member is refused.</summary>
internal sealed class SymptomProfileSchemaFilter : ISchemaFilter
{
    /// <inheritdoc />
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(SymptomProfileSchema) || schema is not OpenApiSchema profile)
        {
            return;
        }

        profile.AdditionalPropertiesAllowed = false;
        profile.Properties = FactCatalogue.All.ToDictionary(fact => fact.Name, IOpenApiSchema (fact) => OrNull(Describe(fact)));
        profile.Properties["reference"] = OrNull(new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Your own reference, given back as it is. Opaque to us: no names, no record numbers.",
            MinLength = 1,
            MaxLength = 64,
            Pattern = "^[A-Za-z0-9._-]+$",
        });
    }

    private static OpenApiSchema Describe(Fact fact)
    {
        var schema = Shape(fact);
        string?[] words =
        [
            fact.Question,
            fact is NumberFact number ? string.Create(CultureInfo.InvariantCulture, $"In {number.Unit}, {number.Minimum} to {number.Maximum}.") : null,
            fact is NumberFact { AtMost: { } bound } ? $"At most {bound.Name}." : null,
            fact.Remark,
            fact.Assumed is { } assumed ? $"Context, not evidence. Where missing: {assumed.Sentence}" : null,
        ];
        schema.Description = string.Join(' ', words.OfType<string>());
        return schema;
    }

    private static OpenApiSchema Shape(Fact fact) => fact switch
    {
        NumberFact number => new OpenApiSchema
        {
            Type = number.WholeNumbers ? JsonSchemaType.Integer : JsonSchemaType.Number,
            Format = number.WholeNumbers ? "int32" : null,
            Minimum = number.Minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = number.Maximum.ToString(CultureInfo.InvariantCulture),
        },
        BooleanFact => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        CodeSetFact set => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            UniqueItems = true,
            MaxItems = set.Codes.Length,
            Items = Codes(set),
        },
        CodedFact coded => Codes(coded),
        EntryListFact list => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = list.MaximumEntries,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = false,
                Properties = list.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => field == list.Fields[0] ? Describe(field) : OrNull(Describe(field))),
                Required = new HashSet<string> { list.Fields[0].Name },
            },
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static OpenApiSchema Codes(CodedFact fact) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. fact.Codes.Select(code => (JsonNode)JsonValue.Create(code))],
    };

    private static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        schema.Enum?.Add(JsonNullSentinel.JsonNull);
        return schema;
    }
}
