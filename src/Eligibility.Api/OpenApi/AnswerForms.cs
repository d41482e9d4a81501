using System.Globalization;
using Microsoft.OpenApi;

namespace Eligibility.Api.OpenApi;

/// <summary>
/// What the members of answers look like and how long they can be, so that whoever stores an answer knows how much room it takes. The
/// bounds leave several times the room that the content needs today, and a test holds the whole rule book against them. They are promises:
/// within v1 they are not widened.
/// </summary>
internal static class AnswerForms
{
    /// <summary>The most entries of a list, unless something else is said.</summary>
    private const int LongestList = 1024;

    /// <summary>The most characters of a text that has no form of its own.</summary>
    private const int LongestText = 4096;

    /// <summary>The largest whole number that every reader of JSON reads exactly: 2^53 - 1.</summary>
    private const long LargestExact = 9_007_199_254_740_991;

    private static readonly Form Code = new("^[A-Za-z0-9-]+$", 64);
    private static readonly Form Name = new("^[A-Za-z][A-Za-z0-9]*$", 64);
    private static readonly Form RuleId = new("^[a-z0-9-]+/[a-z0-9-]+$", 129);
    private static readonly Form Text = new(@"^[^\x00-\x1f]+$", LongestText);
    private static readonly Form Version = new(@"^\d+\.\d+\.\d+$", 32);

    // A member's name means the same everywhere, but for those that are named with their type. A list is entered for its entries.
    private static readonly Dictionary<string, Form> Texts = new()
    {
        ["accepted"] = new("^[a-z0-9.+-]+/[a-z0-9.+-]+$", 128),
        ["allowed"] = Code,
        ["answers"] = Code,
        ["atMost"] = Name,
        ["authority"] = Code,
        ["binds"] = Code,
        ["caveats"] = Code,
        ["code"] = Code,
        ["codes"] = Code,
        ["criterion"] = Code,
        ["digest"] = new("^sha256:[0-9a-f]{64}$", 71),
        ["fact"] = Name,
        ["facts"] = Name,
        ["id"] = Code,
        ["indication"] = Code,
        ["name"] = Name,
        ["needs"] = Name,
        ["parameter"] = Name,
        // An unknown member's name is in it as it was sent, its bytes escaped: three characters a byte.
        ["pointer"] = new("^#(/[^/]*)*$", 262144),
        ["readBy"] = RuleId,
        ["reference"] = new("^[A-Za-z0-9._-]+$", 64),
        ["rule"] = RuleId,
        ["ruledOut"] = Code,
        ["ruleBook"] = Version,
        ["ruleClass"] = Name,
        ["settles"] = RuleId,
        ["source"] = Code,
        ["status"] = Code,
        ["suggestion"] = Code,
        ["type"] = Code,
        ["Problem.type"] = new("^urn:eligibility:problem:[a-z0-9-]+$", 128),
        ["version"] = Version,
    };

    private static readonly Dictionary<string, (long Minimum, long Maximum)> Numbers = new()
    {
        ["atMostMoreAnswers"] = (0, LongestList),
        ["citation"] = (0, LongestList - 1),
        ["column"] = (1, LargestExact),
        ["limitBytes"] = (1, int.MaxValue),
        ["line"] = (1, LargestExact),
        ["maximumEntries"] = (1, LongestList),
        ["status"] = (400, 599),
        ["year"] = (1800, 2999),
    };

    /// <summary>Says of a member of an answer what it looks like.</summary>
    /// <param name="type">The published name of the schema that has the member.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="schema">The schema of the member.</param>
    public static void Describe(string type, string member, OpenApiSchema schema)
    {
        switch (schema.Type)
        {
            case null when member == "observed":
                DescribeObserved(schema);
                break;
            case null:
                // A profile among the worked examples: any profile of today, and members of it that are yet to come.
                schema.Type = JsonSchemaType.Object;
                break;
            case JsonSchemaType.String when schema.Enum is null:
                DescribeText(type, member, schema);
                break;
            case JsonSchemaType.Integer:
                DescribeNumber(member, schema);
                break;
            case JsonSchemaType.Object:
                schema.MaxProperties = LongestList;
                break;
            case JsonSchemaType.Array:
                schema.MaxItems = LongestList;
                if (schema.Items is OpenApiSchema items)
                {
                    Describe(type, member, items);
                }

                break;
        }
    }

    /// <summary>A picture or a file that is sent as a text of its own.</summary>
    /// <param name="start">How it begins.</param>
    /// <param name="description">What it is, in a sentence.</param>
    public static OpenApiSchema File(string start, string description) =>
        new() { Type = JsonSchemaType.String, Pattern = $"^{start}", MaxLength = 1 << 20, Description = description };

    // What a fact takes: a number, true or false, a code, or a list of codes.
    private static void DescribeObserved(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.String | JsonSchemaType.Array;
        schema.Pattern = Code.Pattern;
        schema.MaxLength = Code.MaxLength;
        schema.MaxItems = LongestList;
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Code.Pattern, MaxLength = Code.MaxLength };
    }

    private static void DescribeText(string type, string member, OpenApiSchema schema)
    {
        switch (schema.Format)
        {
            case "date":
                schema.MaxLength = 10;
                break;
            case "uri":
                schema.MaxLength = 2048;
                break;
            default:
                var form = Texts.GetValueOrDefault($"{type}.{member}") ?? Texts.GetValueOrDefault(member) ?? Text;
                schema.Pattern = form.Pattern;
                schema.MaxLength = form.MaxLength;
                break;
        }
    }

    private static void DescribeNumber(string member, OpenApiSchema schema)
    {
        var (minimum, maximum) = Numbers.GetValueOrDefault(member, (int.MinValue, int.MaxValue));
        schema.Minimum = minimum.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = maximum.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Form(string Pattern, int MaxLength);
}
