using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>What <c>$screen</c> was asked: a response alone, or with a day, in Parameters.</summary>
/// <param name="Profile">The profile that was answered; null where the request was refused.</param>
/// <param name="AsOf">The day whose editions apply.</param>
/// <param name="Issues">Every fault; empty where there is a profile.</param>
internal sealed record ScreenRequest(SymptomProfile? Profile, DateOnly AsOf, ImmutableArray<OutcomeIssue> Issues)
{
    /// <summary>The parameter that holds the response.</summary>
    public const string ResponseName = "questionnaire-response";

    /// <summary>The parameter that names the day whose editions apply.</summary>
    public const string AsOfName = "asOf";

    /// <summary>Reads a request.</summary>
    /// <param name="body">The resource that was sent.</param>
    /// <param name="today">The day, where none is named.</param>
    public static ScreenRequest Read(JsonElement body, DateOnly today)
    {
        if (body.IsResource("Parameters"))
        {
            return new ParametersReader(today).Read(body);
        }

        var reading = ResponseReader.Read(body);
        return new ScreenRequest(reading.Profile, today, reading.Issues);
    }

    // Every parameter once, each with what it takes, and nothing else.
    private sealed class ParametersReader(DateOnly today)
    {
        private static readonly KnownElements ResourceElements = new(["id", "language"], ["resourceType", "meta", "parameter"]);
        private static readonly KnownElements ParameterElements = new(["id", "name"], ["extension", "resource"], isWithValue: true, refused: "part");

        private readonly IssueList _issues = new();
        private readonly HashSet<string> _seen = [];
        private SymptomProfile? _profile;
        private DateOnly _asOf = today;

        public ScreenRequest Read(JsonElement parameters)
        {
            var place = new Place(null, "Parameters");
            ResourceElements.Check(parameters, place, _issues);
            if (!SentList.TryRead(parameters, "parameter", out var entries))
            {
                _issues.Add(new Place(place, "parameter"), FaultCodes.WrongType, "parameter must be a list.");
                return Result();
            }

            var index = 0;
            foreach (var parameter in entries)
            {
                ReadParameter(parameter, new Place(place, "parameter", index++));
            }

            if (!_seen.Contains(ResponseName))
            {
                _issues.Add(place, FaultCodes.MissingMember, $"There must be a parameter {ResponseName} with a resource.");
            }

            return Result();
        }

        private ScreenRequest Result() => new(_issues.Count == 0 ? _profile : null, _asOf, _issues.ToIssues());

        private void ReadParameter(JsonElement parameter, Place place)
        {
            var name = ResourceText.Of(parameter, "name");
            if (name is not (ResponseName or AsOfName))
            {
                _issues.Add(place, FaultCodes.UnknownMember, $"The operation takes the parameters {ResponseName} and {AsOfName}.");
                return;
            }

            if (!_seen.Add(name))
            {
                _issues.Add(place, FaultCodes.DuplicateMember, $"{name} is there more than once.");
                return;
            }

            ParameterElements.Check(parameter, place, _issues);
            if (name == AsOfName)
            {
                ReadDay(parameter, place);
            }
            else
            {
                ReadResponse(parameter, place);
            }
        }

        private void ReadResponse(JsonElement parameter, Place place)
        {
            if (Only(parameter, place, "resource", $"{ResponseName} takes one resource and nothing else.") is { } resource)
            {
                _profile = ResponseReader.Read(resource, new Place(place, "resource"), _issues);
            }
        }

        private void ReadDay(JsonElement parameter, Place place)
        {
            if (Only(parameter, place, "valueDate", $"{AsOfName} takes one day, as a valueDate, and nothing else.") is { } day
                && !(day.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _asOf)))
            {
                _issues.Add(new Place(place, "value"), FaultCodes.WrongType, $"{AsOfName} must be one day, as a valueDate of the form YYYY-MM-DD.");
            }
        }

        /// <summary>What a parameter takes. Whatever it has beside that, or instead of it, is a fault.</summary>
        private JsonElement? Only(JsonElement parameter, Place place, string taken, string rule)
        {
            JsonElement? found = null;
            var isInstead = false;
            foreach (var member in parameter.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
            {
                if (member.NameEquals(taken))
                {
                    found = member.Value;
                }
                else if (ContentOf(member) is { } other)
                {
                    _issues.Add(new Place(place, other), FaultCodes.UnknownMember, rule);
                    isInstead = true;
                }
            }

            if (found is null && !isInstead)
            {
                _issues.Add(place, FaultCodes.MissingMember, rule);
            }

            return found;
        }

        private static string? ContentOf(JsonProperty member) =>
            KnownElements.IsValue(member) ? "value"
            : member.NameEquals("resource") ? "resource"
            : member.NameEquals("part") ? "part"
            : null;
    }
}
