using System.Text.Json;
using Eligibility.Json.Contract;

namespace Eligibility.Api.Fhir;

/// <summary>
/// The answer of <c>/v1/screenings</c> as Parameters, member by member: a member is a parameter of its name, an object has parts, and every
/// entry of a list is a parameter of the list's name. So the two doors cannot say two things, and whatever the answer gains is in both.
/// </summary>
internal static class AnswerParameters
{
    private const string Observed = "observed";

    private static readonly HashSet<string> Codes = [.. typeof(Screening).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties()).Where(property => property.IsDefined(typeof(ClosedListAttribute), inherit: false))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    private static readonly HashSet<string> Days = ["asOf", "edition", "reached"];

    /// <summary>The parameters of an answer.</summary>
    /// <param name="answer">The whole answer.</param>
    public static List<Parameter> Of(JsonElement answer) => [.. answer.EnumerateObject().SelectMany(member => Of(member.Name, member.Value))];

    private static IEnumerable<Parameter> Of(string name, JsonElement value) => value.ValueKind switch
    {
        // Asked, none: as in a response.
        JsonValueKind.Array when name == Observed && value.GetArrayLength() == 0 => [new Parameter(name) { ValueString = IntakeItem.None }],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(entry => entry.ValueKind == JsonValueKind.Array
            ? [new Parameter(name) { Part = [.. entry.EnumerateArray().SelectMany(inner => Of(name, inner))] }]
            : Of(name, entry)),
        JsonValueKind.Object => [new Parameter(name) { Part = Of(value) }],
        JsonValueKind.True or JsonValueKind.False => [new Parameter(name) { ValueBoolean = value.GetBoolean() }],
        JsonValueKind.Number => [value.TryGetInt32(out var whole) ? new Parameter(name) { ValueInteger = whole } : new Parameter(name) { ValueDecimal = value.GetDecimal() }],
        _ => [OfText(name, value.GetString()!)],
    };

    private static Parameter OfText(string name, string text) =>
        Codes.Contains(name) ? new Parameter(name) { ValueCode = text }
        : Days.Contains(name) ? new Parameter(name) { ValueDate = text }
        : name == "url" ? new Parameter(name) { ValueUri = text }
        : new Parameter(name) { ValueString = text };
}
