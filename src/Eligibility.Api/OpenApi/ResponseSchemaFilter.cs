using System.Reflection;
using System.Text.Json.Nodes;
using Eligibility.Domain;
using Eligibility.Json.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>
/// Keeps the published schemas of answers open, so that a member can be added within v1, says which of their members are always there and
/// what they look like, and names the codes of closed lists.
/// </summary>
internal sealed class ResponseSchemaFilter : ISchemaFilter
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly PropertyInfo RequestId = typeof(Problem).GetProperty(nameof(Problem.RequestId))!;

    /// <inheritdoc />
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(SymptomProfileSchema) || schema is not OpenApiSchema { Properties: { } properties } answer)
        {
            return;
        }

        answer.AdditionalPropertiesAllowed = true;
        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (!properties.TryGetValue(name, out var member))
            {
                continue;
            }

            // Absent, never null: what may be absent is simply not required.
            if (member is OpenApiSchema plain)
            {
                plain.Type &= ~JsonSchemaType.Null;
                NameCodes(plain, property);
                AnswerForms.Describe(Contract.SchemaId(context.Type), name, plain);
            }

            // A line of a batch has no request of its own. Every problem that is an answer has.
            if (Nullability.Create(property).ReadState == NullabilityState.NotNull || property == RequestId)
            {
                (answer.Required ??= new HashSet<string>()).Add(name);
            }
        }
    }

    private static void NameCodes(OpenApiSchema schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<ClosedListAttribute>() is { } closed)
        {
            var codes = (IEnumerable<string>)typeof(Codes).GetMethod(nameof(Codes.All))!.MakeGenericMethod(closed.List).Invoke(null, null)!;
            // The codes of a map are those of its values.
            var coded = schema.AdditionalProperties as OpenApiSchema ?? schema;
            coded.Enum = [.. codes.Select(code => (JsonNode)JsonValue.Create(code))];
        }
    }
}
