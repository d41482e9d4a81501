using System.Collections.Frozen;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Elements: which there may be in each place.</content>
internal sealed partial class ResponseReader
{
    // Elements that say who answered whom and when are not for this service: they are neither read nor repeated.
    private static readonly Members ResourceMembers = new(
        "resourceType", "id", "meta", "language", "text", "contained", "extension", "identifier", "basedOn", "partOf", "questionnaire", "status",
        "subject", "encounter", "authored", "author", "source", "item");

    private static readonly Members ItemMembers = new("id", "extension", "linkId", "definition", "text", "answer", "item");
    private static readonly Members AnswerMembers = new("id", "extension", "item");

    // A misspelt element would be an answer that nobody reads. An extension that may turn the meaning must not be passed over.
    private void CheckMembers(JsonElement element, Place path, Members known)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            var name = member.Name.TrimStart('_');
            if (name is "modifierExtension" or "implicitRules")
            {
                Fault(new Place(path, name), ResponseFaults.ModifierExtension, $"{name} may change the meaning of what it is in, and is not understood.");
            }
            else if (!known.Names.Contains(name) && !(known == AnswerMembers && name.StartsWith("value", StringComparison.Ordinal)))
            {
                Fault(path, FaultCodes.UnknownMember, "There is an element here that is not read.", known.Help);
            }
        }
    }

    /// <summary>The elements that there may be in a place, and the sentence that lists them.</summary>
    private sealed class Members(params IEnumerable<string> names)
    {
        public FrozenSet<string> Names { get; } = names.ToFrozenSet(StringComparer.Ordinal);

        public string Help { get; } = $"Read: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }
}
